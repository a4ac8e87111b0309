"""Background work, mails and certificates: docs/guarantees/work.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

OUTBOX: Final = "tests/workers/test_outbox.py::"
MUTANTS: Final = (
    Mutant(
        "work: what is ordered is written outside the transaction",
        "models/actions/outbox.py",
        '    _ = await (tx or get_connection("default")).execute_query(_ORDER, values)\n',
        '    _ = await getattr(tx, "_parent", get_connection("default")).execute_query(_ORDER, values)\n',
        OUTBOX + "test_a_change_that_is_rolled_back_orders_nothing",
    ),
    Mutant(
        "work: nobody sees that Redis was emptied",
        "workers/relay.py",
        "        if await self._queue.has_forgotten():\n",
        "        if False:\n",
        OUTBOX + "test_fifty_mails_survive_an_emptied_redis",
    ),
    Mutant(
        "work: work that was interrupted counts as done",
        "workers/running.py",
        "            await asyncio.wait_for(asyncio.shield(give_back(order)), GIVE_BACK_S)\n",
        "            await asyncio.wait_for(asyncio.shield(deps.taking.finish(order, deps.clock())), GIVE_BACK_S)\n",
        OUTBOX + "test_a_worker_that_is_stopped_six_times_during_a_job_loses_nothing",
    ),
    Mutant(
        "work: what a killed worker had begun is left",
        "models/actions/outbox.py",
        "AND (sent_at IS NULL OR sent_at < $2) AND (lease_until IS NULL OR lease_until < $1)\n",
        "AND (sent_at IS NULL OR sent_at < $2) AND lease_until IS NULL\n",
        "tests/faults/test_post.py",
    ),
    Mutant(
        "work: a run that is in the queue is put there again",
        "workers/queue.py",
        "ARGV[2 * at - 1], 'NX', 'PX', ARGV[2])",
        "ARGV[2 * at - 1], 'PX', ARGV[2])",
        OUTBOX + "test_what_is_sent_twice_is_in_the_queue_once",
    ),
    Mutant(
        "work: work that kills its workers is begun for ever",
        "models/actions/outbox.py",
        "starts__gte=MOST_STARTS, lease_until__lt=now)",
        "starts__gte=MOST_STARTS * 1000, lease_until__lt=now)",
        OUTBOX + "test_work_that_kills_its_workers_is_given_up",
    ),
    Mutant(
        "work: what is not dead is woken",
        "models/actions/outbox.py",
        "    if not await Outbox.filter(id=order_id, failed_at__not_isnull=True, done_at=None).update(**fresh):\n",
        "    if not await Outbox.filter(id=order_id, done_at=None).update(**fresh):\n",
        OUTBOX + "test_only_what_is_dead_can_be_woken",
    ),
    Mutant(
        "work: a run that is sent again has the old name",
        "models/actions/outbox.py",
        '        before = f"{self.sent_before:%Y%m%d%H%M%S%f}" if self.sent_before else ""\n',
        '        before = ""\n',
        OUTBOX + "test_work_whose_worker_died_before_it_began_is_not_held_up",
    ),
    Mutant(
        "work: each worker orders what is due",
        "models/actions/schedules.py",
        "ON CONFLICT (name, due_at) DO NOTHING RETURNING id",
        "ON CONFLICT (name, due_at) DO UPDATE SET created_at = $4 RETURNING id",
        "tests/workers/test_reports.py::test_a_due_time_is_ordered_once_by_ten_workers",
    ),
    Mutant(
        "work: what was missed is not caught up with",
        "models/rules/schedules.py",
        "    earliest = now - (schedule.catch_up if after is not None else QUARTER)\n",
        "    earliest = now - QUARTER\n",
        "tests/workers/test_reports.py::test_what_was_missed_is_caught_up_with_and_not_more",
    ),
    Mutant(
        "work: a worker that is away counts as there",
        "server/health.py",
        'return "" if await self._redis.exists(WORKER_HEARTBEAT) else "no heartbeat"',
        'return "" if await self._redis.exists(WORKER_HEARTBEAT) else ""',
        "tests/server/test_system.py::test_ready_is_when_everything_is_there",
    ),
    Mutant(
        "work: two workers take up one job",
        "models/actions/jobs.py",
        "ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)",
        "ORDER BY created_at LIMIT 1)",
        "tests/handlers/accounts/test_jobs.py::test_two_workers_never_run_one_job",
    ),
    Mutant(
        "work: a job whose worker is silent is left",
        "models/actions/jobs.py",
        "(state = 'running' AND beat_at < $2)",
        "(state = 'running' AND beat_at < $2 AND false)",
        "tests/handlers/accounts/test_jobs.py::test_an_import_that_was_cut_off_goes_on_where_it_was",
    ),
    Mutant(
        "work: a job that was cancelled goes on",
        "models/actions/jobs.py",
        "        job.state, job.finished_at, job.payload = JobState.CANCELLED, cause.now, {}\n",
        "        job.finished_at, job.payload = cause.now, {}\n",
        "tests/handlers/accounts/test_jobs.py::test_a_job_is_stopped_by_its_owner_only_and_once",
    ),
    Mutant(
        "work: a mail that was taken is sent again",
        "workers/mails.py",
        "    if await was_mailed(mail_id):\n",
        "    if False:\n",
        "tests/workers/test_mails.py::test_a_mail_that_was_taken_is_not_sent_again_when_its_job_runs_again",
    ),
    Mutant(
        "work: a run of the week that is repeated tells it again",
        "workers/reports.py",
        '{"items": items}, "/learn", key=due.date().isoformat())',
        '{"items": items}, "/learn", key=str(order.id))',
        "tests/workers/test_reports.py::test_the_week_is_told_on_monday_at_nine_where_the_reader_lives",
    ),
    Mutant(
        "work: where the clock is turned back the hour comes twice",
        "models/rules/schedules.py",
        "    return before < sharp <= local and weekday in {None, local.weekday()} and day in {None, local.day}\n",
        "    return local == sharp and weekday in {None, local.weekday()} and day in {None, local.day}\n",
        "tests/models/rules/test_schedules.py",
    ),
    Mutant(
        "work: what is typed stands in the subject as it was typed",
        "server/mail/texts.py",
        '    return " ".join("".join(c if c.isprintable() else " " for c in fill(text, data)).split())\n',
        "    return fill(text, data)\n",
        "tests/server/mail/test_compose.py::test_nothing_that_is_typed_begins_a_header",
    ),
    Mutant(
        "work: claims of one certificate do not wait for one another",
        "models/actions/certificates.py",
        "    place = await Enrollment.select_for_update().using_db(tx).get_or_none(id=enrollment_id)\n",
        "    place = await Enrollment.all().using_db(tx).get_or_none(id=enrollment_id)\n",
        "tests/handlers/post/test_certificates.py::test_fifty_claims_at_once_make_one_certificate",
    ),
    Mutant(
        "work: the proof of a badge is over its canonical form in another order",
        "server/badges/credential.py",
        "    signed = sha256(rfc8785.dumps(proof)).digest() + sha256(rfc8785.dumps(document)).digest()\n",
        "    signed = sha256(rfc8785.dumps(proof)).digest() + sha256(orjson.dumps(document)).digest()\n",
        "tests/handlers/post/test_certificates.py::test_the_badge_is_good_by_another_library_and_by_our_offline_check",
    ),
    Mutant(
        "work: a badge that was changed is good offline",
        "clients/badge.py",
        "    except (InvalidSignature, ValueError) as error:\n"
        '        raise Bad("it was changed after it was signed") from error\n',
        "    except (InvalidSignature, ValueError):\n        return\n",
        "tests/handlers/post/test_certificates.py::test_a_badge_of_which_anything_was_changed_is_not_good",
    ),
)
