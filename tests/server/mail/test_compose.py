"""Mails say the same in both forms and languages, and nothing that was typed becomes a header."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.notices import Notice
from server.mail.base import Letter, NeverSent
from server.mail.compose import compose
from server.mail.texts import mail_texts

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SENDER = "School <school@lectern.example>"
DATA: dict[str, Any] = {
    field: f"<{field}>"
    for field in [
        "name",
        "link",
        "hours",
        "email",
        "new_email",
        "device",
        "address",
        "course",
        "teacher",
        "until",
        "title",
        "text",
        "points",
        "most",
        "percent",
        "number",
        "reason",
        "amount",
        "days",
        "month",
        "gateway",
        "count",
        "host",
    ]
}


def letter(template: str = "enrolled", **changes: Any) -> Letter:
    usual: dict[str, Any] = {"id": "0198", "template": template, "to": "sam@school.example", "locale": "en"}
    return Letter(**{**usual, "written_at": AT, "data": DATA, **changes})


def parts(of: Letter) -> tuple[str, str]:
    message = compose(of, sender=SENDER, origin="https://lectern.example")
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return str(text.get_content()), str(html.get_content())


def test_both_languages_have_the_same_mails_with_the_same_fields() -> None:
    english, arabic = mail_texts("en"), mail_texts("ar")
    assert english.frame.keys() == arabic.frame.keys()
    assert english.mails.keys() == arabic.mails.keys()
    for name, mail in english.mails.items():
        other = arabic.mails[name]
        for one, two in ((mail.subject, other.subject), ("".join(mail.body), "".join(other.body))):
            assert set(re.findall(r"{\w+}", one)) == set(re.findall(r"{\w+}", two)), name
        assert bool(mail.button) == bool(other.button)


def test_every_kind_of_news_has_its_texts() -> None:
    assert {notice.value for notice in Notice} <= mail_texts("en").mails.keys()


@pytest.mark.parametrize("template", sorted(mail_texts("en").mails))
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_every_mail_is_written_in_text_and_html(template: str, locale: str) -> None:
    text, html = parts(letter(template, locale=locale, items=["<one>", "two"]))
    assert f'lang="{locale}" dir="{"rtl" if locale == "ar" else "ltr"}"' in html
    assert "<one>" in text
    assert "&lt;one&gt;" in html
    assert "<name>" not in html
    assert not re.search(r"{\w+}", text)


def test_a_second_try_is_recognisable_as_the_same_mail() -> None:
    first, second = (compose(letter(), sender=SENDER, origin="") for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == "<0198@lectern.example>"
    assert first["Date"] == second["Date"]


def test_news_can_be_refused_in_one_click_and_account_mails_cannot() -> None:
    news = compose(letter(unsubscribe="https://lectern.example/unsubscribe/x"), sender=SENDER, origin="")
    assert news["List-Unsubscribe"] == "<https://lectern.example/unsubscribe/x>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert compose(letter("verify_email"), sender=SENDER, origin="")["List-Unsubscribe"] is None


@given(st.text(max_size=200))
def test_nothing_that_is_typed_begins_a_header(title: str) -> None:
    message = compose(letter("announcement", data={**DATA, "course": title}), sender=SENDER, origin="")
    head = message.as_bytes().partition(b"\n\n")[0].replace(b"\r\n", b"\n")
    names = re.findall(rb"(?m)^([A-Za-z-]+):", head.partition(b"\n\n")[0])
    assert names == [name.encode() for name in message.keys()]  # noqa: SIM118 - duplicates would show
    assert "\n" not in str(message["Subject"])


@pytest.mark.parametrize(
    "to", ["", "sam", "sam@", "@x.example", "sam@x.example\nBcc: eve@x.example", "a b@x.example", "sam@x.example\0"]
)
def test_what_is_no_address_is_never_sent(to: str) -> None:
    with pytest.raises(NeverSent):
        _ = compose(letter(to=to), sender=SENDER, origin="")


def test_addresses_beyond_ascii_are_written() -> None:
    assert "xn--mnchen-3ya.example" in str(compose(letter(to="sam@münchen.example"), sender=SENDER, origin="")["To"])
    assert "سام" in str(compose(letter(to="سام@school.example"), sender=SENDER, origin="")["To"])


def test_half_a_sentence_is_never_sent() -> None:
    with pytest.raises(KeyError):
        _ = compose(letter(data={}), sender=SENDER, origin="")
