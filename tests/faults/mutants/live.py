"""The ten tests of live sessions, by their numbers in docs/guarantees/live.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

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
        "    SELECT id, session_id, state FROM live_run WHERE id = ANY($3::uuid[]) FOR SHARE\n",
        "    SELECT id, session_id, state FROM live_run WHERE id = ANY($3::uuid[])\n",
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
        '    return {key: value for key, value in d.items() if not key.startswith("_")}\n',
        "    return dict(d)\n",
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
        "        if transport.get_write_buffer_size() > MAX_UNSENT:\n",
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
)
