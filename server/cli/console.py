"""How the commands talk: settings or a clear refusal, steps with their times, the children's lines."""

import contextlib
import sys
import time
from collections.abc import Iterator

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console

from server.settings import Settings

BAD_SETTINGS = 2
NAME_WIDTH = 8

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def load_settings() -> Settings:
    """Read the settings; ends the process with exit code 2 and the names, never the values, of what is wrong."""
    try:
        return Settings()
    except (ValidationError, SettingsError) as error:
        raise failure("The settings are not usable:", *_wrongs(error), code=BAD_SETTINGS) from None


def _wrongs(error: ValidationError | SettingsError) -> list[str]:
    if isinstance(error, SettingsError):
        return [str(error)]
    found = error.errors(include_input=False, include_context=False)
    return [f"{_name(item['loc'])}{item['msg'].removeprefix('Value error, ')}" for item in found]


def _name(location: tuple[int | str, ...]) -> str:
    return f"{str(location[0]).upper()}: " if location else ""


def failure(*lines: str, code: int = 1) -> typer.Exit:
    """Print the lines as an error; returns what to raise to end the process."""
    for number, line in enumerate(lines):
        errors.print(line, style="bold red" if number == 0 else None, markup=False)
    return typer.Exit(code)


def say(line: str) -> None:
    """Print a line of our own. A terminal that is gone is no reason to stop."""
    with contextlib.suppress(OSError):
        console.print(f"{'lectern':>{NAME_WIDTH}} │ {line}", style="yellow", markup=False)


def emit(name: str, line: str) -> None:
    """Print one line of a child behind its name."""
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{name:>{NAME_WIDTH}} │ {line}\n")
        sys.stdout.flush()


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Show that something is going on, and afterwards how long it took."""
    begin = time.perf_counter()
    with console.status(f"{title} …"):
        yield
    console.print(f"  [green]✓[/green] {title} [dim]({time.perf_counter() - begin:.1f} s)[/dim]")
