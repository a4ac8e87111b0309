"""Mails as files, where there is no mail server: for development. `/dev/mail` shows them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Final

from server.mail.base import Letter
from server.mail.compose import compose, message_id
from server.settings import Settings

SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail that was kept: its file's name, and what a list shows."""

    name: str
    subject: str
    to: str
    date: datetime | None
    text: str = ""
    html: str = ""


class FolderMailer:
    """Writes each mail to `data_dir`/mail; a second sending overwrites the first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, letter: Letter) -> str:
        """Keep a mail."""
        message = compose(letter, sender=self._settings.mail_from, origin=self._settings.origin)
        await asyncio.to_thread(_write, folder_of(self._settings), f"{letter.id}.eml", message.as_bytes())
        return message_id(letter, self._settings.mail_from)


def folder_of(settings: Settings) -> Path:
    """Where the mails are kept."""
    return settings.data_dir / "mail"


def _write(folder: Path, name: str, content: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = folder / f".{name}.part"
    part.write_bytes(content)
    _ = part.replace(folder / name)


def kept_mails(folder: Path) -> Sequence[Kept]:
    """The newest mails, the newest first; names sort by time because ids do."""
    names = sorted((path for path in folder.glob("*.eml")), key=lambda path: path.name, reverse=True)
    return [_read(path) for path in names[:SHOWN]]


def kept_mail(folder: Path, name: str) -> Kept | None:
    """One mail with its texts."""
    path = folder / f"{name}.eml"
    return _read(path) if path.parent == folder and path.is_file() else None


def _read(path: Path) -> Kept:
    message = message_from_bytes(path.read_bytes(), policy=default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    date = message["Date"]
    return Kept(
        name=path.stem,
        subject=str(message["Subject"]),
        to=str(message["To"]),
        date=date.datetime if date else None,
        text=str(text.get_content()) if text else "",
        html=str(html.get_content()) if html else "",
    )
