"""One cheap line of the bench, whole: a server in a process of its own, a crowd, rounds in turns, a line of the report."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import targets
from bench.fanout import Size, turns
from bench.machine import Machine
from bench.report import Line, at_most
from server.settings import Settings

SIZE = Size(sockets=20, pairs=2, rounds=3)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Machine]:
    found = Machine(Settings(data_dir=tmp_path), tmp_path)
    yield found
    found.stop()


def test_the_raw_peer_beside_itself_gives_a_line_with_a_ratio_for_each_pair(made: Machine) -> None:
    one, two = (targets.raw(made, SIZE.sockets, Path(sys.executable)) for _ in range(2))
    two.name = "other"
    single, burst = turns(one, two, SIZE), turns(one, two, SIZE, burst=8)
    for pairs in (single, burst):
        line = Line("F2", "CPU", pairs.ratios(lambda block: block.cpu_us), at_most(1.2), pairs.figures())
        assert len(line.ratios) == SIZE.pairs
        assert line.ratio > 0
    assert [block.deliveries for block in (*single.ours, *burst.theirs)] == [60, 60, 480, 480]
    assert all(block.per_s > 0 and block.p99_ms > 0 for block in single.theirs)
    assert one.served.kib > 0
    one.close()
    two.close()
