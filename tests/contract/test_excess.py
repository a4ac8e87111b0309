"""No answer holds more than its reader needs: no hash, no key, no secret, no address of a stranger.

First by the shapes that are served, then by what really comes back to every role from every route that shows
something.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from models.tables.quizzes import Quiz
from models.tables.users import User
from server.app import openapi_document, specs
from server.http.spec import Spec
from server.settings import Settings
from tests.contract.access import api
from tests.contract.test_swaps import QUERIES, filled, names_in, place
from tests.contract.world import Side, side, whole_school
from tests.school import Person, School

SUSPECT = re.compile(
    r"hash|secret|seal|passw|token|otp|_key$|^key|^keys|private|email|address$|user_agent|ticket|access_code"
)
SHOWN = {
    # Shown once, to the very person it was made for.
    "CalendarTokenOut.token",
    "ChallengeOut.challenge_token",
    "JoinOut.token",
    "NewApiTokenOut.token",
    "NewWebhookOut.previous_secret_until",
    "NewWebhookOut.secret",
    "SignedInOut.tokens",
    "TicketOut.ticket",
    "TokensOut.access_token",
    "TokensOut.refresh_token",
    "TokensOut.token_type",
    "TotpOut.otpauth_uri",
    "TotpOut.secret",
    # One's own sign-ins and account; admins see accounts and who did what.
    "AuditOut.address",
    "RefusedAddressOut.email",
    "SessionOut.address",
    "SessionOut.user_agent",
    "UserOut.email",
    "UserOut.email_verified_at",
    "WebhookOut.previous_secret_until",
    "AdminOrderOut.buyer_email",
    # Admins see the platforms they registered: addresses and switches, no keys.
    "PlatformOut.keys_url",
    "PlatformOut.token_audience",
    "PlatformOut.token_url",
    "PlatformOut.trusts_email",
    # Staff see whom they teach, invite and teach with, and the word that opens their quiz.
    "AtRiskOut.email",
    "GradeLine.email",
    "InvitationOut.email",
    "LearnerOut.email",
    "StaffOut.email",
    "QuizOut.access_code",
    "QuizOut.needs_access_code",
}
"""Every name in an answer that sounds like a secret or a person, looked at one by one."""
SECRETS = ("$2b$", "hash-of-", "Sesame-")
BYTES = ("/content", "/pdf", "/invoice", "/credit-note")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.example")


def answered(document: Mapping[str, Any]) -> set[str]:
    """The names of all shapes that an answer may hold."""
    found: set[str] = set()
    waiting = [operation["responses"] for operations in document["paths"].values() for operation in operations.values()]
    while waiting:
        for name in set(_named(waiting.pop())) - found:
            found.add(name)
            waiting.append(document["components"]["schemas"][name])
    return found


def _named(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        part = list(part.values())
    for each in part if isinstance(part, list) else ():
        yield from _named(each)


def test_no_shape_of_an_answer_has_a_field_for_a_secret() -> None:
    document = orjson.loads(openapi_document())
    schemas = document["components"]["schemas"]
    named = {f"{shape}.{name}" for shape in answered(document) for name in schemas[shape].get("properties", ())}
    assert {name for name in named if SUSPECT.search(name.partition(".")[2].lower())} - SHOWN == set()


@dataclass
class Watched:
    """A school whose secrets can be told when they are seen."""

    school: School
    mine: Side
    theirs: Side


@pytest.fixture
async def watched(settings: Settings) -> AsyncIterator[Watched]:
    async with whole_school(settings) as school:
        mine, theirs = await side(school, "A"), await side(school, "B")
        await User.all().update(password_hash="$2b$04$hash-of-somebody")
        await Quiz.all().update(access_code="Sesame-open")
        yield Watched(school, mine, theirs)


def shown_by() -> list[Spec]:
    """Every route that shows something as text."""
    return [spec for spec in api(specs()) if spec.method == "GET" and not spec.path.endswith(BYTES)]


async def seen(watched: Watched, person: Person) -> list[tuple[str, str]]:
    """What a person reads of everything in my course: routes and bodies."""
    known, found = watched.mine.ids, []
    for spec in shown_by():
        if set(names_in(spec)) <= set(known):
            answer = await person.ask("GET", filled(spec, known) + QUERIES.get(place(spec)[1], ""))
            if answer.status == 200:
                found.append((place(spec)[1], str(answer.body)))
    return found


async def test_nobody_reads_a_secret_or_the_address_of_a_stranger(watched: Watched) -> None:
    stranger = await watched.school.person("Stranger")
    admin = await watched.school.admin()
    mine, faults, read = watched.mine, [], {}
    allowed = {
        watched.school.nobody: set(),
        stranger: {stranger.email},
        mine.learner: {mine.learner.email},
        mine.owner: {mine.owner.email, mine.learner.email, f"{mine.course.id}@elsewhere.example"},
    }
    for person, addresses in allowed.items():
        pages = await seen(watched, person)
        read[person.email] = len(pages)
        for path, body in pages:
            foreign = set(EMAIL.findall(body)) - addresses
            faults += [f"{path} as {person.email}: {sorted(foreign)}"] if foreign else []
            secrets = [
                secret for secret in SECRETS if secret in body and not (person is mine.owner and "Ses" in secret)
            ]
            faults += [f"{path} as {person.email}: {secrets}"] if secrets else []
    for path, body in await seen(watched, admin):
        faults += [f"{path} as admin: {secret}" for secret in SECRETS[:2] if secret in body]
    assert not faults, "\n".join(faults)
    counted = [read[person.email] for person in (watched.school.nobody, stranger, mine.learner, mine.owner)]
    assert counted == sorted(counted), "whoever may see more has read more"
    assert counted[0] > 5
