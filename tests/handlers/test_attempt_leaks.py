"""Nothing a learner receives before its time says which answer is right, in whatever kind of question.

Two quizzes differ in their keys alone, and two learners do the same in both. Until the moment at which the author
shows something, everything that reaches them must say the same once ids and times are taken out; words of the key
must not be there at all. At the end the keys are shown, and differ: the ear can hear.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from tortoise.connection import get_connection

from models.feed_log import person_key
from models.rules.questions.kinds import Kind, attempt_supported
from models.tables.notifications import Notification
from tests.realtime.leaks import CASES, NAMES_OF_KEYS, Case, asked, choices, member_names
from tests.school import NOW, Answer, Course, Person, School, course_by

UUID_OR_TIME = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)")
HIDDEN: dict[str, list[str]] = {"during": [], "right_after": [], "while_open": []}
CLOSES = NOW + timedelta(hours=1)


def _cloze(word: str, right: str, number: float) -> dict[str, Any]:
    blanks = {
        "1": {"kind": "short_text", "accepted": [{"text": word}, {"text": f"{word}ish", "fraction": 0.5}]},
        "2": {"kind": "single", "choices": [{"text": each, "correct": each == right} for each in ("north", "south")]},
        "3": {"kind": "numeric", "value": number, "tolerance": 0.125},
    }
    return asked("cloze", text="At {{1}}, to the {{2}}, {{3}} km.", blanks=blanks)


MORE = [
    Case(
        _cloze("quicksilver", "north", 4217.25),
        _cloze("hydrargyrum", "south", -9183.5),
        {"blanks": {"1": {"text": "iron"}, "2": {"choice": "north"}, "3": {"value": 12}}},
        ("quicksilver", "hydrargyrum", "4217", "9183", "0.125"),
    ),
    Case(
        choices("multiple", "Aral", scoring="weights", penalty=0.25),
        choices("multiple", "Chad", scoring="every_decision"),
        {"choices": ["Aral", "Baikal"]},
    ),
    Case(asked("essay", rubric="secretrubric of one"), asked("essay", rubric="secretrubric of two"), {"text": "So."}),
    Case(asked("file"), asked("file"), {"files": []}),
]
EVERY = [*CASES, *MORE]
RULES = ("weights", "every_decision", "penalty")
"""How it is marked; the reason of a mark names it."""
SECRETS = ("secretfeedback", "secretrubric", *(word for case in EVERY for word in case.secrets))


def test_every_kind_of_an_attempt_is_tried() -> None:
    assert {case.kind for case in EVERY} == {kind for kind in Kind if attempt_supported(kind)}


def _translated(answer: Any, ids: Mapping[str, str]) -> Any:
    """The answer with ids for texts."""
    if isinstance(answer, dict):
        return {name: _translated(value, ids) for name, value in answer.items()}
    if isinstance(answer, list):
        return [_translated(each, ids) for each in answer]
    return ids.get(answer, answer) if isinstance(answer, str) else answer


def _texts(value: Any) -> dict[str, str]:
    """Text of each option by its id, wherever options are."""
    if isinstance(value, dict):
        own = {value["id"]: value["text"]} if "id" in value and "text" in value else {}
        return own | {key: text for inside in value.values() for key, text in _texts(inside).items()}
    if isinstance(value, list):
        return {key: text for inside in value for key, text in _texts(inside).items()}
    return {}


def _essence(value: Any, texts: Mapping[str, str]) -> Any:
    """Without ids and times, options by their texts, lists in one order."""
    if isinstance(value, dict):
        return {UUID_OR_TIME.sub("…", key): _essence(inside, texts) for key, inside in value.items() if key != "id"}
    if isinstance(value, list):
        return sorted((_essence(each, texts) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return UUID_OR_TIME.sub("…", texts.get(value, value)) if isinstance(value, str) else value


@dataclass(slots=True)
class Learner:
    """One learner at one of the two quizzes, and everything that reached them, by moment."""

    school: School
    course: Course
    person: Person
    quiz: str
    heard: dict[str, list[Answer | list[Any]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    async def play(self, cases: Sequence[Case]) -> str:
        """The whole attempt: begun, begun again, saved, saved wrongly, read, reviewed, listed."""
        begun = await self.person.post(f"/quizzes/{self.quiz}/attempts")
        path = f"/attempts/{begun.id}"
        questions = begun.body["questions"]
        self.texts = _texts(questions)
        answers = {}
        for question, case in zip(questions, cases, strict=True):
            answers[question["id"]] = _live_to_own(case.kind, _translated(case.answer, _ids(question)))
        wrong = {question["id"]: {"choice": "secret-guess", "value": "x"} for question in questions}
        during = self.heard["during"] = [begun]
        during.append(await self.person.post(f"/quizzes/{self.quiz}/attempts"))
        during.append(await self.person.put(f"{path}/answers", {"answers": answers}))
        during.append(await self.person.put(f"{path}/answers", {"answers": wrong}))
        during.append(await self.person.post(f"{path}/submit", {"answers": wrong}))
        await self.look(path, "during")
        self.heard["right after"] = [await self.person.post(f"{path}/submit", {"answers": answers})]
        assert [each.status for each in during if isinstance(each, Answer)][:5] == [201, 200, 200, 422, 422]
        await self.look(path, "right after")
        return path

    async def look(self, path: str, moment: str) -> None:
        """Everything there is to read now, and the events of the learner's channels."""
        reads = [path, f"{path}/review", f"/quizzes/{self.quiz}", f"/quizzes/{self.quiz}/attempts/mine"]
        reads += [f"/quizzes/{self.quiz}/limits", f"{self.course.path}/quizzes", "/enrollments"]
        said = self.heard.setdefault(moment, [])
        said += [await self.person.get(each) for each in reads]
        assert self.person.id is not None
        events = await get_connection("default").execute_query_dict(
            "SELECT t, d FROM channel_event WHERE key = $1 ORDER BY id", [person_key(self.person.id)]
        )
        said.append([{"t": row["t"], "d": json.loads(row["d"])} for row in events])
        said.append([row.data for row in await Notification.filter(user_id=self.person.id).order_by("id")])

    def bodies(self, moment: str) -> list[Any]:
        """What was said at a moment."""
        return [each.body if isinstance(each, Answer) else each for each in self.heard[moment]]

    def essence(self, moment: str) -> list[Any]:
        """The same, without what is bound to differ."""
        bodies = [_without_request(body) for body in self.bodies(moment)]
        return [_essence(body, self.texts) for body in bodies]


