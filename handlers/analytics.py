"""Figures about learning: one's own, those of a course, of an instructor, of the school. Each also as CSV.

Who may see figures is asked by the rule of the route, before any of them is made or looked up.
"""

from uuid import UUID

from aiohttp import web

from handlers.schemas.analytics import DaysQuery, ZoneQuery
from handlers.schemas.analytics_course import CourseInsightOut, FunnelOut, LessonsOut
from handlers.schemas.analytics_learners import CohortsOut, RiskOut
from handlers.schemas.analytics_people import DashboardOut, OwnFiguresOut, SystemOut, TeachingOut
from models.queries.accounts import user_by_id
from models.queries.analytics import course, learner, sums, teaching
from models.queries.analytics.accounts import accounts_by_day
from models.queries.analytics.cohorts import cohorts_of
from models.queries.analytics.risk import learners_at_risk
from models.queries.standing import Subject
from models.rules.analytics.days import Days, day_in
from models.rules.analytics.streaks import streak
from server.access import PathParams, account_of
from server.course_access import staff_of
from server.endpoint import Routes, Rule, Table, admins, signed_in, teachers
from server.errors import NotFound
from server.keys import CACHE, CLOCK, PRINCIPAL, SETTINGS

routes = Routes(tag="Analytics")
staff = staff_of(Subject.COURSE)


async def _oneself(request: web.Request, params: PathParams) -> None:
    await teachers.check(request, params)
    who = request[PRINCIPAL]
    if not who.is_admin and who.user_id != params["instructor_id"]:
        raise NotFound("There is no such instructor")


oneself = Rule("the instructor themself, and admins", "T", _oneself)


async def _own_zone(request: web.Request) -> str:
    return (await user_by_id(account_of(request))).time_zone


async def _days(request: web.Request, query: DaysQuery) -> Days:
    return query.days(await _own_zone(request), request.app[CLOCK]())


def _kept_for(request: web.Request) -> int:
    return request.app[SETTINGS].analytics_cache_seconds


@routes.get("/analytics/me", allow=signed_in)
async def read_own_days(request: web.Request, *, query: DaysQuery) -> Table[OwnFiguresOut]:
    """Read what you did day by day (JSON, or CSV with `Accept: text/csv`)."""
    days = await _days(request, query)
    out = OwnFiguresOut.of(days, await learner.own_days(account_of(request), days))
    return Table(out, name=f"my-days-{days.since}-{days.until}", rows=out.rows())


@routes.get("/analytics/me/dashboard", allow=signed_in)
async def read_dashboard(request: web.Request, *, query: ZoneQuery) -> Table[DashboardOut]:
    """Read your courses, streak, marks, and what is due (JSON, or the courses as CSV with `Accept: text/csv`)."""
    who, now = account_of(request), request.app[CLOCK]()
    zone = query.zone(await _own_zone(request))
    least = request.app[SETTINGS].analytics_least_group
    out = DashboardOut.of(
        zone,
        await learner.own_courses(who, least=least),
        streak(await learner.busy_days(who, zone), day_in(zone, now)),
        await learner.recent_marks(who, now),
        await learner.due_soon(who, now),
    )
    return Table(out, name="my-courses", rows=out.rows())


@routes.get("/analytics/courses/{course_id}", allow=staff, raises=(NotFound,))
async def read_course_figures(request: web.Request, *, course_id: UUID, query: DaysQuery) -> Table[CourseInsightOut]:
    """Read how a course goes (JSON, or its days as CSV with `Accept: text/csv`)."""
    days = await _days(request, query)

    async def make() -> CourseInsightOut:
        now = request.app[CLOCK]()
        every, figures = await sums.in_all([course_id]), await course.course_figures(course_id, now)
        return CourseInsightOut.of(course_id, now, days, figures, every, await sums.by_day(days, [course_id]))

    key = f"course:{course_id}:{days.zone}:{days.since}:{days.until}"
    out = await request.app[CACHE].kept(key, _kept_for(request), CourseInsightOut, make)
    return Table(out, name=f"course-{course_id}", rows=out.rows())


