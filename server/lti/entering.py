"""From a launch that counts to a page: the account, its place in the course, where the link leads, and the sign-in."""

from dataclasses import dataclass
from uuid import UUID

from aiohttp import web

from models.actions.audit import Cause
from models.actions.lti import NOWHERE, account_of, give_place
from models.actions.lti_scores import remember_link
from models.actions.sessions import open_session
from models.queries.accounts import find_user
from models.queries.lti import course_of, is_staff, quiz_of, running_session
from models.rules.lti import Target, TargetKind
from models.tables.users import User
from server import page_session
from server.errors import Forbidden
from server.lti.door import Arrived
from server.page_texts import choose_language
from server.sign_in import PAGE_LIFETIME


@dataclass(frozen=True, slots=True)
class Entry:
    """Who may go in, and to which page of ours."""

    user: User
    goal: str


async def welcome(arrived: Arrived, cause: Cause) -> Entry:
    """Take somebody in. Raises Forbidden(`nothing_here`) for a link to what is gone, and as the actions do."""
    platform, launch = arrived.platform, arrived.launch
    course_id = await course_of(launch.target) if launch.target else None
    if launch.target is not None and course_id is None:
        raise Forbidden("This link leads to something that is gone", reason="nothing_here")
    user = await account_of(platform, launch, choose_language(launch.locale), cause)
    if launch.target is None or course_id is None:
        return Entry(user, "/teach" if user.role != "student" else "/learn")
    await give_place(platform, course_id, user, launch, cause.by(user.id))
    if quiz := await quiz_of(launch.target):
        await remember_link(platform, launch, quiz, user.id, cause.now)
    return Entry(user, await _goal(launch.target, course_id, user.id))


async def _goal(target: Target, course_id: UUID, user_id: UUID) -> str:
    """A live session where one is on: its host page for staff. Else the course."""
    session_id = target.id if target.kind is TargetKind.LIVE else None
    if target.kind is TargetKind.QUIZ:
        session_id = await running_session(target.id)
    if session_id is None:
        return f"/courses/{course_id}/outline"
    return f"/live/{session_id}/{'host' if await is_staff(course_id, user_id) else 'play'}"


async def sign_in(request: web.Request, user: User, cause: Cause) -> None:
    """Sign the browser in: a new cookie, and no step-up, because nobody has shown a password to us.

    Raises Forbidden when the account was switched off meanwhile.
    """
    session = await open_session(
        user,
        kind=page_session.PAGE_KIND,
        lifetime=PAGE_LIFETIME,
        link=None,
        cause=cause,
        known_device=user.email.endswith(f"@{NOWHERE}"),
        proved=False,
    )
    if session is None:
        raise Forbidden("This account is not active", reason="account_off")
    await page_session.begin(request, session.id)


async def user_of(user_id: UUID) -> User:
    """The account of a step that was begun. Raises Forbidden when it is gone or switched off."""
    user = await find_user(user_id)
    if user is None or not user.is_active:
        raise Forbidden("This account is not active", reason="account_off")
    return user
