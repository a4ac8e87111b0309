"""Answers after they were read and checked: ids are those inside, texts are NFC, numbers exact. Blank is None."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Chosen:
    """Choices of single, multiple and poll, in the order of the question."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and its unit when one was given."""

    value: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """Typed text of short_text, open_text and essay; an essay may carry ids of files."""

    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words for a cloud."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """All items in the order that was given."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """Left ids with right ids, in the order of the question's lefts."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """Ids of files that were handed in."""

    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """The blanks that were filled, by name, in the order of the question."""

    blanks: "tuple[tuple[str, Answer], ...]"


Answer = Chosen | Truth | Number | Written | Words | Ordered | Paired | Handed | Filled
A = TypeVar("A", Chosen, Truth, Number, Written, Words, Ordered, Paired, Handed, Filled)


def expect(answer: Answer, shape: type[A]) -> A:
    """The answer as the shape that a question needs; TypeError when it belongs to another kind of question."""
    if not isinstance(answer, shape):
        raise TypeError(f"{type(answer).__name__} is no answer to this kind of question, {shape.__name__} is")
    return answer
