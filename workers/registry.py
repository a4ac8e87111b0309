"""Every kind of work that the outbox may ask for, and what is ordered by the clock."""

from workers import certificates, invariants, mails, reports
from workers.kinds import Kind

KINDS: tuple[Kind, ...] = (*mails.KINDS, *reports.KINDS, *certificates.KINDS, *invariants.KINDS)
SCHEDULES = (*reports.SCHEDULES, *invariants.SCHEDULES)
