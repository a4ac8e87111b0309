"""Writes Moodle's embedded answers; the counterpart of `moodle_cloze`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from models.formats.losses import absolute
from models.formats.plain import Notes
from models.formats.shares import FULL, percent_of, share


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    share: Fraction
    feedback: str


def written(blank: Mapping[str, Any], notes: Notes) -> str:
    """A blank as Moodle writes it; the counterpart of `cloze_of` for one blank."""
    weight = str(blank.get("weight", 1))
    if not weight.isdecimal():
        notes.changed("weight", "Weights of blanks are whole numbers in Moodle.")
        weight = str(max(1, round(float(weight))))
    match blank["kind"]:
        case "numeric":
            return f"{{{weight}:NUMERICAL:{_written_numbers(blank, notes)}}}"
        case "single":
            return f"{{{weight}:MULTICHOICE:{'~'.join(_written(each) for each in _as_weights(blank))}}}"
        case _:
            kind = "SHORTANSWER_C" if blank.get("case_sensitive") else "SHORTANSWER"
            rows = [_Row(e["text"], share(e.get("fraction", 1)), e.get("feedback", "")) for e in blank["accepted"]]
            return f"{{{weight}:{kind}:{'~'.join(map(_written, rows))}}}"


def _as_weights(blank: Mapping[str, Any]) -> list[_Row]:
    use = blank.get("scoring") == "weights"
    return [
        _Row(
            each["text"],
            share(each["fraction"]) if use and each.get("fraction") is not None else Fraction(bool(each["correct"])),
            each.get("feedback", ""),
        )
        for each in blank["choices"]
    ]


def _written(answer: _Row) -> str:
    sign = "=" if answer.share == FULL else f"%{percent_of(answer.share)}%" if answer.share else ""
    return sign + _escaped(answer.text) + (f"#{_escaped(answer.feedback)}" if answer.feedback else "")


def _escaped(text: str) -> str:
    return re.sub(r"([\\}#~])", r"\\\1", " ".join(text.split()))


def _written_numbers(blank: Mapping[str, Any], notes: Notes) -> str:
    if blank.get("unit"):
        notes.lost("unit", "Blanks have no units in Moodle.")
    rows = [(FULL, blank), *((share(each["fraction"]), each) for each in blank.get("near", ()))]
    return "~".join(_written_number(share, each, notes) for share, each in rows)


def _written_number(share: Fraction, each: Mapping[str, Any], notes: Notes) -> str:
    value, tolerance = absolute(each, notes)
    sign = "=" if share == FULL else f"%{percent_of(share)}%"
    return f"{sign}{value:f}:{tolerance:f}"
