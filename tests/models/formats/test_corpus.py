"""Every file of the corpus is read as the hand-written JSON beside it says."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.formats import Format, Plain, Reading, read

CORPUS = Path(__file__).parent / "corpus"
FORMATS = {"gift": Format.GIFT, "moodle": Format.MOODLE_XML, "qti2": Format.QTI, "qti3": Format.QTI}
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".json")


def seen(reading: Reading) -> dict[str, Any]:
    """What the JSON beside a file says."""
    return {
        "questions": [_question(plain) for plain in reading.questions],
        "notes": [[note.level.value, note.where, note.code] for note in reading.notes],
    }


def _question(plain: Plain) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "where": plain.where,
        "kind": plain.kind,
        "stem": plain.stem,
        "content": dict(plain.content),
    }
    if plain.points != 1:
        kept["points"] = plain.points
    if plain.feedback:
        kept["feedback"] = plain.feedback
    if plain.tags:
        kept["tags"] = list(plain.tags)
    return kept


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_corpus_is_read_as_it_should_be(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    reading = read(FORMATS[path.name.partition("_")[0]], path.read_bytes())

    assert seen(reading)["questions"] == expected["questions"]
    assert seen(reading)["notes"] == expected["notes"]


def test_the_corpus_knows_every_kind_that_the_formats_know() -> None:
    kinds = {
        plain.kind
        for path in FILES
        for plain in read(FORMATS[path.name.partition("_")[0]], path.read_bytes()).questions
    }
    assert kinds == {
        *("single", "multiple", "true_false", "short_text", "numeric", "matching", "ordering", "cloze"),
        *("essay", "file", "slide"),
    }
