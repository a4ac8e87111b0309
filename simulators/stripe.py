"""A local Stripe: Checkout Sessions, PaymentIntents, Refunds, signed events, and the payer's page."""

import hmac
import json
import re
import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qsl

from aiohttp import web

from simulators.base import BEHAVIOUR, POSTMAN, Letter, choice_of, make_app, payers_page, random_id

ZERO: Final = frozenset(re.findall(r"\w+", "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf"))
THREE: Final = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})
_BRACKETS: Final = re.compile(r"\[([^\]]*)\]")
Json = dict[str, Any]


@dataclass(slots=True)
class World:
    """Everything this Stripe remembers."""

    key: str
    webhook_secret: str
    webhook_url: str
    sessions: dict[str, Json] = field(default_factory=dict)
    intents: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    disputes: dict[str, Json] = field(default_factory=dict)
    answered: dict[str, tuple[Json, int, Json]] = field(default_factory=dict)
    """By idempotency key: the parameters, the status and the answer."""


WORLD: Final = web.AppKey("world", World)


def stripe_app(*, key: str, webhook_secret: str, webhook_url: str) -> web.Application:
    """The simulator; `webhook_url` is the endpoint that the merchant set in the dashboard."""
    app = make_app(api_prefixes=("/v1/",))
    app[WORLD] = World(key, webhook_secret, webhook_url)
    app.router.add_post("/v1/checkout/sessions", _create_session)
    app.router.add_get("/v1/checkout/sessions/{id}", _read_session)
    app.router.add_post("/v1/checkout/sessions/{id}/expire", _expire)
    app.router.add_get("/v1/payment_intents/{id}", _read_intent)
    app.router.add_post("/v1/refunds", _create_refund)
    app.router.add_get("/v1/refunds", _list_refunds)
    app.router.add_get("/v1/refunds/{id}", _read_refund)
    app.router.add_get("/c/pay/{id}", _page)
    app.router.add_post("/c/pay/{id}", _pressed)
    app.router.add_post("/_control/refunds/{id}", _decide_refund)
    app.router.add_post("/_control/sessions/{id}/settle", _settle_later)
    return app


def sign(body: bytes, secret: str, stamp: int) -> str:
    """A `Stripe-Signature` header."""
    digest = hmac.new(secret.encode(), f"{stamp}.".encode() + body, sha256).hexdigest()
    return f"t={stamp},v1={digest}"


def clock(app: web.Application) -> int:
    """Seconds since the epoch, as this Stripe sees it."""
    return int(time.time() + app[BEHAVIOUR].ahead_s)  # noqa: TID251 - a simulator has a clock of its own


def _error(status: int, code: str, message: str, kind: str = "invalid_request_error", param: str = "") -> web.Response:
    error = {"type": kind, "code": code, "message": message} | ({"param": param} if param else {})
    return web.json_response({"error": error}, status=status, headers={"Request-Id": random_id("req_", 14)})


def _answer(body: Json, status: int = 200, **headers: str) -> web.Response:
    found = {"Request-Id": random_id("req_", 14), **{name.replace("_", "-"): value for name, value in headers.items()}}
    return web.json_response(body, status=status, headers=found)


def _refused_key(request: web.Request) -> web.Response | None:
    if request.headers.get("Authorization") == f"Bearer {request.app[WORLD].key}":
        return None
    return _error(401, "", "Invalid API Key provided")


def nested(text: str) -> Json:
    """A form with `a[b][0]` names as a tree; lists stay maps from their index."""
    tree: Json = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        head, *rest = [name.partition("[")[0], *_BRACKETS.findall(name)]
        at = tree
        for part, following in zip([head, *rest], rest, strict=False):
            del following
            at = at.setdefault(part, {})
        at[([head, *rest])[-1]] = value
    return tree


async def _once(request: web.Request, make: Any) -> web.Response:
    """Answer a POST as its idempotency key demands."""
    if refusal := _refused_key(request):
        return refusal
    world, params = request.app[WORLD], nested(await request.text())
    key = request.headers.get("Idempotency-Key", "")
    if key in world.answered:
        before, status, body = world.answered[key]
        if before != params:
            return _error(400, "", "Keys for idempotent requests can only be used once", "idempotency_error")
        return _answer(body, status, Idempotent_Replayed="true")
    made = make(request, params)
    if isinstance(made, web.Response):
        return made
    if key:
        world.answered[key] = (params, 200, made)
    return _answer(made)


async def _create_session(request: web.Request) -> web.Response:
    return await _once(request, _new_session)


