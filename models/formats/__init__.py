"""Questions in the formats of other systems: `read` a file, `write` one, and tell what the journey changed or lost.

Pure: bytes in, plain questions and a report out, and back. Nothing that a file can hold makes them fail: what cannot
come through stands in the report. Public names: `Format`, `read`, `write`, `Plain`, `Reading`, `Writing`, `Note`, `Level`.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final

from models.formats.gift_read import read_gift
from models.formats.gift_write import write_gift
from models.formats.moodle_read import read_moodle
from models.formats.moodle_write import write_moodle
from models.formats.plain import Level, Note, Plain, Reading, Writing, refused_file
from models.formats.qti_package import read_qti, write_qti2, write_qti3

__all__ = ["MOST_BYTES", "Format", "Level", "Note", "Plain", "Reading", "Writing", "read", "write"]

MOST_BYTES: Final = 20_000_000


class Format(StrEnum):
    """The formats; `qti` reads every version and writes 3.0."""

    GIFT = "gift"
    MOODLE_XML = "moodle_xml"
    QTI = "qti"
    QTI2 = "qti2"


_READERS: Final[Mapping[Format, Callable[[bytes], Reading]]] = {
    Format.GIFT: read_gift,
    Format.MOODLE_XML: read_moodle,
    Format.QTI: read_qti,
    Format.QTI2: read_qti,
}
_WRITERS: Final[Mapping[Format, Callable[[Iterable[Plain]], Writing]]] = {
    Format.GIFT: write_gift,
    Format.MOODLE_XML: write_moodle,
    Format.QTI: write_qti3,
    Format.QTI2: write_qti2,
}


def read(form: Format, data: bytes) -> Reading:
    """The questions of a file, and the report."""
    if len(data) > MOST_BYTES:
        return refused_file("file", "too_large", f"At most {MOST_BYTES} bytes are read.")
    if not data.strip():
        return refused_file("file", "empty", "The file is empty.")
    return _READERS[form](data)


def write(form: Format, questions: Iterable[Plain]) -> Writing:
    """A file with the questions, and the report."""
    return _WRITERS[form](questions)
