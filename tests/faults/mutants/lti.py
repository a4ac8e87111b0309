"""Learning platforms and record stores: docs/guarantees/lti.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

LAUNCH: Final = "tests/server/lti/test_launch.py::"
GRADES: Final = "tests/server/lti/test_grades.py::"
PLATFORMS: Final = "tests/server/lti/test_platforms.py::"
MUTANTS: Final = (
    Mutant(
        "lti: a link to a quiz leads to its course, also while it is played",
        "server/lti/entering.py",
        "    if session_id is None:\n",
        "    if session_id:\n",
        LAUNCH + "test_a_launch_ends_signed_in_at_the_live_session",
    ),
    Mutant(
        "lti: nobody notes that a launch was used",
        "models/actions/lti.py",
        "    return bool(await open_tickets.update(used_at=now))\n",
        "    return bool(await open_tickets.update(used_at=None))\n",
        LAUNCH + "test_a_launch_counts_once",
    ),
    Mutant(
        "lti: a launch in a frame signs in within the frame",
        "handlers/pages/lti.py",
        "    if arrived.bound and not in_frame(request):\n",
        "    if arrived.bound:\n",
        LAUNCH + "test_in_a_frame_a_button_opens_a_window_of_our_own",
    ),
    Mutant(
        "lti: another site's form enters",
        "handlers/pages/lti.py",
        "    require_same_site(request)\n    ticket, _ =",
        "    ticket, _ =",
        LAUNCH + "test_in_a_frame_a_button_opens_a_window_of_our_own",
    ),
    Mutant(
        "lti: a teacher links what somebody else leads",
        "handlers/pages/lti.py",
        "            if target == Target(TargetKind.QUIZ, quiz.id):\n",
        "            if target is not None and target.kind is TargetKind.QUIZ:\n",
        PLATFORMS + "test_a_teacher_chooses_a_quiz_and_its_course_is_open_from_then_on",
    ),
    Mutant(
        "lti: a chosen course is not opened to the platform",
        "handlers/pages/lti.py",
        "    await open_course(platform.id, course_id, request.app[CLOCK]())\n",
        "",
        PLATFORMS + "test_a_teacher_chooses_a_quiz_and_its_course_is_open_from_then_on",
    ),
    Mutant(
        "lti: a platform's addresses are not looked at",
        "handlers/lti.py",
        "    if errors:\n",
        "    if False:\n",
        PLATFORMS + "test_addresses_that_we_do_not_call_are_refused",
    ),
    Mutant(
        "lti: a platform that is busy is taken for one that refuses",
        "server/lti/grades.py",
        "    refused = HTTPStatus.BAD_REQUEST <= reply.status < HTTPStatus.INTERNAL_SERVER_ERROR\n",
        "    refused = HTTPStatus.BAD_REQUEST <= reply.status\n",
        GRADES + "test_a_grade_arrives_once_even_when_the_platform_fails_three_times",
    ),
    Mutant(
        "lti: what has arrived is sent again",
        "models/actions/lti_scores.py",
        "    mine = LtiScore.filter(owed & free, id=score_id, percent__not_isnull=True)\n",
        "    mine = LtiScore.filter(free, id=score_id, percent__not_isnull=True)\n",
        GRADES + "test_a_grade_arrives_once_even_when_the_platform_fails_three_times",
    ),
    Mutant(
        "lti: a score that the platform has already is a failure",
        "server/lti/grades.py",
        "fine=(HTTPStatus.CONFLICT,)",
        "fine=()",
        GRADES + "test_a_score_that_the_platform_has_already_counts_as_arrived",
    ),
    Mutant(
        "lti: two workers send one mark",
        "models/actions/lti_scores.py",
        "    mine = LtiScore.filter(owed & free, id=score_id, percent__not_isnull=True)\n",
        "    mine = LtiScore.filter(owed, id=score_id, percent__not_isnull=True)\n",
        GRADES + "test_two_workers_do_not_send_one_mark_at_once",
    ),
    Mutant(
        "lti: a later result has the clock's moment",
        "models/rules/lti_services.py",
        "    return now if before is None or now > before else before + timedelta(milliseconds=1)\n",
        "    return now\n",
        "tests/models/rules/test_lti_services.py",
    ),
    Mutant(
        "lti: a score is sent before its learner may see it",
        "models/actions/lti_scores.py",
        "now=now, due_at=due_at, key=key)",
        "now=now, due_at=now, key=key)",
        GRADES + "test_a_score_that_learners_may_not_see_yet_is_not_sent_yet",
    ),
    Mutant(
        "lti: statements that could not be handed over count as told",
        "workers/xapi.py",
        '                _log.warning("xapi_waits", error=str(error))\n                break\n',
        '                _log.warning("xapi_waits", error=str(error))\n',
        "tests/workers/test_xapi.py::test_what_happened_is_told_once_also_after_the_store_was_away",
    ),
    Mutant(
        "lti: a statement that is told again has another id",
        "models/rules/xapi.py",
        '        "id": str(fact.id),\n',
        '        "id": str(__import__("uuid").uuid4()),\n',
        "tests/workers/test_xapi.py::test_what_happened_is_told_once_also_after_the_store_was_away",
    ),
    Mutant(
        "lti: a statement that is refused holds up the others",
        "server/xapi/store.py",
        "        if status in _ONE_BY_ONE and len(statements) > 1:\n",
        "        if False:\n",
        "tests/workers/test_xapi.py::test_one_statement_that_is_refused_holds_up_no_other",
    ),
    Mutant(
        "lti: statements name people",
        "models/rules/xapi.py",
        '"account": {"homePage": origin, "name": str(fact.user_id)}},\n',
        '"name": "Lin", "account": {"homePage": origin, "name": str(fact.user_id)}},\n',
        "tests/models/rules/test_xapi.py",
    ),
)
