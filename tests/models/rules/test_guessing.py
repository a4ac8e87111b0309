"""Which counters a guess is counted in."""

from models.rules.guessing import counters


def test_a_guess_from_a_strange_browser_counts_for_the_pair_the_account_and_the_network() -> None:
    names = [counter.name for counter in counters(account="a", network="192.0.2.1", device=None)]
    assert names == ["pair:a:192.0.2.1", "account:a", "network:192.0.2.1"]


def test_a_guess_from_a_known_browser_counts_for_that_browser_alone() -> None:
    assert [counter.name for counter in counters(account="a", network="192.0.2.1", device="d")] == ["device:d"]


def test_a_network_may_guess_at_fewer_accounts_than_a_spray_needs() -> None:
    most = {counter.name.partition(":")[0]: counter.most for counter in counters(account="a", network="n", device=None)}
    assert most["pair"] < most["account"] < most["network"] < 200
