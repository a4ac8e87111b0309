"""Two rounds of one item: who changed from what to what."""

from realtime.results import replay, results, table
from realtime.rounds import rounds
from realtime.session import Close, Open, Show, Skip, TimeUp
from tests.realtime.plans import labeller, pinned
from tests.realtime.records import WHO, Game


def test_moves_are_counted_by_answers_in_words() -> None:
    game = Game(2)
    first = game.play([("a", 100, 0), ("b", 100, 0), ("b", 100, 0), ("c", 100, 0)])
    second = game.play([("a", 100, 0), ("a", 100, 0), ("a", 100, 0)], item="q0")
    third = game.play([("a", 100, 0)], item="q1")
    (told,) = rounds(game.record())
    assert (told["item"], told["stem"]) == ("q0", "Question 0?")
    (step,) = told["steps"]
    assert (step["before"], step["after"], step["only_before"], step["only_after"]) == (first, second, 1, 0)
    assert step["moves"] == [
        {"before": "b", "after": "a", "n": 2, "before_correct": False, "after_correct": True},
        {"before": "a", "after": "a", "n": 1, "before_correct": True, "after_correct": True},
    ]
    record = game.record()
    assert replay(record)["matches"] is True
    head, *rows = table(record, results(record))
    assert [title for title in head if str(title).endswith("[answer]")] == [
        f"{number}. {stem} [answer]" for number, stem in ((1, "Question 0?"), (2, "Question 0?"), (3, "Question 1?"))
    ]
    mine = next(row for row in rows if row[2] == WHO[0])
    assert mine[-5:] == ["a", 1, 1000, "accepted", None]
    assert third in game.rows


def test_a_round_that_was_skipped_is_none() -> None:
    game = Game(1)
    game.play([("a", 100, 0)])
    draw = labeller()
    game.log.give(Show(draw, "q0"), Open(), Close(), after=1_000)
    assert game.log.state.run is not None
    game.log.give(TimeUp(game.log.state.run.id, pinned(), 0), Skip(), after=30_000)
    assert game.log.names[-2:] == ["item.closed", "item.skipped"]
    assert rounds(game.record()) == []
