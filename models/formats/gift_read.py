"""Reads GIFT, Moodle's text format: questions parted by blank lines, answers in braces.

Source: the page "GIFT format" of Moodle's documentation. Like Moodle, the kind of a question follows from the
signs in its answer block: none, `#`, `~`, `=` with `->`, T or F, `=`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

from models.formats.gift_answers import Answer, answers_of, matching_of, numeric_of
from models.formats.gift_text import hidden, shown
from models.formats.markup import from_any
from models.formats.plain import CATEGORY, EXTERNAL_ID, MOST_TEXT, Notes, Plain, Reading, Unfit, collect, named
from models.formats.shares import FULL
from models.rules.numbers import json_number

MOST_TAKEN: Final = 2_000
"""Characters of a comment or a category that are looked at."""
BLANK: Final = "_____"
"""What stands where the answer block stood in a sentence, as Moodle writes it."""
_CATEGORY: Final = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_ROOTS: Final = re.compile(r"^\$[a-zA-Z]+\$/|^top/")
_ROOT: Final = re.compile(r"\$\w+\$")
_FORM: Final = re.compile(r"\s*\[(html|markdown|plain|moodle)\]", re.IGNORECASE)
_LABEL: Final = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
_TRUTHS: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(slots=True)
class _Block:
    """The lines of one question."""

    line: int
    category: str
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question's text taken apart; escaped signs are hidden."""

    title: str
    form: str
    before: str
    answers: str | None
    after: str

    @property
    def in_sentence(self) -> bool:
        """Whether the sentence goes on after the answers."""
        return bool(self.after.strip())


def read_gift(data: bytes) -> Reading:
    """Read a GIFT file in UTF-8; where it is not, only the questions with the broken bytes are refused."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return collect((f"line {block.line}", partial(_build, block)) for block in _blocks(text))


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1, "")
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], 1):
        category = _CATEGORY.fullmatch(line)
        if block.lines and (category or not line.strip()):
            yield block
            block = _Block(number + 1, block.category)
        if category:
            block.category = _category(category[1])
        else:
            _take(block, number, line)


def _take(block: _Block, number: int, line: str) -> None:
    if line.strip().startswith("//"):
        block.comments.append(line.strip()[:MOST_TAKEN].removeprefix("//"))
    elif line.strip():
        block.line = block.line if block.lines else number
        block.lines.append(line)


def _category(path: str) -> str:
    path = shown(hidden(path.strip()[:MOST_TAKEN]))
    while found := _ROOTS.match(path):
        path = path[found.end() :]
    return "" if path == "top" or _ROOT.fullmatch(path) else path


def _build(block: _Block, notes: Notes) -> Plain:
    notes.question = named(block.lines[0][:MOST_TAKEN])
    if sum(map(len, block.lines)) > MOST_TEXT:
        raise Unfit("too_long", f"A question has at most {MOST_TEXT} characters.")
    parts = _parts(hidden("\n".join(block.lines)))
    notes.question = named(shown(parts.title or parts.before))
    answers, feedback = _feedback(parts)
    stem = from_any(_stem(parts, notes), form=parts.form, notes=notes)
    plain = _question(parts, answers, notes)
    if parts.title and not stem.startswith(shown(parts.title).strip()):
        notes.lost("title", "Questions have no name of their own here; the text stands for it.")
    return replace(
        plain,
        stem=stem,
        feedback=feedback and from_any(shown(feedback), form=parts.form, notes=notes),
        tags=(*_labels(block, notes), *((f"{CATEGORY}{block.category}",) if block.category else ())),
        title=shown(parts.title).strip(),
    )


def _parts(text: str) -> _Parts:
    title, text = _title(text.strip())
    form = _FORM.match(text)
    text = text[form.end() :] if form else text
    before, brace, rest = text.partition("{")
    if "}" in before or (not brace and "}" in rest):
        raise Unfit("braces", "A closing brace has no opening one; write \\} for the sign itself.")
    name = form[1].lower() if form else "moodle"
    if not brace:
        return _Parts(title, name, before, None, "")
    answers, end, after = rest.partition("}")
    if not end:
        raise Unfit("braces", "The answer block is not closed before the blank line.")
    if "{" in answers + after or "}" in after:
        raise Unfit("several_blanks", "GIFT has one answer block for each question.")
    return _Parts(title, name, before, answers, after)


def _title(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    title, end, rest = text[2:].partition("::")
    return (title, rest) if end else ("", text)


def _feedback(parts: _Parts) -> tuple[str, str | None]:
    answers, mark, feedback = (parts.answers or "").partition("####")
    return answers.strip(), feedback.strip() if mark else None


def _stem(parts: _Parts, notes: Notes) -> str:
    before, after = shown(parts.before).rstrip(), shown(parts.after).strip()
    if not parts.in_sentence:
        return before.strip()
    notes.changed("missing_word", f"The blank in the sentence is written as {BLANK}.")
    space = "" if after[0] in ".,;:!?)" else " "
    return f"{before} {BLANK}{space}{after}".strip()


def _labels(block: _Block, notes: Notes) -> Iterator[str]:
    for comment in block.comments:
        for kind, value in _LABEL.findall(comment):
            text = re.sub(r"\\(.)", r"\1", value).strip()
            yield f"{EXTERNAL_ID}{text}" if kind == "id" else text
        if _LABEL.sub("", comment).strip():
            notes.lost("comment", "A comment stayed behind.")


def _question(parts: _Parts, answers: str, notes: Notes) -> Plain:
    """The kind and its content, by the signs in the answer block in Moodle's order."""
    if parts.answers is None:
        return Plain("slide", "")
    if not answers:
        return Plain("essay", "")
    if answers.startswith("#"):
        return Plain("numeric", "", numeric_of(answers[1:], notes))
    if "~" in answers:
        return _choices(answers_of(answers, parts.form, notes), notes, single="=" in answers)
    if "=" in answers and "->" in answers:
        return Plain("matching", "", matching_of(answers, parts.form, notes))
    return _typed(answers, notes)


