"""What a file may be called, and what it may be."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MAX_NAME: Final = 150
MAX_ENDING: Final = 12
NAMELESS: Final = "file"
MAX_ENTRIES: Final = 10_000
MAX_UNPACKED: Final = 2_147_483_648
MAX_RATIO: Final = 100
"""How much larger than its archive the content may be, when it is large at all."""
HARMLESS: Final = 20_971_520
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OPEN: Final = "application/vnd.oasis.opendocument."


class FileState(StrEnum):
    """Where a file is on its way."""

    ARRIVING = "arriving"
    READY = "ready"
    REMOVED = "removed"
    LOST = "lost"


class Proof(StrEnum):
    """How a file shows that it is what its name says."""

    MAGIC = "magic"
    """Its first bytes are those of the type."""
    TEXT = "text"
    """It is UTF-8 and no known binary format."""
    ARCHIVE = "archive"
    """It is a ZIP file with a readable list of contents."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of file that is taken; `known_as` are the names under which content detection may report it."""

    media_type: str
    proof: Proof = Proof.MAGIC
    inline: bool = False
    """Whether a browser may show it from our origin: nothing in it can run."""
    known_as: frozenset[str] = frozenset()


def _shown(media_type: str, *known_as: str) -> Kind:
    return Kind(media_type, inline=True, known_as=frozenset(known_as))


def _archive(media_type: str) -> Kind:
    return Kind(media_type, Proof.ARCHIVE)


_MP4: Final = ("video/mp4", "audio/mp4", "video/x-m4v", "video/quicktime", "application/mp4")
KINDS: Final[Mapping[str, Kind]] = {
    "pdf": _shown("application/pdf"),
    "png": _shown("image/png"),
    "jpg": _shown("image/jpeg"),
    "jpeg": _shown("image/jpeg"),
    "gif": _shown("image/gif"),
    "webp": _shown("image/webp"),
    "mp4": _shown("video/mp4", *_MP4),
    "m4a": _shown("audio/mp4", *_MP4, "audio/x-m4a"),
    "webm": _shown("video/webm", "video/x-matroska"),
    "mp3": _shown("audio/mpeg", "audio/mp3"),
    "ogg": _shown("audio/ogg", "application/ogg", "video/ogg"),
    "wav": _shown("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"),
    "flac": _shown("audio/flac", "audio/x-flac"),
    "txt": Kind("text/plain", Proof.TEXT, inline=True),
    "zip": _archive("application/zip"),
    "docx": _archive(_OFFICE + "wordprocessingml.document"),
    "xlsx": _archive(_OFFICE + "spreadsheetml.sheet"),
    "pptx": _archive(_OFFICE + "presentationml.presentation"),
    "odt": _archive(_OPEN + "text"),
    "ods": _archive(_OPEN + "spreadsheet"),
    "odp": _archive(_OPEN + "presentation"),
    "epub": _archive("application/epub+zip"),
    **{
        ending: Kind(media_type, Proof.TEXT)
        for ending, media_type in {
            "md": "text/markdown",
            "csv": "text/csv",
            "tex": "text/x-tex",
            "bib": "text/x-bibtex",
            "json": "application/json",
            "xml": "application/xml",
            "svg": "image/svg+xml",
            "html": "text/html",
            "htm": "text/html",
            "css": "text/css",
            "js": "text/javascript",
            "py": "text/x-python",
            "ipynb": "application/x-ipynb+json",
            "vtt": "text/vtt",
            "srt": "text/x-srt",
            "sql": "text/x-sql",
            "c": "text/x-c",
            "h": "text/x-c",
            "java": "text/x-java",
            "r": "text/x-r",
        }.items()
    },
}
"""By the ending of the name. What is not shown inline is only ever downloaded."""
INLINE: Final = frozenset(kind.media_type for kind in KINDS.values() if kind.inline)


def file_name(given: str) -> str:
    r"""A name that is only a name: no folder, no control or direction characters, of bounded length, never empty.

    Of `..\..\etc/passwd` the last part stays. The ending is kept when the name is cut.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    name = " ".join(unicodedata.normalize("NFC", plain).split()).strip(". ")
    if len(name) > MAX_NAME:
        stem, dot, ending = name.rpartition(".")
        tail = dot + ending if dot and len(ending) <= MAX_ENDING else ""
        name = (stem if tail else name)[: MAX_NAME - len(tail)].strip(". ") + tail
    return name or NAMELESS


def kind_of_name(name: str) -> Kind | None:
    """The kind that the name promises; None for an ending that is not taken."""
    stem, _, ending = name.rpartition(".")
    return KINDS.get(ending.lower()) if stem else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One file within an archive, as its list of contents tells it; sizes in bytes."""

    name: str
    size: int
    packed: int


def archive_fault(entries: Iterable[Entry]) -> str | None:
    """Why an archive would harm whoever unpacks it: a code, or None.

    A bomb is told by the sizes it declares: more than 2 GiB, or a hundredfold of what it is, beyond 20 MiB.
    """
    count = size = packed = 0
    for entry in entries:
        count, size, packed = count + 1, size + entry.size, packed + entry.packed
        if count > MAX_ENTRIES:
            return "too_many_entries"
        if _leaves_folder(entry.name):
            return "entry_outside"
    if size > MAX_UNPACKED or (size > HARMLESS and size > MAX_RATIO * max(1, packed)):
        return "archive_bomb"
    return None


def _leaves_folder(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or parts[0].endswith(":")