@routes.get("/analytics/courses/{course_id}/funnel", allow=staff, raises=(NotFound,))
async def read_funnel(request: web.Request, *, course_id: UUID, query: DaysQuery) -> Table[FunnelOut]:
    """Read how far those came who enrolled in a time, or ever (JSON, or CSV with `Accept: text/csv`)."""
    days = await _days(request, query) if query.since or query.until else None
    out = FunnelOut.of(course_id, days, await course.places_of(course_id, request.app[CLOCK](), days))
    return Table(out, name=f"funnel-{course_id}", rows=out.rows())


@routes.get("/analytics/courses/{course_id}/lessons", allow=staff, raises=(NotFound,))
async def read_lesson_figures(request: web.Request, *, course_id: UUID) -> Table[LessonsOut]:
    """Read where learners stop, and how long lessons take them (JSON, or CSV with `Accept: text/csv`)."""
    del request
    out = LessonsOut.of(course_id, await course.lesson_figures(course_id))
    return Table(out, name=f"lessons-{course_id}", rows=out.rows())


@routes.get("/analytics/courses/{course_id}/at-risk", allow=staff, raises=(NotFound,))
async def read_at_risk(request: web.Request, *, course_id: UUID, query: ZoneQuery) -> Table[RiskOut]:
    """Read who may be about to give up, and why (JSON, or CSV with `Accept: text/csv`)."""
    now, zone = request.app[CLOCK](), query.zone(await _own_zone(request))
    least = request.app[SETTINGS].analytics_least_group
    out = RiskOut.of(course_id, now, await learners_at_risk(course_id, now, zone=zone, least=least))
    return Table(out, name=f"at-risk-{course_id}", rows=out.rows())


@routes.get("/analytics/courses/{course_id}/cohorts", allow=staff, raises=(NotFound,))
async def read_cohorts(request: web.Request, *, course_id: UUID, query: DaysQuery) -> Table[CohortsOut]:
    """Read who stays, by week of enrolment (JSON, or CSV with `Accept: text/csv`)."""
    days = await _days(request, query)
    today = day_in(days.zone, request.app[CLOCK]())
    out = CohortsOut.of(course_id, days, await cohorts_of(course_id, days, today))
    return Table(out, name=f"cohorts-{course_id}", rows=out.rows())


@routes.get("/analytics/instructors/{instructor_id}", allow=oneself, raises=(NotFound,))
async def read_instructor_figures(request: web.Request, *, instructor_id: UUID) -> Table[TeachingOut]:
    """Read how your courses go (JSON, or CSV with `Accept: text/csv`)."""

    async def make() -> TeachingOut:
        now = request.app[CLOCK]()
        found = await teaching.teaching_of(instructor_id, now)
        if found is None:
            raise NotFound("There is no such instructor")
        return TeachingOut.of(instructor_id, now, found)

    out = await request.app[CACHE].kept(f"teaching:{instructor_id}", _kept_for(request), TeachingOut, make)
    return Table(out, name=f"teaching-{instructor_id}", rows=out.rows())


@routes.get("/analytics/system", allow=admins)
async def read_school_figures(request: web.Request, *, query: DaysQuery) -> Table[SystemOut]:
    """Read how the school goes (JSON, or its days as CSV with `Accept: text/csv`)."""
    days = await _days(request, query)

    async def make() -> SystemOut:
        now = request.app[CLOCK]()
        site, every = await teaching.site_figures(now), await sums.in_all(None)
        return SystemOut.of(now, days, site, every, await sums.by_day(days, None), await accounts_by_day(days))

    key = f"system:{days.zone}:{days.since}:{days.until}"
    out = await request.app[CACHE].kept(key, _kept_for(request), SystemOut, make)
    return Table(out, name=f"school-{days.since}-{days.until}", rows=out.rows())
