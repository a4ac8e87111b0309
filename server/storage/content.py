"""What a file is by its content: its first bytes, whether it is text, what an archive says it holds."""

import codecs
import zipfile
from io import BytesIO
from typing import Final

import puremagic

from models.rules.files import Entry, Kind, Proof, archive_fault

HEAD_BYTES: Final = 8_192
TAIL_BYTES: Final = 2_097_152
"""The list of contents of an archive stands at its end; one that is longer is not taken."""
_ZIP: Final = b"PK\x03\x04"
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!")


def shows(head: bytes, kind: Kind) -> bool:
    """Whether a file that begins like this is of the kind its name promises."""
    if head.startswith(_PROGRAMS):
        return False
    match kind.proof:
        case Proof.TEXT:
            return _is_text(head)
        case Proof.ARCHIVE:
            return head.startswith(_ZIP)
        case Proof.MAGIC:
            return not ({kind.media_type} | kind.known_as).isdisjoint(_media_types(head))


def _is_text(head: bytes) -> bool:
    """UTF-8 without NUL; where there is more to come, the last character may be cut."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return "\0" not in text and not head.startswith(b"%PDF-")


def _media_types(head: bytes) -> set[str]:
    try:
        return {found.mime_type for found in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def fault_in_archive(tail: bytes) -> str | None:
    """Why an archive that ends like this is not taken: a code, or None. Nothing is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(tail)) as archive:
            entries = [Entry(each.filename, each.file_size, each.compress_size) for each in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeDecodeError):
        return "archive_unreadable"
    return archive_fault(entries)
