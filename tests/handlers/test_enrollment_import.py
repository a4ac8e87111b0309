"""Enrolling by a table: row by row, with a reason for each that is refused, and a rehearsal that changes nothing."""

from typing import Any

import pytest
from pydantic import SecretStr

from models.actions.enrollment_import import import_batch
from models.actions.invitations import TELL
from models.actions.jobs import claim_job
from models.tables.enrollments import Enrollment, Invitation
from models.tables.jobs import Job
from models.tables.system import Outbox
from server.auth import Auth
from server.clock import utc_now
from server.settings import Settings
from tests.school import Answer, Course, Person, School, course_by
from workers.jobs import run_job

CSV = {"Content-Type": "text/csv"}


async def _upload(person: Person, course: Course, table: str, query: str = "") -> Answer:
    return await person.ask("POST", f"{course.path}/enrollments/import{query}", table.encode(), headers=CSV)


async def _work(settings: Settings) -> tuple[Job, dict[str, Any]]:
    """What the worker does with the oldest job; the job afterwards, and its result."""
    job = await claim_job(utc_now())
    assert job is not None
    await run_job(Auth(settings.model_copy(update={"secret_key": SecretStr("k" * 40)}), utc_now), job)
    done = await Job.get(id=job.id)
    assert done.result is not None
    return done, done.result


async def test_a_table_enrols_whom_it_can_and_says_why_not_the_others(school: School, settings: Settings) -> None:
    course = await course_by(await school.teacher(), capacity=2)
    sam, eve, _ = [await school.person(name) for name in ("Sam", "Eve", "Late")]
    _ = await course.enroll(sam)
    table = (
        f"name,email\nSam,{sam.email}\nEve,{eve.email.upper()}\nLate,late@school.example\nWho,who@x.example\nBad,bad\n"
    )

    rehearsal = await _upload(course.owner, course, table, "?dry_run=true")
    _, told = await _work(settings)
    before = await Enrollment.all().count()
    queued = await _upload(course.owner, course, table)
    job, result = await _work(settings)

    assert (rehearsal.status, queued.status, queued.headers["Location"]) == (202, 202, f"/api/v1/jobs/{queued.id}")
    assert [(row["line"], row["outcome"], row.get("code")) for row in result["rows"]] == [
        (2, "exists", None),
        (3, "enrolled", None),
        (4, "refused", "course_full"),
        (5, "invited", None),
        (6, "refused", "email"),
    ]
    assert [row["outcome"] for row in told["rows"]] == [row["outcome"] for row in result["rows"]]
    assert (before, await Enrollment.all().count()) == (1, 2)
    assert (str(job.state), job.done, len(job.errors)) == ("done", 5, 2)
    assert await Invitation.all().count() == 1
    assert await Outbox.filter(kind=TELL).count() == 1  # the rehearsal mails nobody


async def test_a_job_that_is_begun_again_goes_on_where_it_was(school: School) -> None:
    course = await course_by(await school.teacher())
    people = [await school.person(f"P{number}") for number in range(3)]
    table = "email\n" + "".join(f"{person.email}\n" for person in people)
    _ = await _upload(course.owner, course, table)
    job = await claim_job(utc_now())
    assert job is not None

    went_on = [await import_batch(job.id, now=utc_now()) for _ in range(2)]

    assert went_on == [True, False]
    assert (await Job.get(id=job.id)).done == 3


@pytest.mark.parametrize(("table", "status"), [("name\nSam\n", 422), ('email\n"open', 422), ("email\n\udcff", 400)])
async def test_what_is_no_table_is_refused_at_once(school: School, table: str, status: int) -> None:
    course = await course_by(await school.teacher())

    answer = await course.owner.ask(
        "POST", f"{course.path}/enrollments/import", table.encode(errors="surrogateescape"), headers=CSV
    )

    assert answer.status == status


async def test_only_staff_enrol_by_table(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")

    assert (await _upload(student, course, "email\n")).status == 403
