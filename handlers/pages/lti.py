"""The steps of an LTI launch as a browser takes them: login, launch, entering from a frame, choosing what to link."""

from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from models.actions.lti import account_of, open_course
from models.queries.lti import choices_of
from models.refusals import Refused
from models.rules.lti import Message, Target, TargetKind, read_target
from models.rules.lti_services import link_item, linking_claims
from models.tables.lti import LtiPlatform
from server.cause import cause_of
from server.endpoint import Form, Quota, Replay, Routes, public
from server.errors import AppError, BadRequest, Forbidden
from server.keys import CLOCK, LTI
from server.logging import log
from server.lti.door import Arrived, Asked
from server.lti.entering import sign_in, user_of, welcome
from server.lti.frames import browser_of, in_frame, name_browser, origins_of, permit_frame
from server.page_session import require_same_site
from server.page_texts import choose_language
from server.page_view import page, see_other
from server.refusals import from_refusal

routes: Final = Routes(tag="LTI", documented=False)
"""Platforms add parameters of their own."""
_LAUNCHES: Final = Quota(120)
"""From one address in a minute (times a school)."""
_MOST_BYTES: Final = 262_144
_LONGEST_HINT: Final = 16_000
"""Platforms put whole tokens into their hints."""


class LoginForm(BaseModel):
    """How a platform begins; what is missing is told on a page."""

    model_config = ConfigDict(frozen=True)

    iss: str = Field("", max_length=500)
    login_hint: str = Field("", max_length=_LONGEST_HINT)
    target_link_uri: str = Field("", max_length=_LONGEST_HINT)
    lti_message_hint: str = Field("", max_length=_LONGEST_HINT)
    client_id: str = Field("", max_length=255)

    def asked(self) -> Asked:
        """As the door wants it. Raises BadRequest when something is missing."""
        if not (self.iss and self.login_hint and self.target_link_uri):
            raise BadRequest("The learning platform's request is not complete", code="incomplete")
        return Asked(self.iss, self.login_hint, self.target_link_uri, self.lti_message_hint, self.client_id)


class LaunchForm(BaseModel):
    """What the platform lets the browser bring; `error` is its own refusal (OpenID Connect Core, 3.1.2.6)."""

    state: str = Field("", max_length=200)
    id_token: str = Field("", max_length=_MOST_BYTES)
    error: str = Field("", max_length=2000)


class TicketForm(BaseModel):
    """A step that was begun, and what was chosen in it."""

    ticket: str = Field("", max_length=200)
    target: str = Field("", max_length=100)


Step = Callable[..., Awaitable[web.Response]]


def _readable(step: Step) -> Step:
    """Refusals as a page, also in a frame: the path is the API's, but people are looking."""

    @wraps(step)
    async def told(request: web.Request, **given: Any) -> web.Response:
        try:
            return await step(request, **given)
        except AppError as error:
            return await _refused(request, error)
        except Refused as refusal:
            return await _refused(request, from_refusal(refusal))

    return told


async def _refused(request: web.Request, error: AppError) -> web.Response:
    reason = error.reason or error.code
    log.warning("lti_refused", reason=reason, path=request.path)
    response = await page(
        request, "lti-refused.html", status=error.status, with_csrf=False, reason=reason, detail=error.detail
    )
    response.headers.update(error.headers)
    return permit_frame(response, ["*"])


@routes.get("/lti/login", allow=public, quota=_LAUNCHES)
@_readable
async def begin_by_link(request: web.Request, *, query: LoginForm) -> web.Response:
    """Begin a launch: the platform has sent a browser that must prove who it is."""
    return await _begin(request, query)


@routes.post("/lti/login", allow=public, replay=Replay.OFF, quota=_LAUNCHES)
@_readable
async def begin_by_form(request: web.Request, *, body: Annotated[LoginForm, Form()]) -> web.Response:
    """Begin a launch, by a form."""
    return await _begin(request, body)


async def _begin(request: web.Request, form: LoginForm) -> web.Response:
    response = web.Response(status=HTTPStatus.SEE_OTHER)
    browser = name_browser(request, response)
    response.headers["Location"] = await request.app[LTI].begin(form.asked(), browser)
    return response


@routes.post("/lti/launch", allow=public, replay=Replay.OFF, quota=_LAUNCHES, max_body_bytes=_MOST_BYTES)
@_readable
async def launch(request: web.Request, *, body: Annotated[LaunchForm, Form()]) -> web.Response:
    """Let somebody in whom a platform has signed for, or let its teacher choose what to link."""
    if body.error:
        raise Forbidden("The learning platform refused", reason="platform_refused")
    arrived = await request.app[LTI].arrive(body.state, body.id_token, browser_of(request))
    if arrived.launch.message is Message.DEEP_LINKING:
        return await _choose(request, arrived)
    entry = await welcome(arrived, cause_of(request))
    if arrived.bound and not in_frame(request):
        return await _enter(request, entry.user.id, entry.goal)
    return await _ask(request, arrived, entry.user.id, entry.user.full_name, entry.goal)


