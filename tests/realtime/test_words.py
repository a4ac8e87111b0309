"""Answers in words: what a teacher reads in a table."""

from typing import Any

import pytest

from models.queries.live import AnswerRow
from realtime.state import Run, RunState
from realtime.words import answer_text
from tests.realtime.plans import item

CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("single", {}, {"choices": ["x0b"]}, "b"),
    (
        "multiple",
        {"choices": [{"text": text, "correct": text != "lake"} for text in ("sea", "lake", "=1+1")]},
        {"choices": ["x0a", "x0c"]},
        "sea; =1+1",
    ),
    ("true_false", {"answer": True}, {"value": False}, "false"),
    ("numeric", {"value": 4, "unit": "cm"}, {"value": 4.5, "unit": "cm"}, "4.5 cm"),
    ("short_text", {"accepted": [{"text": "ماء"}]}, {"text": "ماء"}, "ماء"),
    ("ordering", {"items": ["one", "two", "three"]}, {"order": ["x0c", "x0a", "x0b"]}, "three; one; two"),
    (
        "matching",
        {"pairs": [{"left": "Mali", "right": "Bamako"}, {"left": "Peru", "right": "Lima"}]},
        {"pairs": [["x0c", "x0b"]]},
        "Mali → Lima",
    ),
    ("poll", {"choices": [{"text": "yes"}, {"text": "no"}]}, {"choices": ["x0a"]}, "yes"),
    ("word_cloud", {}, {"words": ["red", "blue"]}, "red; blue"),
    ("open_text", {}, {"text": "Because."}, "Because."),
]


@pytest.mark.parametrize(("kind", "content", "answer", "text"), CASES, ids=[case[0] for case in CASES])
def test_an_answer_is_said_in_the_texts_of_its_question(
    kind: str, content: dict[str, Any], answer: dict[str, Any], text: str
) -> None:
    asked = item(0, kind, **content)
    ids = [each for listed in asked.content.lists().values() for each in listed]
    run = Run("r", "q0", 0, RunState.REVEALED, 0, relabel={each: f"x{each}" for each in ids})
    row = AnswerRow("r", "p", "s", 0, answer, 0, 0, "accepted", "receipt")
    assert answer_text(asked, run, row) == text
