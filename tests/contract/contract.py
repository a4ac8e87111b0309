"""Reads the contract's route lists out of docs/reference, so that tests can compare them with what is served."""

import re
from pathlib import Path

from server.http.spec import Spec

REFERENCE = Path(__file__).parent.parent.parent / "docs" / "reference"
PREFIX = "/api/v1"

Route = tuple[str, str]
"""Method and path below the prefix, with every parameter written `{}`."""

_METHODS = "GET|POST|PUT|PATCH|DELETE"
_MENTION = re.compile(rf"`((?:{_METHODS})(?:/(?:{_METHODS}))*) (/[^\s`?]*)[^`]*`")
_LINE = re.compile(rf"({_METHODS}) (/\S*)(?: - (.+))?")


def written() -> frozenset[Route]:
    """Every route that api.md names."""
    text = (REFERENCE / "api.md").read_text(encoding="utf-8")
    return frozenset((method, plain(found[2])) for found in _MENTION.finditer(text) for method in found[1].split("/"))


def served(specs: tuple[Spec, ...]) -> frozenset[Route]:
    """Every route below the prefix that the application has."""
    return frozenset(
        (spec.method, plain(spec.path.removeprefix(PREFIX))) for spec in specs if spec.path.startswith(PREFIX + "/")
    )


def listed(name: str) -> dict[Route, str]:
    """The routes in one of the lists beside api.md, each with its reason (or nothing)."""
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    found = [_LINE.fullmatch(line) for line in lines if line and not line.startswith("#")]
    return {(match[1], plain(match[2])): match[3] or "" for match in found if match}


def pending_fields() -> dict[Route, set[str]]:
    """The optional fields that a served route does not take yet."""
    return _fields("pending_fields.txt")


def added_fields() -> dict[Route, set[str]]:
    """The optional fields that a served route takes beyond the contract."""
    return _fields("added_fields.txt")


def _fields(name: str) -> dict[Route, set[str]]:
    found: dict[Route, set[str]] = {}
    for line in (REFERENCE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            method, path, field = line.partition(" - ")[0].split()
            found.setdefault((method, plain(path)), set()).add(field)
    return found


def plain(path: str) -> str:
    """The path with its parameters' names left out: the contract calls them `id`, handlers by what they are."""
    return re.sub(r"{[^}]*}", "{}", path)
