"""What a course is found by: its folded words, weighted by where they stand."""

from tortoise.connection import get_connection

from models.rules.searching import fold_words
from models.tables.courses import Course

SEARCHED = frozenset({"title", "summary", "description", "category", "tags"})
"""Columns whose change changes what a course is found by."""

_STATEMENT = """
UPDATE course SET search =
  setweight(to_tsvector('simple', $2), 'A') || setweight(to_tsvector('english', $2), 'A') ||
  setweight(to_tsvector('simple', $3), 'B') ||
  setweight(to_tsvector('simple', $4), 'C') || setweight(to_tsvector('english', $4), 'C') ||
  setweight(to_tsvector('simple', $5), 'D') || setweight(to_tsvector('english', $5), 'D')
WHERE id = $1
"""


async def index(course: Course) -> None:
    """Write what a course is found by; in the transaction of the change."""
    labels = " ".join([course.category, *course.tags])
    texts = [fold_words(text) for text in (course.title, labels, course.summary, course.description)]
    _ = await get_connection("default").execute_query(_STATEMENT, [course.id, *texts])
