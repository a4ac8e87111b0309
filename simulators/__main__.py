"""`python -m simulators`: the three gateways on this machine, until a signal."""

import argparse
import asyncio
import contextlib
import os
import signal
import sys
import threading

from aiohttp import web

from simulators import keys
from simulators.dashboards import add_dashboards
from simulators.myfatoorah import myfatoorah_app
from simulators.paymob import World as PaymobWorld
from simulators.paymob import paymob_app
from simulators.stripe import stripe_app

FIRST_PORT = 9001


def apps(webhooks: str) -> dict[str, web.Application]:
    """The simulators by name; `webhooks` is the address below which each gateway's webhook is, without its name."""
    found = {
        "stripe": stripe_app(
            key=keys.STRIPE_KEY, webhook_secret=keys.STRIPE_WEBHOOK_SECRET, webhook_url=f"{webhooks}/stripe"
        ),
        "myfatoorah": myfatoorah_app(token=keys.MYFATOORAH_TOKEN, secret=keys.MYFATOORAH_SECRET),
        "paymob": paymob_app(
            PaymobWorld(
                secret_key=keys.PAYMOB_SECRET_KEY,
                public_key=keys.PAYMOB_PUBLIC_KEY,
                api_key=keys.PAYMOB_API_KEY,
                hmac_secret=keys.PAYMOB_HMAC_SECRET,
                integration_id=keys.PAYMOB_INTEGRATION,
                webhook_url=f"{webhooks}/paymob",
            )
        ),
    }
    add_dashboards(found)
    return found


async def serve(first_port: int, webhooks: str, stop: asyncio.Event) -> None:
    """Serve all three on consecutive ports until `stop`."""
    runners = [web.AppRunner(app, access_log=None, shutdown_timeout=1) for app in apps(webhooks).values()]
    for number, runner in enumerate(runners):
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", first_port + number).start()
    print("Ready.", flush=True)  # noqa: T201 - a supervisor may wait for it
    await stop.wait()
    for runner in runners:
        await runner.cleanup()


async def _until_signal(first_port: int, webhooks: str) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await serve(first_port, webhooks, stop)


def _follow_parent() -> None:
    """End when the supervisor is gone: our standard input then closes."""

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(prog="python -m simulators", description=__doc__)
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="of Stripe; MyFatoorah and Paymob follow")
    parser.add_argument("--webhooks", default="http://127.0.0.1:8080/api/v1/payments/webhooks")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _follow_parent()
    asyncio.run(_until_signal(options.port, options.webhooks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
