"""What a session came to, from the log and the answers alone: results, and the replay that proves them."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import rfc8785

from models.actions.live_log import read_log
from models.live_log import COUNTED, GENESIS, LogEntry, chain
from models.queries.live import AnswerRow, SeatRow, SessionRow, answers_of_session, default_connection, seats_of
from realtime.history import History
from realtime.judging import judge
from realtime.plans import keyed, read_plan
from realtime.projection import score_of
from realtime.state import Run


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is stored of a session's play."""

    session: SessionRow
    entries: Sequence[LogEntry]
    answers: Mapping[str, Mapping[str, AnswerRow]]
    """Current answers by run and participant."""
    names: Mapping[str, str]
    users: Mapping[str, UUID | None]


async def read_record(session: SessionRow) -> Record:
    """Read a session's log, answers and seats."""
    answers: dict[str, dict[str, AnswerRow]] = {}
    for row in await answers_of_session(session.id):
        answers.setdefault(row.run, {})[row.participant] = row
    seats = await seats_of(default_connection(), session.id)
    return Record(
        session,
        await read_log(default_connection(), session.id, 0),
        answers,
        {str(seat.id): seat.name for seat in seats},
        {str(seat.id): seat.user_id for seat in seats},
    )


def results(record: Record) -> list[dict[str, Any]]:
    """One line for each seat, best first: totals of the last score, and what each run brought."""
    scored = [entry.d for entry in record.entries if entry.t == "item.scored"]
    last = scored[-1]["scored"] if scored else []
    # A run that was scored anew stands at its first place, with its last scores.
    runs = list({each["run"]: each for each in scored}.values())
    lines = [_person(record, participant, runs, last) for participant in record.names]
    return sorted(lines, key=lambda line: (line["rank"], line["name"]))


def _person(
    record: Record, participant: str, scored: Sequence[Mapping[str, Any]], last: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    total = score_of(last, participant)
    return {
        "participant": participant,
        "user": record.users[participant],
        "name": record.names[participant],
        "points": total["total"],
        "grade": total["grade"],
        "rank": total["rank"],
        "items": [_item(record, participant, each) for each in scored],
    }


def _item(record: Record, participant: str, scored: Mapping[str, Any]) -> dict[str, Any]:
    line = score_of(scored["scored"], participant)
    poll = bool(scored["scored"]) and all(each["correct"] is None for each in scored["scored"])
    answer = record.answers.get(scored["run"], {}).get(participant)
    return {
        "run": scored["run"],
        "answer": answer.answer if answer else None,
        "correct": None if poll else line["correct"],
        "points": line["points"],
        "status": answer.status if answer else "none",
    }


def replay(record: Record) -> dict[str, Any]:
    """Rebuild the board from the log and the answers, and say whether it is what was shown.

    `{board, digest, log_digest, matches}`: the digest is SHA-256 over the board's RFC 8785 form. `matches` is true
    when the chain of hashes holds, the pinned digests are those of the answers, and every score comes out the same.
    """
    scores, matches = _replayed(record)
    last = scores[-1]["scored"] if scores else []
    board = [
        {"participant": line["participant"], "name": name, "points": line["total"], "rank": line["rank"]}
        for line in last
        if (name := record.names.get(line["participant"])) is not None
    ]
    whole = _chain_holds(record)
    log_digest = record.entries[-1].h.hex() if record.entries else GENESIS.hex()
    return {
        "board": board,
        "digest": hashlib.sha256(rfc8785.dumps(board)).hexdigest(),
        "log_digest": log_digest,
        "matches": whole and matches,
    }


def _chain_holds(record: Record) -> bool:
    """Whether the log is whole: each hash follows from the one before, and the last is the one the session names."""
    previous = GENESIS
    for position, entry in enumerate(record.entries, start=1):
        if entry.s != position or chain(previous, entry.s, entry.t, entry.ts, entry.d).h != entry.h:
            return False
        previous = entry.h
    # A session that goes on may have grown since its row was read.
    head = record.session.head
    return head <= len(record.entries) and record.entries[head - 1].h == record.session.digest


def _replayed(record: Record) -> tuple[list[dict[str, Any]], bool]:
    """Judge every revealed run anew, in the order of the log, by the keys and the answers that counted then."""
    plan, history, matches = read_plan(record.session.plan, record.session.settings), History(), True
    pins: dict[str, str] = {}
    factors: dict[str, float] = {}
    for entry in record.entries:
        before = list(history.scored)
        history.take(entry)
        if entry.t in {"item.closed", "item.recovered"}:
            pins[entry.d["run"]] = entry.d["digest"]
        if entry.t == "seat.factor":
            factors[entry.d["participant"]] = entry.d["factor"]
        if entry.t == "item.scored":
            run = history.runs[entry.d["run"]]
            answers = _counted(record, run, history.credited)
            facts = judge(keyed(plan, history.state), run, answers, _seats(entry, factors), before)
            matches &= list(facts.scored) == entry.d["scored"] and pins.get(run.id) == facts.pin.digest
            before.append({"run": run.id, "item": run.item, "scored": list(facts.scored)})
            history.scored = before
    return history.scored, matches


def _counted(record: Record, run: Run, credited: Collection[tuple[str, str]]) -> list[AnswerRow]:
    """The answers to a run that counted at this point of the log."""
    rows = record.answers.get(run.id, {}).values()
    counted = [
        row
        for row in rows
        if row.status in COUNTED and (row.status != "credited" or (run.id, row.participant) in credited)
    ]
    return sorted(counted, key=lambda row: row.participant)


def _seats(entry: LogEntry, factors: Mapping[str, float]) -> list[SeatRow]:
    """The seats there were at the time: those of the lines that were written, with their time factors."""
    ids = [line["participant"] for line in entry.d["scored"]]
    return [SeatRow(UUID(each), None, "", "joined", factors.get(each, 1.0)) for each in ids]
