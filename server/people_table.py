"""A table of people as an admin uploads it: bytes in, rows or a refusal out."""

from dataclasses import replace

from email_validator import EmailNotValidError, validate_email

from models.rules.imports import PersonRow, TableFault, read_people
from server.errors import Invalid, Unreadable
from server.http.text import clean_text

_WHY = {
    TableFault.NO_HEADER: "The first line must name the columns email, full_name and, if wanted, role; once each",
    TableFault.TOO_LONG: "At most 5,000 people at a time",
    TableFault.BROKEN: "The table is not CSV",
}
EMAIL_LONGEST = 254


def read_table(raw: bytes) -> list[PersonRow]:
    """The rows; those that cannot be taken say why. Raises Unreadable or Invalid for what is no table of people."""
    try:
        text = clean_text(raw.decode(), ("body",))
    except UnicodeDecodeError as error:
        raise Unreadable("The table must be in UTF-8") from error
    rows = read_people(text)
    if isinstance(rows, TableFault):
        raise Invalid(_WHY[rows], code=rows.value)
    return [_checked(row) for row in rows]


def _checked(row: PersonRow) -> PersonRow:
    if row.fault:
        return replace(row, email=row.email[:EMAIL_LONGEST])
    try:
        return replace(row, email=address(row.email))
    except ValueError:
        return replace(row, email=row.email[:EMAIL_LONGEST], fault="email")


def address(text: str) -> str:
    """An e-mail address in its normal spelling (RFC 5321, RFC 6531). Raises ValueError for anything else."""
    if len(text) > EMAIL_LONGEST:
        raise ValueError("is too long for an e-mail address")
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as error:
        raise ValueError("must be an e-mail address") from error
    if "." not in found.domain:
        raise ValueError("must be an e-mail address with a full domain")
    return found.normalized
