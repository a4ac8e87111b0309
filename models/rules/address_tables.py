"""Reading a table of addresses, one person a line: text in, rows or a reason out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.csv_tables import TableFault, read_rows

COLUMN = "email"


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One line of the table; `fault` says why it cannot be taken. `line` counts from 1, the header included."""

    line: int
    email: str
    fault: str = ""


def read_addresses(text: str) -> list[AddressRow] | TableFault:
    """The rows of a CSV table (RFC 4180) with a column `email`; other columns are not looked at."""
    return read_rows(text, fits=lambda header: header.count(COLUMN) == 1, row=_row)


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> AddressRow:
    at = header.index(COLUMN)
    return AddressRow(line, cells[at].strip()) if at < len(cells) else AddressRow(line, "", fault="columns")
