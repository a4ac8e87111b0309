"""Mails kept in a list: for tests of what sends mails."""

from email.message import EmailMessage

from server.mail.base import Letter
from server.mail.compose import compose, message_id
from server.settings import Settings


class MemoryMailer:
    """Takes every mail, as a mail server would; the same mail twice is one mail."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.taken: dict[str, EmailMessage] = {}

    async def send(self, letter: Letter) -> str:
        """Keep a mail."""
        self.taken[letter.id] = compose(letter, sender=self._settings.mail_from, origin=self._settings.origin)
        return message_id(letter, self._settings.mail_from)
