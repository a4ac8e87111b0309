"""Judging a revealed run anew, since its key has changed or a late answer counts after all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.queries.live import AnswerRow, SeatRow, answers_of_run, seats_of
from realtime.history import History
from realtime.judging import judge
from realtime.session import Append, RevealFacts
from realtime.state import Body, Plan, Run, veil

Scored = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rescore:
    """What a run comes to now, and the later runs in which somebody's streak bonus moved with it."""

    run: Run
    facts: RevealFacts
    diff: Sequence[Body]
    later: Sequence[Scored]

    def events(self, rekeyed: Body | None = None) -> list[Append]:
        """For the log, in order; `rekeyed` is `{item, _content}` when the key is what has changed."""
        shown = {"run": self.run.id, "correct": dict(self.facts.correct), "distribution": list(self.facts.distribution)}
        inside = {**({} if rekeyed is None else {"_rekeyed": rekeyed}), **veil(self.facts.hide)}
        if self.facts.confidence:
            shown["confidence"] = list(self.facts.confidence)
        scores = [{"run": self.run.id, "scored": list(self.facts.scored)}, *self.later]
        rescored = Append("item.rescored", {**shown, "diff": list(self.diff), **inside})
        return [rescored, *(Append("item.scored", each) for each in scores)]


async def rescore(tx: BaseDBAsyncClient, session_id: UUID, plan: Plan, history: History, run: Run) -> Rescore:
    """Judge a revealed run by the plan's keys and the answers that count now. The caller holds the session's lock."""
    wanted = [run, *_streaks_after(plan, history, run)]
    answers = {each.id: await answers_of_run(tx, each.id) for each in wanted}
    return rejudge(plan, history, run, answers, await seats_of(tx, session_id))


def rejudge(
    plan: Plan, history: History, run: Run, answers: Mapping[str, Sequence[AnswerRow]], seats: Sequence[SeatRow]
) -> Rescore:
    """The same from answers by run, without I/O: totals come out as if the run had been judged so at first."""
    scored, later = list(history.scored), list[Scored]()

    def again(which: Run) -> RevealFacts:
        return judge(plan, which, answers[which.id], seats, scored)

    facts = again(run)
    scored.append({"run": run.id, "item": run.item, "scored": list(facts.scored)})
    for other in _streaks_after(plan, history, run):
        lines = list(again(other).scored)
        if _points(lines) != _points(history.lines_of(other.id)):
            scored.append({"run": other.id, "item": other.item, "scored": lines})
            later.append({"run": other.id, "scored": lines})
    return Rescore(run, facts, _diff(history.lines_of(run.id), facts.scored), later)


def _streaks_after(plan: Plan, history: History, run: Run) -> list[Run]:
    """The runs after this one that count and whose bonus depends on it."""
    if not plan.options.streak:
        return []
    names = list(history.runs)
    after = [history.runs[name] for name in names[names.index(run.id) + 1 :]]
    return [each for each in after if history.last_of(each.item) is each]


def _points(lines: Sequence[Any]) -> dict[str, int]:
    return {line["participant"]: line["points"] for line in lines}


def _diff(before: Sequence[Any], after: Sequence[Any]) -> list[Body]:
    """Whose points of the item have changed, `[{participant, before, after}]`."""
    old = _points(before)
    return [
        {"participant": line["participant"], "before": old.get(line["participant"], 0), "after": line["points"]}
        for line in after
        if old.get(line["participant"], 0) != line["points"]
    ]
