"""Migrations are read for what a serving process could not bear."""

from pathlib import Path

import pytest

from server.cli.widening import BEFORE_RELEASE, dangers
from server.health import MIGRATIONS


def written(folder: Path, sql: str, *, head: str = "") -> Path:
    path = folder / "21_x.py"
    path.write_text(
        f'{head}\n\nasync def upgrade(db):\n    return """{sql};"""\n\n\nasync def downgrade(db):\n    return "DROP TABLE a"\n'
    )
    return path


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ('DROP TABLE IF EXISTS "course"', "drops a table"),
        ('ALTER TABLE "course" DROP COLUMN "title"', "drops a column"),
        ('ALTER TABLE "course" RENAME COLUMN "title" TO "name"', "renames"),
        ('ALTER TABLE "course" RENAME TO "class"', "renames"),
        ('ALTER TABLE "course" ADD "size" INT NOT NULL', "DEFAULT"),
        ('ALTER TABLE "course" ALTER COLUMN "size" SET NOT NULL', "NOT VALID"),
        ('ALTER TABLE "course" ALTER COLUMN "size" TYPE BIGINT', "rewrites"),
        ('CREATE INDEX "ix" ON "live_answer" ("run_id")', "CONCURRENTLY"),
        ('CREATE UNIQUE INDEX IF NOT EXISTS "ix" ON "live_answer" ("run_id")', "CONCURRENTLY"),
        ('ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("b") REFERENCES "c" ("id")', "NOT VALID"),
        ('TRUNCATE TABLE "course"', "stops everyone"),
    ],
)
def test_what_old_code_cannot_bear_is_refused(sql: str, why: str, tmp_path: Path) -> None:
    (told,) = dangers(written(tmp_path, sql))
    assert why in told
    assert dangers(written(tmp_path, sql, head='CONTRACT = "2.0: nothing reads it since 1.9"')) == []


@pytest.mark.parametrize(
    "sql",
    [
        'ALTER TABLE "course" ADD "size" INT NOT NULL DEFAULT 0',
        'ALTER TABLE "course" ADD "size" INT',
        'CREATE TABLE "b" ("id" UUID NOT NULL PRIMARY KEY);\nCREATE INDEX "ix" ON "b" ("id")',
        'CREATE INDEX CONCURRENTLY "ix" ON "live_answer" ("run_id")',
        'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("b") REFERENCES "c" ("id") NOT VALID',
        "COMMENT ON TABLE \"a\" IS 'DROP TABLE is not meant'",
    ],
)
def test_what_widens_is_let_through(sql: str, tmp_path: Path) -> None:
    assert dangers(written(tmp_path, sql)) == []


def test_no_migration_since_the_first_release_narrows() -> None:
    later = [path for path in MIGRATIONS.glob("[0-9]*_*.py") if int(path.name.partition("_")[0]) > BEFORE_RELEASE]
    assert {path.name: found for path in later if (found := dangers(path))} == {}
