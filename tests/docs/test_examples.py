"""Every example in the README, CONTRIBUTING and the guides is run, except those that say why not.

A `python` block is a program: it runs in a process of its own against a server with the demo's accounts. In a `sh` block
every line is a command of ours, run on the test's databases. `<!-- not run: reason -->` before a block leaves it out.
"""

import asyncio
import os
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpServer
from typer.testing import CliRunner

from server.app import create_app
from server.cli.app import app
from server.seed import seed_demo
from server.settings import Settings
from tests.services import ROOT

PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "guides").glob("*.md")))
BLOCK = re.compile(
    r"(?:<!-- not run: (?P<why>[^\n]*) -->\n)?^```(?P<kind>python|sh|bash|shell)\n(?P<text>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
OURS = re.compile(r"^(?:\.venv/bin/)?python -m server (.*)$")
ORIGIN = "http://localhost:8080"


@dataclass(frozen=True, slots=True)
class Example:
    """A block of a page."""

    page: str
    kind: str
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text.strip().splitlines()[-1][:40]}"


def examples(text: str, page: str) -> Iterator[Example]:
    for found in BLOCK.finditer(text):
        kind = "python" if found["kind"] == "python" else "sh"
        yield Example(page, kind, found["text"], found["why"] or "")


EVERY = [each for path in PAGES for each in examples(path.read_text(), path.name)]
PROGRAMS = [each for each in EVERY if each.kind == "python" and not each.why]
COMMANDS = [each for each in EVERY if each.kind == "sh" and not each.why]


def test_what_is_not_run_says_why() -> None:
    left_out = [each for each in EVERY if each.why]
    assert len(PROGRAMS) >= 2
    assert len(COMMANDS) >= 2
    assert [each for each in left_out if len(each.why) < 10] == []
    (kept, marked) = examples("```sh\na\n```\n<!-- not run: no network -->\n```python\nb\n```\n", "page")
    assert (kept.why, marked.why) == ("", "no network")


@pytest.mark.parametrize("example", COMMANDS, ids=str)
def test_the_commands_of_a_page_do_their_work(
    example: Example, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("REDIS_URL", settings.redis_url)
    for line in filter(None, example.text.splitlines()):
        command = OURS.match(line)
        assert command, f"{line}: only commands of ours can be run here; say why it is not"
        ran = CliRunner().invoke(app, shlex.split(command[1], comments=True))
        assert ran.exit_code == 0, ran.output


async def test_the_programs_of_the_pages_run(settings: Settings, aiohttp_server: AiohttpServer, tmp_path: Path) -> None:
    usual = settings.model_copy(update={"demo_password": Settings(_env_file=None).demo_password})
    await seed_demo(usual)
    server = await aiohttp_server(create_app(usual))
    assert PROGRAMS
    for number, example in enumerate(PROGRAMS):
        path = tmp_path / f"example_{number}.py"
        path.write_text(example.text.replace(ORIGIN, str(server.make_url("/")).rstrip("/")))
        code, output = await run(path)
        assert code == 0, f"{example}\n{output}"


async def run(path: Path) -> tuple[int | None, str]:
    """Run a program as a reader would, at the root of the repository."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(path),
        cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode, output.decode()