def _without_request(body: Any) -> Any:
    return {name: value for name, value in body.items() if name != "request_id"} if isinstance(body, dict) else body


def _ids(question: Any) -> dict[str, str]:
    return {text: key for key, text in _texts(question).items()}


def _live_to_own(kind: str, answer: Any) -> Any:
    """`single` names its choice alone in an attempt."""
    return {"choice": answer["choices"][0]} if kind == "single" else answer


async def _two(school: School, cases: Sequence[Case], **quiz: Any) -> list[Learner]:
    learners = []
    for at, key in enumerate(("first", "second")):
        course = await course_by(await school.teacher(f"Teacher{at}"))
        person = await school.person(f"Sam{at}")
        made = await course.quiz(*(getattr(case, key) for case in cases), closes_at=CLOSES.isoformat(), **quiz)
        _ = await course.enroll(person)
        learners.append(Learner(school, course, person, made))
    return learners


@pytest.mark.parametrize("order", ["at once", "in sequence"])
async def test_two_keys_are_told_apart_only_when_the_author_shows_them(school: School, order: str) -> None:
    sequential = order == "in sequence"
    cases = [MORE[0]] if sequential else EVERY
    learners = await _two(school, cases, review=HIDDEN, sequential=sequential)
    paths = [await each.play(cases) for each in learners]
    for moment, later in (("while open", timedelta(minutes=30)), ("after close", timedelta(hours=2))):
        school.clock.now = NOW + later
        for each, path in zip(learners, paths, strict=True):
            await each.look(path, moment)

    one, other = learners
    for moment in ("during", "right after", "while open"):
        assert one.essence(moment) == other.essence(moment), moment
        for learner in learners:
            said = json.dumps(learner.bodies(moment), ensure_ascii=False)
            assert [word for word in (*SECRETS, *RULES) if word in said] == [], moment
            assert member_names(learner.bodies(moment)) & NAMES_OF_KEYS == set(), moment
    assert one.essence("after close") != other.essence("after close")
    told = json.dumps([learner.bodies("after close") for learner in learners], ensure_ascii=False)
    assert [word for word in ("quicksilver", "hydrargyrum", "4217.25", "secretfeedback") if word not in told] == []


async def test_as_usual_marks_come_with_the_end_and_the_key_only_after_the_close(school: School) -> None:
    learner = (await _two(school, EVERY))[0]
    path = await learner.play(EVERY)
    school.clock.now = NOW + timedelta(hours=2)
    await learner.look(path, "after close")

    for moment in ("right after", "after close"):
        review = next(body for body in learner.bodies(moment) if "shown" in body)
        late = moment == "after close"
        assert [("correct" in review["shown"], "correct" in each) for each in review["questions"]] == [
            (late, late) for _ in EVERY
        ]
    before = json.dumps([learner.bodies("during"), learner.bodies("right after")], ensure_ascii=False)
    assert [word for case in EVERY for word in (*case.secrets, "secretrubric") if word in before] == []
