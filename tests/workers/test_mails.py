"""Every mail of the product is sent by something, and a test sees it go."""

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from tortoise.transactions import in_transaction

from models.actions.mail import send_mail
from models.rules.notices import APP_ONLY, Notice
from models.tables.system import Outbox
from server.mail.texts import mail_texts
from tests.workers.desk import MONDAY, Desk

DATA = {"name": "Sam", "new_email": "c@d.example"}
ROOT: Final = Path(__file__).parents[2]
SEEN: Final = {
    "welcome": "tests/handlers/accounts",
    "verify_email": "tests/handlers/accounts",
    "reset_password": "tests/handlers/accounts",
    "mfa_changed": "tests/handlers/accounts",
    "new_sign_in": "tests/handlers/accounts",
    "enrolled": "tests/handlers",
    "waitlist_offer": "tests/handlers/post/test_notifications.py",
    "announcement": "tests/handlers",
    "course_invitation": "tests/handlers/post/test_invitation_mails.py",
    "assignment_graded": "tests/handlers",
    "quiz_result": "tests/handlers/post/test_quiz_results.py",
    "course_completed": "tests/handlers/post/test_certificates.py",
    "certificate": "tests/workers/test_certificates.py",
    "payment_confirmed": "tests/payments",
    "payment_failed": "tests/payments",
    "payment_refunded": "tests/payments",
    "weekly_progress": "tests/workers/test_reports.py",
    "inactivity_reminder": "tests/workers/test_reports.py",
    "monthly_report": "tests/workers/test_reports.py",
}
"""The mails that the product promises, and where their going is seen."""
SIGNS: Final = {"inactivity_reminder": '"report.idle"', "monthly_report": '"report.month"'}
"""What a test says instead of the mail's name or words."""


def code() -> str:
    """Our code that may send mails, without its comments and docstrings."""
    folders = ("models/actions", "workers", "handlers", "server")
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return "\n".join(_plain(path.read_text("utf-8")) for path in paths)


def _plain(text: str) -> str:
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)


CODE: Final = code()


@pytest.mark.parametrize("name", sorted(mail_texts("en").mails.keys() - {each.value for each in APP_ONLY}))
def test_every_mail_that_has_words_has_a_sender(name: str) -> None:
    kinds = {each.value: f"Notice.{each.name}" for each in Notice}
    mailed = rf"Mailed\.{name.upper()}\b|'{name}'"
    assert re.search(re.escape(kinds[name]) + r"\b" if name in kinds else mailed, CODE), f"nobody sends {name}"


@pytest.mark.parametrize("name", sorted(SEEN))
def test_every_mail_that_is_promised_is_seen_to_go(name: str) -> None:
    place, sign = ROOT / SEEN[name], SIGNS.get(name, name)
    texts = [path.read_text("utf-8") for path in ([place] if place.is_file() else sorted(place.rglob("*.py")))]
    subject = mail_texts("en").mails[name].subject
    words = max(re.split(r"\{\w+\}", subject), key=len).strip(" :")
    signs = (sign, sign.upper(), words)
    assert any(each in text for text in texts for each in signs), f"no test of {SEEN[name]} sees {name}"


async def test_a_mail_that_was_taken_is_not_sent_again_when_its_job_runs_again(desk: Desk) -> None:
    async with in_transaction() as tx:
        await send_mail(tx, template="email_changed", to="a@b.example", locale="en", data=DATA, now=MONDAY)
    asked = await Outbox.get()
    await desk.work()
    # The worker died after the mail server's yes, before it could note the end.
    await Outbox.all().update(done_at=None, payload=asked.payload)
    desk.mailer.taken.clear()
    await desk.work()
    assert desk.mailer.taken == {}
