"""Shapes of the reports of imports and exports."""

from collections import Counter
from collections.abc import Sequence
from typing import Self
from uuid import UUID

from models.formats import Format, Level, Note
from server.endpoint import In, Out

MOST_NOTES = 5_000


class ImportQuery(In):
    """Which format the body has; a dry run only reports."""

    format: Format
    dry_run: bool = False


class ExportQuery(In):
    """Which format to write (`qti` is 3.0, `qti2` is 2.2); `report` asks for the report instead of the file."""

    format: Format
    report: bool = False


class NoteOut(Out):
    """What became of something: its place in the file, the question's name, a stable code."""

    level: Level
    where: str
    question: str
    code: str
    detail: str

    @classmethod
    def of(cls, note: Note) -> Self:
        """From the report."""
        return cls(level=note.level, where=note.where, question=note.question, code=note.code, detail=note.detail)


class ReportOut(Out):
    """What was changed, lost and refused; at most five thousand notes, and how many there are of each level."""

    format: Format
    changed: int
    lost: int
    refused: int
    notes: list[NoteOut]


def _counts(form: Format, notes: Sequence[Note]) -> dict[str, object]:
    levels = Counter(note.level for note in notes)
    return {
        "format": form,
        "changed": levels[Level.CHANGED],
        "lost": levels[Level.LOST],
        "refused": levels[Level.REFUSED],
        "notes": [NoteOut.of(note) for note in notes[:MOST_NOTES]],
    }


class ImportOut(ReportOut):
    """What an import brought; in a dry run `questions` is empty and `read` says how many there would be."""

    dry_run: bool
    read: int
    questions: list[UUID]

    @classmethod
    def of(cls, query: ImportQuery, read: int, ids: Sequence[UUID], notes: Sequence[Note]) -> Self:
        """From what was read and added."""
        counts = _counts(query.format, notes)
        return cls.model_validate({**counts, "dry_run": query.dry_run, "read": read, "questions": list(ids)})


class ExportOut(ReportOut):
    """What an export holds."""

    written: int

    @classmethod
    def of(cls, form: Format, written: int, notes: Sequence[Note]) -> Self:
        """From what was written."""
        return cls.model_validate({**_counts(form, notes), "written": written})
