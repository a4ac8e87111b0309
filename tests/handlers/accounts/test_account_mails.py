"""What an account is told by mail, in the transaction of what happened."""

from models.actions.notifications import choose
from models.rules.access import Role
from models.rules.notices import Channel, Notice
from models.tables.notifications import Notification
from models.tables.system import Outbox
from models.tables.users import AuthSession, RefreshToken
from server.settings import Settings
from tests.handlers.accounts.conftest import PASSWORD, Api, Person, Serve, code_of, guarded
from workers.jobs import run_jobs

PHONE, LAPTOP = {"User-Agent": "Phone/1"}, {"User-Agent": "Laptop/2"}


async def told(api: Api, person: Person, template: str) -> int:
    """How many mails of a kind were ordered for a person."""
    return len([mail for mail in await api.mails(template) if mail["to"] == person.email])


async def news(person: Person) -> list[str]:
    """The kinds of the news that go by mail."""
    rows = await Outbox.filter(kind="mail.notice").order_by("id")
    return [row.payload["kind"] for row in rows if row.payload["user_id"] == str(person.id)]


async def login(api: Api, person: Person, device: dict[str, str], *, at: str = "192.0.2.1", cookie: str = "") -> str:
    """Sign in from somewhere; the cookie that the browser keeps."""
    api.client.session.cookie_jar.clear()
    headers = device | {"X-Forwarded-For": at} | ({"Cookie": cookie} if cookie else {})
    reply = await api("POST", "/auth/login", {"email": person.email, "password": PASSWORD}, headers=headers)
    assert reply.status == 200
    return reply.headers["Set-Cookie"].partition(";")[0]


async def behind_proxy(serve: Serve, settings: Settings) -> tuple[Api, Person]:
    api = await serve(settings.model_copy(update={"trusted_proxies": ("127.0.0.1/32",)}))
    person = await api.person()
    _ = await AuthSession.filter(user_id=person.id).update(user_agent="Phone/1", address="192.0.2.7")
    return api, person


async def test_a_sign_in_from_a_new_place_is_told_and_from_a_known_one_is_not(serve: Serve, settings: Settings) -> None:
    api, person = await behind_proxy(serve, settings)
    cookie = await login(api, person, PHONE)
    assert await told(api, person, "new_sign_in") == 0, "the same program in the same neighbourhood"
    _ = await login(api, person, LAPTOP)
    _ = await login(api, person, PHONE, at="203.0.113.9")
    assert await told(api, person, "new_sign_in") == 2
    _ = await login(api, person, LAPTOP, at="198.51.100.7", cookie=cookie)
    assert await told(api, person, "new_sign_in") == 2, "the browser is known by its cookie"
    mail = (await api.mails("new_sign_in"))[0]
    assert (mail["data"]["device"], mail["data"]["address"]) == ("Laptop/2", "192.0.2.1")


async def test_a_long_rest_does_not_make_a_stranger_the_first_sign_in(serve: Serve, settings: Settings) -> None:
    api, person = await behind_proxy(serve, settings)
    assert await told(api, person, "new_sign_in") == 0, "the very first one is no news"
    _ = await RefreshToken.all().delete()
    _ = await AuthSession.all().delete()
    _ = await login(api, person, LAPTOP)
    assert await told(api, person, "new_sign_in") == 1


async def test_every_change_of_the_second_factor_is_told(api: Api) -> None:
    who, admin = await guarded(api), await api.person(Role.ADMIN)
    assert await told(api, who.person, "mfa_changed") == 1
    body = {"password": PASSWORD, "code": code_of(who.secret, api.clock)}
    assert (await who.person("POST", "/auth/mfa/recovery-codes", body)).status == 200
    assert await told(api, who.person, "mfa_changed") == 2
    api.clock.forward(seconds=60)
    body = {"password": PASSWORD, "code": code_of(who.secret, api.clock)}
    assert (await who.person("DELETE", "/auth/mfa/totp", body)).status == 204
    assert await told(api, who.person, "mfa_changed") == 3
    second = await guarded(api)
    fresh = await api.sign_in(admin.email)
    assert (await fresh("POST", f"/users/{second.person.id}/mfa/reset")).status == 200
    assert await told(api, second.person, "mfa_changed") == 2
    assert (await fresh("POST", f"/users/{admin.id}/mfa/reset")).status == 200
    assert await told(api, admin, "mfa_changed") == 0, "there was none to take away"


async def test_who_signs_up_is_welcomed_once(api: Api) -> None:
    body = {"email": "new@school.example", "full_name": "New", "password": PASSWORD}
    assert (await api("POST", "/auth/register", body)).status == 201
    person = await api.sign_in("new@school.example")
    assert await news(person) == ["welcome"]
    assert await Notification.filter(user_id=person.id, kind="welcome").count() == 1


async def test_where_addresses_are_verified_the_welcome_waits_for_that(serve: Serve, settings: Settings) -> None:
    api = await serve(settings.model_copy(update={"verify_email": "on"}))
    body = {"email": "new@school.example", "full_name": "New", "password": PASSWORD}
    assert (await api("POST", "/auth/register", body)).status == 202
    assert await Outbox.filter(kind="mail.notice").count() == 0
    token = await api.mailed_token("verify_email")
    assert (await api("POST", "/auth/email/verify", {"token": token})).status == 204
    assert await news(await api.sign_in("new@school.example")) == ["welcome"]


async def test_who_was_invited_is_welcomed_with_the_first_password(api: Api) -> None:
    admin = await api.person(Role.ADMIN)
    body = {"email": "ada@school.example", "full_name": "Ada", "role": "student"}
    assert (await admin("POST", "/users", body)).status == 201
    token = await api.mailed_token("invite")
    for expected in (204, 400):
        reply = await api("POST", "/auth/password/reset", {"token": token, "new_password": PASSWORD})
        assert reply.status == expected
    assert await news(await api.sign_in("ada@school.example")) == ["welcome"]


async def test_a_finished_export_is_told_with_its_page(api: Api, settings: Settings) -> None:
    person, quiet = await api.person(), await api.person()
    await choose(quiet.id, [(Notice.EXPORT_READY, Channel.MAIL, False)])
    jobs = {who.id: (await who("POST", "/users/me/export")).body["id"] for who in (person, quiet)}
    _ = await run_jobs({"settings": settings})
    row = await Notification.get(user_id=person.id, kind="export_ready")
    assert row.url == f"/account/export/{jobs[person.id]}"
    assert (await news(person), await news(quiet)) == (["export_ready"], [])
