"""What the machine withstands, and hostile input."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

MUTANTS: Final = (
    Mutant(
        "machine: a hello that waits for the database is shown out",
        "realtime/routes.py",
        "    if connection.greeting:\n",
        "    if False:\n",
        "tests/faults/test_slow_hello.py",
    ),
    Mutant(
        "machine: callers wait for a connection without an end",
        "server/impatient.py",
        "        if self.waiting >= self.most_waiting:\n",
        "        if False:\n",
        "tests/server/test_impatient.py::test_the_excess_is_refused_before_anybody_has_waited",
    ),
    Mutant(
        "machine: two instances migrate at once",
        "server/migrating.py",
        '        await lock.execute("SELECT pg_advisory_lock($1)", LOCK)\n',
        "",
        "tests/faults/test_migrating_together.py",
    ),
    Mutant(
        "machine: what has begun is cut off at SIGTERM",
        "server/app.py",
        "shutdown_timeout=SHUTDOWN_SECONDS,",
        "shutdown_timeout=0.001,",
        "tests/faults/test_going_away.py",
    ),
    Mutant(
        "machine: nobody says goodbye at SIGTERM",
        "server/app.py",
        "    app.on_shutdown.append(say_goodbye)\n",
        "",
        "tests/realtime/test_hosting.py::test_a_shutdown_says_when_to_come_back",
    ),
    Mutant(
        "input: a charset that is none is tried",
        "server/http/body.py",
        '    return (request.charset or "utf-8").lower() in {"utf-8", "utf8"}\n',
        '    return bool("".encode(request.charset or "utf-8") == b"")\n',
        "tests/faults/test_raw.py",
    ),
    Mutant(
        "machine: a process waits for Redis when it starts",
        "server/lifespan.py",
        "    app[REDIS] = client\n",
        "    await client.ping()\n    app[REDIS] = client\n",
        "tests/server/test_system.py::test_it_starts_without_its_servers_and_says_what_is_missing",
    ),
    Mutant(
        "machine: a part that hangs is asked again and again",
        "server/health.py",
        "        if task is None or task.done():\n",
        "        if True:\n",
        "tests/server/test_system.py::test_a_probe_that_hangs_is_asked_once_and_not_waited_for",
    ),
    Mutant(
        "machine: a body that stops coming is a fault of ours",
        "server/http/body.py",
        "    except (TimeoutError, ClientError, ConnectionError, web.HTTPException) as error:\n",
        "    except (ClientError, ConnectionError, web.HTTPException) as error:\n",
        "tests/server/test_input.py::test_a_body_that_stops_coming_is_given_up",
    ),
    Mutant(
        "machine: a full disk is a fault like any other",
        "server/storage/local.py",
        "_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})\n",
        "_FULL: Final = frozenset[int]()\n",
        "tests/handlers/test_storage_faults.py::test_a_full_disk_refuses_the_file_and_keeps_nothing_of_it",
    ),
    Mutant(
        "machine: a line that ends takes the others along",
        "realtime/routes.py",
        "        connection.drop()\n    await connection.peer.closed()\n",
        "        connection.drop()\n        for each in tuple(hub.sockets):\n            each.drop()\n"
        "    await connection.peer.closed()\n",
        "tests/faults/test_raw.py::test_no_frame_harms_the_server_or_another_socket",
    ),
    Mutant(
        "chaos: answers are acknowledged before they are committed",
        "realtime/answers.py",
        "        self._queue.append(_Waiting(submission, self._receipts.make(submission), done))\n",
        "        waiting = _Waiting(submission, self._receipts.make(submission), done)\n"
        '        waiting.tell(_acknowledgement(waiting, "accepted"))\n'
        "        self._queue.append(waiting)\n",
        "tests/faults/test_quiz_in_trouble.py",
    ),
    Mutant(
        "input: what no column can hold is let in",
        "server/http/text.py",
        "    if _FORBIDDEN.search(text):\n",
        "    if False:\n",
        "tests/server/test_input.py::test_what_breaks_the_schema_is_named",
    ),
    Mutant(
        "input: a cursor of nonsense is a fault of ours",
        "server/http/cursors.py",
        "    except (binascii.Error, ValueError, ValidationError) as error:\n",
        "    except ZeroDivisionError as error:\n",
        "tests/contract/test_fuzz.py",
    ),
)
