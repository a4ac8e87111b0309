"""Reading a table of addresses, one person a line: text in, rows or a reason out. Pure."""

import csv
from dataclasses import dataclass
from io import StringIO

from models.rules.imports import MOST_ROWS, TableFault

COLUMN = "email"


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One line of the table; `fault` says why it cannot be taken. `line` counts from 1, the header included."""

    line: int
    email: str
    fault: str = ""


def read_addresses(text: str) -> list[AddressRow] | TableFault:
    """The rows of a CSV table (RFC 4180) with a column `email`; other columns are not looked at."""
    try:
        reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        header = [name.strip().lower() for name in next(reader, [])]
        if header.count(COLUMN) != 1:
            return TableFault.NO_HEADER
        at, rows = header.index(COLUMN), list[AddressRow]()
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(reader.line_num, cells, at))
            if len(rows) > MOST_ROWS:
                return TableFault.TOO_LONG
    except csv.Error:
        return TableFault.BROKEN
    return rows


def _row(line: int, cells: list[str], at: int) -> AddressRow:
    return AddressRow(line, cells[at].strip()) if at < len(cells) else AddressRow(line, "", fault="columns")
