"""The administrator's pages without a browser: who may see them, what their forms demand, what their tables hold."""

import csv
import re
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer, unused_port

from models.actions.audit import Cause
from models.actions.jobs import queue_job
from models.actions.outbox import order_work
from models.rules.access import Role
from models.tables.jobs import Job
from models.tables.system import AuditLog, Outbox
from models.tables.users import AuthSession, User
from server.app import ROUTES, create_app
from server.clock import utc_now
from server.metrics import REGISTRY
from server.settings import Settings
from tests.pages.conftest import PASSWORD, Site
from tests.pages.forms import Client, page_token, sign_in

TABLES = ["users", "courses", "orders", "refunds", "work", "jobs", "certificates", "audit"]
LINKS = ["/admin/webhooks", "/admin/platforms"]
PAGES = ["/admin", "/admin/health", "/admin/prove", *LINKS, *(f"/admin/{name}" for name in TABLES)]
NOBODY = "0198b1de-0000-7000-8000-000000000000"
SPECS = [endpoint.spec for routes in ROUTES for endpoint in routes.endpoints if endpoint.spec.path.startswith("/admin")]
FORMS = sorted(re.sub(r"\{\w+\}", NOBODY, spec.path) for spec in SPECS if spec.method == "POST")
ENOUGH = {"role": "student", "active": "true", "reason": "Why", "password": PASSWORD}


async def administer(site: Site, visitor: Client, name: str = "Admin") -> User:
    """An administrator whose browser is `visitor`."""
    admin = await site.person(name, Role.ADMIN)
    _ = await sign_in(visitor, admin.email)
    return admin


async def send(visitor: Client, path: str, **fields: str) -> tuple[int, str]:
    """A form of the tables as a browser sends it: the status, and where it leads or what it says."""
    form = {"csrf": await page_token(visitor, "/admin/users"), **fields}
    answer = await visitor.post(path, data=form, allow_redirects=False)
    return answer.status, answer.headers.get("Location") or await answer.text()


async def grow_stale(user: User) -> None:
    """The password was shown too long ago for what asks for a fresh one."""
    _ = await AuthSession.filter(user_id=user.id).update(proved_at=utc_now() - timedelta(hours=1))


def test_every_page_and_form_of_the_administration_is_tried_here() -> None:
    assert sorted(spec.path for spec in SPECS if spec.method == "GET") == sorted(PAGES)
    assert len(FORMS) == 8


async def test_only_administrators_see_the_pages_and_send_their_forms(site: Site, visitor: Client) -> None:
    for path in PAGES:
        answer = await visitor.get(path, allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, f"/login?next={path}")
    teacher = await site.person("Mariam", Role.INSTRUCTOR)
    _ = await sign_in(visitor, teacher.email)
    token = await page_token(visitor, "/teach")
    for path in PAGES:
        assert (await visitor.get(path, allow_redirects=False)).status == 403, path
    for path in FORMS:
        answer = await visitor.post(path, data={"csrf": token, **ENOUGH}, allow_redirects=False)
        assert answer.status == 403, path


