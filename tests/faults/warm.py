"""Runs tests in copies of a process that has everything imported, with the functions of one file exchanged.

    python -m tests.faults.warm KEEPER

Starting Python, pytest and our imports costs more than most tests. Each line of standard input is a JSON object: `file`
(the path of what was changed on the disk, empty for nothing), `tests` and `words` (where pytest's words go). The answer
is a line with pytest's exit code. What cannot be exchanged (classes, what another module took by its value) stays as it
was, so a test that passes here has to be asked again in a new process; one that fails has noticed.
"""

import contextlib
import gc
import importlib
import json
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Final

import pytest

MODULES: Final = ("server.app", "workers.main", "simulators.apps", "hypothesis", "aiohttp.test_utils", "pytest_aiohttp")
PLAIN: Final = (str, bytes, int, float, frozenset, tuple, dict)
OPTIONS: Final = ("-q", "-x", "-n", "0", "-p", "no:cacheprovider", "--tb=short", "--timeout=90")
QUIET: Final = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""What is imported already cannot be rewritten, and need not be."""


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code and all code within it."""
    yield code
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield from codes(each)


def exchange(path: Path) -> None:
    """Let every function of this file that lives in this process do what the file says now, and its constants too."""
    whole = compile(path.read_text("utf-8"), str(path), "exec")
    new = {each.co_qualname: each for each in codes(whole)}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == str(path):
            found = new.get(each.__code__.co_qualname)
            if found is not None and found.co_freevars == each.__code__.co_freevars:
                each.__code__ = found
    module = next((each for each in sys.modules.values() if getattr(each, "__file__", "") == str(path)), None)
    if module is not None:
        _exchange_constants(module, whole)


def _exchange_constants(module: types.ModuleType, whole: CodeType) -> None:
    fresh = {"__name__": module.__name__, "__file__": module.__file__}
    # A module that cannot be run twice keeps its constants: the test is then asked in a new process.
    with contextlib.suppress(Exception):
        exec(whole, fresh)  # noqa: S102 - our own code
        for name, value in fresh.items():
            old = getattr(module, name, None)
            if not name.startswith("__") and isinstance(value, PLAIN) and type(old) is type(value) and old != value:
                setattr(module, name, value)


def run(asked: dict[str, str], keeper: str) -> int:
    """In a copy of this process; pytest's exit code."""
    if copy := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    words = os.open(asked["words"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(words, 1)
    os.dup2(words, 2)
    code = 1
    try:
        if asked["file"].endswith(".py"):
            exchange(Path.cwd() / asked["file"])
        code = int(pytest.main([*OPTIONS, *QUIET, f"--keeper={keeper}", *asked["tests"].split()]))
    finally:
        sys.stdout.flush()
        os._exit(code)


def main() -> None:
    """Import everything, then do what is asked until standard input ends."""
    for name in MODULES:
        with contextlib.suppress(ModuleNotFoundError):
            _ = importlib.import_module(name)
    for line in sys.stdin:
        print(run(json.loads(line), sys.argv[1]), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
