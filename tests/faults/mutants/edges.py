"""What comes in from outside, and races: docs/guarantees/machine.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

INPUT: Final = "tests/server/test_input.py::"
ENVELOPE: Final = "tests/realtime/test_envelope.py::"
ORDERS: Final = "tests/payments/test_orders.py::"
MUTANTS: Final = (
    Mutant(
        "input: a plain form is read as JSON",
        "server/http/body.py",
        '    if request.headers.getall("Content-Type", ("",)) == [""] or request.content_type not in media_types:\n',
        "    if False:\n",
        INPUT + "test_another_kind_of_body_is_refused",
    ),
    Mutant(
        "input: packed bodies are taken",
        "server/http/body.py",
        '    if "Content-Encoding" in request.headers and',
        "    if False and",
        INPUT + "test_another_kind_of_body_is_refused",
    ),
    Mutant(
        "input: of a name that stands twice the first counts",
        "server/http/inputs.py",
        "        elif name in sent:\n            raise Invalid(\n",
        "        elif name in sent:\n            continue\n            raise Invalid(\n",
        INPUT + "test_a_query_is_checked_as_a_body_is",
    ),
    Mutant(
        "input: a frame that is no command is a fault of ours",
        "realtime/protocol.py",
        "    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:\n",
        "    except ZeroDivisionError as error:\n",
        ENVELOPE + "test_no_frame_breaks_a_socket_and_each_is_answered",
    ),
    Mutant(
        "input: who sends too much is never cut",
        "realtime/routes.py",
        "    if connection.line.abusive:\n",
        "    if False:\n",
        ENVELOPE + "test_who_sends_too_much_is_told_to_wait_and_then_cut",
    ),
    Mutant(
        "input: players may lead",
        "realtime/entering.py",
        "        if not may_host:\n",
        "        if False:\n",
        "tests/realtime/test_playing.py::test_another_teacher_may_not_host",
    ),
    Mutant(
        "input: an older line keeps its seat",
        "realtime/room.py",
        '                older.end("replaced", Close.REPLACED)\n',
        "                pass\n",
        "tests/realtime/test_hosting.py::test_the_newest_player_of_a_seat_wins",
    ),
    Mutant(
        "input: what somebody wrote into Redis is run",
        "workers/main.py",
        "        job_deserializer=from_json,\n",
        '        job_deserializer=__import__("pickle").loads,\n',
        "tests/workers/test_outbox.py::test_what_somebody_wrote_into_redis_is_not_run",
    ),
    Mutant(
        "input: bcrypt gets the password itself",
        "server/passwords.py",
        "        return base64.b64encode(digest(self._keyring.key(Purpose.PEPPER, kid), text, sha256))\n",
        "        return text[:72]\n",
        "tests/server/test_passwords.py::test_every_character_counts_also_beyond_72_bytes",
    ),
    Mutant(
        "machine: passwords are hashed on the loop",
        "server/passwords.py",
        "            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)\n",
        "            return work(*args)\n",
        "tests/server/test_passwords.py::test_hashing_leaves_the_loop_free",
    ),
    Mutant(
        "machine: whoever signs in waits, however many wait",
        "server/passwords.py",
        "        if self._waiting >= MAX_WAITING:\n",
        "        if False:\n",
        "tests/server/test_passwords.py::test_when_too_many_wait_the_next_is_refused_at_once",
    ),
    Mutant(
        "machine: lines without a whole head stay",
        "server/app.py",
        "shutdown_timeout=SHUTDOWN_SECONDS, keepalive_timeout=keepalive_s",
        "shutdown_timeout=SHUTDOWN_SECONDS, keepalive_timeout=0",
        "tests/faults/test_slow_head.py",
    ),
    Mutant(
        "machine: under overload everybody waits",
        "server/impatient.py",
        "        if self.waiting >= self.most_waiting:\n",
        "        if False:\n",
        "tests/server/test_impatient.py"
        "::test_under_overload_the_excess_is_refused_at_once_and_those_in_line_are_served",
    ),
    Mutant(
        "races: a coupon is looked at without its lock",
        "models/actions/coupons.py",
        "    coupon = await Coupon.filter(code_key=code_key(code)).select_for_update().first()\n",
        "    coupon = await Coupon.filter(code_key=code_key(code)).first()\n",
        ORDERS + "test_a_coupons_limit_holds_when_many_order_at_once",
    ),
    Mutant(
        "races: courses are ordered without their locks",
        "models/actions/orders.py",
        "        courses = await locked_courses(wish.course_ids)\n",
        "        courses = await Course.filter(id__in=list(wish.course_ids))\n",
        ORDERS + "test_twenty_orders_at_once_are_one",
    ),
    Mutant(
        "races: a seat that is being paid for is free",
        "models/actions/seats.py",
        "    return Seats(enrolled, held)\n",
        "    return Seats(enrolled, 0 * held)\n",
        ORDERS + "test_the_last_seat_is_held_for_one_buyer",
    ),
    Mutant(
        "payments: an event from the future counts",
        "server/gateways/stripe.py",
        "    if abs(now - int(stamps[0])) > TOLERANCE_S:\n",
        "    if now - int(stamps[0]) > TOLERANCE_S:\n",
        "tests/server/gateways/test_vectors.py::test_signatures_grow_old",
    ),
    Mutant(
        "live: each answer is written by itself",
        "realtime/answers.py",
        "        while self._queue and len(batch) < MAX_BATCH:\n",
        "        while self._queue and len(batch) < 1:\n",
        "tests/realtime/test_answers.py::test_a_class_that_answers_at_once_is_written_in_few_statements",
    ),
)
