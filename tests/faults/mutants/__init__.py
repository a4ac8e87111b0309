"""Protections that `make mutants` takes out, one module for each page of docs/guarantees."""

from typing import Final

from tests.faults.mutants import live, machine
from tests.faults.mutants.mutant import Mutant

MUTANTS: Final[tuple[Mutant, ...]] = (*live.MUTANTS, *machine.MUTANTS)
