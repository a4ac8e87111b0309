import re

import jwt
import pytest
from jwt import PyJWK

from clients.rest import ProblemError
from models.rules.lti import CLAIM
from models.tables.lti import LtiCourse, LtiKey
from server.clock import utc_now
from server.keyring import Keyring
from server.lti.keys import OurKeys
from tests.server.lti.conftest import Browser, Campus
from tests.server.lti.platform import CLIENT, ISSUER, TEACHER, Person

ANA = Person("1", "Ana Prof", "teacher@school.example", (TEACHER,))


async def test_platforms_are_registered_once_listed_and_removed(campus: Campus) -> None:
    made = await campus.register()
    assert made["our_launch_url"].endswith("/api/v1/lti/launch")
    with pytest.raises(ProblemError, match="platform_known"):
        _ = await campus.register()
    listed = await campus.admin.call("GET", "/lti/platforms")
    assert [each["id"] for each in listed["items"]] == [made["id"]]
    _ = await campus.admin.call("DELETE", f"/lti/platforms/{made['id']}")
    with pytest.raises(ProblemError, match="not_found"):
        _ = await campus.admin.call("DELETE", f"/lti/platforms/{made['id']}")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://10.0.0.1/keys", "url_forbidden_address"),
        ("ftp://x.example/k", "url_unreadable"),
        ("http://u:p@127.0.0.1/k", "url_has_password"),
    ],
)
async def test_addresses_that_we_do_not_call_are_refused(campus: Campus, url: str, code: str) -> None:
    with pytest.raises(ProblemError) as refused:
        _ = await campus.register(keys_url=url)
    assert refused.value.status == 422
    assert [error["code"] for error in refused.value.body["errors"]] == [code]


async def test_a_teacher_chooses_a_quiz_and_its_course_is_open_from_then_on(campus: Campus, browser: Browser) -> None:
    _ = await campus.register(courses=[], trusts_email=True)
    shown = await campus.launch(browser, ANA, choosing={"course": 5})
    text = await shown.text()
    assert shown.status == 200
    assert campus.quiz in text
    ticket = re.search(r'name="ticket" value="([^"]+)"', text)
    assert ticket
    form, ours = {"ticket": ticket[1], "target": campus.quiz}, {"Sec-Fetch-Site": "same-origin"}
    stolen = await browser.post(
        "/api/v1/lti/deep-link", data={**form, "target": f"quiz:{campus.course_id}"}, headers=ours
    )
    assert stolen.status == 403
    answer = await browser.post("/api/v1/lti/deep-link", data=form, headers=ours)
    page = await answer.text()
    assert f'action="{campus.platform.url}/chosen"' in page
    token = re.search(r'name="JWT" value="([^"]+)"', page)
    assert token
    keys = await (await browser.get("/api/v1/lti/jwks")).json()
    items = campus.platform.chosen(token[1], keys)
    assert [(item["type"], item["custom"], item["title"]) for item in items] == [
        ("ltiResourceLink", {"lectern": campus.quiz}, "Edges")
    ]
    claims = jwt.decode(token[1], PyJWK(keys["keys"][0]).key, algorithms=["RS256"], audience=ISSUER, issuer=CLIENT)
    assert claims["https://purl.imsglobal.org/spec/lti-dl/claim/data"] == {"course": 5}
    assert claims[f"{CLAIM}deployment_id"] == "7"
    assert str((await LtiCourse.get()).course_id) == campus.course_id
    again = await browser.post("/api/v1/lti/deep-link", data=form, headers=ours)
    assert again.status == 400


async def test_whoever_leads_no_course_has_nothing_to_choose(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    shown = await campus.launch(browser, ANA, choosing={"course": 5})
    text = await shown.text()
    assert "leads no course" in text
    assert campus.quiz not in text


async def test_our_private_key_is_sealed_and_a_new_root_makes_a_new_one(campus: Campus, browser: Browser) -> None:
    published = await (await browser.get("/api/v1/lti/jwks")).json()
    assert [set(key) for key in published["keys"]] == [{"kty", "n", "e", "kid", "alg", "use"}]
    assert b"PRIVATE" not in bytes((await LtiKey.get()).sealed)
    stranger = OurKeys(Keyring("another root key of at least so many characters"), utc_now)
    _ = await stranger.sign({})
    assert await LtiKey.all().count() == 2