def _new_session(request: web.Request, params: Json) -> Json | web.Response:
    try:
        price = params["line_items"]["0"]["price_data"]
        amount, currency = int(price["unit_amount"]), price["currency"]
        quantity = int(params["line_items"]["0"].get("quantity", 1))
    except (KeyError, ValueError):
        return _error(400, "parameter_missing", "Missing line items", param="line_items")
    if "payment_method_types" in params:
        return _error(400, "parameter_unknown", "Unknown parameter", param="payment_method_types")
    if currency != currency.lower() or (currency in THREE and amount % 10):
        return _error(400, "parameter_invalid_integer", "Invalid amount", param="unit_amount")
    ends = int(params.get("expires_at", clock(request.app) + 86_400))
    if not clock(request.app) + 29 * 60 <= ends <= clock(request.app) + 86_460:
        return _error(400, "parameter_invalid_integer", "expires_at: 30 minutes to 24 hours", param="expires_at")
    session = _session(request, params, amount * quantity, currency) | {"expires_at": ends}
    world = request.app[WORLD]
    world.sessions[session["id"]] = session
    world.intents[session["id"]] = {"metadata": params.get("payment_intent_data", {}).get("metadata", {})}
    return dict(session)


def _session(request: web.Request, params: Json, total: int, currency: str) -> Json:
    session_id = random_id("cs_test_", 58)
    return {
        "id": session_id,
        "object": "checkout.session",
        "url": str(request.url.origin() / "c" / "pay" / session_id),
        "status": "open",
        "payment_status": "unpaid",
        "mode": params.get("mode"),
        "ui_mode": "hosted_page",
        "amount_subtotal": total,
        "amount_total": total,
        "currency": currency,
        "client_reference_id": params.get("client_reference_id"),
        "customer_email": params.get("customer_email"),
        "metadata": params.get("metadata", {}),
        "payment_intent": None,
        "payment_method_types": ["card"],
        "success_url": params.get("success_url"),
        "cancel_url": params.get("cancel_url"),
        "created": clock(request.app),
        "livemode": False,
    }


def _found(request: web.Request, where: dict[str, Json], param: str) -> Json | web.Response:
    if refusal := _refused_key(request):
        return refusal
    thing = where.get(request.match_info["id"])
    if thing is None:
        return _error(404, "resource_missing", f"No such {param}", param=param)
    return thing


async def _read_session(request: web.Request) -> web.Response:
    found = _found(request, request.app[WORLD].sessions, "session")
    if isinstance(found, web.Response):
        return found
    _let_time_pass(request.app, found)
    shown = dict(found)
    if shown["payment_intent"] and "payment_intent" in request.query.getall(
        "expand[0]", request.query.getall("expand[]", [])
    ):
        shown["payment_intent"] = request.app[WORLD].intents[shown["payment_intent"]]
    return _answer(shown)


async def _read_intent(request: web.Request) -> web.Response:
    found = _found(request, request.app[WORLD].intents, "intent")
    return found if isinstance(found, web.Response) else _answer(found)


async def _read_refund(request: web.Request) -> web.Response:
    found = _found(request, request.app[WORLD].refunds, "refund")
    return found if isinstance(found, web.Response) else _answer(found)


def _let_time_pass(app: web.Application, session: Json) -> None:
    if session["status"] == "open" and clock(app) >= session["expires_at"]:
        _close(app, session)


def _close(app: web.Application, session: Json) -> None:
    session.update(status="expired", url=None)
    tell(app, ("checkout.session.expired", session))


async def _expire(request: web.Request) -> web.Response:
    found = _found(request, request.app[WORLD].sessions, "session")
    if isinstance(found, web.Response):
        return found
    if found["status"] != "open":
        return _error(400, "", "Only Checkout Sessions with a status in [open] can be expired")
    _close(request.app, found)
    return _answer(found)


def tell(app: web.Application, *happenings: tuple[str, Json]) -> None:
    """Send the events of one happening."""
    world = app[WORLD]
    letters = []
    for kind, thing in happenings:
        event = {
            "id": random_id("evt_"),
            "object": "event",
            "type": kind,
            "api_version": "2026-10-28.endive",
            "created": clock(app),
            "livemode": False,
            "pending_webhooks": 1,
            "request": None,
            "data": {"object": dict(thing)},
        }
        body = json.dumps(event, ensure_ascii=False, indent=2).encode()
        headers = {"Content-Type": "application/json; charset=utf-8"}
        letters.append(
            Letter(
                world.webhook_url, body, headers | {"Stripe-Signature": sign(body, world.webhook_secret, clock(app))}
            )
        )
    app[POSTMAN].send(*letters)


def _shown(session: Json) -> str:
    places = 0 if session["currency"] in ZERO else 3 if session["currency"] in THREE else 2
    return f"{session['amount_total'] / 10**places:.{places}f} {session['currency'].upper()}"


def _payers_session(request: web.Request) -> Json:
    session = request.app[WORLD].sessions.get(request.match_info["id"])
    if session is None:
        raise web.HTTPNotFound
    _let_time_pass(request.app, session)
    if session["status"] == "complete":
        raise web.HTTPSeeOther(_success(session))
    if session["status"] != "open":
        raise web.HTTPGone(text="This page has expired.")
    return session


