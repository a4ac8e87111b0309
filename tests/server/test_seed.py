"""The demo data: there after one run, unchanged by a second, and playable."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from pydantic import SecretStr

from models.queries.questions import questions_of
from models.rules.questions import grade, live_supported, load, parse_answer
from models.tables.courses import Course, Lesson
from models.tables.enrollments import Enrollment
from models.tables.quizzes import QuestionVersion, Quiz
from models.tables.users import User
from server.database import open_orm
from server.keyring import Keyring
from server.passwords import Passwords
from server.seed import ACCOUNTS, seed_demo
from server.settings import Settings


@asynccontextmanager
async def seeded(settings: Settings) -> AsyncIterator[None]:
    """The tables as a run of the seed leaves them; the seed opens and closes the ORM for itself."""
    await seed_demo(settings)
    context = await open_orm(settings.database_url, pool_size=1)
    try:
        yield
    finally:
        await context.close_connections()


async def _opens(settings: Settings, password: str) -> bool:
    passwords = Passwords(Keyring.of(settings), settings.bcrypt_cost)
    users = await User.all()
    try:
        return all([(await passwords.verify(user.password_hash, password)).ok for user in users])
    finally:
        passwords.close()


async def test_the_demo_has_people_courses_and_places(settings: Settings) -> None:
    async with seeded(settings):
        assert {user.email for user in await User.all()} == {account.email for account in ACCOUNTS}
        assert await _opens(settings, settings.demo_password.get_secret_value())
        assert {course.language for course in await Course.filter(state="published")} == {"en", "ar"}
        assert await Enrollment.filter(state="active").count() == 6
        assert await Lesson.filter(course__slug="how-maps-lie").count() >= 8


async def test_a_second_run_adds_nothing_and_leaves_changes_alone(settings: Settings) -> None:
    async with seeded(settings):
        _ = await Course.filter(slug="how-maps-lie").update(title="My own title")

    async with seeded(settings):
        assert await User.all().count() == 5
        assert (await Course.get(slug="how-maps-lie")).title == "My own title"
        assert await Course.all().count() == 3


async def test_a_changed_demo_password_opens_the_accounts_again(settings: Settings) -> None:
    await seed_demo(settings)

    async with seeded(settings.model_copy(update={"demo_password": SecretStr("another-demo-password")})):
        assert await _opens(settings, "another-demo-password")


async def test_the_live_quiz_can_be_played_whole(settings: Settings) -> None:
    async with seeded(settings):
        quiz = await Quiz.get(title="The map quiz")
        questions = await questions_of(quiz.id)

    assert len(questions) == 6
    assert {question.version.kind for question in questions} == {
        *("single", "multiple", "true_false", "numeric", "short_text")
    }
    for question in questions:
        assert live_supported(question.version.kind)
        assert (question.version.points, question.version.seconds) == (1000.0, 20)


async def test_the_texts_that_the_demo_accepts_earn_the_whole_mark(settings: Settings) -> None:
    async with seeded(settings):
        versions = await QuestionVersion.filter(kind="short_text")

    assert versions
    for version in versions:
        content = load(version.kind, version.content)
        for accepted in version.content["accepted"]:
            assert grade(content, parse_answer(content, {"text": accepted["text"]})).fraction == 1
