"""Reading a table of people: text in, rows or reasons out. Pure."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from models.rules.access import Role

MOST_ROWS = 5_000
NEEDED = ("email", "full_name")
KNOWN = (*NEEDED, "role")
NAME_LONGEST = 200


class TableFault(StrEnum):
    """Why a table cannot be read at all."""

    NO_HEADER = "csv_header"
    TOO_LONG = "csv_too_long"
    BROKEN = "csv_broken"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the table; `fault` says why it cannot be taken. `line` counts from 1, the header included."""

    line: int
    email: str = ""
    full_name: str = ""
    role: str = Role.STUDENT.value
    fault: str = ""


def read_people(text: str) -> list[PersonRow] | TableFault:
    """The rows of a CSV table (RFC 4180) with the columns email, full_name and, if wanted, role."""
    try:
        reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        header = [name.strip().lower() for name in next(reader, [])]
        if not set(NEEDED) <= set(header) or set(header) - set(KNOWN) or len(set(header)) != len(header):
            return TableFault.NO_HEADER
        rows: list[PersonRow] = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(reader.line_num, header, cells))
            if len(rows) > MOST_ROWS:
                return TableFault.TOO_LONG
    except csv.Error:
        return TableFault.BROKEN
    return rows


def _row(line: int, header: list[str], cells: list[str]) -> PersonRow:
    if len(cells) != len(header):
        return PersonRow(line, fault="columns")
    values = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    name, role = values["full_name"], values.get("role", "").lower() or Role.STUDENT.value
    fault = ""
    if not 0 < len(name) <= NAME_LONGEST:
        fault = "full_name"
    elif role not in {known.value for known in Role}:
        fault = "role"
    return PersonRow(line, values["email"], name[:NAME_LONGEST], role[:32], fault)
