"""A question between the formats: as an author would write it, with what its journey changed or lost."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from models.rules.problems import Problem
from models.rules.questions import validate
from models.rules.texts import clean, is_storable

T = TypeVar("T")

STEM_LIMIT: Final = 10_000
FEEDBACK_LIMIT: Final = 10_000
MOST_TAGS: Final = 20
TAG_LIMIT: Final = 40
MOST_POINTS: Final = 100_000
TITLE_SHOWN: Final = 80
CATEGORY: Final = "category:"
"""A tag with this beginning stands for the category a question lay in."""
EXTERNAL_ID: Final = "id:"
"""A tag with this beginning stands for the id a question has elsewhere."""
MOST_READ: Final = 5_000
"""Questions of one file that are looked at."""
MOST_TEXT: Final = 200_000
"""Characters of one question in a file, whatever they say."""
_TOLD: Final = 3


class Level(StrEnum):
    """What became of something."""

    CHANGED = "changed"
    """It means the same, or nearly so, in other words."""
    LOST = "lost"
    """The question came through without it."""
    REFUSED = "refused"
    """The question (or the file) did not come through."""


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the fidelity report: a place (`line 12`, `/quiz/question[3]`), the question's name, a stable code."""

    level: Level
    where: str
    question: str
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A question of an author: the envelope of api.md's "question in", and the fields of its kind as `content`."""

    kind: str
    stem: str
    content: Mapping[str, Any] = field(default_factory=dict)
    points: float = 1.0
    seconds: int | None = None
    feedback: str | None = None
    tags: tuple[str, ...] = ()
    title: str = ""
    where: str = ""

    @property
    def name(self) -> str:
        """How a report calls it."""
        return named(self.title or self.stem)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file brought: the questions that came through, and the report."""

    questions: tuple[Plain, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """A file, its media type and ending, how many questions it has, and the report."""

    data: bytes
    media_type: str
    ending: str
    count: int
    notes: tuple[Note, ...] = ()


class Unfit(ValueError):
    """A question, or a whole file, cannot come through; `code` is stable."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class Notes:
    """Collects the report of one question."""

    where: str
    question: str = ""
    found: list[Note] = field(default_factory=list)

    def changed(self, code: str, detail: str) -> None:
        """Something was said in other words."""
        self._add(Level.CHANGED, code, detail)

    def lost(self, code: str, detail: str) -> None:
        """Something was left behind."""
        self._add(Level.LOST, code, detail)

    def refused(self, code: str, detail: str) -> None:
        """The question stayed behind."""
        self._add(Level.REFUSED, code, detail)

    def _add(self, level: Level, code: str, detail: str) -> None:
        note = Note(level, self.where, self.question, code, printable(detail))
        if note not in self.found:
            self.found.append(note)


Build = Callable[[Notes], Plain | None]
"""Makes the question of one place; None when nothing stands there. Raises Unfit."""


def collect(places: Iterable[tuple[str, Build]]) -> Reading:
    """Build the question of each place; one that is unfit is reported and the others go on."""
    questions: list[Plain] = []
    report: list[Note] = []
    for at, (where, build) in enumerate(places):
        notes = Notes(where)
        if at == MOST_READ:
            notes.refused("too_many_questions", f"Only the first {MOST_READ} questions of a file are read.")
            report += notes.found
            break
        try:
            plain = build(notes)
            if plain is not None:
                notes.question = named(plain.title or plain.stem)
                questions.append(checked(plain, notes))
        except Unfit as why:
            notes.refused(why.code, why.detail)
        report += [_with_name(note, notes.question) for note in notes.found]
    return Reading(tuple(questions), tuple(report))


def _with_name(note: Note, name: str) -> Note:
    return note if note.question else Note(note.level, note.where, name, note.code, note.detail)


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What a format made of one question."""

    plain: Plain
    made: T


def write_each(
    questions: Iterable[Plain], write: Callable[[Plain, Notes, int], T]
) -> tuple[list[Written[T]], tuple[Note, ...]]:
    """Write each question by its number from 1; one that is unfit is reported and the others go on."""
    written: list[Written[T]] = []
    report: list[Note] = []
    for number, plain in enumerate(questions, 1):
        notes = Notes(f"question {number}", plain.name)
        try:
            written.append(Written(plain, write(plain, notes, number)))
        except Unfit as why:
            notes.refused(why.code, why.detail)
        report += notes.found
    return written, tuple(report)


def refused_file(where: str, code: str, detail: str) -> Reading:
    """The report of a file that brought nothing."""
    return Reading((), (Note(Level.REFUSED, where, "", code, printable(detail)),))


def checked(plain: Plain, notes: Notes) -> Plain:
    """The question in NFC with at most the tags we keep. Raises Unfit with what the rules of questions say."""
    for text in (plain.stem, plain.feedback or "", *plain.tags):
        if not is_storable(text):
            raise Unfit("bad_text", "The text holds a character that cannot be stored (NUL or broken UTF-8).")
    if not plain.stem.strip():
        raise Unfit("no_stem", "The question has no text.")
    if len(plain.stem) > STEM_LIMIT or len(plain.feedback or "") > FEEDBACK_LIMIT:
        raise Unfit("too_long", f"At most {STEM_LIMIT} characters are allowed in a question or its feedback.")
    if not 0 <= plain.points <= MOST_POINTS:
        raise Unfit("out_of_range", f"Points from 0 to {MOST_POINTS} are needed.")
    if problems := validate(plain.kind, plain.content):
        raise Unfit(problems[0].code, _told(problems))
    return Plain(
        kind=plain.kind,
        stem=clean(plain.stem),
        content=plain.content,
        points=plain.points,
        seconds=plain.seconds,
        feedback=clean(plain.feedback) if plain.feedback else None,
        tags=_tags(plain.tags, notes),
        title=plain.title,
        where=notes.where,
    )


def _tags(tags: tuple[str, ...], notes: Notes) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(clean(tag).strip() for tag in tags if tag.strip()))
    fitting = [tag for tag in distinct if len(tag) <= TAG_LIMIT][:MOST_TAGS]
    for tag in distinct:
        if tag not in fitting:
            notes.lost("tag", f"The tag {tag[:TITLE_SHOWN]!r} is too long or one too many.")
    return tuple(fitting)


def _told(problems: tuple[Problem, ...]) -> str:
    told = [f"{'.'.join(map(str, each.path))}: {each.message}" for each in problems[:_TOLD]]
    more = len(problems) - len(told)
    return " ".join(told) + (f" And {more} more." if more else "")


def named(text: str) -> str:
    """The beginning of a text, on one line."""
    return printable(" ".join(text.split()))[:TITLE_SHOWN]


def printable(text: str) -> str:
    """The text without what JSON cannot hold."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
