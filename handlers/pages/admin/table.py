"""Tables of the administrator's pages: filters, pages by keys, forms in the rows, and the same rows as CSV."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, Literal
from urllib.parse import quote, urlencode
from uuid import UUID

from aiohttp import web
from pydantic import BaseModel, Field

from models.actions.exports import note_export
from server.cause import cause_of
from server.endpoint import Table, read_cursor, write_cursor
from server.errors import Forbidden
from server.http.tables import csv_response
from server.page_view import page
from server.step_up import require_fresh

ROWS: Final = 25
CSV_STEP: Final = 500
CSV_MOST: Final = 20_000
"""Rows of one file at most; filters make smaller ones."""
Key = tuple[datetime, UUID]
Kind = Literal["text", "code", "time", "state", "number"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: how it is shown, where it leads, and a second line below it."""

    text: str
    kind: Kind = "text"
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A field of a row's form: `choices` make it a list, `required` and `hint` are as in HTML."""

    name: str
    label: str
    choices: tuple[str, ...] = ()
    value: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """A form in a row; `name` is the second part of its texts `admin.do_…`."""

    name: str
    action: str
    inputs: tuple[Input, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row; the first cell names it. `links` are names of pages and their addresses."""

    cells: tuple[Cell, ...]
    acts: tuple[Act, ...] = ()
    detail: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """One field above the table; `choices` make it a list."""

    name: str
    value: str
    choices: tuple[str, ...] = ()


class TableQuery(BaseModel):
    """What every table can be asked; `done` is what a form has just done."""

    cursor: str | None = Field(None, max_length=400)
    format: Literal["", "csv"] = ""
    done: str = Field("", max_length=20, pattern="^[a-z_]*$")

    def filters(self) -> dict[str, str]:
        """What narrows the table, as it stands in an address."""
        told = self.model_dump(mode="json", exclude={"cursor", "format", "done"})
        return {name: str(value) for name, value in told.items() if value not in {None, ""}}


Fetch = Callable[[Key | None, int], Awaitable[tuple[Sequence[Line], Key | None]]]
"""One page of rows after a key, and the key of its last row when there are more."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: its name (in texts and addresses), its columns, and where its rows come from."""

    name: str
    columns: tuple[str, ...]
    fetch: Fetch
    filters: tuple[Filter, ...] = ()


async def show(request: web.Request, listing: Listing, query: TableQuery) -> web.Response:
    """The table as a page; as CSV to an admin who showed a password or a code lately, which the audit log tells."""
    if query.format == "csv":
        return await _csv(request, listing, query)
    lines, last = await listing.fetch(read_cursor(query.cursor or None, tuple[datetime, UUID]), ROWS)
    here = address(request.path, query.filters())
    cursor = write_cursor(last)
    context: dict[str, Any] = {
        "listing": listing,
        "lines": lines,
        "more": address(request.path, {**query.filters(), "cursor": cursor}) if cursor else "",
        "first": here if query.cursor else "",
        "csv_url": address(request.path, {**query.filters(), "format": "csv"}),
        "back": address(request.path, {**query.filters(), **({"cursor": query.cursor} if query.cursor else {})}),
        "narrowed": bool(query.filters()),
        "done": query.done,
    }
    return await page(request, "admin/table.html", **context)


async def _csv(request: web.Request, listing: Listing, query: TableQuery) -> web.Response:
    here = address(request.path, query.filters())
    try:
        require_fresh(request)
    except Forbidden:
        raise web.HTTPSeeOther(f"/admin/prove?back={quote(here, safe='/')}") from None
    rows: list[list[str]] = [list(listing.columns)]
    after: Key | None = None
    while len(rows) <= CSV_MOST:
        lines, after = await listing.fetch(after, CSV_STEP)
        rows.extend([cell.text for cell in line.cells] for line in lines)
        if after is None:
            break
    await note_export(listing.name, query.filters(), len(rows) - 1, cause_of(request))
    return csv_response(Table(None, name=f"lectern-{listing.name}", rows=rows))


def address(path: str, fields: dict[str, str]) -> str:
    """A path with a query, or without an empty one."""
    return f"{path}?{urlencode(fields)}" if fields else path


def moment(at: datetime | None) -> Cell:
    """A time, always in UTC: an administrator compares it with logs."""
    return Cell(f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if at else "", "time")


def states(kind: type[StrEnum]) -> tuple[str, ...]:
    """The values of an enumeration, for a list to choose from."""
    return tuple(each.value for each in kind)
