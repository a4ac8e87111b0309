"""Rendering pages: templates, the reader's language and theme, the static files and their addresses."""

import json
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import aiohttp_jinja2
import jinja2
from aiohttp import web
from markupsafe import Markup

from server import page_session
from server.errors import AppError
from server.http.headers import PAGE_POLICY
from server.keys import ERROR_PAGE, REQUEST_ID
from server.page_session import Visitor
from server.page_texts import LANGUAGES, choose_language, texts

WEB: Final = Path(__file__).parent.parent / "web"
STATIC: Final = WEB / "static"
THEMES: Final = ("auto", "dark", "light")
_YEAR_S = 31_536_000
_HEADINGS: Mapping[int, str] = {401: "problem.forbidden", 403: "problem.forbidden", 404: "problem.not_found"}


def set_up_pages(app: web.Application) -> None:
    """Teach the application to render our templates, and to say refusals as pages."""
    aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    app[ERROR_PAGE] = problem_page


@cache
def static_version() -> str:
    """Names the static files by their content, so that browsers may keep them for ever."""
    digest = sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(STATIC)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def static_url(path: str) -> str:
    """The address of a file under `web/static`. Modules that import each other stay within one version."""
    return f"/static/{static_version()}/{path}"


async def page(
    request: web.Request, template: str, *, status: int = HTTPStatus.OK, with_csrf: bool = True, **context: Any
) -> web.Response:
    """A page in the reader's language; `with_csrf` begins a session for a page that has forms or scripts with rights."""
    who = await page_session.visitor(request)
    response = _render(request, template, who, {"csrf": await _token(request, who, wanted=with_csrf), **context})
    response.set_status(status)
    await page_session.save(request, response)
    return response


async def see_other(request: web.Request, location: str) -> web.Response:
    """Send the browser on after a form, with what changed in its session."""
    response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": location})
    await page_session.save(request, response)
    return response


async def problem_page(request: web.Request, error: AppError) -> web.Response:
    """A refusal for people. It must not need Redis or PostgreSQL: one of them may be the problem."""
    key = _HEADINGS.get(error.status, "problem.failed" if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "")
    heading = texts(_language(request, None))(key) if key else error.detail
    context = {"csrf": "", "heading": heading, "request_id": request.get(REQUEST_ID, "")}
    response = _render(request, "problem.html", None, context)
    response.set_status(error.status)
    response.headers.update(error.headers)
    return response


def local_path(path: str) -> str:
    """`path` when it is one of our own pages, else the front page: a link must not lead a signed-in user away."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain else "/"


async def _token(request: web.Request, who: Visitor | None, *, wanted: bool) -> str:
    return await page_session.csrf_token(request) if wanted or who else ""


def _render(request: web.Request, template: str, who: Visitor | None, context: Mapping[str, Any]) -> web.Response:
    words = texts(_language(request, who))
    frame = {
        "t": words,
        "lang": words.lang,
        "other_lang": next(lang for lang in LANGUAGES if lang != words.lang),
        "direction": words.direction,
        "theme": _theme(request),
        "user": who,
        "here": request.path.strip("/"),
        "static": static_url,
        "catalogue": _script_text(words.lang, admin=template.startswith("admin/")),
    }
    response = aiohttp_jinja2.render_template(template, request, {**frame, **context})
    response.headers["Content-Language"] = words.lang
    response.headers["Vary"] = "Accept-Language, Cookie"
    response.headers["Content-Security-Policy"] = f"{PAGE_POLICY}; connect-src 'self' {_socket_origin(request)}"
    if request.query.get("lang") in LANGUAGES:
        response.set_cookie("lang", words.lang, max_age=_YEAR_S, samesite="Lax")
    return response


def _socket_origin(request: web.Request) -> str:
    """Our own socket's origin: older Safari does not count it as 'self'."""
    return f"{'wss' if request.secure else 'ws'}://{request.host}"


def _language(request: web.Request, who: Visitor | None) -> str:
    return choose_language(
        request.query.get("lang"),
        request.cookies.get("lang"),
        who.locale if who else None,
        accept=request.headers.get("Accept-Language", ""),
    )


def _theme(request: web.Request) -> str:
    theme = request.cookies.get("theme", "")
    return theme if theme in THEMES else "auto"


_FOR_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@cache
def _script_text(lang: str, *, admin: bool) -> Markup:
    """All texts as JSON that is safe inside a `<script type="application/json">`; a player needs none of the admin's."""
    entries = {key: text for key, text in texts(lang).entries.items() if admin or not key.startswith("admin.")}
    return Markup(json.dumps(entries, ensure_ascii=False, separators=(",", ":")).translate(_FOR_SCRIPT))  # noqa: S704 - our own texts, escaped above
