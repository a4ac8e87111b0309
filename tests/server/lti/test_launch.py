import re
from datetime import timedelta

from models.actions.lti import sweep_tickets
from models.tables.enrollments import Enrollment
from models.tables.lti import LtiTicket
from models.tables.users import AuthSession, User
from server.clock import utc_now
from tests.pages.forms import token_in
from tests.server.lti.conftest import Browser, Campus
from tests.server.lti.platform import TEACHER, Person

LIN = Person("42")
FRAME = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"}


async def test_a_launch_ends_signed_in_at_the_live_session(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    answer = await campus.launch(browser, LIN, target=campus.quiz)
    assert (answer.status, answer.headers["Location"]) == (303, f"/live/{campus.session['id']}/play")
    page = await (await browser.get(answer.headers["Location"])).text()
    user = await User.get(full_name="Lin Wei")
    assert f'name="lectern:user" content="{user.id}"' in page
    seat = await browser.post(
        "/api/v1/live/join", json={"code": campus.session["code"]}, headers={"X-CSRF-Token": token_in(page)}
    )
    assert seat.status == 201, await seat.text()
    place = await Enrollment.get(user_id=user.id)
    assert (str(place.course_id), place.state) == (campus.course_id, "active")
    assert (await AuthSession.get(user_id=user.id)).proved_at is None


async def test_whoever_comes_again_is_the_same_person(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    for name in ("Lin Wei", "Lin W."):
        assert (await campus.launch(browser, Person("42", name), target=campus.quiz)).status == 303
    assert await User.filter(full_name__startswith="Lin").count() == 1
    assert await Enrollment.all().count() == 1


async def test_a_launch_counts_once(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    form = campus.platform.launch_form(await campus.begin(browser, LIN), LIN, target=campus.quiz)
    assert (await campus.post(browser, form)).status == 303
    again = await campus.post(browser, form)
    assert again.status == 400
    assert "launch_over" in await again.text()


async def test_in_a_frame_a_button_opens_a_window_of_our_own(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    shown = await campus.launch(browser, LIN, FRAME, target=campus.quiz)
    text = await shown.text()
    assert shown.status == 200
    assert f"frame-ancestors https://moodle.example {campus.platform.url}" in shown.headers["Content-Security-Policy"]
    found = re.search(r'name="ticket" value="([^"]+)"', text)
    assert found
    assert 'target="_blank"' in text
    assert "Lin Wei" in text
    assert "lectern=" not in str(shown.headers.getall("Set-Cookie", []))
    form, ours = {"ticket": found[1]}, {"Sec-Fetch-Site": "same-origin"}
    elsewhere = await browser.post(
        "/api/v1/lti/enter", data=form, headers={"Sec-Fetch-Site": "cross-site"}, allow_redirects=False
    )
    assert elsewhere.status == 403
    entered = await browser.post("/api/v1/lti/enter", data=form, headers=ours, allow_redirects=False)
    assert (entered.status, entered.headers["Location"]) == (303, f"/live/{campus.session['id']}/play")
    again = await browser.post("/api/v1/lti/enter", data=form, headers=ours, allow_redirects=False)
    assert again.status == 400


async def test_a_launch_that_another_browser_began_signs_nobody_in_without_a_click(
    campus: Campus, browser: Browser
) -> None:
    _ = await campus.register()
    form = campus.platform.launch_form(await campus.begin(browser, LIN), LIN, target=campus.quiz)
    browser.session.cookie_jar.clear()
    shown = await campus.post(browser, form)
    assert shown.status == 200
    assert "Lin Wei" in await shown.text()
    assert await AuthSession.filter(kind="page").count() == 0


async def test_a_course_that_was_not_opened_to_the_platform_gives_no_place(campus: Campus, browser: Browser) -> None:
    _ = await campus.register(courses=[])
    answer = await campus.launch(browser, LIN, target=campus.quiz)
    assert answer.status == 303
    assert await Enrollment.all().count() == 0


async def test_roles_of_a_platform_count_only_where_it_is_trusted(campus: Campus, browser: Browser) -> None:
    made = await campus.register()
    teacher = Person("1", "Ana Prof", roles=(TEACHER,))
    answer = await campus.launch(browser, teacher, target=campus.quiz)
    assert answer.headers["Location"].endswith("/play")
    assert await Enrollment.all().count() == 0
    _ = await campus.admin.call("DELETE", f"/lti/platforms/{made['id']}")
    _ = await campus.register(trusts_roles=True)
    answer = await campus.launch(browser, teacher, target=campus.quiz)
    assert answer.headers["Location"] == f"/live/{campus.session['id']}/host"


async def test_an_address_opens_an_account_only_where_the_platform_is_trusted(campus: Campus, browser: Browser) -> None:
    made = await campus.register()
    impostor = Person("9", "Impostor", email="teacher@school.example")
    assert (await campus.launch(browser, impostor, target=campus.quiz)).status == 303
    assert (await User.get(full_name="Impostor")).email.endswith("@lti.invalid")
    _ = await campus.admin.call("DELETE", f"/lti/platforms/{made['id']}")
    _ = await campus.register(trusts_email=True)
    answer = await campus.launch(browser, impostor, target=campus.quiz)
    assert answer.headers["Location"].endswith("/host")
    admin = await campus.launch(browser, Person("10", "Root", email="admin@school.example"), target=campus.quiz)
    assert admin.status == 403
    assert "sign_in_yourself" in await admin.text()


async def test_a_link_to_nothing_is_told_on_a_page(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    gone = await campus.launch(browser, LIN, target=f"quiz:{campus.course_id}")
    assert gone.status == 403
    assert "nothing_here" in await gone.text()


async def test_steps_that_are_over_are_swept(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    _ = await campus.begin(browser, LIN)
    assert await sweep_tickets(utc_now()) == 0
    assert await sweep_tickets(utc_now() + timedelta(days=2)) == 1
    assert await LtiTicket.all().count() == 0
