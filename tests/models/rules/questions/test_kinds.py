"""A kind of question is known wherever kinds are listed: screens, words, and the tests that try every kind."""

import json
import re
from pathlib import Path

import pytest

from models.rules.questions import CONTENTS
from models.rules.questions.kinds import GRADED_BY_RULE, LIVE_ONLY, SELF_ONLY, Kind
from tests.models.rules.questions.samples import OTHER_KEYS, QUESTIONS, RIGHT, UNMARKED
from tests.realtime.leaks import CASES
from tests.services import ROOT

EVERY = frozenset(Kind)
LIVE, ATTEMPT = EVERY - SELF_ONLY, EVERY - LIVE_ONLY
SCREENS = {
    ("inputs.js", "BY_KIND"): LIVE - {Kind.SLIDE},
    ("answer-fields.js", "FIELDS"): ATTEMPT,
    ("confidence.js", "KEYED"): LIVE & GRADED_BY_RULE,
    ("key-form.js", "BY_KIND"): LIVE & GRADED_BY_RULE,
}


@pytest.mark.parametrize(("file", "table"), sorted(SCREENS))
def test_a_screen_has_a_way_for_every_kind_it_may_meet(file: str, table: str) -> None:
    text = (ROOT / "web" / "static" / "js" / file).read_text()
    found = re.search(rf"^const {table} = (.*?);$", text, re.MULTILINE | re.DOTALL)
    assert found
    assert {kind for kind in Kind if re.search(rf"\b{kind}\b", found[1])} == SCREENS[file, table]


@pytest.mark.parametrize("path", sorted((ROOT / "web" / "locales").glob("*.json")), ids=lambda path: path.stem)
def test_every_kind_has_a_name_in_every_language(path: Path) -> None:
    words = json.loads(path.read_text())
    assert {name for name in words if name.startswith("kind.")} == {f"kind.{kind}" for kind in Kind}


def test_every_kind_has_a_class_and_examples() -> None:
    assert set(CONTENTS) == set(QUESTIONS) == EVERY
    assert set(OTHER_KEYS) == set(RIGHT) == GRADED_BY_RULE
    assert set(UNMARKED) == EVERY - GRADED_BY_RULE - {Kind.SLIDE}


def test_every_kind_that_a_live_session_marks_is_tried_for_leaks() -> None:
    assert {case.kind for case in CASES} == LIVE & GRADED_BY_RULE
