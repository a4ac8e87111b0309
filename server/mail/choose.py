"""Which way mails leave, from the settings."""

from server.mail.base import Mailer
from server.mail.folder import FolderMailer
from server.mail.smtp import SmtpMailer
from server.settings import Settings


def choose_mailer(settings: Settings) -> Mailer:
    """SMTP where a server is named; else files (production does not start without a server)."""
    return SmtpMailer(settings) if settings.smtp_host else FolderMailer(settings)