async def _enter(request: web.Request, user_id: UUID, goal: str) -> web.Response:
    await sign_in(request, await user_of(user_id), cause_of(request))
    return await see_other(request, goal)


async def _ask(request: web.Request, arrived: Arrived, user_id: UUID, name: str, goal: str) -> web.Response:
    """A button to open Lectern by: our pages are in no frame, and nobody is signed in by another browser's launch."""
    data = {"user_id": str(user_id), "goal": goal}
    ticket = await request.app[LTI].ticket("enter", arrived.platform, data)
    response = await page(request, "lti-enter.html", with_csrf=False, ticket=ticket, name=name)
    return permit_frame(response, _parents(arrived))


def _parents(arrived: Arrived) -> list[str]:
    """Who may show our page: the origins that the platform itself has named."""
    platform, said = arrived.platform, arrived.launch
    choosing = [said.choosing.return_url] if said.choosing else []
    return origins_of([platform.issuer, platform.login_url, said.return_url, *choosing])


@routes.post("/lti/enter", allow=public, replay=Replay.OFF, quota=_LAUNCHES)
@_readable
async def enter(request: web.Request, *, body: Annotated[TicketForm, Form()]) -> web.Response:
    """Sign in from the page that was shown in a frame, in a window of our own."""
    require_same_site(request)
    ticket, _ = await request.app[LTI].take(body.ticket, "enter")
    return await _enter(request, UUID(ticket.data["user_id"]), ticket.data["goal"])


async def _choose(request: web.Request, arrived: Arrived) -> web.Response:
    """Show a teacher what may be linked: courses that they lead, and their quizzes."""
    said = arrived.launch
    if said.choosing is None or not origins_of([said.choosing.return_url]):
        raise Forbidden("The learning platform did not say where the answer goes", reason="incomplete")
    user = await account_of(arrived.platform, said, choose_language(said.locale), cause_of(request))
    data = {
        "user_id": str(user.id),
        "return_url": said.choosing.return_url,
        "data": said.choosing.data,
        "deployment": said.deployment,
    }
    ticket = await request.app[LTI].ticket("deep_link", arrived.platform, data)
    choices = await choices_of(user.id)
    response = await page(
        request, "lti-choose.html", with_csrf=False, ticket=ticket, choices=choices, name=user.full_name
    )
    return permit_frame(response, _parents(arrived))


@routes.post("/lti/deep-link", allow=public, replay=Replay.OFF, quota=_LAUNCHES)
@_readable
async def link(request: web.Request, *, body: Annotated[TicketForm, Form()]) -> web.Response:
    """Send the chosen course or quiz back to the platform, signed; the course is open to its learners from then on."""
    require_same_site(request)
    door = request.app[LTI]
    ticket, platform = await door.look(body.ticket, "deep_link")
    user = await user_of(UUID(ticket.data["user_id"]))
    target = read_target(body.target)
    course_id, title = await _chosen(target, user.id)
    assert target is not None
    _ = await door.take(body.ticket, "deep_link")
    await open_course(platform.id, course_id, request.app[CLOCK]())
    item = link_item(target, title, door.launch_url, graded=target.kind is TargetKind.QUIZ)
    token = await door.keys.sign(_answer(request, platform, ticket.data, str(ticket.id), item))
    response = await page(
        request, "lti-return.html", with_csrf=False, token=token, return_url=ticket.data["return_url"]
    )
    parents = origins_of([platform.issuer, platform.login_url, ticket.data["return_url"]])
    return permit_frame(response, parents, forms_anywhere=True)


async def _chosen(target: Target | None, user_id: UUID) -> tuple[UUID, str]:
    """The course of what was chosen, and its title. Raises Forbidden for what the teacher does not lead."""
    for course, quizzes in await choices_of(user_id):
        if target == Target(TargetKind.COURSE, course.id):
            return course.id, course.title
        for quiz in quizzes:
            if target == Target(TargetKind.QUIZ, quiz.id):
                return course.id, quiz.title
    raise Forbidden("This is not yours to link", reason="not_yours")


def _answer(
    request: web.Request, platform: LtiPlatform, data: dict[str, Any], nonce: str, item: dict[str, Any]
) -> dict[str, Any]:
    return linking_claims(
        client_id=platform.client_id,
        issuer=platform.issuer,
        deployment=data["deployment"],
        nonce=nonce,
        data=data["data"],
        items=[item],
        now=request.app[CLOCK](),
    )
