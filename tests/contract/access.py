"""The table of who may call what: read from docs/reference/access.txt, and written anew by running this module.

python -m tests.contract.access > docs/reference/access.txt
"""

from dataclasses import dataclass

from server.access import Identity
from server.http.spec import Spec
from tests.contract.contract import PREFIX, REFERENCE

ROLES = ("anonymous", "student", "instructor", "admin")
HEAD = """\
# Who may call what. METHOD /path LETTER, then what a stranger to the thing gets who is nobody, a student, an
# instructor, an admin: yes (the rule lets them through), 401, 403, own (403 or 404 unless the thing is theirs).
# Tests call every route as each of them. Written by `python -m tests.contract.access`; read every change of it.
"""
ANSWERS = {
    "P": ("yes", "yes", "yes", "yes"),
    "S": ("401", "yes", "yes", "yes"),
    "T": ("401", "403", "yes", "yes"),
    "A": ("401", "403", "403", "yes"),
    "I": ("401", "own", "own", "yes"),
    "O": ("401", "own", "own", "yes"),
    "E": ("401", "own", "own", "own"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One route's line in the table."""

    method: str
    path: str
    letter: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        """As it stands in the file."""
        return " ".join((self.method, self.path, self.letter, *self.answers))


def written() -> dict[tuple[str, str], Line]:
    """The table in the repository."""
    lines = (REFERENCE / "access.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("#")]
    return {(one[0], one[1]): Line(one[0], one[1], one[2], tuple(one[3:])) for one in words}


def line_of(spec: Spec) -> Line:
    """What the rule of a route says about each role."""
    letter = spec.allow.letter
    if spec.allow.identity in {Identity.NOBODY, Identity.OPTIONAL} and letter.startswith("P"):
        answers = ANSWERS["P"]
    elif letter.startswith("E/P"):
        answers = ("own", "own", "own", "yes")
    elif letter.startswith("E/"):
        answers = ANSWERS["I"]
    else:
        answers = ANSWERS[letter[0]]
    return Line(spec.method, spec.path.removeprefix(PREFIX), letter, answers)


def api(specs: tuple[Spec, ...]) -> list[Spec]:
    """The routes of the API."""
    return [spec for spec in specs if spec.path.startswith(PREFIX + "/")]


if __name__ == "__main__":
    from server.app import specs

    found = sorted(map(str, map(line_of, api(specs()))), key=lambda line: line.split()[1::-1])
    print(HEAD + "\n".join(found))  # noqa: T201 - this is its output
