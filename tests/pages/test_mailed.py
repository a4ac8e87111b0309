"""Links in mails, followed in a real browser; and the second step of signing in."""

import pyotp
import pytest
from playwright.async_api import Browser, expect

from models.actions.audit import Cause
from models.actions.mfa import CodeTry, confirm_totp, start_totp
from models.tables.jobs import Job
from models.tables.system import Outbox
from models.tables.users import User
from server.clock import utc_now
from server.keys import AUTH
from tests.pages.conftest import Site
from tests.pages.forms import Client, page_token, sign_in

FRESH = "another fine sentence"


async def link_in_mail(template: str) -> str:
    rows = await Outbox.filter(kind="mail.send").order_by("-id")
    return str(next(row.payload["data"]["link"] for row in rows if row.payload["template"] == template))


@pytest.mark.browser
async def test_a_forgotten_password_is_replaced_in_the_browser(site: Site, browser: Browser) -> None:
    user = await site.person("Mariam")
    page = await browser.new_page()
    await page.goto(site.url("/login"))
    await page.get_by_role("link", name="Forgot your password?").click()
    await page.get_by_label("E-mail").fill(user.email)
    await page.get_by_role("button", name="Send me a link").click()
    await expect(page.get_by_role("status")).to_contain_text("on its way")
    fragment = (await link_in_mail("reset_password")).partition("/reset-password")[2]
    await page.goto(site.url("/reset-password") + fragment)
    await page.get_by_label("New password").fill("password123")
    await page.get_by_role("button", name="Set the password").click()
    await expect(page.get_by_role("alert")).to_contain_text("choose another password")
    await page.get_by_label("New password").fill(FRESH)
    await page.get_by_role("button", name="Set the password").click()
    await expect(page.get_by_role("status")).to_contain_text("Your new password is set")
    assert "token" not in page.url
    await page.get_by_role("link", name="Sign in").last.click()
    await page.get_by_label("E-mail").fill(user.email)
    await page.get_by_label("Password", exact=True).fill(FRESH)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url("**/learn")


async def guard(site: Site, user: User) -> str:
    """Give an account a second factor; its secret."""
    auth = site.app[AUTH]
    secret = auth.factors.new_secret()
    await start_totp(user.id, auth.factors.seal(secret, user.id), Cause(utc_now()))
    attempt = CodeTry(step_of=lambda _sealed: 1)
    _ = await confirm_totp(user.id, None, attempt, ["recovery"], Cause(utc_now()))
    return secret


async def test_a_second_factor_is_asked_for_at_the_door_of_the_pages(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    secret = await guard(site, user)
    asked = await sign_in(visitor, user.email)
    text = await asked.text()
    assert (asked.status, "authenticator app" in text) == (200, True)
    challenge = text.partition('name="challenge" value="')[2].partition('"')[0]
    assert (await visitor.get("/learn", allow_redirects=False)).status == 303
    form = {"challenge": challenge, "code": "000000", "csrf": await page_token(visitor)}
    wrong = await visitor.post("/login/code", data=form)
    assert (wrong.status, "That code is wrong" in await wrong.text()) == (403, True)
    right = await visitor.post("/login/code", data=form | {"code": pyotp.TOTP(secret).now()}, allow_redirects=False)
    assert (right.status, right.headers["Location"]) == (303, "/learn")
    assert (await visitor.get("/learn")).status == 200


async def test_an_address_is_proved_by_the_button_and_not_by_opening_the_link(site: Site, visitor: Client) -> None:
    user = await site.person("Mariam")
    await User.filter(id=user.id).update(email_verified_at=None)
    _ = await sign_in(visitor, user.email)
    headers = {"X-CSRF-Token": await page_token(visitor, "/learn")}
    assert (await visitor.post("/api/v1/auth/email/verify/request", headers=headers)).status == 202
    path, _, token = (await link_in_mail("verify_email")).partition("#token=")
    page = await visitor.get(path.removeprefix(site.app[AUTH].settings.origin))
    text = await page.text()
    assert (page.status, 'data-call="verify"' in text, "js/mailed.js" in text, token in text) == (
        200,
        True,
        True,
        False,
    )
    assert (await User.get(id=user.id)).email_verified_at is None, "scanners of mails open links, too"
    asked = [await visitor.post("/api/v1/auth/email/verify", json={"token": token}) for _ in range(2)]
    assert [answer.status for answer in asked] == [204, 400]
    assert (await User.get(id=user.id)).email_verified_at is not None


async def test_a_copy_of_ones_data_is_a_file_for_its_owner_only(site: Site, visitor: Client) -> None:
    owner, other = await site.person("Mariam"), await site.person("Yusuf")
    job = await Job.create(
        owner_id=owner.id, kind="user_export", state="done", result={"account": [{}]}, created_at=utc_now()
    )
    path = f"/account/export/{job.id}"
    asked = await visitor.get(path, allow_redirects=False)
    assert (asked.status, asked.headers["Location"]) == (303, f"/login?next={path}")
    _ = await sign_in(visitor, other.email)
    assert (await visitor.get(path)).status == 404
    visitor.session.cookie_jar.clear()
    _ = await sign_in(visitor, owner.email)
    got = await visitor.get(path)
    assert (got.status, await got.json()) == (200, {"account": [{}]})
    assert got.headers["Content-Disposition"].startswith("attachment")
    _ = await Job.filter(id=job.id).update(state="running")
    assert (await visitor.get(path)).status == 404
