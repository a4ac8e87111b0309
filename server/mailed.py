"""Tokens that go out by mail: the links that hold them, and finding their rows again."""

from models.actions.credentials import Mailed, MailedToken, find_mail_token
from models.ids import new_id
from models.tables.credentials import MailToken
from server.auth import Auth
from server.errors import BadRequest

PAGES = {
    Mailed.VERIFY_EMAIL: "/verify-email",
    Mailed.CHANGE_EMAIL: "/verify-email",
    Mailed.RESET_PASSWORD: "/reset-password",
    Mailed.INVITE: "/reset-password",
}
"""The pages that trade each token in."""


def new_mailed_token(auth: Auth, purpose: Mailed) -> MailedToken:
    """A token and its link. It stands in the fragment, which no server, log or Referer header ever sees."""
    made = auth.mail_tokens.new(new_id())
    return MailedToken(made.id, made.hash, f"{auth.settings.origin}{PAGES[purpose]}#token={made.text}")


async def find_mailed_token(auth: Auth, text: str) -> MailToken:
    """The row of a token whose text is right. Raises BadRequest for any other; used and late ones are found too."""
    token_id = auth.mail_tokens.id_of(text)
    row = await find_mail_token(token_id) if token_id else None
    if row is None or auth.mail_tokens.kid_of(text, row.token_hash) is None:
        raise spent_token()
    return row


def spent_token() -> BadRequest:
    """The one answer to a mailed token that is wrong, used or over."""
    return BadRequest("The link is not, or no longer, good; ask for a new one", code="invalid_token")
