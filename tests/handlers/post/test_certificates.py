"""Certificates over HTTP: earned once, seen by those who may, revoked with a tombstone, checked by anyone."""

import asyncio
import base64
import copy
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from apsig import ProofVerifier
from cryptography.exceptions import InvalidSignature
from joserfc import jws
from joserfc.jwk import KeySet
from PIL import Image

from clients.badge import Bad, check
from models.rules.notices import Notice
from models.tables.certificates import Certificate
from models.tables.system import Outbox
from server.settings import Settings
from tests.handlers.post.conftest import complete
from tests.school import NOW, Person, School, course_by


async def earned(school: School) -> tuple[Person, Person, Any]:
    """A teacher, a student who completed the course, and the certificate."""
    teacher, student = await school.teacher(), await school.person("Sam")
    enrollment = await complete(await course_by(teacher), student)
    return teacher, student, (await student.make(f"/enrollments/{enrollment}/certificate", None)).body


async def test_fifty_claims_at_once_make_one_certificate(school: School) -> None:
    student = await school.person("Sam")
    enrollment = await complete(await course_by(await school.teacher()), student)

    answers = await asyncio.gather(*(student.post(f"/enrollments/{enrollment}/certificate") for _ in range(50)))

    assert sorted(answer.status for answer in answers) == [200] * 49 + [201]
    assert len({answer.id for answer in answers}) == await Certificate.all().count() == 1


