"""Files as answers: one's own, kept with the attempt, read by its learner and the staff of the course only."""

from uuid import uuid4

from tests.files import PDF, fetch, upload
from tests.handlers.test_attempts import begin_quiz
from tests.school import School, course_by

HAND_IN = {"kind": "file", "stem": "Hand in your map"}
ESSAY = {"kind": "essay", "stem": "Why does it lie?"}


async def test_an_answer_keeps_its_files_and_only_its_learner_and_the_staff_read_them(school: School) -> None:
    course, sam, quiz = await begin_quiz(school, HAND_IN, ESSAY)
    eve, outsider = await school.person("Eve"), (await course_by(await school.teacher("Other"))).owner
    _ = await course.enroll(eve)
    drawn, extra = [(await upload(sam, name, PDF)).id for name in ("map.pdf", "extra.pdf")]
    attempt = await sam.make(f"/quizzes/{quiz}/attempts", {})
    first, second = (each["id"] for each in attempt.body["questions"])
    before = (await fetch(course.owner, drawn))[0]

    answers = {first: {"files": [drawn]}, second: {"text": "See there.", "files": [drawn, extra]}}
    saved = await sam.put(f"/attempts/{attempt.id}/answers", {"answers": answers})
    refused = await sam.delete(f"/files/{drawn}")
    readers = [(await fetch(person, drawn))[0] for person in (sam, course.owner, eve, outsider)]

    assert (saved.status, saved.body["answers"]) == (200, answers)
    assert (before, readers) == (404, [200, 200, 404, 404])
    assert (refused.status, refused.body["code"]) == (409, "handed_in")

    # What the learner takes out of an answer is the learner's alone again.
    last = {"answers": {second: {"text": "See there.", "files": []}}}
    assert (await sam.post(f"/attempts/{attempt.id}/submit", last)).body["state"] == "submitted"
    waiting = (await course.owner.get(f"/quizzes/{quiz}/to-grade?question={first}")).body["items"]
    assert [file["name"] for each in waiting for file in each["files"]] == ["map.pdf"]
    assert (await fetch(course.owner, extra))[0] == 404
    assert (await sam.delete(f"/files/{extra}")).status == 204


async def test_a_file_that_is_not_ones_own_is_no_answer_and_its_place_is_told(school: School) -> None:
    course, sam, quiz = await begin_quiz(school, HAND_IN)
    eve = await school.person("Eve")
    _ = await course.enroll(eve)
    own, foreign = (await upload(sam, "own.pdf", PDF)).id, (await upload(eve, "foreign.pdf", PDF)).id
    attempt = await sam.make(f"/quizzes/{quiz}/attempts", {})
    question = attempt.body["questions"][0]["id"]

    for stranger in (foreign, str(uuid4()), "no-id", "\x00"):
        answers = {"answers": {question: {"files": [own, stranger]}}}
        for answer in (
            await sam.put(f"/attempts/{attempt.id}/answers", answers),
            await sam.post(f"/attempts/{attempt.id}/submit", answers),
        ):
            assert answer.status == 422, answer.body
            assert answer.body["errors"][0]["loc"][:4] == ["body", "answers", question, "files"]
    assert (await sam.get(f"/attempts/{attempt.id}")).body["answers"] == {}
    assert (await fetch(sam, foreign))[0] == 404
    assert (await eve.delete(f"/files/{foreign}")).status == 204
