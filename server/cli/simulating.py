"""Payments without a gateway's account: on one machine, simulators stand in for the gateways."""

import socket
import sys

from models.rules.payments import GatewayName
from server.cli import console
from server.cli.children import READY_LINE
from server.processes import Spec
from server.settings import Settings, child_environment
from server.supervisor import Supervisor

NAMES = tuple(each.value for each in GatewayName)


async def simulated_gateways(settings: Settings, supervisor: Supervisor) -> dict[str, str]:
    """Start the simulators unless a gateway is configured; what the API and the worker must be told to use them."""
    from simulators.keys import environment  # noqa: PLC0415 - only development has them

    keys = (settings.stripe_secret_key, settings.myfatoorah_token, settings.paymob_secret_key)
    if any(key.get_secret_value() for key in keys):
        return {}
    first = _free_ports(len(NAMES))
    webhooks = f"http://127.0.0.1:{settings.port}/api/v1/payments/webhooks"
    arguments = ("-m", "simulators", "--child", "--port", str(first), "--webhooks", webhooks)
    with console.step("Simulated payment gateways"):
        await supervisor.start(
            Spec(
                name="gateways",
                argv=(sys.executable, *arguments),
                ready_line=READY_LINE,
                env=child_environment(settings, PYTHONUNBUFFERED="1"),
                lifeline=True,
            )
        )
    addresses = {name: f"http://127.0.0.1:{first + number}" for number, name in enumerate(NAMES)}
    return dict(environment(**addresses))


def _free_ports(count: int) -> int:
    """The first of so many consecutive ports that are free just now."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = int(probe.getsockname()[1])
        if first + count < 2**16 and all(_is_free(first + number) for number in range(count)):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
