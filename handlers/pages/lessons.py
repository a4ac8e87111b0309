"""The pages to learn by: a course's outline, a lesson, and the files on it. Scripts fetch the rest from the API."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from aiohttp import web

from handlers.pages.access import VISITOR, signed_in_page
from models.queries.files import file_of
from models.rules.access import Principal
from server.access import Identity, Rule
from server.course_access import readers_of_lesson
from server.endpoint import Routes
from server.errors import AppError, NotFound
from server.file_access import readers_of_file
from server.keys import PRINCIPAL, SHELF
from server.page_view import page
from server.storage.serving import content_of

routes: Final = Routes(prefix="", tag="Pages", documented=False)


async def _reads(request: web.Request, params: Mapping[str, Any]) -> None:
    """The browser's sign-in stands for the token: a link cannot carry the header that the API wants with a cookie."""
    await signed_in_page.check(request, params)
    who = request[VISITOR]
    request[PRINCIPAL] = Principal(user_id=who.id, role=who.role)
    await readers_of_file.check(request, params)


_previews: Final = readers_of_lesson()


async def _looks(request: web.Request, params: Mapping[str, Any]) -> None:
    """Previews are for everybody; whoever is not signed in is sent to sign in for anything else."""
    try:
        await _previews.check(request, params)
    except AppError:
        await signed_in_page.check(request, params)


preview_page: Final = Rule("any signed-in user, anyone for a preview", "P/S", _looks, identity=Identity.NOBODY)
readers_by_page: Final = Rule(readers_of_file.name, readers_of_file.letter, _reads, identity=Identity.NOBODY)


@routes.get("/courses/{course_id}/outline", allow=signed_in_page)
async def outline(request: web.Request, *, course_id: UUID) -> web.Response:
    """What there is to learn, how far one is, and why something is closed."""
    return await page(request, "outline.html", course=course_id)


@routes.get("/lessons/{lesson_id}", allow=preview_page)
async def lesson(request: web.Request, *, lesson_id: UUID) -> web.Response:
    """One lesson with its files."""
    return await page(request, "lesson.html", lesson=lesson_id)


@routes.get(
    "/files/{file_id}",
    allow=readers_by_page,
    status=(HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.NOT_MODIFIED),
    raises=(NotFound,),
)
async def download(request: web.Request, *, file_id: UUID) -> web.StreamResponse:
    """A file, as the API serves it."""
    return await content_of(request, request.app[SHELF].storage, await file_of(file_id))
