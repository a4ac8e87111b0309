"""Poll: choices without a right one."""

from dataclasses import dataclass
from typing import ClassVar, Self

from models.rules.questions.answers import Answer
from models.rules.questions.choices import Choices, read_choices
from models.rules.questions.content import Json, NewId
from models.rules.questions.kinds import Kind
from models.rules.questions.marks import NO_KEY, Mark
from models.rules.questions.reader import Reader


@dataclass(frozen=True, slots=True)
class Poll(Choices):
    """A vote: choices without a key; one pick, or several with `multiple`."""

    kind: ClassVar[Kind] = Kind.POLL
    multiple: bool = False

    @classmethod
    def read(cls, reader: Reader, new_id: NewId) -> Self:
        """Read `choices: [{text}]` and `multiple?`."""
        return cls(read_choices(reader, new_id, keyed=False), reader.flag("multiple", default=False))

    @property
    def takes_one(self) -> bool:
        """Unless the author allowed several."""
        return not self.multiple

    def dump(self) -> Json:
        """Choices and whether several may be picked."""
        return {"choices": [each.dump() for each in self.choices], "multiple": self.multiple}

    def author(self) -> Json:
        """Choices and whether several may be picked."""
        return {"choices": [{"id": each.id, "text": each.text} for each in self.choices], "multiple": self.multiple}

    def mark(self, answer: Answer) -> Mark:
        """None: there is no right answer."""
        del answer
        return NO_KEY
