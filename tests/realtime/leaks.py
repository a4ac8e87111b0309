"""Questions whose keys would stand out, and what a player's frames say once everything random is taken out."""

import json
from dataclasses import dataclass, field
from typing import Any

NAMES_OF_KEYS = {
    "correct",
    "fraction",
    "accepted",
    "tolerance",
    "feedback",
    "distribution",
    "rubric",
    "scored",
    "texts",
}
"""Member names that only a key, a reveal or a score has."""
RANDOM = {
    *{
        "id",
        "run",
        "sub",
        "receipt",
        "receipts",
        "conn",
        "epoch",
        "digest",
        "participant",
        "session",
        "h",
        "next",
        "ch",
    },
    *{"code", "join_url", "host_url", "qr_svg", "quiz_id", "course_id", "created_at", "title"},
}
TIMES = {"ts", "s1", "s2", "c0", "now", "opens_at", "closes_at", "credited_ms", "at", "head", "s", "p", "re"}
PASSING = {"counts", "host"}
"""Who is on the line at the moment: it depends on the course of things and not on the key."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with two different keys, the answer a player gives (texts stand for ids), and words of the key."""

    first: dict[str, Any]
    second: dict[str, Any]
    answer: dict[str, Any]
    secrets: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of question."""
        return str(self.first["kind"])


def choices(kind: str, *right: str, **more: Any) -> dict[str, Any]:
    """A question with three choices; `right` are the correct ones."""
    listed = [
        {"text": text, "correct": text in right, "feedback": f"secretfeedback {text in right}"}
        for text in ("Aral", "Baikal", "Chad")
    ]
    return {"kind": kind, "stem": "Which lake?", "choices": listed, "feedback": "secretfeedback", **more}


def asked(kind: str, **content: Any) -> dict[str, Any]:
    """A question of any other kind."""
    return {"kind": kind, "stem": "What then?", "feedback": "secretfeedback", **content}


def pairs(*rights: str) -> list[dict[str, str]]:
    """Two lefts with these rights."""
    return [{"left": left, "right": right} for left, right in zip(("Mali", "Peru"), rights, strict=True)]


CASES = [
    Case(choices("single", "Aral"), choices("single", "Chad"), {"choices": ["Baikal"]}),
    Case(choices("multiple", "Aral"), choices("multiple", "Aral", "Chad"), {"choices": ["Aral", "Baikal"]}),
    Case(asked("true_false", answer=True), asked("true_false", answer=False), {"value": True}),
    Case(
        asked("numeric", value=4217.25, tolerance=0.125),
        asked("numeric", value=-9183.5, tolerance=77.5, tolerance_kind="absolute"),
        {"value": 12},
        ("4217", "9183", "0.125", "77.5"),
    ),
    Case(
        asked("short_text", accepted=[{"text": "quicksilver"}]),
        asked("short_text", accepted=[{"text": "hydrargyrum"}, {"text": "mercu*", "fraction": 0.5}]),
        {"text": "iron"},
        ("quicksilver", "hydrargyrum", "mercu"),
    ),
    Case(
        asked("ordering", items=["one", "two", "three"]),
        asked("ordering", items=["three", "one", "two"]),
        {"order": ["two", "three", "one"]},
    ),
    Case(
        asked("matching", pairs=pairs("Bamako", "Lima")),
        asked("matching", pairs=pairs("Lima", "Bamako")),
        {"pairs": [["Mali", "Lima"], ["Peru", "Bamako"]]},
    ),
]


@dataclass(slots=True)
class Heard:
    """Every text that reached a player from the preparation of a run, or the beginning, to its reveal."""

    texts: list[str] = field(default_factory=list)
    revealed: bool = False

    def ids(self) -> set[str]:
        """Every id that any list showed."""
        return {each for text in self.texts for each in _listed_ids(json.loads(text))}


@dataclass(slots=True)
class Ear:
    """Takes frames of the socket and bodies over HTTP, and keeps what each showing said before its reveal."""

    showings: list[Heard] = field(default_factory=lambda: [Heard()])

    def __call__(self, text: str) -> None:
        """Take a text; between a reveal and the next preparation nothing is a leak."""
        name, now = json.loads(text).get("t"), self.showings[-1]
        if now.revealed and name == "item.prepare":
            self.showings.append(now := Heard())
        now.revealed = now.revealed or name in {"item.revealed", "score.you"}
        if not now.revealed:
            now.texts.append(text)


def _listed_ids(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value and "text" in value else []
        return own + [each for inside in value.values() for each in _listed_ids(inside)]
    if isinstance(value, list):
        return [each for inside in value for each in _listed_ids(inside)]
    return []


def member_names(value: Any) -> set[str]:
    """The names of all members, however deep."""
    if isinstance(value, dict):
        return set(value) | {name for inside in value.values() for name in member_names(inside)}
    if isinstance(value, list):
        return {name for inside in value for name in member_names(inside)}
    return set()


def essences(heard: Heard) -> set[str]:
    """What was said, without ids, times and the order of lists: equal for two sessions that differ in their key alone."""
    said = [json.loads(text) for text in heard.texts]
    return {json.dumps(_plain(each), sort_keys=True, ensure_ascii=False) for each in said if "k" not in each}


def _plain(value: Any, name: str = "") -> Any:
    if name in RANDOM | TIMES | PASSING or (name == "item" and isinstance(value, str)) or _of_ids(value):
        return "…"
    if isinstance(value, dict):
        return {key: _plain(inside, key) for key, inside in value.items()}
    if isinstance(value, list):
        return sorted((_plain(inside) for inside in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value


def _of_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str | list) for each in value)
