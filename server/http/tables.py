"""Answers that are tables: JSON, or CSV (RFC 4180) for who accepts `text/csv`."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar
from urllib.parse import quote

from aiohttp import web

from server.http.shapes import Answer

T = TypeVar("T")
CSV_TYPE: Final = "text/csv"
Cell = str | int | float | bool | None

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings that a spreadsheet takes for a formula (OWASP, CSV injection), full-width ones among them."""


class Table(Answer[T]):
    """An answer with the rows that say the same as a table; the first row names the columns."""

    def __init__(self, out: T, *, name: str, rows: Iterable[Sequence[Cell]]) -> None:
        """`name` is the file's, without an ending."""
        super().__init__(out)
        self.name = name
        self.rows = rows


def wants_csv(request: web.Request) -> bool:
    """Whether the caller asks for CSV and not for JSON."""
    accepted = [part.split(";")[0].strip().lower() for part in request.headers.get("Accept", "").split(",")]
    return CSV_TYPE in accepted and "application/json" not in accepted


def neutral(cell: Cell) -> Cell:
    """A cell that no spreadsheet runs: texts that look like a formula begin with an apostrophe; numbers stay."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def csv_response(table: Table[T]) -> web.Response:
    """The rows as a file to be saved."""
    text = io.StringIO()
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in table.rows)
    disposition = f"attachment; filename*=UTF-8''{quote(table.name, safe='')}.csv"
    headers = {"Content-Disposition": disposition, "Vary": "Accept"}
    return web.Response(text=text.getvalue(), content_type=CSV_TYPE, charset="utf-8", headers=headers)
