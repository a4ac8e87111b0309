"""Tables of people or of addresses as somebody uploads them: bytes in, rows or a refusal out."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from models.rules.address_tables import AddressRow, read_addresses
from models.rules.csv_tables import TableFault
from models.rules.people_tables import PersonRow, read_people
from server.addresses import EMAIL_LONGEST, address
from server.errors import Invalid, Unreadable
from server.http.text import clean_text

Row = TypeVar("Row", PersonRow, AddressRow)

_PEOPLE = "The first line must name the columns email, full_name and, if wanted, role; once each"
_ADDRESSES = "The first line must name the column email, once"


def people_in(raw: bytes) -> list[PersonRow]:
    """The rows; those that cannot be taken say why. Raises Unreadable or Invalid for what is no table of people."""
    return _rows(raw, read_people, header=_PEOPLE)


def addresses_in(raw: bytes) -> list[AddressRow]:
    """The rows; those that cannot be taken say why. Raises Unreadable or Invalid for what is no table of addresses."""
    return _rows(raw, read_addresses, header=_ADDRESSES)


def _rows(raw: bytes, read: Callable[[str], list[Row] | TableFault], *, header: str) -> list[Row]:
    try:
        text = clean_text(raw.decode(), ("body",))
    except UnicodeDecodeError as error:
        raise Unreadable("The table must be in UTF-8") from error
    rows = read(text)
    if isinstance(rows, TableFault):
        raise Invalid(_why(rows, header), code=rows.value)
    return [_checked(row) for row in rows]


def _why(fault: TableFault, header: str) -> str:
    match fault:
        case TableFault.NO_HEADER:
            return header
        case TableFault.TOO_LONG:
            return "At most 5,000 people at a time"
        case TableFault.BROKEN:
            return "The table is not CSV"


def _checked(row: Row) -> Row:
    if row.fault:
        return replace(row, email=row.email[:EMAIL_LONGEST])
    try:
        return replace(row, email=address(row.email))
    except ValueError:
        return replace(row, email=row.email[:EMAIL_LONGEST], fault="email")
