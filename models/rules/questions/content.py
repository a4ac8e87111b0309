"""What every kind of question can do: be stored, be shown without its key, read an answer, mark it, be counted."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from models.rules.questions.answers import Answer
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import NO_KEY, Mark
from models.rules.questions.reader import Reader

NewId = Callable[[], str]
"""Makes ids of choices and the like. They are seen by learners, so they must be random, not counted up or dated."""
Order = Mapping[str, Sequence[str]]
"""List name (`choices`, `lefts`, `rights`, `items`; in a cloze `1.choices`) -> ids in the order to be shown."""
Json = dict[str, object]
ATTEMPT_TEXT_LIMIT: Final = 10_000
LIVE_TEXT_LIMIT: Final = 500
DISTRIBUTION_LIMIT: Final = 50


@dataclass(frozen=True, slots=True)
class Show:
    """How ids appear outside: their order, and the names they go by (`relabel`: id inside -> id shown)."""

    order: Order = field(default_factory=dict)
    relabel: Mapping[str, str] | None = None

    def name(self, inside: str) -> str:
        """The id that is shown for an id inside; ValueError when the relabelling forgot it."""
        if self.relabel is None:
            return inside
        if inside not in self.relabel:
            raise ValueError("The relabelling does not cover every id of the question.")
        return self.relabel[inside]

    def rows(self, name: str, texts: Mapping[str, str], *, telling: bool = False) -> list[dict[str, str]]:
        """`[{id, text}]` in the order for this list.

        A list whose stored order tells the key (`telling`) is never shown in it: its order must be given.
        ValueError when the order is missing there, or is no permutation of the ids.
        """
        order = self.order.get(name, () if telling else tuple(texts))
        if sorted(order) != sorted(texts):
            raise ValueError(f"The order of {name!r} must name each of its ids once.")
        return [{"id": self.name(each), "text": texts[each]} for each in order]


@dataclass(frozen=True, slots=True)
class Asked:
    """How an answer is read: with the field names and limits of a live session or of an attempt."""

    live: bool = False
    relabel: Mapping[str, str] | None = None

    @property
    def text_limit(self) -> int:
        """Most characters of a typed text."""
        return LIVE_TEXT_LIMIT if self.live else ATTEMPT_TEXT_LIMIT

    def known(self, ids: Sequence[str]) -> dict[str, str]:
        """Shown id -> id inside."""
        show = Show(relabel=self.relabel)
        return {show.name(each): each for each in ids}


class Content(ABC):
    """A question's own fields and key, without stem, points and feedback. Values are frozen and hashable."""

    __slots__ = ()
    kind: ClassVar[Kind]

    @classmethod
    @abstractmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read the fields of a question, noting every fault; from storage (`reader.stored`) ids are kept."""

    @abstractmethod
    def dump(self) -> Json:
        """Everything, JSON-ready, for storage; `load` reads it back to an equal value."""

    @abstractmethod
    def author(self) -> Json:
        """The fields as an author writes them (api.md, "question in"), with the key: for staff only."""

    @abstractmethod
    def lists(self) -> dict[str, tuple[str, ...]]:
        """Name of each list that is shown -> its ids in stored order."""

    @abstractmethod
    def telling(self) -> frozenset[str]:
        """Names of the lists whose stored order tells the key."""

    @abstractmethod
    def public(self, show: Show) -> Json:
        """What a learner sees before the reveal; no trace of the key."""

    @abstractmethod
    def read_answer(self, reader: Reader, asked: Asked) -> Answer | None:
        """Read an answer, noting its faults; None when it is blank."""

    @abstractmethod
    def answer_json(self, answer: Answer, asked: Asked) -> Json:
        """The answer in the shape that `read_answer` reads."""

    def mark(self, answer: Answer) -> Mark:
        """The mark of an answer that is not blank."""
        del answer
        return NO_KEY

    def mark_blank(self) -> Mark:
        """The mark of a blank answer: 0 wherever marks exist."""
        return NO_KEY

    def feedback(self, answer: Answer) -> list[Json]:
        """What the author says to this answer, beside the feedback of the whole question."""
        del answer
        return []

    def correct(self, show: Show) -> Json:
        """The `correct` object of a reveal: `{choices?, value?, texts?, order?, pairs?}`."""
        del show
        return {}

    @abstractmethod
    def distribution(self, answers: Sequence[Answer], show: Show) -> list[Json]:
        """How often each answer was given: `[{id|value|text, n, correct?}]`."""

    def rekey(self, reader: Reader) -> "Content":
        """The same question with another key, given in the author's own fields; ids stay."""
        reader.fault(None, "no_key", "This kind of question has no key.")
        return self


class Unlisted(Content):
    """A question that shows no list: only its stem asks."""

    __slots__ = ()

    def lists(self) -> dict[str, tuple[str, ...]]:
        """None."""
        return {}

    def telling(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def public(self, show: Show) -> Json:
        """Nothing beside the stem."""
        del show
        return {}


class StemOnly(Unlisted):
    """A question that is its stem: it has no fields of its own."""

    __slots__ = ()

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Nothing to read."""
        del reader, new_id
        return cls()

    def dump(self) -> Json:
        """Nothing."""
        return {}

    def author(self) -> Json:
        """Nothing."""
        return {}
