"""Reading a table of people: text in, rows or reasons out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.access import Role
from models.rules.csv_tables import TableFault, read_rows

NEEDED = ("email", "full_name")
KNOWN = (*NEEDED, "role")
NAME_LONGEST = 200


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
    return read_rows(text, fits=_fits, row=_row)


def _fits(header: Sequence[str]) -> bool:
    return set(NEEDED) <= set(header) <= set(KNOWN) and len(set(header)) == len(header)


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> PersonRow:
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
