"""Tables of people taken in, one's own data given out, an account erased."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.actions.audit import Cause
from models.actions.credentials import Mailed
from models.actions.imports import import_batch
from models.actions.jobs import SILENT, claim_job
from models.ids import new_id
from models.rules.access import CourseRole, Role
from models.tables.courses import Course, CourseStaff
from models.tables.jobs import Job
from models.tables.system import AuditLog, Outbox
from models.tables.users import AuthSession, User
from server.clock import utc_now
from server.mailed import new_mailed_token
from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Person, Reply, code_of, guarded
from workers.jobs import run_jobs

TABLE = """email,full_name,role
ada@school.example,Ada Byron,instructor
سينا@school.example,ابن سينا,
no address,Nobody,student
ada@school.example,Ada Again,student
person1@school.example,Known Already,student
"""


async def upload(person: Person, table: str | bytes, query: str = "") -> Reply:
    data = table.encode() if isinstance(table, str) else table
    return await person("POST", f"/users/import{query}", data=data, headers={"Content-Type": "text/csv"})


async def finished(person: Person, settings: Settings, reply: Reply) -> dict[str, Any]:
    assert reply.status == 202, reply.body
    _ = await run_jobs({"settings": settings})
    job: dict[str, Any] = (await person("GET", f"/jobs/{reply.body['id']}")).body
    return job


async def test_a_table_of_people_becomes_accounts_with_invitations(api: Api, settings: Settings) -> None:
    admin = await api.person(Role.ADMIN)
    begun = await upload(admin, TABLE)
    assert (begun.body["state"], begun.body["progress"]) == ("queued", {"done": 0, "total": 5})
    job = await finished(admin, settings, begun)
    assert (job["state"], job["progress"]) == ("done", {"done": 5, "total": 5})
    assert [row["outcome"] for row in job["result"]["rows"]] == ["created", "created", "invalid", "exists", "exists"]
    assert [(error["line"], error["code"]) for error in job["errors"]] == [(4, "email")]
    assert (await User.get(email_key="ada@school.example")).role is Role.INSTRUCTOR
    assert {mail["to"] for mail in await api.mails("invite")} == {"ada@school.example", "سينا@school.example"}


async def test_a_dry_run_says_the_same_and_does_nothing(api: Api, settings: Settings) -> None:
    admin = await api.person(Role.ADMIN)
    job = await finished(admin, settings, await upload(admin, TABLE, "?dry_run=true"))
    assert [row["outcome"] for row in job["result"]["rows"]] == ["created", "created", "invalid", "exists", "exists"]
    assert (await User.all().count(), await api.mails()) == (1, [])


async def test_an_import_that_was_cut_off_goes_on_where_it_was(api: Api, settings: Settings) -> None:
    admin = await api.person(Role.ADMIN)
    lines = "".join(f"p{n}@school.example,Person {n}\n" for n in range(120))
    begun = await upload(admin, f"email,full_name\n{lines}")
    _ = await claim_job(utc_now())
    job_id = (await Job.get()).id
    assert await import_batch(job_id, lambda: new_mailed_token(api.auth, Mailed.INVITE), Cause(utc_now(), admin.id))
    await Job.filter(id=job_id).update(beat_at=utc_now() - SILENT - timedelta(seconds=1))
    job = await finished(admin, settings, begun)
    assert (job["state"], job["progress"]["done"], len(job["result"]["rows"])) == ("done", 120, 120)
    assert {row["outcome"] for row in job["result"]["rows"]} == {"created"}
    assert len(await api.mails("invite")) == 120


async def test_two_workers_never_run_one_job(api: Api, settings: Settings) -> None:
    person = await api.person()
    for _ in range(3):
        _ = await person("POST", "/users/me/export")
    done = await asyncio.gather(*(run_jobs({"settings": settings}) for _ in range(4)))
    assert sum(done) == 3
    assert {job.tries for job in await Job.all()} == {1}


async def test_a_job_that_kills_its_workers_is_given_up(api: Api, settings: Settings) -> None:
    person = await api.person()
    begun = await person("POST", "/users/me/export")
    await Job.all().update(state="running", tries=3, beat_at=utc_now() - SILENT - timedelta(seconds=1))
    job = await finished(person, settings, begun)
    assert (job["state"], job["errors"]) == ("failed", [{"code": "gave_up"}])


async def test_a_job_is_stopped_by_its_owner_only_and_once(api: Api, settings: Settings) -> None:
    person, stranger = await api.person(), await api.person()
    path = f"/jobs/{(await person('POST', '/users/me/export')).body['id']}"
    assert (await stranger("GET", path)).status == 404
    assert (await stranger("POST", f"{path}/cancel")).status == 404
    assert (await person("POST", f"{path}/cancel")).body["state"] == "cancelled"
    assert (await person("POST", f"{path}/cancel")).code == "job_over"
    assert await run_jobs({"settings": settings}) == 0


@pytest.mark.parametrize(
    ("table", "status"),
    [
        ("", 422),
        ("name\nAda\n", 422),
        ('email,full_name\n"', 422),
        (b"\xff\xfe", 400),
        (b"email,full_name\na\x00,b", 422),
    ],
)
async def test_what_is_no_table_is_refused(api: Api, table: str | bytes, status: int) -> None:
    admin = await api.person(Role.ADMIN)
    assert (await upload(admin, table)).status == status
    assert await Job.all().count() == 0


async def test_importing_teachers_asks_for_a_fresh_password(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    await AuthSession.all().update(proved_at=utc_now() - timedelta(hours=1))
    assert (await upload(admin, TABLE)).body["reason"] == "step_up_required"
    assert (await upload(admin, "email,full_name\na@school.example,Ada\n")).status == 202


async def test_only_admins_import(api: Api) -> None:
    person = await api.person(Role.INSTRUCTOR)
    assert (await upload(person, TABLE)).status == 403


async def test_ones_own_data_come_as_a_job_without_secrets(api: Api, settings: Settings) -> None:
    who, other = await guarded(api), await api.person()
    _ = await who.person("POST", "/auth/api-tokens", {"name": "script", "scopes": ["read"]})
    job = await finished(who.person, settings, await who.person("POST", "/users/me/export"))
    text = str(job["result"])
    assert job["result"]["account"][0]["email"] == who.person.email
    assert [token["name"] for token in job["result"]["api_tokens"]] == ["script"]
    assert len(job["result"]["sign_ins"]) == 1
    for secret in ("$2b$", "_hash", "sealed", other.email, str(other.id)):
        assert secret not in text


async def test_an_export_asks_for_a_fresh_password(api: Api) -> None:
    person = await api.person()
    await AuthSession.all().update(proved_at=utc_now() - timedelta(hours=1))
    assert (await person("POST", "/users/me/export")).body["reason"] == "step_up_required"


async def test_nobody_queues_work_without_end(api: Api) -> None:
    person = await api.person()
    replies = [await person("POST", "/users/me/export") for _ in range(6)]
    assert [reply.status for reply in replies] == [202] * 5 + [409]


async def test_an_erased_account_is_gone_and_leaves_no_name(api: Api) -> None:
    person = await api.person(email="ada.byron@school.example")
    _ = await api("POST", "/auth/password/forgot", {"email": person.email})
    assert (await person("DELETE", "/users/me", {"password": "wrong"})).code == "wrong_password"
    assert (await person("DELETE", "/users/me", {"password": PASSWORD})).status == 204
    assert (await person("GET", "/users/me")).status == 401
    assert (await api("POST", "/auth/login", {"email": person.email, "password": PASSWORD})).status == 401
    tables = (User, AuthSession, Outbox, AuditLog)
    texts = [str(row) for table in tables for row in await table.all().values()]
    named = [text for text in texts if "ada.byron" in text or "Person 1" in text]
    assert ["account_erased" in text for text in named] == [True], "only the last mail, until it is sent"
    assert await AuditLog.filter(action="user.erase", object_id=person.id).count() == 1


async def test_an_erased_address_is_free_again(api: Api) -> None:
    person = await api.person()
    _ = await person("DELETE", "/users/me", {"password": PASSWORD})
    assert (await api.person(email=person.email)).id != person.id


async def test_erasing_asks_for_a_code_where_there_is_a_second_factor(api: Api) -> None:
    who = await guarded(api)
    assert (await who.person("DELETE", "/users/me", {"password": PASSWORD})).code == "invalid_code"
    code = code_of(who.secret, api.clock)
    assert (await who.person("DELETE", "/users/me", {"password": PASSWORD, "code": code})).status == 204


async def test_who_owns_a_course_hands_it_over_first(api: Api) -> None:
    teacher = await api.person(Role.INSTRUCTOR)
    course = await Course.create(slug="c", title="C", created_at=utc_now(), updated_at=utc_now())
    _ = await CourseStaff.create(
        id=new_id(), course=course, user_id=teacher.id, role=CourseRole.OWNER, created_at=utc_now()
    )
    reply = await teacher("DELETE", "/users/me", {"password": PASSWORD})
    assert (reply.status, reply.code, reply.body["courses"]) == (409, "owns_courses", [str(course.id)])


async def test_the_last_admin_cannot_erase_itself(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    assert (await admin("DELETE", "/users/me", {"password": PASSWORD})).code == "last_admin"
