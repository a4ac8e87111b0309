"""Composes the application: the only module that knows all handlers."""

from functools import cache

import orjson
from aiohttp import web

from handlers import (
    accommodations,
    allowances,
    analytics,
    announcements,
    api_tokens,
    assignments,
    attachments,
    attempts,
    auth,
    badges,
    banks,
    calendar,
    certificates,
    coupons,
    courses,
    docs,
    enrollments,
    files,
    gradebook,
    grading,
    groups,
    invitations,
    jobs,
    lessons,
    live,
    live_changes,
    live_results,
    lti,
    mfa,
    notifications,
    orders,
    passwords,
    payments,
    people,
    progress,
    questions,
    quizzes,
    refunds,
    refused_addresses,
    reviews,
    sections,
    sessions,
    staff,
    statistics,
    system,
    transfer,
    users,
    webhooks,
    work,
)
from handlers.pages import account as account_pages
from handlers.pages import analytics as analytics_pages
from handlers.pages import export as export_pages
from handlers.pages import home as home_pages
from handlers.pages import learning as learning_pages
from handlers.pages import lessons as lesson_pages
from handlers.pages import live as live_pages
from handlers.pages import lti as lti_pages
from handlers.pages import mailbox as mailbox_pages
from handlers.pages import mailed as mailed_pages
from handlers.pages import pay as pay_pages
from handlers.pages import second_factor as second_factor_pages
from handlers.pages import study as study_pages
from handlers.pages import verify as verify_pages
from handlers.pages.admin import learning as admin_learning
from handlers.pages.admin import links as admin_links
from handlers.pages.admin import money as admin_money
from handlers.pages.admin import overview as admin_overview
from handlers.pages.admin import people as admin_people
from handlers.pages.admin import work as admin_work
from realtime import routes as realtime_routes
from realtime.doors import say_goodbye, sockets
from server.auth import Auth
from server.bare import bare_app, require_rules
from server.clock import Clock, utc_now
from server.endpoint import Routes
from server.http.spec import Spec
from server.keys import AUTH, OPENAPI, SETTINGS, Authenticate
from server.lifespan import LIFESPANS
from server.logging import configure
from server.openapi import document
from server.page_session import api_session_id
from server.page_view import set_up_pages
from server.settings import Settings

ROUTES: tuple[Routes, ...] = (
    system.routes,
    docs.routes,
    auth.routes,
    users.routes,
    sessions.routes,
    passwords.routes,
    people.routes,
    accommodations.routes,
    analytics.routes,
    jobs.routes,
    api_tokens.routes,
    mfa.routes,
    courses.routes,
    sections.routes,
    lessons.routes,
    home_pages.routes,
    account_pages.routes,
    export_pages.routes,
    mailed_pages.routes,
    live_pages.routes,
    study_pages.routes,
    lesson_pages.routes,
    learning_pages.routes,
    analytics_pages.routes,
    quizzes.routes,
    questions.routes,
    enrollments.routes,
    gradebook.routes,
    live.routes,
    live_changes.routes,
    live_results.routes,
    realtime_routes.routes,
    attempts.routes,
    allowances.routes,
    banks.routes,
    grading.routes,
    statistics.routes,
    transfer.routes,
    progress.routes,
    staff.routes,
    announcements.routes,
    reviews.routes,
    groups.routes,
    coupons.routes,
    orders.routes,
    payments.routes,
    payments.hooks,
    refunds.routes,
    pay_pages.routes,
    badges.routes,
    certificates.routes,
    notifications.routes,
    work.routes,
    webhooks.routes,
    refused_addresses.routes,
    verify_pages.routes,
    mailbox_pages.routes,
    assignments.routes,
    files.routes,
    attachments.routes,
    calendar.routes,
    invitations.routes,
    lti.routes,
    lti_pages.routes,
    admin_overview.routes,
    admin_people.routes,
    admin_learning.routes,
    admin_money.routes,
    admin_work.routes,
    admin_links.routes,
    second_factor_pages.routes,
)
"""Every route there is, one entry for each handler module."""

SHUTDOWN_SECONDS = 10.0
KEEPALIVE_SECONDS = 75.0


def create_app(
    settings: Settings, *, authenticate: Authenticate | None = None, clock: Clock = utc_now
) -> web.Application:
    """The whole application, not yet started. `clock` and `authenticate` can be given by tests."""
    identities = Auth(settings, clock, api_session_id)
    app = bare_app(settings, authenticate=authenticate or identities.authenticate, clock=clock)
    app[AUTH] = identities
    for routes in ROUTES:
        routes.add_to(app)
    set_up_pages(app)
    require_rules(app)
    app[OPENAPI] = openapi_document
    app.cleanup_ctx.extend((*LIFESPANS, sockets))
    app.on_shutdown.append(say_goodbye)
    app.on_cleanup.append(_close_auth)
    return app


async def _close_auth(app: web.Application) -> None:
    app[AUTH].close()


def openapi_document() -> bytes:
    """The OpenAPI document of every route, as JSON; written once, at the first call."""
    return _openapi_document()


@cache
def _openapi_document() -> bytes:
    return orjson.dumps(document(specs()), option=orjson.OPT_INDENT_2)


def specs() -> tuple[Spec, ...]:
    """What every route says about itself."""
    return tuple(endpoint.spec for routes in ROUTES for endpoint in routes.endpoints)


def make_runner(app: web.Application, *, keepalive_s: float = KEEPALIVE_SECONDS) -> web.AppRunner:
    """The runner of a serving process: our own access log, and quick shutdown.

    A line on which no whole head has come for `keepalive_s`, since it began or since the last answer, is cut off:
    bytes that drip in do not extend that (aiohttp counts it so).
    """
    configure(app[SETTINGS])
    return web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, keepalive_timeout=keepalive_s)