async def test_a_claim_that_is_not_earned_names_every_lesson_that_is_missing(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    second = (await course.owner.make(f"/sections/{course.section_id}/lessons", {"title": "Two", "kind": "text"})).id
    enrollment = await course.enroll(student)

    answer = await student.post(f"/enrollments/{enrollment}/certificate")

    assert (answer.status, answer.body["code"]) == (409, "not_earned")
    assert [(each["code"], each["lesson_id"], each["title"]) for each in answer.body["missing"]] == [
        ("lesson_not_done", course.lesson_id, "Begin here"),
        ("lesson_not_done", second, "Two"),
    ]


async def test_nobody_claims_or_reads_for_somebody_else(school: School) -> None:
    teacher, student, made = await earned(school)
    eve, other = await school.person("Eve"), await school.teacher("Other")
    path = f"/certificates/{made['id']}"

    for person in (eve, other):
        assert {(await person.get(f"{path}{end}")).status for end in ("", "/pdf", "/badge")} == {404}
        assert (await person.post(f"{path}/revoke", {"reason": "x"})).status == 404
        assert (await person.post(f"/enrollments/{made['enrollment_id']}/certificate")).status == 404
    assert (await teacher.post(f"/enrollments/{made['enrollment_id']}/certificate")).status == 403
    assert (await student.post(f"{path}/revoke", {"reason": "x"})).status in {403, 404}
    assert (await teacher.get(path)).body == (await student.get(path)).body == made


async def test_completing_the_course_orders_the_certificate_and_tells_the_learner(school: School) -> None:
    student = await school.person("Sam")
    _ = await complete(await course_by(await school.teacher()), student)

    assert await Outbox.filter(kind="certificate.issue").count() == 1
    news = (await student.get("/notifications")).body["items"]
    assert [each["kind"] for each in news] == [Notice.COURSE_COMPLETED, Notice.ENROLLED]


async def test_a_code_tells_anyone_what_the_certificate_is_worth(school: School) -> None:
    teacher, _, made = await earned(school)
    path = f"/certificates/verify/{made['code']}"

    valid = (await school.nobody.get(path)).body
    assert valid == {
        "state": "valid",
        "number": made["number"],
        "name": "Sam",
        "course": "How Maps Lie",
        "issued_at": "2026-03-02T09:00:00Z",
    }
    assert made["number"].startswith("CERT-20260302-")
    typed = f"{made['code'][:8]}-{made['code'][8:]}".lower()
    assert (await school.nobody.get(f"/certificates/verify/{typed}")).body == valid
    assert (await school.nobody.get("/certificates/verify/NOSUCHCODE")).body == {"state": "unknown"}

    revoked = await teacher.post(f"/certificates/{made['id']}/revoke", {"reason": "Plagiarism"})
    assert revoked.body["revoked"] == {"at": "2026-03-02T09:00:00Z", "reason": "Plagiarism"}
    told = (await school.nobody.get(path)).body
    assert (told["state"], told["revoked"]["reason"]) == ("revoked", "Plagiarism")
    again = await teacher.post(f"/certificates/{made['id']}/revoke", {"reason": "Again"})
    assert (again.status, again.body["code"]) == (409, "certificate_revoked")


async def test_a_certificate_ends_when_its_template_says_so(school: School) -> None:
    course, student = await course_by(await school.teacher()), await school.person("Sam")
    answer = await course.owner.put(f"{course.path}/certificate-template", {"validity_days": 30, "accent": "#24406e"})
    assert (answer.status, answer.body["accent"]) == (200, "#24406e")
    enrollment = await complete(course, student)
    code = (await student.make(f"/enrollments/{enrollment}/certificate", None)).body["code"]

    assert (await school.nobody.get(f"/certificates/verify/{code}")).body["state"] == "valid"
    school.clock.now = NOW + timedelta(days=30)
    assert (await school.nobody.get(f"/certificates/verify/{code}")).body["state"] == "expired"


async def test_a_reissue_has_a_new_number_and_revokes_the_old(school: School) -> None:
    teacher, student, made = await earned(school)

    fresh = await teacher.make(f"/certificates/{made['id']}/reissue", None)

    assert fresh.body["version"] == 2
    assert {fresh.body["number"], fresh.body["code"]}.isdisjoint({made["number"], made["code"]})
    assert (await school.nobody.get(f"/certificates/verify/{made['code']}")).body["state"] == "revoked"
    assert [each["id"] for each in (await student.get("/certificates")).body["items"]] == [fresh.id]
    again = await teacher.post(f"/certificates/{made['id']}/reissue")
    assert (again.status, again.body["code"]) == (409, "certificate_superseded")
    claimed = await student.post(f"/enrollments/{made['enrollment_id']}/certificate")
    assert (claimed.status, claimed.id) == (200, fresh.id)


async def test_a_certificate_outlives_its_course(school: School) -> None:
    teacher, student, made = await earned(school)
    assert (await teacher.delete(f"/courses/{made['course_id']}")).status in {200, 204}
    assert (await student.get(f"/certificates/{made['id']}")).status == 200
    assert (await school.nobody.get(f"/certificates/verify/{made['code']}")).body["state"] == "valid"


@pytest.mark.parametrize("logo", ["", "no base64", base64.b64encode(b"GIF89a" + bytes(50)).decode()])
async def test_a_logo_that_is_no_png_is_refused(school: School, logo: str) -> None:
    course = await course_by(await school.teacher())
    assert (await course.owner.put(f"{course.path}/certificate-template", {"logo": logo})).status == 422


async def test_a_logo_with_more_points_than_a_page_can_use_is_refused_unopened(school: School) -> None:
    course, out = await course_by(await school.teacher()), io.BytesIO()
    Image.new("1", (5000, 5000)).save(out, "PNG")
    logo = base64.b64encode(out.getvalue()).decode()
    assert (await course.owner.put(f"{course.path}/certificate-template", {"logo": logo})).status == 422


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # by RFC 9864; Open Badges 3.0 and its verifiers say EdDSA
async def test_the_badge_is_good_by_another_library_and_by_our_offline_check(school: School) -> None:
    teacher, student, made = await earned(school)
    path = f"/certificates/{made['id']}/badge"
    issuer = (await school.nobody.get("/badges/issuer")).body
    keys = KeySet.import_key_set((await school.nobody.get("/badges/keys")).body)

    token = (await student.get(path, Accept="application/vc+jwt")).body
    claims = json.loads(jws.deserialize_compact(token, keys, algorithms=["EdDSA", "Ed25519"]).payload)
    credential = (await student.get(path)).body

    assert claims["credentialSubject"] == credential["credentialSubject"]
    assert claims["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    later = NOW + timedelta(days=1)
    check(credential, issuer, now=later, status=await status_of(school, credential))
    assert proven_elsewhere(credential, issuer)
    assert proven_elsewhere(await status_of(school, credential), issuer)

    _ = await teacher.post(f"/certificates/{made['id']}/revoke", {"reason": "Plagiarism"})
    with pytest.raises(Bad, match="revoked"):
        check(credential, issuer, now=later, status=await status_of(school, credential))


def proven_elsewhere(document: Any, issuer: Any) -> bool:
    """What a library that shares no code with us says of a proof: canonical form, hashes, multikey and signature."""
    (method,) = issuer["verificationMethod"]
    try:
        return bool(ProofVerifier(method["publicKeyMultibase"]).verify_proof(copy.deepcopy(document)))
    except (InvalidSignature, ValueError):
        return False


async def status_of(school: School, credential: Any) -> Any:
    url = credential["credentialStatus"]["statusListCredential"]
    return (await school.nobody.get(url.partition("/api/v1")[2])).body


async def test_a_badge_of_which_anything_was_changed_is_not_good(school: School) -> None:
    _, student, made = await earned(school)
    issuer = (await school.nobody.get("/badges/issuer")).body
    text = json.dumps((await student.get(f"/certificates/{made['id']}/badge")).body)

    for old, new in (("Sam", "Sem"), ("2026-03-02", "2025-03-02"), ("How Maps Lie", "How Maps Die"), ('":"z', '":"zz')):
        changed = json.loads(text.replace(old, new) if old in text else text.replace('"z', '"zz'))
        with pytest.raises(Bad):
            check(changed, issuer, now=NOW + timedelta(days=1))
        assert not proven_elsewhere(changed, issuer)


async def test_a_list_that_no_certificate_is_in_is_not_there(school: School) -> None:
    assert (await school.nobody.get("/badges/status/7")).status == 404


@pytest.mark.parametrize(("lang", "words"), [("en", "This certificate is valid"), ("ar", "هذه الشهادة صالحة")])
async def test_the_page_says_the_same_in_the_readers_language(school: School, lang: str, words: str) -> None:
    teacher, _, made = await earned(school)
    page = f"/verify/{made['code']}?lang={lang}"
    answer = await school.client.get(page)
    text = await answer.text()
    assert (answer.status, f"<h1>{words}</h1>" in text, made["number"] in text) == (200, True, True)

    _ = await teacher.post(f"/certificates/{made['id']}/revoke", {"reason": "<b>Plagiarism</b>"})
    text = await (await school.client.get(page)).text()
    assert f"<h1>{words}</h1>" not in text
    assert "&lt;b&gt;Plagiarism" in text


async def test_the_page_of_a_code_that_was_never_given_says_so(school: School) -> None:
    answer = await school.client.get("/verify/ABCDEFGH")
    assert (answer.status, "<h1>There is no such certificate</h1>" in await answer.text()) == (404, True)


async def test_the_pdf_is_not_ready_before_the_worker_has_made_it(school: School, settings: Settings) -> None:
    del settings
    _, student, made = await earned(school)
    answer = await student.get(f"/certificates/{made['id']}/pdf")
    assert (answer.status, answer.body["code"], answer.headers["Retry-After"]) == (503, "not_ready", "2")
