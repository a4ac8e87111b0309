"""What stands on a certificate, as plain data that crosses to the press."""

from collections.abc import Sequence
from dataclasses import dataclass, field

INK = "#1f2a37"
ACCENT = "#1f5f4f"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who vouches for it."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the certificates of a course look; colours are `#rrggbb`, the logo is a PNG."""

    accent: str = ACCENT
    ink: str = INK
    issuer: str = "Lectern"
    title: str = ""
    body: str = ""
    signatures: Sequence[Signature] = ()
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One certificate. `words` are the fixed texts in its language; `attachments` go into the file by name."""

    language: str
    name: str
    course: str
    number: str
    issued_on: str
    expires_on: str
    verify_url: str
    words: dict[str, str]
    made_at: str
    """The moment of issue as PDF writes it (`20260302090000`): a rerun makes the same file."""
    look: Look = field(default_factory=Look)
    attachments: dict[str, bytes] = field(default_factory=dict)
