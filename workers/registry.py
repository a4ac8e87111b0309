"""Every kind of work that the outbox may ask for."""

from workers import certificates, mails, reports
from workers.kinds import Kind

KINDS: tuple[Kind, ...] = (*mails.KINDS, *reports.KINDS, *certificates.KINDS)
