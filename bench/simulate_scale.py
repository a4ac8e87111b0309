"""A million learners in live sessions: what each socket process, bus shard and log partition gets to carry.

`python -m bench.simulate_scale [--learners N] [--seed N]` draws every session and every learner's process by chance, plays one
question everywhere within the same minute, and counts. It simulates the bus and the log, not the code's speed: the costs
are arguments, measured elsewhere (docs/capacity.md). Writes bench/results/scale.json and prints a table.
"""

import argparse
import json
import random
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "scale.json"
EVENTS_PER_QUESTION = 7
"""prepared, opened, closing, closed, scored, revealed, board (realtime/session.py)."""
CYCLE_S = 60.0
SECONDS = round(CYCLE_S)


@dataclass(frozen=True, slots=True)
class Costs:
    """What one thing costs; microseconds of one core, bytes."""

    frame_us: float = 6.0
    """Writing one event to one socket, encoded once (F1)."""
    arrival_us: float = 120.0
    """Taking one event from the bus into one process: read, fold, frame."""
    answer_us: float = 450.0
    """One answer: read, judge, its share of a group's commit, reply."""
    socket_kb: float = 25.0
    wal_bytes: int = 900
    """Of one answer: row, three indexes, its share of the commit."""
    event_bytes: int = 900
    burst: float = 0.4
    """Share of a question's answers that come within its busiest second of those it is open."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is deployed."""

    learners: int = 1_000_000
    sockets_per_process: int = 2_500
    shards: int = 16
    partitions: int = 16
    large: int = 20
    large_size: int = 5_000


def sizes(plan: Plan, chance: random.Random) -> list[int]:
    """Learners of each session: a few lectures, else classes (median 24, some of hundreds)."""
    found = [min(plan.large_size, plan.learners)] * min(plan.large, plan.learners // plan.large_size)
    left = plan.learners - sum(found)
    while left > 0:
        size = min(left, max(2, round(chance.lognormvariate(3.2, 0.7))))
        found.append(size)
        left -= size
    return found


def simulate(plan: Plan, costs: Costs, seed: int) -> dict[str, float]:
    """Play one question in every session; peaks are those of the busiest second, process, shard and partition."""
    chance = random.Random(seed)  # noqa: S311 - a simulation
    processes = -(-plan.learners // plan.sockets_per_process)
    frames, arrivals, sockets, answers = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    published, delivered, written, events = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    commits = Counter[tuple[int, int]]()
    spread = 0
    sessions = sizes(plan, chance)
    for session, size in enumerate(sessions):
        seats = Counter(chance.randrange(processes) for _ in range(size + 1))  # the host too; no sticky sessions
        shard, partition, second = session % plan.shards, session % plan.partitions, chance.randrange(SECONDS)
        spread += len(seats)
        published[shard] += EVENTS_PER_QUESTION
        delivered[shard] += EVENTS_PER_QUESTION * len(seats)
        events[partition] += EVENTS_PER_QUESTION
        written[partition] += size
        burst = round(size * costs.burst)
        commits[partition, second] += burst
        for process, here in seats.items():
            sockets[process] += here
            arrivals[process] += EVENTS_PER_QUESTION
            frames[process] += EVENTS_PER_QUESTION * here
            answers[process] += here
    busy = {
        p: (frames[p] * costs.frame_us + arrivals[p] * costs.arrival_us + answers[p] * costs.answer_us) / CYCLE_S / 1e6
        for p in sockets
    }
    per_day = 6 * 10  # six sessions of ten questions for everyone
    return {
        "sessions": len(sessions),
        "processes": processes,
        "sockets_max": max(sockets.values()),
        "processes_per_session": spread / len(sessions),
        "bus_published_per_s": sum(published.values()) / CYCLE_S,
        "bus_delivered_per_s": sum(delivered.values()) / CYCLE_S,
        "bus_delivered_per_s_busiest_shard": max(delivered.values()) / CYCLE_S,
        "bus_subscriptions": spread,
        "frames_per_s": sum(frames.values()) / CYCLE_S,
        "core_share_busiest_process": max(busy.values()),
        "core_share_mean": sum(busy.values()) / len(busy),
        "socket_memory_gb": plan.learners * costs.socket_kb / 1e6,
        "answers_per_s": sum(written.values()) / CYCLE_S,
        "answers_per_s_busiest_partition_second": max(commits.values()),
        "log_events_per_s": sum(events.values()) / CYCLE_S,
        "wal_mb_per_s": (sum(written.values()) * costs.wal_bytes + sum(events.values()) * costs.event_bytes)
        / CYCLE_S
        / 1e6,
        "rows_per_day_millions": plan.learners * per_day / 1e6,
    }


def main() -> None:
    """Simulate some sizes and the whole, print a table, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    costs = Costs()
    runs = {}
    for learners in sorted({10_000, 100_000, asked.learners}):
        share = max(1, round(16 * learners / 1_000_000))
        plan = Plan(learners=learners, shards=share, partitions=share, large=max(1, learners // 50_000))
        runs[learners] = simulate(plan, costs, asked.seed)
    RESULTS.parent.mkdir(exist_ok=True)
    document = {"seed": asked.seed, "costs": asdict(costs), "runs": runs}
    RESULTS.write_text(json.dumps(document, indent=1) + "\n")
    print("| |", " | ".join(f"{each:,}" for each in runs), "|\n|---|" + "---|" * len(runs))  # noqa: T201
    for name in next(iter(runs.values())):
        print(  # noqa: T201
            f"| {name.replace('_', ' ')} |",
            " | ".join(f"{each[name]:,.2f}".removesuffix(".00") for each in runs.values()),
            "|",
        )


if __name__ == "__main__":
    main()
