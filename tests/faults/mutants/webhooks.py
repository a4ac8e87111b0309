"""Outgoing webhooks: docs/guarantees/webhooks.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

MUTANTS: Final = (
    Mutant(
        "webhooks: a part of ours opens a client of its own",
        "workers/reports.py",
        "MONDAY = 0\n",
        "MONDAY = 0\nCALLS = lambda: aiohttp.ClientSession()\n",
        "tests/server/outgoing/test_client.py::test_nothing_else_calls_an_address_that_somebody_typed",
    ),
    Mutant(
        "webhooks: what is rolled back is told",
        "models/actions/webhook_events.py",
        '        _ = await (tx or get_connection("default")).execute_query(_TELL, values)\n',
        '        _ = await getattr(tx, "_parent", tx or get_connection("default")).execute_query(_TELL, values)\n',
        "tests/workers/test_webhooks.py::test_what_is_rolled_back_is_not_told",
    ),
    Mutant(
        "webhooks: the page of events is stale",
        "models/rules/webhook_events.py",
        'ENROLLMENT_ENDED = "enrollment.ended"',
        'ENROLLMENT_ENDED = "enrollment.over"',
        "tests/contract/test_events.py",
    ),
)
