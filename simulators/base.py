"""What the three simulators share: troubles on demand, a postman for webhooks, and the payer's page."""

import asyncio
import html
import secrets
import string
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import aiohttp
from aiohttp import web

Trouble = Literal["", "error", "html", "empty", "hang", "lost_answer"]
"""`lost_answer`: it is done, but the caller never hears of it."""
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

RETRY_PAUSES_S: Final = (0.2, 1.0, 3.0)
DECLINED: Final = {
    "4000000000000002": "card_declined",
    "4000000000009995": "insufficient_funds",
}
SECURE: Final = frozenset({"4000002500003155", "4000000000003220"})
GOOD_CARD: Final = "4242424242424242"
_LETTERS: Final = string.ascii_letters + string.digits


@dataclass(slots=True)
class Behaviour:
    """How a simulator behaves; changed while it runs, by tests or by POST /_control."""

    trouble: Trouble = ""
    """What befalls every call of the API."""
    copies: int = 1
    """How often each webhook is delivered; 0: it is lost."""
    reverse: bool = False
    """The webhooks of one happening arrive in the reverse order."""
    delay_s: float = 0.0
    refunds_wait: bool = False
    """Refunds stay pending until POST /_control/refunds says what becomes of them."""

    ahead_s: float = 0.0
    """How far its clock is ahead; tests travel in time."""

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Set what is named."""
        for name, value in wanted.items():
            if name not in self.__slots__:
                raise web.HTTPBadRequest(text=f"no such switch: {name}")
            setattr(self, name, value)


@dataclass(frozen=True, slots=True)
class Letter:
    """One webhook as it is sent."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Postman:
    """Delivers webhooks, and again when they are not acknowledged; remembers all of them in `letters`."""

    behaviour: Behaviour
    letters: list[Letter] = field(default_factory=list)
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    def send(self, *letters: Letter) -> None:
        """Send the letters of one happening."""
        ordered = letters[::-1] if self.behaviour.reverse else letters
        self.letters.extend(ordered)
        copies = [letter for letter in ordered for _ in range(self.behaviour.copies)]
        task = asyncio.create_task(self._deliver(copies))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def idle(self) -> None:
        """Wait until nothing is on its way."""
        while self._running:
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Drop what is on its way."""
        for task in tuple(self._running):
            task.cancel()
        await self.idle()

    async def _deliver(self, letters: list[Letter]) -> None:
        await asyncio.sleep(self.behaviour.delay_s)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as http:
            for letter in letters:
                await _until_acknowledged(http, letter)


async def _until_acknowledged(http: aiohttp.ClientSession, letter: Letter) -> None:
    for pause in (*RETRY_PAUSES_S, None):
        try:
            async with http.post(letter.url, data=letter.body, headers=letter.headers) as answer:
                if answer.status < 300:  # noqa: PLR2004 - any 2xx acknowledges
                    return
        except (aiohttp.ClientError, TimeoutError, OSError):
            pass
        if pause is not None:
            await asyncio.sleep(pause)


BEHAVIOUR: Final = web.AppKey("behaviour", Behaviour)
POSTMAN: Final = web.AppKey("postman", Postman)


def make_app(*, api_prefixes: tuple[str, ...]) -> web.Application:
    """An application with troubles on its API, a postman, and POST /_control."""

    @web.middleware
    async def troubles(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(api_prefixes):
            return await handler(request)
        return await _troubled(request, handler)

    app = web.Application(middlewares=[troubles])
    app[BEHAVIOUR] = behaviour = Behaviour()
    app[POSTMAN] = Postman(behaviour)
    app.router.add_post("/_control", _control)
    app.on_shutdown.append(_close)
    return app


async def _close(app: web.Application) -> None:
    await app[POSTMAN].close()


async def _control(request: web.Request) -> web.Response:
    request.app[BEHAVIOUR].change(await request.json())
    return web.json_response({"ok": True})


async def _troubled(request: web.Request, handler: Handler) -> web.StreamResponse:
    match request.app[BEHAVIOUR].trouble:
        case "error":
            return web.json_response({"message": "internal"}, status=500)
        case "html":
            return web.Response(text="<html>Bad Gateway</html>", content_type="text/html", status=502)
        case "empty":
            return web.Response()
        case "hang":
            await asyncio.sleep(60)
        case "lost_answer":
            answer = await handler(request)
            if request.transport is not None:
                request.transport.close()
            return answer
        case _:
            pass
    return await handler(request)


def random_id(prefix: str, length: int = 24) -> str:
    """An id in the style of the gateways."""
    return prefix + "".join(secrets.choice(_LETTERS) for _ in range(length))


def card_of(form: Mapping[str, Any]) -> str:
    """The card's number, digits only."""
    return "".join(sign for sign in str(form.get("card", "")) if sign.isdigit())


_PAGE: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}: pay (simulated)</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:16px/1.5 system-ui,sans-serif;background:#f4f5f7;margin:0;display:grid;place-items:center;min-height:100vh}}
main{{background:#fff;padding:2rem;border-radius:12px;width:22rem;box-shadow:0 2px 16px #0002}}h1{{font-size:1.1rem;margin:0}}
.sum{{font-size:1.8rem;font-weight:600;margin:.5rem 0 1rem}}input,button{{font:inherit;width:100%;box-sizing:border-box;
padding:.7rem;margin:.3rem 0;border-radius:8px;border:1px solid #bbb}}button{{background:#1f4fd8;color:#fff;border:0;cursor:pointer}}
button.quiet{{background:#e8eaf0;color:#222}}.error{{color:#b00020}}small{{color:#555}}</style>
<main><h1>{name}, simulated: no real money</h1><p>{title}</p><p class="sum">{amount}</p><p class="error" role="alert">{error}</p>
<form method="post">{fields}</form><p><a href="{back}">Back to the shop</a></p></main></html>"""
_CARD_FIELDS: Final = """<label>Card number<input name="card" value="{card}" inputmode="numeric"></label>
<button name="do" value="pay">Pay</button><button class="quiet" name="do" value="decline">Decline</button>
<button class="quiet" name="do" value="secure">Pay with 3-D Secure</button>
<button class="quiet" name="do" value="later">Pay later</button>
<small>…0002 is declined, …9995 has no money, …3155 asks for 3-D Secure.</small>"""
_SECURE_FIELDS: Final = """<p>Your bank asks: is this you?</p><button name="do" value="approve">Approve</button>
<button class="quiet" name="do" value="decline">Refuse</button>"""


def payers_page(
    name: str, title: str, amount: str, *, back: str, error: str = "", secure: bool = False
) -> web.Response:
    """The page on which a payer pays, or the bank's question about it."""
    fields = _SECURE_FIELDS if secure else _CARD_FIELDS.format(card=GOOD_CARD)
    texts = {"name": name, "title": title, "amount": amount, "back": back, "error": error}
    escaped = {key: html.escape(text) for key, text in texts.items()}
    return web.Response(text=_PAGE.format(**escaped, fields=fields), content_type="text/html")


Choice = Literal["pay", "secure", "later", "decline"]


def choice_of(form: Mapping[str, Any]) -> tuple[Choice, str]:
    """What the payer did on the page, and the reason when it is declined."""
    wanted, card = str(form.get("do", "")), card_of(form)
    if wanted == "pay" and card in DECLINED:
        return "decline", DECLINED[card]
    if wanted == "pay" and card in SECURE:
        return "secure", ""
    match wanted:
        case "pay" | "approve":
            return "pay", ""
        case "secure" | "later":
            return wanted, ""
        case _:
            return "decline", "card_declined"
