"""Writes GIFT, Moodle's text format, so that reading it gives the same questions back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from models.formats.gift_text import escaped
from models.formats.losses import absolute, category_of, external_id_of, own_tags, tell_envelope, weighted
from models.formats.plain import Notes, Plain, Unfit, Writing, write_each
from models.formats.shares import FULL, percent_of, share, weight_of
from models.rules.questions import Kind


def write_gift(questions: Iterable[Plain]) -> Writing:
    """The questions as a GIFT file; those that GIFT has no word for are left out and named in the report."""
    written, report = write_each(questions, _block)
    blocks: list[str] = []
    category = ""
    for each in written:
        if (own := category_of(each.plain)) != category:
            category = own
            blocks.append(f"$CATEGORY: $course$/{escaped(own) or 'top'}")
        blocks.append(each.made)
    data = "".join(f"{block}\n\n" for block in blocks).encode("utf-8", "replace")
    return Writing(data, "text/plain", "gift.txt", len(written), report)


def _block(plain: Plain, notes: Notes, _number: int) -> str:
    if plain.kind not in _ANSWERS:
        raise Unfit("kind", f"GIFT has no question of the kind {plain.kind}.")
    answers = list(_ANSWERS[Kind(plain.kind)](plain, notes))
    tell_envelope(plain, notes)
    feedback = [f"####{escaped(plain.feedback)}"] if plain.feedback else []
    labels = "".join(f"// {label}\n" for label in _labels(plain))
    head = f"{labels}[markdown]{escaped(plain.stem.strip())}"
    if plain.kind == Kind.SLIDE:
        if feedback:
            notes.lost("feedback", "A description has no feedback in GIFT.")
        return head
    return f"{head} {{{''.join(answers)}{''.join(feedback)}\n}}"


def _labels(plain: Plain) -> Iterator[str]:
    if own := external_id_of(plain):
        yield f"[id:{_label(own)}]"
    for tag in own_tags(plain):
        yield f"[tag:{_label(tag)}]"


def _label(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("]", "\\]")


def _single(plain: Plain, notes: Notes) -> Iterator[str]:
    del notes
    weights = plain.content.get("scoring") == "weights"
    for each in plain.content["choices"]:
        earned = weight_of(each, 1) if weights else Fraction(bool(each["correct"]))
        yield _answer("=" if each["correct"] else "~", None if earned == bool(each["correct"]) else earned, each)


def _multiple(plain: Plain, notes: Notes) -> Iterator[str]:
    for each, earned in weighted(plain, notes):
        yield _answer("~", earned, each)


def _answer(sign: str, earned: Fraction | None, each: Mapping[str, Any]) -> str:
    text, feedback = escaped(each["text"].strip()), each.get("feedback")
    if earned is None and text.startswith("%"):
        earned = FULL if sign == "=" else Fraction(0)
    weight = "" if earned is None else f"%{percent_of(earned)}%"
    return f"\n{sign}{weight}{text}" + (f"#{escaped(feedback.strip())}" if feedback else "")


def _truth(plain: Plain, notes: Notes) -> Iterator[str]:
    del notes
    yield "TRUE" if plain.content["answer"] else "FALSE"


def _short_text(plain: Plain, notes: Notes) -> Iterator[str]:
    if plain.content.get("case_sensitive"):
        notes.lost("case_sensitive", "GIFT compares without regard to case.")
    for each in plain.content["accepted"]:
        earned = share(each.get("fraction", 1))
        yield _answer("=", None if earned == FULL else earned, {**each, "text": _no_arrow(each["text"], notes)})


def _no_arrow(text: str, notes: Notes) -> str:
    if "->" not in text:
        return text
    notes.changed("arrow", "The arrow -> parts pairs in GIFT and became \N{RIGHTWARDS ARROW}.")
    return text.replace("->", "\N{RIGHTWARDS ARROW}")


def _numeric(plain: Plain, notes: Notes) -> Iterator[str]:
    if plain.content.get("unit"):
        notes.lost("unit", f"GIFT has no units; the unit is {plain.content['unit']}.")
    near = plain.content.get("near", ())
    if not near:
        yield f"#{_range(plain.content, notes)}"
        return
    yield "#"
    yield f"\n={_range(plain.content, notes)}"
    for each in near:
        earned = percent_of(share(each["fraction"]))
        yield f"\n=%{earned}%{_range(each, notes)}"


def _range(each: Mapping[str, Any], notes: Notes) -> str:
    value, tolerance = absolute(each, notes)
    return f"{value:f}:{tolerance:f}" if tolerance else f"{value:f}"


def _matching(plain: Plain, notes: Notes) -> Iterator[str]:
    rule = plain.content.get("scoring", "every_decision")
    if rule != "every_decision":
        notes.changed("scoring", f"The rule {rule} became the share of right pairs.")
    for each in plain.content["pairs"]:
        left, right = (escaped(_no_arrow(each[side].strip(), notes)) for side in ("left", "right"))
        yield f"\n={left} -> {right}"
    for each in plain.content.get("distractors", ()):
        yield f"\n= -> {escaped(_no_arrow(each.strip(), notes))}"


def _essay(plain: Plain, notes: Notes) -> Iterator[str]:
    if plain.content.get("rubric"):
        notes.lost("rubric", "GIFT has no rubric.")
    yield from ()


def _nothing(plain: Plain, notes: Notes) -> Iterator[str]:
    del plain, notes
    yield from ()


_ANSWERS: Final[Mapping[Kind, Callable[[Plain, Notes], Iterator[str]]]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _truth,
    Kind.SHORT_TEXT: _short_text,
    Kind.NUMERIC: _numeric,
    Kind.MATCHING: _matching,
    Kind.ESSAY: _essay,
    Kind.SLIDE: _nothing,
}
