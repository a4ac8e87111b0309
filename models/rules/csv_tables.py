"""Reading a CSV table of one person a line: text in, rows or the reason why it is no such table out. Pure."""

import csv
from collections.abc import Callable, Sequence
from enum import StrEnum
from io import StringIO
from typing import TypeVar

MOST_ROWS = 5_000
Row = TypeVar("Row")


class TableFault(StrEnum):
    """Why a table cannot be read at all."""

    NO_HEADER = "csv_header"
    TOO_LONG = "csv_too_long"
    BROKEN = "csv_broken"


def read_rows(
    text: str,
    *,
    fits: Callable[[Sequence[str]], bool],
    row: Callable[[int, Sequence[str], Sequence[str]], Row],
) -> list[Row] | TableFault:
    """The rows of a table (RFC 4180), each made of its line (from 1, the header included), the header and the cells.

    Names in the header are compared in lower case; lines without any text are left out.
    """
    try:
        reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        header = [name.strip().lower() for name in next(reader, [])]
        if not fits(header):
            return TableFault.NO_HEADER
        rows: list[Row] = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(row(reader.line_num, header, cells))
            if len(rows) > MOST_ROWS:
                return TableFault.TOO_LONG
    except csv.Error:
        return TableFault.BROKEN
    return rows
