"""What a mutant is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A protection, where it stands, what stands there when it is taken out, and the test that must notice."""

    name: str
    file: str
    old: str
    new: str
    test: str
