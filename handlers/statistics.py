"""Statistics of a quiz: for staff."""

from uuid import UUID

from aiohttp import web

from handlers.schemas.statistics import StatisticsOut, StatisticsQuery
from models.queries.standing import Subject
from models.queries.statistics import statistics_of
from server.course_access import staff_of
from server.endpoint import Routes, Table
from server.errors import NotFound

routes = Routes(tag="Quizzes")


@routes.get("/quizzes/{quiz_id}/statistics", allow=staff_of(Subject.QUIZ), raises=(NotFound,))
async def read_statistics(request: web.Request, *, quiz_id: UUID, query: StatisticsQuery) -> Table[StatisticsOut]:
    """Read how a quiz and its questions worked (JSON, or the questions as CSV with `Accept: text/csv`)."""
    del request
    whole, items = await statistics_of(quiz_id, query.attempts)
    out = StatisticsOut.of(quiz_id, query.attempts, whole, items)
    return Table(out, name=f"statistics-{quiz_id}", rows=out.rows())
