"""Mails that came back are read as RFC 3464 writes them; whatever else arrives says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.mail.bounces import Bounce, bounces_in

REPORT = """\
From: MAILER-DAEMON@mx.example
To: school@lectern.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; Sam@school.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user
--b
Content-Type: {kind}

Message-ID: <0198@lectern.example>
Subject: Hello

--b--
"""


def report(action: str = "failed", status: str = "5.1.1", kind: str = "message/rfc822") -> bytes:
    return REPORT.format(action=action, status=status, kind=kind).encode()


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_a_returned_mail_says_which_address_nobody_has(kind: str) -> None:
    assert bounces_in(report(kind=kind)) == [Bounce("<0198@lectern.example>", "Sam@school.example", "5.1.1")]


@pytest.mark.parametrize(
    "content",
    [
        report(action="delayed", status="4.1.1"),
        report(status="5.2.2"),
        report(status="5.7.1"),
        report(status="5.1"),
        report(kind="text/plain"),
        report().replace(b"delivery-status; boundary", b"disposition-notification; boundary"),
        b"",
        b"Subject: out of office",
    ],
)
def test_delays_full_mailboxes_refused_words_and_other_mails_say_nothing(content: bytes) -> None:
    assert bounces_in(content) == []


@given(st.binary(max_size=400), st.integers(0, 700))
def test_no_mail_however_broken_breaks_the_reader(noise: bytes, at: int) -> None:
    content = report()
    assert isinstance(bounces_in(content[:at] + noise + content[at:]), list)
