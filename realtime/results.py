"""What a session came to, from the log and the answers alone: results, and the replay that proves them."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import rfc8785

from models.actions.live_log import read_log
from models.live_log import COUNTED, GENESIS, LogEntry, chain
from models.queries.live import AnswerRow, SeatRow, SessionRow, answers_of_session, default_connection, seats_of
from realtime.history import History, read_history
from realtime.judging import judge, without_names
from realtime.plans import keyed, read_plan
from realtime.projection import score_of
from realtime.state import Plan, Run
from realtime.words import answer_text


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is stored of a session's play."""

    session: SessionRow
    entries: Sequence[LogEntry]
    answers: Mapping[str, Mapping[str, AnswerRow]]
    """Current answers by run and participant."""
    names: Mapping[str, str]
    users: Mapping[str, UUID | None]
    factors: Mapping[str, float] = field(default_factory=dict)
    """Everybody's time factor as it stands."""
    teams: Mapping[str, str | None] = field(default_factory=dict)


async def read_record(session: SessionRow) -> Record:
    """Read a session's log, answers and seats."""
    answers: dict[str, dict[str, AnswerRow]] = {}
    for row in await answers_of_session(session.id):
        answers.setdefault(row.run, {})[row.participant] = row
    seats = await seats_of(default_connection(), session.id)
    known = not session.settings.get("anonymous")
    return Record(
        session,
        await read_log(default_connection(), session.id, 0),
        answers,
        {str(seat.id): seat.name for seat in seats},
        {str(seat.id): seat.user_id if known else None for seat in seats},
        {str(seat.id): seat.factor for seat in seats},
        {str(seat.id): seat.team for seat in seats},
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
        "team": record.teams.get(participant),
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
        "confidence": answer.confidence if answer else None,
    }


Cell = str | int | float | None
HEAD = ("rank", "name", "participant", "user", "team", "points", "grade")
PER_ITEM = ("answer", "correct", "points", "status", "confidence")


def table(record: Record, people: Sequence[Mapping[str, Any]]) -> list[list[Cell]]:
    """The results as rows under a head: totals, then for each showing the answer in words and what it earned."""
    history = read_history(record.entries)
    plan = keyed(read_plan(record.session.plan, record.session.settings), history.state)
    runs = list(history.runs.values())
    titles = [f"{number}. {plan.items[run.index].stem}" for number, run in enumerate(runs, start=1)]
    head: list[Cell] = [*HEAD, *(f"{title} [{name}]" for title in titles for name in PER_ITEM)]
    return [head, *(_row(record, plan, runs, person) for person in people)]


def _row(record: Record, plan: Plan, runs: Sequence[Run], person: Mapping[str, Any]) -> list[Cell]:
    items = {each["run"]: each for each in person["items"]}
    cells = [_cell(person[name]) for name in HEAD]
    for run in runs:
        told = dict(items.get(run.id, {}))
        answer = record.answers.get(run.id, {}).get(person["participant"])
        told["answer"] = None if answer is None else answer_text(plan.items[run.index], run, answer)
        cells += [_cell(told.get(name)) for name in PER_ITEM]
    return cells


def _cell(value: object) -> Cell:
    return value if value is None or isinstance(value, int | float) else str(value)


def replay(record: Record) -> dict[str, Any]:
    """Rebuild the board from the log and the answers, and say whether it is what was shown.

    `{board, digest, log_digest, matches}`: the digest is SHA-256 over the board's RFC 8785 form. `matches` is true
    when the chain of hashes holds, the pinned digests are those of the answers, and every score comes out the same.
    """
    told = _Replay(record)
    last = told.history.scored[-1]["scored"] if told.history.scored else []
    board = [
        {"participant": line["participant"], "name": name, "points": line["total"], "rank": line["rank"]}
        for line in last
        if (name := record.names.get(line["participant"])) is not None
    ]
    log_digest = record.entries[-1].h.hex() if record.entries else GENESIS.hex()
    return {
        "board": board,
        "digest": hashlib.sha256(rfc8785.dumps(board)).hexdigest(),
        "log_digest": log_digest,
        "matches": _chain_holds(record) and told.matches,
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


class _Replay:
    """Every score of a log judged anew in its order, by the keys and the answers that counted at each moment."""

    def __init__(self, record: Record, change: Callable[[AnswerRow], AnswerRow] | None = None) -> None:
        self.record, self.change = record, change
        self.history, self.matches = History(), True
        self._plan = read_plan(record.session.plan, record.session.settings)
        self._pins: dict[str, str] = {}
        self._factors: dict[str, float] = {}
        for entry in record.entries:
            self._take(entry)

    def _take(self, entry: LogEntry) -> None:
        before = list(self.history.scored)
        self.history.take(entry)
        if entry.t in {"item.closed", "item.recovered"}:
            self._pins[entry.d["run"]] = entry.d["digest"]
        if entry.t == "seat.factor":
            self._factors[entry.d["participant"]] = entry.d["factor"]
        if entry.t == "item.scored":
            self.history.scored = [*before, self._judge(entry, before)]

    def _judge(self, entry: LogEntry, before: list[dict[str, Any]]) -> dict[str, Any]:
        run = self.history.runs[entry.d["run"]]
        answers = _counted(self.record, run.id, self.history.credited)
        if self.change is not None:
            answers = [self.change(row) for row in answers]
        facts = judge(keyed(self._plan, self.history.state), run, answers, _seats(entry, self._factors), before)
        same = without_names(facts.scored) == without_names(entry.d["scored"])
        self.matches &= same and self._pins.get(run.id) == facts.pin.digest
        return {"run": run.id, "item": run.item, "scored": list(facts.scored)}


def rejudged(
    record: Record, change: Callable[[AnswerRow], AnswerRow] | None = None
) -> tuple[list[dict[str, Any]], Mapping[str, Run]]:
    """Every score judged anew, from answers that `change` has made others of, and the revealed runs by id."""
    told = _Replay(record, change)
    return told.history.scored, told.history.runs


def counted_by_run(record: Record, runs: Iterable[str]) -> dict[str, list[AnswerRow]]:
    """The answers that count now, by run."""
    return {run: [row for row in record.answers.get(run, {}).values() if row.status in COUNTED] for run in runs}


def _counted(record: Record, run: str, credited: Collection[tuple[str, str]]) -> list[AnswerRow]:
    """The answers to a run that counted at this point of the log."""
    rows = counted_by_run(record, [run])[run]
    counted = [row for row in rows if row.status != "credited" or (run, row.participant) in credited]
    return sorted(counted, key=lambda row: row.participant)


def _seats(entry: LogEntry, factors: Mapping[str, float]) -> list[SeatRow]:
    """The seats there were at the time: those of the lines that were written, with their time factors."""
    ids = [line["participant"] for line in entry.d["scored"]]
    return [SeatRow(UUID(each), None, "", "joined", factors.get(each, 1.0)) for each in ids]