async def test_a_demoted_administrator_is_out_at_once(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    assert (await visitor.get("/admin/users")).status == 200
    _ = await User.filter(id=admin.id).update(role=Role.STUDENT)
    assert (await visitor.get("/admin/users")).status == 403


async def test_no_form_counts_without_its_token_or_from_another_site(site: Site, visitor: Client) -> None:
    _ = await administer(site, visitor)
    token = await page_token(visitor, "/admin/users")
    for path in FORMS:
        for fields, headers in (
            ({}, {}),
            ({"csrf": "x" * 43}, {}),
            ({"csrf": token}, {"Sec-Fetch-Site": "cross-site"}),
        ):
            answer = await visitor.post(path, data={**ENOUGH, **fields}, headers=headers, allow_redirects=False)
            assert answer.status in ({403, 404} if "orders" in path else {403}), (path, fields)


async def test_every_page_is_there_in_both_languages_and_on_an_empty_system(site: Site, visitor: Client) -> None:
    _ = await administer(site, visitor)
    for path in PAGES:
        for lang in ("en", "ar"):
            answer = await visitor.get(path, params={"lang": lang})
            html = await answer.text()
            assert answer.status == 200, path
            assert not re.findall(
                r"\badmin\.(?!css)\w+", re.sub(r'<script type="application/json".*?</script>', "", html)
            ), path
            assert not re.search(r"\sstyle=|<script(?![^>]*(?:src=|application/json))|\son\w+=", html), path


@pytest.mark.parametrize("query", ["cursor=x", "cursor=W10", "state=none", "done=<b>", "format=xml"])
async def test_what_is_no_filter_is_refused_in_words(site: Site, visitor: Client, query: str) -> None:
    _ = await administer(site, visitor)
    assert (await visitor.get(f"/admin/users?{query}", headers={"Accept": "text/html"})).status == 422


async def test_accounts_are_found_changed_and_told_to_the_audit_log(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    omar = await site.person("Omar")
    found = await (await visitor.get("/admin/users?q=oma&role=student&state=active")).text()
    assert "omar@school.example" in found
    assert "admin@school.example" not in found.partition("<tbody")[2]
    path = f"/admin/users/{omar.id}"
    back = "/admin/users?q=oma"
    assert await send(visitor, f"{path}/role", role="instructor", back=back) == (303, f"{back}&done=role")
    assert await send(visitor, f"{path}/active", active="false") == (303, "/admin?done=inactive")
    omar = await User.get(id=omar.id)
    assert (omar.role, omar.is_active) == (Role.INSTRUCTOR, False)
    rows = await AuditLog.filter(object_id=omar.id, action="user.change").order_by("id")
    assert [(row.actor_id, row.after) for row in rows] == [
        (admin.id, {"role": "instructor"}),
        (admin.id, {"is_active": False}),
    ]
    told = await (await visitor.get(f"/admin/audit?object={omar.id}&action=user.change")).text()
    assert told.count('scope="row"') == 2
    assert rows[0].request_id in told


async def test_a_form_cannot_lead_to_another_site(site: Site, visitor: Client) -> None:
    _ = await administer(site, visitor)
    omar = await site.person("Omar")
    sent = await send(visitor, f"/admin/users/{omar.id}/active", active="false", back="//evil.example/")
    assert sent == (303, "/?done=inactive")


async def test_the_last_administrator_stays(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    status, _ = await send(visitor, f"/admin/users/{admin.id}/active", active="false")
    assert status == 409
    assert (await User.get(id=admin.id)).is_active


async def test_a_role_asks_for_a_fresh_password_and_keeps_what_was_chosen(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    omar = await site.person("Omar")
    await grow_stale(admin)
    path = f"/admin/users/{omar.id}/role"
    status, html = await send(visitor, path, role="instructor")
    assert status == 200
    assert 'name="role" value="instructor"' in html
    assert f'action="{path}"' in html
    assert (await User.get(id=omar.id)).role is Role.STUDENT
    assert (await send(visitor, path, role="instructor", password="wrong horse"))[0] == 403
    assert (await User.get(id=omar.id)).role is Role.STUDENT
    assert (await send(visitor, path, role="instructor", password=PASSWORD))[0] == 303
    assert (await User.get(id=omar.id)).role is Role.INSTRUCTOR
    await grow_stale(admin)
    assert (await send(visitor, f"/admin/users/{omar.id}/factor"))[0] == 200
    assert (await visitor.get("/admin/users?format=csv", allow_redirects=False)).status == 303


async def test_a_table_is_saved_whole_and_the_audit_log_knows(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    now = utc_now()
    rows = [
        User(email=f"p{n}@x.example", email_key=f"p{n}@x.example", full_name=f"=P{n}", created_at=now, updated_at=now)
        for n in range(60)
    ]
    await User.bulk_create(rows)
    answer = await visitor.get("/admin/users?role=student&format=csv")
    table = list(csv.DictReader((await answer.text()).splitlines()))
    assert {line["email"] for line in table} == {row.email for row in rows}
    assert table[0]["name"].startswith("'=P")
    note = await AuditLog.get(action="table.export")
    assert (note.actor_id, note.after) == (admin.id, {"table": "users", "rows": 60, "role": "student"})

    seen: list[str] = []
    path = "/admin/users?role=student"
    while path:
        html = await (await visitor.get(path)).text()
        seen += re.findall(r"p\d+@x\.example", html.partition("<tbody")[2])
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more[1].replace("&amp;", "&") if more else ""
    assert sorted(seen) == sorted(row.email for row in rows)


async def test_work_is_tried_again_and_jobs_are_stopped(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    work = await order_work(None, "mail.send", {}, now=utc_now())
    _ = await Outbox.filter(id=work).update(failed_at=utc_now(), error="the server said no", tries=5)
    assert "the server said no" in await (await visitor.get("/admin/work?state=failed")).text()
    assert await send(visitor, f"/admin/work/{work}/retry", back="/admin/work") == (303, "/admin/work?done=retry")
    assert (await Outbox.get(id=work)).failed_at is None
    job = await queue_job(admin.id, "user_import", {}, total=3, cause=Cause(now=utc_now()))
    assert "user_import" in await (await visitor.get("/admin/jobs?state=queued")).text()
    assert (await send(visitor, f"/admin/jobs/{job.id}/cancel"))[0] == 303
    assert (await Job.get(id=job.id)).state == "cancelled"
    assert (await send(visitor, f"/admin/jobs/{job.id}/cancel"))[0] == 409


async def test_a_name_cannot_break_out_of_a_table(site: Site, visitor: Client) -> None:
    admin = await administer(site, visitor)
    _ = await User.filter(id=admin.id).update(full_name='"><script>alert(1)</script>')
    html = await (await visitor.get("/admin/users")).text()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


async def test_without_a_demanded_second_factor_one_is_led_to_set_it_up(settings: Settings) -> None:
    port = unused_port()
    strict = settings.model_copy(update={"port": port, "mfa_roles": (Role.ADMIN,)})
    server = TestServer(create_app(strict), port=port)
    async with server, TestClient(server) as visitor:
        _ = await administer(Site(server.app, server), visitor)
        for path in ("/admin", "/admin/users"):
            answer = await visitor.get(path, allow_redirects=False)
            assert (answer.status, answer.headers["Location"]) == (303, f"/account/second-factor?next={path}")
        assert (await visitor.get("/account/second-factor?next=/admin")).status == 200


def _passwords(outcome: str) -> float:
    return REGISTRY.get_sample_value("lectern_sign_ins_total", {"outcome": outcome}) or 0.0


async def test_passwords_at_the_door_are_counted(site: Site, visitor: Client) -> None:
    before = {outcome: _passwords(outcome) for outcome in ("wrong", "proved")}
    omar = await site.person("Omar")
    _ = await sign_in(visitor, omar.email, "wrong horse battery")
    _ = await sign_in(visitor, "nobody@school.example")
    _ = await sign_in(visitor, omar.email)
    assert {outcome: _passwords(outcome) - n for outcome, n in before.items()} == {"wrong": 2, "proved": 1}
