import pytest

from models.rules.access import Role
from models.tables.users import AuthSession
from tests.pages.conftest import Site
from tests.pages.forms import Client, page_token, sign_in

OTHER_SITE = {"Origin": "https://evil.example"}


async def test_signing_in_leads_to_the_page_that_was_wanted(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam", Role.INSTRUCTOR)
    answer = await visitor.get("/teach", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (303, "/login?next=/teach")
    answer = await sign_in(visitor, user.email, next="/teach")
    assert (answer.status, answer.headers["Location"]) == (303, "/teach")
    assert (await visitor.get("/teach")).status == 200


@pytest.mark.parametrize(
    ("role", "start"), [(Role.STUDENT, "/learn"), (Role.INSTRUCTOR, "/teach"), (Role.ADMIN, "/teach")]
)
async def test_everyone_starts_on_a_page_of_their_own(site: Site, visitor: Client, role: Role, start: str) -> None:
    user = await site.person("Somebody", role)
    answer = await sign_in(visitor, user.email)
    assert answer.headers["Location"] == start


@pytest.mark.parametrize("goal", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\nb"])
async def test_a_link_cannot_lead_away_after_signing_in(site: Site, visitor: Client, goal: str) -> None:
    user = await site.person("Mariam")
    assert (await sign_in(visitor, user.email, next=goal)).headers["Location"] == "/learn"


@pytest.mark.parametrize(
    ("email", "password"), [("mariam@school.example", "wrong"), ("nobody@school.example", "wrong")]
)
async def test_wrong_and_unknown_get_the_same_page(site: Site, visitor: Client, email: str, password: str) -> None:
    _ = await site.person("Mariam")
    answer = await sign_in(visitor, email, password)
    assert answer.status == 403
    assert "do not match an account" in await answer.text()


async def test_a_new_session_begins_at_sign_in(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    before = await page_token(visitor)
    planted = visitor.session.cookie_jar.filter_cookies(visitor.make_url("/"))["lectern"].value
    answer = await sign_in(visitor, user.email)
    cookie = answer.cookies["lectern"]
    assert cookie.value not in {"", planted}
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert await page_token(visitor, "/learn") != before
    visitor.session.cookie_jar.update_cookies({"lectern": planted}, visitor.make_url("/"))
    assert (await visitor.get("/learn", allow_redirects=False)).status == 303


async def test_a_form_from_another_site_is_refused(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    form = {"email": user.email, "password": "x", "csrf": await page_token(visitor)}
    assert (await visitor.post("/login", data=form, headers=OTHER_SITE)).status == 403
    assert (await visitor.post("/login", data=form, headers={"Sec-Fetch-Site": "cross-site"})).status == 403
    assert not await AuthSession.all()


@pytest.mark.parametrize("token", ["", "x", "\u0000"])
async def test_a_form_without_its_token_signs_nobody_in(site: Site, visitor: Client, token: str) -> None:
    user = await site.person("Mariam")
    answer = await sign_in(visitor, user.email, csrf=token)
    assert answer.status in {403, 422}
    assert not await AuthSession.all()


async def test_signing_out_ends_the_sign_in_and_the_cookie(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    await sign_in(visitor, user.email)
    token = await page_token(visitor, "/learn")
    assert (await visitor.post("/logout", data={"csrf": "wrong"}, allow_redirects=False)).status == 303
    assert (await visitor.get("/learn", allow_redirects=False)).status == 200
    await visitor.post("/logout", data={"csrf": token}, allow_redirects=False)
    assert (await visitor.get("/learn", allow_redirects=False)).status == 303
    assert (await AuthSession.get(user_id=user.id)).revoked_reason == "logout"


async def test_a_sign_in_that_was_ended_elsewhere_opens_no_page(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    await sign_in(visitor, user.email)
    await AuthSession.filter(user_id=user.id).delete()
    assert (await visitor.get("/learn", allow_redirects=False)).status == 303
    assert (await visitor.get("/")).status == 200


async def test_the_api_takes_the_cookie_only_with_the_token_of_its_page(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    await sign_in(visitor, user.email)
    token = await page_token(visitor, "/learn")
    mine = "/api/v1/users/me"
    assert (await visitor.get(mine, headers={"X-CSRF-Token": token})).status == 200
    assert (await visitor.get(mine)).status == 403
    assert (await visitor.get(mine, headers={"X-CSRF-Token": "x"})).status == 403
    assert (await visitor.get(mine, headers={"X-CSRF-Token": token, **OTHER_SITE})).status == 403
    answer = await visitor.post("/api/v1/ws/tickets", json={}, headers={"X-CSRF-Token": token})
    assert answer.status == 201


async def test_a_student_may_not_open_the_teachers_page(site: Site, visitor: Client) -> None:
    user = await site.person("Omar")
    await sign_in(visitor, user.email)
    answer = await visitor.get("/teach", headers={"Accept": "text/html"})
    assert answer.status == 403
    assert "not for your account" in await answer.text()
