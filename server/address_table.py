"""A table of addresses as a teacher uploads it: bytes in, rows or a refusal out."""

from dataclasses import replace

from models.rules.address_tables import AddressRow, read_addresses
from models.rules.imports import TableFault
from server.errors import Invalid, Unreadable
from server.http.text import clean_text
from server.people_table import EMAIL_LONGEST, address

_WHY = {
    TableFault.NO_HEADER: "The first line must name the column email, once",
    TableFault.TOO_LONG: "At most 5,000 people at a time",
    TableFault.BROKEN: "The table is not CSV",
}


def read_address_table(raw: bytes) -> list[AddressRow]:
    """The rows; those that cannot be taken say why. Raises Unreadable or Invalid for what is no table of addresses."""
    try:
        text = clean_text(raw.decode(), ("body",))
    except UnicodeDecodeError as error:
        raise Unreadable("The table must be in UTF-8") from error
    rows = read_addresses(text)
    if isinstance(rows, TableFault):
        raise Invalid(_WHY[rows], code=rows.value)
    return [_checked(row) for row in rows]


def _checked(row: AddressRow) -> AddressRow:
    if row.fault:
        return row
    try:
        return replace(row, email=address(row.email))
    except ValueError:
        return replace(row, email=row.email[:EMAIL_LONGEST], fault="email")
