"""The answer blocks of GIFT: choices and accepted texts with weights, numbers, and pairs."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from models.formats.gift_text import shown
from models.formats.markup import from_any
from models.formats.plain import Notes, Unfit
from models.formats.shares import number, numeric, share_of, target
from models.rules.numbers import json_number

_ANSWER: Final = re.compile(r"([=~])([^=~]*)")
_WEIGHT: Final = re.compile(r"\s*%\s*([^%]*?)\s*%")
_FORM: Final = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a block: its sign, the weight as written, and its texts."""

    sign: str
    weight: str | None
    text: str
    feedback: str

    def share(self, *, wrong: int) -> Fraction:
        """The fraction it earns: its weight, else everything for `=` and `wrong` for `~`."""
        if self.weight is not None:
            return share_of(self.weight)
        return Fraction(1 if self.sign == "=" else wrong)

    def choice(self, *, correct: bool, fraction: Fraction | None) -> dict[str, Any]:
        """As a choice of an author's question."""
        share = {} if fraction is None else {"fraction": json_number(fraction)}
        return {
            "text": self.text,
            "correct": correct,
            **share,
            **({"feedback": self.feedback} if self.feedback else {}),
        }


def answers_of(block: str, form: str, notes: Notes) -> list[Answer]:
    """The answers of a block that begin with `=` or `~`. Raises Unfit for text before the first one."""
    before = re.split(r"[=~]", block, maxsplit=1)[0]
    if before.strip():
        raise Unfit("stray_text", "The first answer must begin with = or ~.")
    return [_answer(found[1], found[2], form, notes) for found in _ANSWER.finditer(block)]


def _answer(sign: str, body: str, form: str, notes: Notes) -> Answer:
    weight = _WEIGHT.match(body)
    text, _, feedback = (body[weight.end() :] if weight else body).partition("#")
    return Answer(sign, weight[1] if weight else None, _text(text, form, notes), _text(feedback, form, notes))


def _text(text: str, form: str, notes: Notes) -> str:
    own = _FORM.match(text)
    return from_any(shown(text[own.end() :] if own else text), form=own[1].lower() if own else form, notes=notes)


def numeric_of(block: str, notes: Notes) -> dict[str, Any]:
    """`1822:5`, `1..5`, or several answers with `=` and weights; `~` begins the feedback for all other numbers."""
    answers, wrong, _ = block.partition("~")
    if wrong:
        notes.lost("answer_feedback", "Numbers carry no feedback of their own here.")
    first, *others = answers.split("=")
    if others and first.strip():
        raise Unfit("stray_text", "The first answer must begin with =.")
    rows: list[tuple[Fraction, dict[str, Any]]] = []
    for each in others or [first]:
        answer = _answer("=", each, "moodle", notes)
        if answer.feedback:
            notes.lost("answer_feedback", "Numbers carry no feedback of their own here.")
        if answer.text == "*":
            notes.lost("catch_all", "There is no answer that fits every number.")
            continue
        rows.append((answer.share(wrong=1), _target(shown(_bare(each)).strip())))
    return numeric(rows)


def _bare(body: str) -> str:
    weight = _WEIGHT.match(body)
    return (body[weight.end() :] if weight else body).partition("#")[0]


def _target(text: str) -> dict[str, Any]:
    low, between, high = text.partition("..")
    if between:
        return target(number(low), number(high))
    value, _, tolerance = text.partition(":")
    width = number(tolerance) if tolerance.strip() else Decimal(0)
    if width < 0:
        raise Unfit("range", "A tolerance is not negative.")
    return target(number(value) - width, number(value) + width)


def matching_of(block: str, form: str, notes: Notes) -> dict[str, Any]:
    """`=left -> right`; an empty left makes its right a distractor. Raises Unfit for a part without an arrow."""
    pairs: list[dict[str, str]] = []
    distractors: list[str] = []
    for each in answers_of(block, "markdown", notes):
        left, arrow, right = each.text.partition("->")
        if not arrow:
            raise Unfit("no_arrow", "Every pair needs an arrow.")
        if each.feedback or each.weight is not None:
            notes.lost("answer_feedback", "Pairs carry no feedback or weight of their own here.")
        sides = from_any(left, form=form, notes=notes), from_any(right, form=form, notes=notes)
        if sides[0]:
            pairs.append({"left": sides[0], "right": sides[1]})
        elif sides[1] not in distractors:
            distractors.append(sides[1])
    rights = {each["right"] for each in pairs}
    extra = [each for each in distractors if each not in rights]
    return {"pairs": pairs, **({"distractors": extra} if extra else {})}
