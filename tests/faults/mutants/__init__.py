"""Protections that `make mutants` takes out, one module for each page of docs/guarantees."""

from typing import Final

from tests.faults.mutants import admin, courses, deployment, edges, live, lti, machine, payments, webhooks, work
from tests.faults.mutants.mutant import Mutant

MUTANTS: Final[tuple[Mutant, ...]] = (
    *live.MUTANTS,
    *machine.MUTANTS,
    *edges.MUTANTS,
    *payments.MUTANTS,
    *work.MUTANTS,
    *lti.MUTANTS,
    *courses.MUTANTS,
    *admin.MUTANTS,
    *deployment.MUTANTS,
    *webhooks.MUTANTS,
)
