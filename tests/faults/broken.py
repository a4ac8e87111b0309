"""`make mutants`: break one protection at a time in a copy of the code, and see the test that guards it fail.

    python -m tests.faults.broken [NAME …]

A test that passes on a broken build proves nothing. The copy is of the last commit; first all the tests must pass on it
unbroken. Writes bench/results/mutants.json; ends with exit code 1 if a test did not notice, or a protection has moved.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

ROOT: Final = Path(__file__).parents[2]
RESULTS: Final = ROOT / "bench" / "results" / "mutants.json"
PATIENCE_S: Final = 400
FAILED: Final = 1
"""pytest's exit code for tests that failed; others mean that they could not be run."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A protection, where it stands, what stands there when it is taken out, and the test that must notice."""

    name: str
    file: str
    old: str
    new: str
    test: str


MUTANTS: Final = (
    Mutant(
        "1: answers are acknowledged before they are committed",
        "realtime/answers.py",
        "        self._queue.append(_Waiting(submission, self._receipts.make(submission), done))\n",
        "        waiting = _Waiting(submission, self._receipts.make(submission), done)\n"
        '        waiting.tell(_acknowledgement(waiting, "accepted"))\n'
        "        self._queue.append(waiting)\n",
        "tests/realtime/test_answers.py::test_without_a_database_the_sender_is_told_to_send_again",
    ),
    Mutant(
        "1: a writer that stops drops what waits",
        "realtime/answers.py",
        "        while self._queue or self._busy:\n",
        "        while False:\n",
        "tests/realtime/test_answers.py::test_stopping_writes_what_waits",
    ),
    Mutant(
        "2: a retry gets a receipt of its own",
        "realtime/answers.py",
        '    return duplicate(sub.sub, first["status"], first["receipt"],',
        '    return duplicate(sub.sub, first["status"], first["receipt"][::-1],',
        "tests/faults/test_interleavings.py",
    ),
    Mutant(
        "2: two processes write the log without a lock",
        "models/actions/live_log.py",
        "FROM live_session WHERE id = $1 FOR UPDATE",
        "FROM live_session WHERE id = $1",
        "tests/faults/test_interleavings.py",
    ),
    Mutant(
        "2: a run is closed while answers are in flight",
        "realtime/answers.py",
        "    SELECT id, state FROM live_run WHERE id = ANY($3::uuid[]) FOR SHARE\n",
        "    SELECT id, state FROM live_run WHERE id = ANY($3::uuid[])\n",
        "tests/realtime/test_answers.py::test_closing_waits_for_answers_in_flight_and_lets_none_in_after_the_count",
    ),
    Mutant(
        "3: a process passes over holes in the log",
        "realtime/room.py",
        "            if entry.s != self.known.s + 1:\n                return False\n",
        "",
        "tests/realtime/test_rooms.py::test_an_event_that_was_lost_before_another_is_shown_before_it",
    ),
    Mutant(
        "3: a client applies whatever comes",
        "clients/feed.py",
        "        if p == self.last:\n",
        "        if p >= 0:\n",
        "tests/clients/test_feed.py",
    ),
    Mutant(
        "4: a snapshot forgets that a pause moved the times",
        "realtime/projection.py",
        '        if self.item is not None and "closes_at" in d:\n',
        "        if False:\n",
        "tests/clients/test_fold_is_snapshot.py",
    ),
    Mutant(
        "5: inner fields of events are sent",
        "realtime/projection.py",
        'if not key.startswith("_") and key not in hidden',
        "if key not in hidden",
        "tests/realtime/test_projection.py",
    ),
    Mutant(
        "6: a seat's token opens every session",
        "realtime/entering.py",
        "    if who.live_session_id != room.id or wanted",
        "    if wanted",
        "tests/realtime/test_playing.py::test_two_sessions_at_once_hear_nothing_of_each_other",
    ),
    Mutant(
        "7: credit is as long as pongs are late",
        "realtime/acceptance.py",
        "int(min(LAG_CAP_MS, (lag.min_rtt_ms or 0) + LAG_SLACK_MS))",
        "int((lag.min_rtt_ms or 0) + LAG_SLACK_MS)",
        "tests/faults/test_fair_lines.py",
    ),
    Mutant(
        "7: a claimed tap is believed",
        "realtime/acceptance.py",
        "    return int(min(max(at, received - allowance(lag, received)), received))\n",
        "    return int(min(at, received))\n",
        "tests/faults/test_fair_lines.py",
    ),
    Mutant(
        "8: a reader that stalls is never cut",
        "realtime/peer.py",
        "        if self._transport.get_write_buffer_size() > MAX_UNSENT:\n",
        "        if False:\n",
        "tests/realtime/test_peer.py::test_a_reader_that_stalls_is_cut_and_harms_nobody",
    ),
    Mutant(
        "9: extra time is forgotten",
        "realtime/acceptance.py",
        "    end = run.window_end(factor)\n",
        "    end = run.window_end()\n",
        "tests/realtime/test_windows.py::test_extra_time_stretches_ones_own_window_and_nobody_elses",
    ),
    Mutant(
        "10: time in which nobody served is lost",
        "realtime/timing.py",
        "    if now - last <= OUTAGE_MS:\n        return None\n",
        "    return None\n",
        "tests/realtime/test_rooms.py::test_time_in_which_nobody_served_a_run_is_given_back",
    ),
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


def copy_of_the_tree(folder: Path) -> None:
    """Everything that is committed, and nothing else."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)


def run_tests(folder: Path, *tests: str) -> int:
    """pytest's exit code; its words go nowhere. The copy's modules come first in the path of a module that is run."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=PATIENCE_S, check=False).returncode


def try_one(folder: Path, mutant: Mutant) -> str:
    """Break the copy, run the test and mend the copy; `seen to fail`, or what went wrong."""
    path = folder / mutant.file
    whole = path.read_text("utf-8")
    if whole.count(mutant.old) != 1:
        return "the protection is not where it was"
    path.write_text(whole.replace(mutant.old, mutant.new), "utf-8")
    try:
        code = run_tests(folder, mutant.test)
    except subprocess.TimeoutExpired:
        return "seen to fail (it hung)"
    finally:
        path.write_text(whole, "utf-8")
    return {0: "NOT NOTICED", FAILED: "seen to fail"}.get(code, f"the test did not run (pytest ended with {code})")


def main() -> None:
    """Try the mutants whose names begin with one of the arguments, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.broken", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=RESULTS)
    wish = parser.parse_args()
    chosen = [each for each in MUTANTS if each.name.startswith(tuple(wish.names) or "")]
    found: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory(prefix="lt-mutants-") as name:
        folder = Path(name)
        copy_of_the_tree(folder)
        if run_tests(folder, *sorted({each.test for each in chosen})):
            sys.exit("the tests do not pass on the unbroken copy")
        for each in chosen:
            began = monotonic()
            found[each.name] = {"result": try_one(folder, each), "file": each.file, "test": each.test}
            print(f"{found[each.name]['result']:<14} {each.name} ({monotonic() - began:.0f} s)", flush=True)  # noqa: T201 - a command speaks
    wish.out.parent.mkdir(parents=True, exist_ok=True)
    wish.out.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", "utf-8")
    sys.exit(not all(each["result"].startswith("seen to fail") for each in found.values()))


if __name__ == "__main__":
    main()
