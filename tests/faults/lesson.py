"""A quiz that is ready to go live, made through the REST interface as a teacher would."""

from dataclasses import dataclass
from typing import Any

from clients.rest import Rest

QUESTIONS: list[dict[str, Any]] = [
    {
        "kind": "single",
        "stem": "Which river is the longest in Africa?",
        "choices": [{"text": name, "correct": name == "Nile"} for name in ("Niger", "Nile", "Congo", "Orange")],
    },
    {"kind": "true_false", "stem": "Water boils at a lower temperature on a mountain.", "answer": True},
    {
        "kind": "multiple",
        "stem": "Which of these are prime?",
        "choices": [{"text": str(each), "correct": each in {11, 13}} for each in (9, 11, 13, 15)],
    },
    {"kind": "numeric", "stem": "How many bones has an adult?", "value": 206, "tolerance": 150},
    {"kind": "short_text", "stem": "What freezes at 0 °C?", "accepted": [{"text": "water"}, {"text": "ماء"}]},
]


@dataclass(frozen=True, slots=True)
class Session:
    """A live session in its lobby."""

    id: str
    code: str
    course_id: str
    quiz_id: str

    @property
    def channel(self) -> str:
        """The name of its channel."""
        return f"live:{self.id}"


async def prepare_session(
    teacher: Rest, questions: list[dict[str, Any]] | None = None, *, seconds: int = 8, **settings: Any
) -> Session:
    """A course with a published quiz of these questions, and a live session of it that takes guests."""
    course = await teacher.call("POST", "/courses", {"title": "The world in numbers"})
    quiz = await teacher.call("POST", f"/courses/{course['id']}/quizzes", {"title": "Warm up"})
    for question in questions or QUESTIONS:
        _ = await teacher.call(
            "POST", f"/quizzes/{quiz['id']}/questions", {"seconds": seconds, "points": 1000, **question}
        )
    _ = await teacher.call("POST", f"/quizzes/{quiz['id']}/publish")
    wish = {"quiz_id": quiz["id"], "guests": True, "prepare_cap_ms": 500, **settings}
    made = await teacher.call("POST", "/live-sessions", wish)
    assert made["skipped"] == []
    return Session(made["id"], made["code"], course["id"], quiz["id"])
