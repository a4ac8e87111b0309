from datetime import timedelta
from typing import Any

from tortoise.transactions import in_transaction

from models.actions.grades import MarkIn, record_live_attempt
from models.actions.lti_scores import claim, let_go
from models.ids import new_id
from models.tables.enrollments import Enrollment
from models.tables.lti import LtiPlacement, LtiScore
from models.tables.quizzes import Question, QuestionVersion, Quiz
from models.tables.system import Outbox
from server.clock import utc_now
from tests.server.lti.conftest import Browser, Campus
from tests.server.lti.platform import Person
from tests.workers.desk import Desk

LIN = Person("42")


async def result(campus: Campus, points: float) -> None:
    """Let the learner's live result be what it is to be, by the action that finalising takes."""
    quiz = await Quiz.get(id=campus.quiz_id)
    question = await Question.filter(quiz_id=quiz.id).get()
    version = await QuestionVersion.get(question_id=question.id)
    mark = MarkIn(question.id, version.id, {"value": True}, points, points, 1.0, [])
    times = {"started_at": utc_now(), "finished_at": utc_now()}
    async with in_transaction() as tx:
        place = await Enrollment.all().get()
        _ = await record_live_attempt(
            tx, quiz=quiz, enrollment=place, session_id=new_id(), plan={}, marks=[mark], **times
        )


def desk_of(campus: Campus) -> Desk:
    desk = Desk(campus.settings)
    desk.now = utc_now()
    return desk


async def scores(desk: Desk) -> list[str]:
    """Do what is owed of marks; what became of each."""
    due = Outbox.filter(kind="lti.score", done_at=None, failed_at=None, due_at__lte=desk.now)
    return [await desk.run(row) for row in await due]


async def test_a_grade_arrives_once_even_when_the_platform_fails_three_times(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    assert (await campus.launch(browser, LIN, target=campus.quiz, graded=True)).status == 303
    await result(campus, 1.0)
    campus.platform.failing, desk = 3, desk_of(campus)
    outcomes: list[str] = []
    for _try in range(4):
        outcomes += await scores(desk)
        desk.now += timedelta(minutes=2)
    assert outcomes == ["later", "later", "later", "done"]
    assert campus.platform.statuses == [503, 503, 503, 200]
    assert [(each["userId"], each["scoreGiven"]) for each in campus.platform.scores] == [("42", 100.0)]
    row = await Outbox.get(kind="lti.score")
    await Outbox.filter(id=row.id).update(done_at=None, payload={"score_id": str((await LtiScore.get()).id)})
    assert await scores(desk) == ["done"]
    assert len(campus.platform.statuses) == 4, "what has arrived is not sent again"


async def test_a_score_that_the_platform_has_already_counts_as_arrived(campus: Campus, browser: Browser) -> None:
    """A worker that died between the platform's answer and its own note sends the same score again."""
    _ = await campus.register()
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    await result(campus, 0.5)
    desk = desk_of(campus)
    assert await scores(desk) == ["done"]
    await LtiScore.all().update(sent_at=None)
    await Outbox.filter(kind="lti.score").update(done_at=None, payload={"score_id": str((await LtiScore.get()).id)})
    assert await scores(desk) == ["done"]
    assert campus.platform.statuses == [200, 409]
    assert len(campus.platform.scores) == 1


async def test_a_better_result_follows_and_an_old_order_sends_the_newest(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    await result(campus, 0.0)
    await result(campus, 1.0)
    assert await Outbox.filter(kind="lti.score").count() == 2
    desk = desk_of(campus)
    assert await scores(desk) == ["done", "done"]
    assert [each["scoreGiven"] for each in campus.platform.scores] == [100.0]


async def test_two_workers_do_not_send_one_mark_at_once(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    await result(campus, 1.0)
    score, now = await LtiScore.get(), utc_now()
    mine = await claim(score.id, now)
    assert mine is not None
    assert await claim(score.id, now) is None
    assert await scores(desk_of(campus)) == ["later"]
    assert campus.platform.scores == []
    await let_go(mine)
    assert await claim(score.id, now) is not None


async def test_a_column_is_made_once_where_the_link_has_none(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    campus.platform.has_column = False
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    await result(campus, 1.0)
    desk = desk_of(campus)
    assert await scores(desk) == ["done"]
    assert [each["resourceId"] for each in campus.platform.columns] == [campus.quiz_id]
    assert (await LtiPlacement.get()).lineitem == f"{campus.platform.url}/items/1"
    await LtiPlacement.all().update(lineitem=None)
    await result(campus, 0.0)
    await LtiScore.all().update(sent_at=None)
    await Outbox.filter(kind="lti.score").update(done_at=None, payload={"score_id": str((await LtiScore.get()).id)})
    assert set(await scores(desk)) == {"done"}
    assert len(campus.platform.columns) == 1, "it is looked for before it is made"
    assert campus.platform.tokens == 1, "a token serves as long as it lasts"


async def test_a_result_from_before_the_launch_is_sent_too(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    _ = await campus.launch(browser, LIN, target=campus.quiz)
    await result(campus, 1.0)
    assert not await Outbox.exists(kind="lti.score")
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    assert await scores(desk_of(campus)) == ["done"]
    assert [each["scoreGiven"] for each in campus.platform.scores] == [100.0]


async def test_a_score_that_learners_may_not_see_yet_is_not_sent_yet(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    closes = utc_now() + timedelta(days=1)
    hidden: dict[str, Any] = {"right_after": [], "while_open": [], "after_close": ["score"]}
    await Quiz.filter(id=campus.quiz_id).update(review=hidden, closes_at=closes)
    await result(campus, 1.0)
    desk = desk_of(campus)
    assert await scores(desk) == []
    order = await Outbox.get(kind="lti.score")
    assert order.due_at >= closes
    assert await desk.run(order) == "done"


async def test_a_column_that_is_gone_is_left_to_an_admin(campus: Campus, browser: Browser) -> None:
    _ = await campus.register()
    _ = await campus.launch(browser, LIN, target=campus.quiz, graded=True)
    await LtiPlacement.all().update(lineitem=f"{campus.platform.url}/items/9")
    await result(campus, 1.0)
    assert await scores(desk_of(campus)) == ["dead"]
