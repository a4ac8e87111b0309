"""`make chaos`: a class of 300 plays whole quizzes while everything around it fails, and what must hold is proved.

    python -m tests.faults.chaos [--bots 300] [--questions 10] [--acts redis,postgresql,processes,lines]

Each act is one game on the same machine (two API processes, a worker, PostgreSQL, Valkey, a proxy before them), with
its faults struck in questions of their own. After the acts it is asked how long the probe of a busy process takes: a
figure, no verdict. Writes bench/results/chaos.json; ends with exit code 1 if anything failed.
"""

import argparse
import asyncio
import json
import platform
import sys
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from clients.rest import Rest
from server.clock import utc_now
from tests.faults import liveness
from tests.faults.game import Game, told
from tests.faults.machine import Machine, running
from tests.faults.trouble import ACTS

RESULTS = Path(__file__).parents[2] / "bench" / "results" / "chaos.json"
LIMIT_S = 1800.0
OUTLASTED = 12
"""So many questions a fault may outlast where starting a process takes half a minute."""
PROVED = (
    "every acknowledged answer is stored once, under its sub and receipt",
    "nobody has two counted answers to one question",
    "the board equals the replay, the results, and what each player was told",
    "every bot's last s is the synced.s of a fresh subscription, and its state that of a fresh snapshot",
    "every invariant of the database finds no row",
)
"""What `tests.faults.proof` asks after each act; the first three also after each fault, in the middle of the game."""


def say(line: str) -> None:
    """A line for people who wait."""
    print(line, flush=True)  # noqa: T201 - a command speaks


async def act(machine: Machine, teacher: Rest, name: str, bots: int, questions: int) -> dict[str, Any]:
    """Play one act; what came of it. Never raises for what failed to hold."""
    say(f"{name}: {bots} bots, {questions} questions")
    # More questions than are asked for: how long a fault lasts depends on the machine.
    wish: dict[str, Any] = {"ends_after_faults": True, "at_least": questions, "say": say}
    most = questions + OUTLASTED * len(ACTS[name])
    game, began = Game(machine, bots, most, ACTS[name], **wish), monotonic()
    outcome: dict[str, Any] = {"act": name}
    try:
        async with asyncio.timeout(LIMIT_S):
            report = await game.play(teacher)
        outcome |= {"held": True, **told(report)}
    except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 - whatever it is, it is the finding
        outcome |= {"held": False, "why": _why(error)}
    outcome |= {"questions": game.played, "seconds": round(monotonic() - began)}
    outcome |= {"faults": [asdict(each) for each in game.struck]}
    for line in _lines(outcome):
        say(line)
    return outcome


def _why(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_why(each) for each in error.exceptions)
    return f"{type(error).__name__}: {error}"[:2000]


def _lines(outcome: dict[str, Any]) -> list[str]:
    if not outcome["held"]:
        return [f"  BROKEN after {outcome['seconds']} s: {outcome['why']}"]
    times = ", ".join(f"{name} {value} ms" for name, value in outcome["tap_to_acknowledgement_ms"].items())
    return [
        f"  held after {outcome['seconds']} s: {outcome['acknowledged']} answers acknowledged {outcome['statuses']}",
        f"  refused {outcome['refused']}, {outcome['reconnects']} reconnects, {outcome['at_head']} at the head; {times}",
    ]


async def chaos(acts: list[str], bots: int, questions: int) -> list[dict[str, Any]]:
    """Play the acts one after the other."""
    say("starting PostgreSQL, Valkey, two API processes, a worker and a proxy …")
    async with running(worker=True) as machine:
        teacher = await machine.teacher()
        return [await act(machine, teacher, name, bots, questions) for name in acts]


def _table(outcomes: list[dict[str, Any]]) -> list[str]:
    lines = [f"{'act':<12} {'faults':>6} {'answers':>8} {'reconnects':>10} {'at head':>8} {'p99 ms':>7}  held"]
    for each in outcomes:
        figures = each.get("acknowledged", "-"), each.get("reconnects", "-"), each.get("at_head", "-")
        p99 = each.get("tap_to_acknowledgement_ms", {}).get("p99", "-")
        row = f"{each['act']:<12} {len(each['faults']):>6} {figures[0]:>8} {figures[1]:>10} {figures[2]:>8} {p99:>7}"
        lines.append(f"{row}  {'yes' if each['held'] else 'NO'}")
    return lines


def main() -> None:
    """Read the options, play, write the report."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.chaos", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--bots", type=int, default=300)
    parser.add_argument("--questions", type=int, default=10)
    parser.add_argument("--acts", default=",".join(ACTS), help="names, separated by commas")
    parser.add_argument("--out", type=Path, default=RESULTS)
    wish = parser.parse_args()
    acts = wish.acts.split(",")
    if unknown := sorted(set(acts) - ACTS.keys()):
        parser.error(f"no act is called {', '.join(unknown)}; there are {', '.join(ACTS)}")
    outcomes = asyncio.run(chaos(acts, wish.bots, wish.questions))
    say("the probe of a busy process …")
    probed = asyncio.run(liveness.measure())
    where = {"at": utc_now().isoformat(timespec="seconds"), "machine": platform.platform(), "proved": PROVED}
    wish.out.parent.mkdir(parents=True, exist_ok=True)
    report = {**where, "acts": outcomes, "liveness": probed}
    wish.out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", "utf-8")
    for line in ["", *_table(outcomes), f"probe of a busy process: {probed['busy_ms']} ms", f"written to {wish.out}"]:
        say(line)
    sys.exit(not all(each["held"] for each in outcomes))


if __name__ == "__main__":
    main()
