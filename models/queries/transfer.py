"""The questions of a quiz on their way to another system."""

from uuid import UUID

from models.formats import Plain
from models.queries.questions import Written, questions_of
from models.rules.questions import author_view, load


async def plain_questions(quiz_id: UUID) -> list[Plain]:
    """The living questions of a quiz in order, with their keys."""
    return [_plain(written) for written in await questions_of(quiz_id)]


def _plain(written: Written) -> Plain:
    version = written.version
    return Plain(
        kind=version.kind,
        stem=version.stem,
        content=author_view(load(version.kind, version.content)),
        points=version.points,
        seconds=version.seconds,
        feedback=version.feedback,
        tags=tuple(version.tags),
    )
