"""Every kind of work that the outbox may ask for, and what is ordered by the clock."""

from workers import certificates, courses, invariants, lti, mails, reports, results
from workers.kinds import Kind

KINDS: tuple[Kind, ...] = (
    *mails.KINDS,
    *reports.KINDS,
    *certificates.KINDS,
    *results.KINDS,
    *courses.KINDS,
    *invariants.KINDS,
    *lti.KINDS,
)
SCHEDULES = (*reports.SCHEDULES, *invariants.SCHEDULES)
