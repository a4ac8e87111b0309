"""Questions without a key: essay and file wait for a person, open text, word cloud and slide are never marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final, Self

from models.rules.numbers import json_number
from models.rules.questions.answers import Answer, Handed, Words, Written, expect
from models.rules.questions.content import Asked, Json, NewId, Show, StemOnly, Unlisted
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import BLANK, Mark, Why
from models.rules.questions.reader import ID_LIMIT, Reader
from models.rules.questions.short_text import count_texts
from models.rules.texts import fold

MOST_FILES: Final = 20
MOST_CRITERIA: Final = 50
MOST_WORDS: Final = 10
USUAL_WORDS: Final = 3
WORD_LIMIT: Final = 50
MOST_BLOCKED: Final = 500
RUBRIC_LIMIT: Final = 10_000


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric: what is looked at and the most points for it."""

    text: str
    points: Decimal


class ByPerson(Unlisted):
    """What essay and file share: a person marks them; a blank answer needs nobody."""

    __slots__ = ()

    def mark(self, answer: Answer) -> Mark:
        """None yet."""
        del answer
        return Mark(None, (Why("waits_for_grader"),))

    def mark_blank(self) -> Mark:
        """0."""
        return BLANK

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Nothing: each answer is its own."""
        del answers, show
        return []


@dataclass(frozen=True, slots=True)
class Essay(ByPerson):
    """A long text, with or without files; the rubric and the wished length are for the grader."""

    kind: ClassVar[Kind] = Kind.ESSAY
    rubric: str | tuple[Criterion, ...]
    min_words: int

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `rubric` (a text, or `[{text, points}]`) and `min_words`."""
        del new_id
        return cls(_read_rubric(reader), reader.whole("min_words", low=0, high=100_000) or 0)

    def dump(self) -> Json:
        """Rubric and length."""
        if isinstance(self.rubric, str):
            return {"rubric": self.rubric, "min_words": self.min_words}
        lines = [{"text": each.text, "points": str(each.points)} for each in self.rubric]
        return {"rubric": lines, "min_words": self.min_words}

    def author(self) -> Json:
        """Rubric and length."""
        if isinstance(self.rubric, str):
            return {"rubric": self.rubric, "min_words": self.min_words}
        lines = [{"text": each.text, "points": json_number(each.points)} for each in self.rubric]
        return {"rubric": lines, "min_words": self.min_words}

    def read_answer(self, reader: Reader, asked: Asked) -> Written | None:
        """`text, files?`."""
        text = reader.text("text", limit=asked.text_limit, required=False)
        files = _read_files(reader)
        return Written(text, files) if text.strip() or files else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        written = expect(answer, Written)
        return {"text": written.text, **({"files": list(written.files)} if written.files else {})}


@dataclass(frozen=True, slots=True)
class FileAnswer(StemOnly, ByPerson):
    """Files are handed in."""

    kind: ClassVar[Kind] = Kind.FILE

    def read_answer(self, reader: Reader, asked: Asked) -> Handed | None:
        """`files: [id]`; whose files they are is for the caller to check."""
        del asked
        files = _read_files(reader)
        return Handed(files) if files else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        return {"files": list(expect(answer, Handed).files)}


@dataclass(frozen=True, slots=True)
class OpenText(StemOnly):
    """Free text of a live session."""

    kind: ClassVar[Kind] = Kind.OPEN_TEXT

    def read_answer(self, reader: Reader, asked: Asked) -> Written | None:
        """`text`."""
        text = reader.text("text", limit=asked.text_limit, required=False)
        return Written(text) if text.strip() else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        return {"text": expect(answer, Written).text}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Texts that compare equal are counted together, most frequent first."""
        del show
        return count_texts([expect(answer, Written).text for answer in answers])


@dataclass(frozen=True, slots=True)
class WordCloud(Unlisted):
    """A few words of each; blocked words are taken but not shown."""

    kind: ClassVar[Kind] = Kind.WORD_CLOUD
    max_words: int
    blocked: tuple[str, ...]

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `max_words` (3) and `blocked: [text]`."""
        del new_id
        blocked = reader.texts("blocked", least=0, most=MOST_BLOCKED, limit=WORD_LIMIT)
        return cls(reader.whole("max_words", low=1, high=MOST_WORDS) or USUAL_WORDS, blocked)

    def dump(self) -> Json:
        """Both settings."""
        return {"max_words": self.max_words, "blocked": list(self.blocked)}

    author = dump

    def read_answer(self, reader: Reader, asked: Asked) -> Words | None:
        """`words: [text]`; the same word twice is one fault."""
        del asked
        words = reader.texts("words", least=0, most=self.max_words, limit=WORD_LIMIT)
        if len({fold(word) for word in words}) < len(words):
            reader.fault("words", "duplicate", "A word is named twice.")
        return Words(words) if words else None

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The shape of `read_answer`."""
        del asked
        return {"words": list(expect(answer, Words).words)}

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Words that compare equal are counted together, most frequent first, without the blocked ones."""
        del show
        blocked = {fold(word) for word in self.blocked}
        words = (word for answer in answers for word in expect(answer, Words).words)
        return count_texts([word for word in words if fold(word) not in blocked])


@dataclass(frozen=True, slots=True)
class Slide(StemOnly):
    """Shows something; takes no answer."""

    kind: ClassVar[Kind] = Kind.SLIDE

    def read_answer(self, reader: Reader, asked: Asked) -> None:
        """A fault: there is nothing to answer."""
        del asked
        reader.fault(None, "takes_no_answer", "A slide takes no answer.")

    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """TypeError: there are no such answers."""
        del asked
        raise TypeError(f"{type(answer).__name__} is no answer to a slide")

    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """Nothing."""
        del answers, show
        return []


def _read_rubric(reader: Reader) -> str | tuple[Criterion, ...]:
    if not isinstance(reader.raw.get("rubric"), (list, tuple)):
        return reader.text("rubric", limit=RUBRIC_LIMIT, required=False)
    lines: list[Criterion] = []
    for each in reader.objects("rubric", least=1, most=MOST_CRITERIA):
        points = each.decimal("points")
        if points < 0:
            each.fault("points", "out_of_range", "Points of a rubric are not negative.")
        lines.append(Criterion(each.text("text"), points))
        each.finish()
    return tuple(lines)


def _read_files(reader: Reader) -> tuple[str, ...]:
    files = reader.texts("files", least=0, most=MOST_FILES, limit=ID_LIMIT)
    if len(set(files)) < len(files):
        reader.fault("files", "duplicate", "A file is named twice.")
    return files
