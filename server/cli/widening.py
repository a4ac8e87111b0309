"""Reads migrations and finds statements that old code, or a table that is in use, cannot bear.

Expand and contract (docs/guides/upgrade.md): what narrows belongs to a later release, in a migration that says so with
`CONTRACT = "why"`. Lock rules: PostgreSQL's manual, "ALTER TABLE" and "Explicit Locking".
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

DANGERS = {
    r"\bDROP\s+TABLE\b": "drops a table that old code reads",
    r"\bDROP\s+COLUMN\b": "drops a column that old code reads",
    r"\bRENAME\b": "renames what old code calls by its old name",
    r"\bSET\s+NOT\s+NULL\b": "reads the whole table under a lock: add a CHECK … NOT VALID and validate it later",
    r"\bALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE\b": "rewrites the table under a lock: add a new column",
    r"\bADD\s+(COLUMN\s+)?(IF\s+NOT\s+EXISTS\s+)?\"?\w+\"?\s+(?!.*\bDEFAULT\b)[^;]*\bNOT\s+NULL\b": (
        "adds a column that old code does not fill: give it a DEFAULT"
    ),
    r"\b(TRUNCATE|LOCK\s+TABLE)\b": "stops everyone who uses the table",
}
NEW_TABLE = re.compile(r'CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?', re.IGNORECASE)
INDEX = re.compile(r'CREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?\S+ ON "?(\w+)"?', re.IGNORECASE)
CHECKED = re.compile(r'ALTER TABLE "?(\w+)"? ADD CONSTRAINT [^;]*(?:FOREIGN KEY|CHECK)', re.IGNORECASE)
BEFORE_RELEASE = 20
"""Migrations up to this number were applied before anything served: nobody used the tables."""


def dangers(path: Path) -> list[str]:
    """What of this migration a serving process could not bear; nothing for one that is marked as a contract step."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if _contract(tree):
        return []
    sql = _upgrade(tree)
    own = {name.lower() for name in NEW_TABLE.findall(sql)}
    return [why for statement in sql.split(";") for why in _of(" ".join(statement.split()), own)]


def _of(statement: str, own: set[str]) -> Iterator[str]:
    """Statements about tables that the same migration makes harm nobody."""
    about = re.match(r'(?:ALTER|DROP|TRUNCATE|LOCK) TABLE (?:IF EXISTS )?"?(\w+)"?', statement, re.IGNORECASE)
    if not (about and about[1].lower() in own):
        for pattern, why in DANGERS.items():
            if re.search(pattern, statement, re.IGNORECASE):
                yield f"{why}: {statement[:100]}"
    if (index := INDEX.search(statement)) and not index[1] and index[2].lower() not in own:
        yield f"stops writers while an index is built: use CONCURRENTLY: {statement[:100]}"
    if (rule := CHECKED.search(statement)) and rule[1].lower() not in own and "NOT VALID" not in statement.upper():
        yield f"reads the whole table under a lock: add it NOT VALID: {statement[:100]}"


def _contract(tree: ast.Module) -> str:
    """The reason that a migration gives for narrowing; empty when it gives none."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name("CONTRACT")], value=ast.Constant(str(why))):
                return why
            case _:
                pass
    return ""


def _upgrade(tree: ast.Module) -> str:
    """All SQL that `upgrade` holds or names: its own texts, and those of constants and functions of the module."""
    down = {node for node in tree.body if isinstance(node, ast.AsyncFunctionDef) and node.name == "downgrade"}
    state = {node for node in tree.body if "MODELS_STATE" in ast.dump(node)[:200]}
    texts = [
        each.value
        for node in tree.body
        if node not in down | state
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    return ";\n".join(re.sub(r"--[^\n]*|'(?:[^']|'')*'", "''", text) for text in texts)
