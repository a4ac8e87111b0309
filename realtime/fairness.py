"""How fair a session was: round trips, the credit that was given, and what it changed (live.md §5, §8). Pure."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.queries.live import AnswerRow
from models.rules.numbers import exact
from models.rules.scoring import bucket
from realtime.acceptance import LAG_CAP_MS
from realtime.results import Record, counted_by_run, rejudged
from realtime.state import Run

Report = dict[str, Any]


def fairness(record: Record) -> Report:
    """The report of a session as it stands.

    `rtt` is about the least measured round trip of each participant, `credit` about received less credited tap of each
    counted answer, in ms. `rank_changes` compares the last board with one in which no credit is given;
    `lying_gain_max_ms` is the most that any accepted tap could have been moved. `buckets` names the answers that fall
    into another 250 ms bucket without credit; `wider` those that waited for us during an outage.
    """
    judged, runs = rejudged(record)
    bare, _ = rejudged(record, _without_credit)
    answers = [(runs[run], row) for run, rows in counted_by_run(record, runs).items() for row in rows]
    return {
        "rtt": _spread(_round_trips(record)),
        "credit": _credit([row.received_at - row.credited_ms for _, row in answers]),
        "rank_changes": _rank_changes(record, judged, bare),
        "lying_gain_max_ms": max((row.allowed_ms or 0 for _, row in answers), default=0),
        "cap_ms": LAG_CAP_MS,
        "buckets": [
            line for run, row in answers if (line := _bucket_change(record, run, row, judged, bare)) is not None
        ],
        "wider": [
            {"run": row.run, "participant": row.participant, "allowed_ms": row.allowed_ms}
            for _, row in answers
            if (row.allowed_ms or 0) > LAG_CAP_MS
        ],
    }


def _without_credit(row: AnswerRow) -> AnswerRow:
    return replace(row, credited_ms=row.received_at)


def _round_trips(record: Record) -> list[int]:
    least: dict[str, int] = {}
    for row in (row for rows in record.answers.values() for row in rows.values()):
        if row.rtt_ms is not None:
            least[row.participant] = min(row.rtt_ms, least.get(row.participant, row.rtt_ms))
    return list(least.values())


def _spread(values: Sequence[int]) -> Report:
    """`{p50, p95, max}`, null when nothing was measured; p95 is the value below which 95 % lie (nearest rank)."""
    if not values:
        return {"p50": None, "p95": None, "max": None}
    ordered = sorted(values)
    nearest = -(-95 * len(ordered) // 100) - 1
    return {"p50": round(statistics.median(ordered)), "p95": ordered[nearest], "max": ordered[-1]}


def _credit(values: Sequence[int]) -> Report:
    return {"p50": round(statistics.median(values)), "max": max(values)} if values else {"p50": None, "max": None}


def _rank_changes(record: Record, judged: Sequence[Report], bare: Sequence[Report]) -> list[Report]:
    """Whose final rank is another without credit: `[{participant, name, rank, rank_without_credit}]`."""
    if not judged:
        return []
    plain = {line["participant"]: line["rank"] for line in bare[-1]["scored"]}
    return [
        {
            "participant": line["participant"],
            "name": record.names.get(line["participant"], ""),
            "rank": line["rank"],
            "rank_without_credit": plain[line["participant"]],
        }
        for line in judged[-1]["scored"]
        if line["rank"] != plain[line["participant"]]
    ]


def _bucket_change(
    record: Record, run: Run, row: AnswerRow, judged: Sequence[Report], bare: Sequence[Report]
) -> Report | None:
    factor = exact(record.factors.get(row.participant, 1.0))
    with_credit = bucket(run.elapsed_ms(row.credited_ms) / factor)
    without = bucket(run.elapsed_ms(row.received_at) / factor)
    if with_credit == without:
        return None
    return {
        "run": row.run,
        "participant": row.participant,
        "bucket_ms": with_credit,
        "bucket_without_credit_ms": without,
        "points": _points(judged, row),
        "points_without_credit": _points(bare, row),
    }


def _points(scores: Iterable[Mapping[str, Any]], row: AnswerRow) -> int:
    told = [line for each in scores if each["run"] == row.run for line in each["scored"]]
    return next((int(line["points"]) for line in reversed(told) if line["participant"] == row.participant), 0)