def _typed(answers: str, notes: Notes) -> Plain:
    verdict, _, told = answers.partition("#")
    if verdict.strip().upper() in _TRUTHS:
        if told.replace("#", "").strip():
            notes.lost("answer_feedback", "True and false carry no feedback of their own here.")
        return Plain("true_false", "", {"answer": _TRUTHS[verdict.strip().upper()]})
    return _short_text(answers_of(answers if answers.startswith("=") else f"={answers}", "moodle", notes), notes)


def _choices(answers: list[Answer], notes: Notes, *, single: bool) -> Plain:
    if not single:
        rows = [each.choice(correct=each.share(wrong=0) > 0, fraction=each.share(wrong=0)) for each in answers]
        return Plain("multiple", "", {"choices": rows, "scoring": "weights"})
    rights = [each for each in answers if each.share(wrong=0) == FULL]
    if not rights:
        raise Unfit("no_full_mark", "No choice earns the whole mark.")
    if len(rights) > 1:
        notes.changed("several_right", "Several choices earn everything; the first is shown as the right one.")
    weighted = len(rights) > 1 or any(each.share(wrong=0) not in {0, FULL} for each in answers)
    rows = [
        each.choice(correct=each is rights[0], fraction=each.share(wrong=0) if weighted else None) for each in answers
    ]
    return Plain("single", "", {"choices": rows, **({"scoring": "weights"} if weighted else {})})


def _short_text(answers: list[Answer], notes: Notes) -> Plain:
    rows: list[dict[str, Any]] = []
    for each in answers:
        share = each.share(wrong=1)
        if share < 0:
            notes.lost("negative_weight", "An accepted text earns at least nothing.")
            continue
        feedback = {"feedback": each.feedback} if each.feedback else {}
        rows.append({"text": each.text, "fraction": json_number(share), **feedback})
    return Plain("short_text", "", {"accepted": rows})
