"""The fairness report: what credit was given, what it changed, and how much a lie could have gained."""

from realtime.fairness import fairness
from realtime.results import replay
from tests.realtime.records import WHO, Game


def test_the_report_names_round_trips_credit_ranks_and_buckets() -> None:
    game = Game(scoring="rank")
    # The second tapped first, but the frame came last: credit makes the difference.
    run = game.play([("a", 1_100, 0), ("a", 990, 280), ("a", 2_000, 40), ("b", 900, 100)])
    told = fairness(game.record())
    assert told["rtt"] == {"p50": 70, "p95": 280, "max": 280}
    assert told["credit"] == {"p50": 70, "max": 280}
    assert told["lying_gain_max_ms"] == 300
    changed = {line["participant"]: (line["rank"], line["rank_without_credit"]) for line in told["rank_changes"]}
    assert changed == {WHO[0]: (2, 1), WHO[1]: (1, 2)}
    assert [(each["participant"], each["bucket_ms"], each["bucket_without_credit_ms"]) for each in told["buckets"]] == [
        (WHO[1], 750, 1250),
        (WHO[3], 750, 1000),
    ]
    assert {each["run"] for each in told["buckets"]} == {run}
    assert told["buckets"][0]["points"] - told["buckets"][0]["points_without_credit"] == 25
    assert told["wider"] == []


def test_what_waited_during_an_outage_is_listed() -> None:
    game = Game()
    run = game.play([("a", 1_000, 200)], allowed_ms=4_200)
    told = fairness(game.record())
    assert told["wider"] == [{"run": run, "participant": WHO[0], "allowed_ms": 4_200}]
    assert told["lying_gain_max_ms"] == 4_200


def test_a_session_without_answers_has_an_empty_report() -> None:
    told = fairness(Game().record())
    assert told == {
        "rtt": {"p50": None, "p95": None, "max": None},
        "credit": {"p50": None, "max": None},
        "rank_changes": [],
        "lying_gain_max_ms": 0,
        "cap_ms": 300,
        "buckets": [],
        "wider": [],
    }


def test_taps_in_one_bucket_tie() -> None:
    game = Game(scoring="rank")
    game.play([("a", 1_001, 0), ("a", 1_249, 0), ("a", 1_250, 0)])
    points = {line["participant"]: line["points"] for line in game.scored[-1]["scored"]}
    assert [points[who] for who in WHO] == [1000, 1000, 950, 0]
    assert replay(game.record())["matches"] is True
