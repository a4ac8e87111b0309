"""What is wrong with an input: every fault at once, each with its place and a stable code."""

from dataclasses import dataclass, field

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is (`("choices", 2, "text")`), its stable code, and a sentence for people."""

    path: Path
    code: str
    message: str


class Invalid(ValueError):
    """An input was refused; `problems` lists every fault, never none."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{'.'.join(map(str, each.path))}: {each.message}" for each in problems))


@dataclass(slots=True)
class Problems:
    """Collects faults while an input is read, so that all of them are told at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, path: Path, code: str, message: str) -> None:
        """Note one fault."""
        self.found.append(Problem(path, code, message))

    def stop_if_any(self) -> None:
        """Raise `Invalid` when a fault was noted."""
        if self.found:
            raise Invalid(self.found)
