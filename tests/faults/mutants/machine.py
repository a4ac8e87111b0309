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
)
