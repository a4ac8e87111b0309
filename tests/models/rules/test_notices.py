"""What goes to whom by which way, and what can be refused."""

import pytest

from models.rules.notices import APP_ONLY, MAIL_ONLY, Channel, Notice, choices, fits_budget, may_choose, wants


def test_everything_is_told_by_every_way_until_its_reader_says_otherwise() -> None:
    for notice in Notice:
        assert wants(notice, Channel.MAIL, {}) == (notice not in APP_ONLY)
        assert wants(notice, Channel.APP, {}) == (notice not in MAIL_ONLY)


def test_what_is_refused_is_not_told_but_receipts_are() -> None:
    said = {(notice.value, channel.value): False for notice in Notice for channel in Channel}
    told = [(notice, channel) for notice in Notice for channel in Channel if wants(notice, channel, said)]
    assert told == [
        (Notice.PAYMENT_CONFIRMED, Channel.MAIL),
        (Notice.PAYMENT_REFUNDED, Channel.MAIL),
        (Notice.ADDRESS_REFUSED, Channel.APP),
    ]
    assert not any(may_choose(*each) for each in told)


def test_every_choice_there_is_is_listed_once() -> None:
    found = [(each.kind, each.channel) for each in choices({})]
    assert len(found) == len(set(found)) == 2 * len(Notice) - len(MAIL_ONLY) - len(APP_ONLY)


@pytest.mark.parametrize(
    ("kind", "sent", "fits"),
    [
        (Notice.ANNOUNCEMENT, 7, True),
        (Notice.ANNOUNCEMENT, 8, False),
        (Notice.CERTIFICATE, 80, True),
    ],
)
def test_news_over_the_budget_wait_unless_they_are_urgent(kind: Notice, sent: int, *, fits: bool) -> None:
    assert fits_budget(kind, sent_today=sent, budget=8) is fits
