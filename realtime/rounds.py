"""An item that was asked more than once: who changed from what to what between two rounds. Pure."""

from collections import Counter
from typing import Any

from models.live_log import COUNTED
from models.queries.live import AnswerRow
from models.rules.questions import grade
from realtime.judging import read_stored
from realtime.plans import keyed, read_plan
from realtime.results import Record
from realtime.state import Item, Run, RunState, State, fold
from realtime.words import answer_text

Report = dict[str, Any]


def rounds(record: Record) -> list[Report]:
    """For each item with several rounds, the moves from each round to the next one.

    `{item, stem, steps: [{before, after, moves: [{before, after, n, before_correct, after_correct}], only_before,
    only_after}]}`, where `before` and `after` of a step are runs and those of a move answers in words. Correctness is
    null for items without a key; skipped rounds do not count.
    """
    state, shown = _read(record)
    plan = keyed(read_plan(record.session.plan, record.session.settings), state)
    return [
        {
            "item": item.id,
            "stem": item.stem,
            "steps": [
                _step(item, before, after, record)
                for before, after in zip(shown[item.id], shown[item.id][1:], strict=False)
            ],
        }
        for item in plan.items
        if len(shown.get(item.id, ())) > 1
    ]


def _read(record: Record) -> tuple[State, dict[str, list[Run]]]:
    state, shown = State(), dict[str, list[Run]]()
    for entry in record.entries:
        state = fold(state, entry.t, entry.d, entry.ts)
        run = state.run
        if run is not None and entry.t == "item.closed":
            shown.setdefault(run.item, []).append(run)
        if run is not None and entry.t == "item.skipped" and run.state is RunState.SKIPPED:
            shown[run.item] = [each for each in shown.get(run.item, []) if each.id != run.id]
    return state, shown


def _step(item: Item, before: Run, after: Run, record: Record) -> Report:
    first, second = _said(item, before, record), _said(item, after, record)
    moves = Counter((first[who], second[who]) for who in first if who in second)
    return {
        "before": before.id,
        "after": after.id,
        "moves": [
            {
                "before": old,
                "after": new,
                "n": count,
                "before_correct": old_right,
                "after_correct": new_right,
            }
            for ((old, old_right), (new, new_right)), count in sorted(
                moves.items(), key=lambda each: (-each[1], each[0][0][0], each[0][1][0])
            )
        ],
        "only_before": len(first.keys() - second.keys()),
        "only_after": len(second.keys() - first.keys()),
    }


def _said(item: Item, run: Run, record: Record) -> dict[str, tuple[str, bool | None]]:
    """Participant -> the answer in words, and whether it is fully correct."""
    rows = record.answers.get(run.id, {}).values()
    return {
        row.participant: (answer_text(item, run, row), _right(item, run, row)) for row in rows if row.status in COUNTED
    }


def _right(item: Item, run: Run, row: AnswerRow) -> bool | None:
    correctness = grade(item.content, read_stored(item, run, row)).correctness
    return None if correctness is None else correctness >= 1
