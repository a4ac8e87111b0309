"""Moodle's embedded answers: `{1:SHORTANSWER:=right~%50%near#feedback}` inside a text."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import unescape
from typing import Any, Final

from models.formats.markup import from_any
from models.formats.plain import Notes, Unfit
from models.formats.shares import FULL, number, numeric, share_of, target
from models.rules.numbers import json_number

_KINDS: Final = {
    **dict.fromkeys(("SHORTANSWER", "SA", "MW"), "short_text"),
    **dict.fromkeys(("SHORTANSWER_C", "SAC", "MWC"), "short_text_case"),
    **dict.fromkeys(("NUMERICAL", "NM"), "numeric"),
    **dict.fromkeys(("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"), "single"),
    **dict.fromkeys(("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"), "single"),
}
MOST_CLOZE: Final = 40_000
_BLANK: Final = re.compile(r"\{(\d{0,4}):([A-Z_]{2,20}):((?:\\.|[^\\{}]|\{(?!\d{0,4}:))*)\}")
_OPEN: Final = re.compile(r"\{\d*:")
_ANSWER: Final = re.compile(r"(?:^|~)((?:\\.|[^\\~])*)")
_PARTS: Final = re.compile(r"(=|%(-?[0-9.]+)%)?((?:\\.|[^\\#])*)(?:#(.*))?", re.DOTALL)
_ESCAPE: Final = re.compile(r"\\([\\}#~/\"])")


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    share: Fraction
    feedback: str


def cloze_of(text: str, form: str, notes: Notes) -> tuple[dict[str, Any], Decimal]:
    """The content of a cloze, and the points of Moodle's file: the sum of the weights. Raises Unfit."""
    blanks: dict[str, dict[str, Any]] = {}

    def place(found: re.Match[str]) -> str:
        name = str(len(blanks) + 1)
        blanks[name] = _blank(found[1], found[2], found[3], notes)
        return f"{{{{{name}}}}}"

    if len(text) > MOST_CLOZE:
        raise Unfit("too_long", f"A text with blanks has at most {MOST_CLOZE} characters.")
    if "{{" in text:
        raise Unfit("braces", "Double braces mark the blanks here and cannot stand in the text.")
    marked = _BLANK.sub(place, text)
    if _OPEN.search(marked):
        raise Unfit("braces", "A blank is not closed or of no known kind.")
    weights = sum((Decimal(str(each.get("weight", 1))) for each in blanks.values()), Decimal(0))
    return {"text": from_any(marked, form=form, notes=notes), "blanks": blanks}, weights


def _blank(weight: str, kind: str, body: str, notes: Notes) -> dict[str, Any]:
    if kind not in _KINDS:
        raise Unfit("kind", f"Blanks of the kind {kind} are not known here.")
    answers = [_answer(found[1]) for found in _ANSWER.finditer(body)]
    made = _content(_KINDS[kind], answers, notes)
    return made if weight in {"", "1"} else {**made, "weight": int(weight)}


def _answer(body: str) -> _Answer:
    parts = _PARTS.fullmatch(body.strip())
    if parts is None:
        raise Unfit("braces", "An answer of a blank is not readable.")
    share = FULL if parts[1] == "=" else share_of(parts[2]) if parts[2] else Fraction(0)
    return _Answer(_plain(parts[3]), share, _plain(parts[4] or ""))


def _plain(text: str) -> str:
    return unescape(_ESCAPE.sub(r"\1", text)).strip()


def _content(kind: str, answers: list[_Answer], notes: Notes) -> dict[str, Any]:
    match kind:
        case "numeric":
            if any(each.feedback for each in answers):
                notes.lost("answer_feedback", "Numbers carry no feedback of their own here.")
            rows = [(each.share, _target(each.text)) for each in answers if each.text != "*"]
            return {"kind": "numeric", **numeric(rows)}
        case "single":
            return {"kind": "single", **_choices(answers)}
        case _:
            rows_ = [{"text": each.text, "fraction": json_number(each.share), **_told(each)} for each in answers]
            case = {"case_sensitive": True} if kind == "short_text_case" else {}
            return {"kind": "short_text", "accepted": rows_, **case}


def _told(answer: _Answer) -> dict[str, str]:
    return {"feedback": answer.feedback} if answer.feedback else {}


def _choices(answers: list[_Answer]) -> dict[str, Any]:
    right = next((at for at, each in enumerate(answers) if each.share == FULL), None)
    if right is None:
        raise Unfit("no_full_mark", "No choice of a blank earns the whole mark.")
    weighted = any(each.share != (at == right) for at, each in enumerate(answers))
    rows = [
        {
            "text": each.text,
            "correct": at == right,
            **({"fraction": json_number(each.share)} if weighted else {}),
            **_told(each),
        }
        for at, each in enumerate(answers)
    ]
    return {"choices": rows, **({"scoring": "weights"} if weighted else {})}


def _target(text: str) -> dict[str, Any]:
    value, _, tolerance = text.partition(":")
    middle, width = number(value), number(tolerance) if tolerance.strip() else Decimal(0)
    if width < 0:
        raise Unfit("range", "A tolerance is not negative.")
    return target(middle - width, middle + width)