async def _page(request: web.Request) -> web.Response:
    session = _payers_session(request)
    back = session["cancel_url"] or "/"
    return payers_page("Stripe", session["client_reference_id"] or "", _shown(session), back=back)


def _success(session: Json) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


async def _pressed(request: web.Request) -> web.Response:
    session = _payers_session(request)
    choice, reason = choice_of(await request.post())
    back = session["cancel_url"] or "/"
    if choice == "secure":
        return payers_page("Stripe", "3-D Secure", _shown(session), back=back, secure=True)
    intent = _intent(request.app, session)
    if choice == "decline":
        error = {"type": "card_error", "code": "card_declined", "decline_code": reason}
        intent.update(status="requires_payment_method", last_payment_error=error)
        tell(request.app, ("payment_intent.payment_failed", intent))
        return payers_page("Stripe", "", _shown(session), back=back, error="Your card was declined.")
    if choice == "later":
        intent.update(status="processing")
        session.update(status="complete", payment_status="unpaid", url=None)
        tell(request.app, ("checkout.session.completed", session))
    else:
        _pay(request.app, session, intent, "checkout.session.completed")
    raise web.HTTPSeeOther(_success(session))


def _intent(app: web.Application, session: Json) -> Json:
    world = app[WORLD]
    if session["payment_intent"]:
        return world.intents[session["payment_intent"]]
    intent = {
        "id": random_id("pi_"),
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_received": 0,
        "currency": session["currency"],
        "status": "requires_payment_method",
        "metadata": world.intents[session["id"]]["metadata"],
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "created": clock(app),
    }
    world.intents[intent["id"]] = intent
    session["payment_intent"] = intent["id"]
    return intent


def _pay(app: web.Application, session: Json, intent: Json, kind: str) -> None:
    intent.update(status="succeeded", amount_received=intent["amount"], latest_charge=random_id("ch_"))
    session.update(status="complete", payment_status="paid", url=None)
    tell(app, ("payment_intent.succeeded", intent), (kind, session))


async def _settle_later(request: web.Request) -> web.Response:
    """Decide about a delayed payment: `{"paid": true}`."""
    session = request.app[WORLD].sessions[request.match_info["id"]]
    intent = _intent(request.app, session)
    if (await request.json())["paid"]:
        _pay(request.app, session, intent, "checkout.session.async_payment_succeeded")
    else:
        tell(request.app, ("checkout.session.async_payment_failed", session))
    return web.json_response({"ok": True})


async def _create_refund(request: web.Request) -> web.Response:
    return await _once(request, new_refund)


def new_refund(request: web.Request, params: Json) -> Json | web.Response:
    """Make a refund, as the API asks for it or somebody in the dashboard."""
    world = request.app[WORLD]
    intent = world.intents.get(params.get("payment_intent", ""))
    if intent is None or intent.get("status") != "succeeded":
        return _error(404, "resource_missing", "No such payment_intent", param="payment_intent")
    before = [each for each in world.refunds.values() if each["payment_intent"] == intent["id"]]
    left = intent["amount_received"] - sum(each["amount"] for each in before if each["status"] != "failed")
    amount = int(params.get("amount", left))
    if not 0 < amount <= left:
        return _error(400, "charge_already_refunded", "Refund amount is greater than unrefunded amount", param="amount")
    refund = {
        "id": random_id("re_"),
        "object": "refund",
        "amount": amount,
        "currency": intent["currency"],
        "payment_intent": intent["id"],
        "charge": intent["latest_charge"],
        "status": "pending" if request.app[BEHAVIOUR].refunds_wait else "succeeded",
        "reason": params.get("reason"),
        "metadata": params.get("metadata", {}),
        "created": clock(request.app),
    }
    world.refunds[refund["id"]] = refund
    tell(request.app, ("refund.created", refund))
    return dict(refund)


async def _decide_refund(request: web.Request) -> web.Response:
    """Decide about a refund: `{"status": "succeeded"}` or `failed`, also after it had succeeded."""
    refund = request.app[WORLD].refunds[request.match_info["id"]]
    refund["status"] = (await request.json())["status"]
    tell(request.app, ("refund.failed" if refund["status"] == "failed" else "refund.updated", refund))
    return web.json_response(refund)


async def _list_refunds(request: web.Request) -> web.Response:
    if refusal := _refused_key(request):
        return refusal
    wanted = request.query.get("payment_intent")
    rows = [each for each in request.app[WORLD].refunds.values() if wanted in {None, each["payment_intent"]}]
    return _answer({"object": "list", "data": rows[::-1], "has_more": False, "url": "/v1/refunds"})
