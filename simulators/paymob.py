"""A local Paymob: intentions and the legacy flow, the payer's page, inquiries, refunds, and signed callbacks."""

import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha512
from typing import Any, Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web

from simulators.base import BEHAVIOUR, POSTMAN, Letter, choice_of, make_app, payers_page, random_id

SIGNED: Final = (
    "amount_cents created_at currency error_occured has_parent_transaction id integration_id is_3d_secure is_auth "
    "is_capture is_refunded is_standalone_payment is_voided order.id owner pending source_data.pan "
    "source_data.sub_type source_data.type success"
)
PROFILE: Final = 500_001
ZONE: Final = ZoneInfo("Africa/Cairo")
"""Its dates are local, and do not say so."""
Json = dict[str, Any]


@dataclass(slots=True)
class World:
    """Everything this Paymob remembers."""

    secret_key: str
    public_key: str
    api_key: str
    hmac_secret: str
    integration_id: int
    webhook_url: str
    currency: str = "EGP"
    orders: dict[int, Json] = field(default_factory=dict)
    by_page: dict[str, int] = field(default_factory=dict)
    """The order behind a client secret or a payment token."""
    transactions: dict[int, Json] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    counter: int = 700_000

    def next(self) -> int:
        """A new number."""
        self.counter += 1
        return self.counter


WORLD: Final = web.AppKey("world", World)


def paymob_app(world: World) -> web.Application:
    """The simulator of one account."""
    app = make_app(
        api_prefixes=(
            "/v1/",
            "/api/auth",
            "/api/ecommerce",
            "/api/acceptance/payment_keys",
            "/api/acceptance/transactions",
            "/api/acceptance/void_refund",
        )
    )
    app[WORLD] = world
    app.router.add_post("/api/auth/tokens", _token)
    app.router.add_post("/v1/intention/", _intention)
    app.router.add_post("/api/ecommerce/orders", _legacy_order)
    app.router.add_post("/api/acceptance/payment_keys", _legacy_key)
    app.router.add_post("/api/ecommerce/orders/transaction_inquiry", _inquiry)
    app.router.add_get("/api/acceptance/transactions/{id}", _read_transaction)
    app.router.add_post("/api/acceptance/void_refund/refund", _refund)
    app.router.add_post("/api/acceptance/void_refund/void", _void)
    app.router.add_get("/unifiedcheckout/", _page)
    app.router.add_post("/unifiedcheckout/", _pressed)
    app.router.add_get("/api/acceptance/iframes/{id}", _page)
    app.router.add_post("/api/acceptance/iframes/{id}", _pressed)
    app.router.add_post("/_control/transactions/{id}/settle", _settle_later)
    return app


def sign(transaction: Json, secret: str) -> str:
    """HMAC-SHA512 over twenty values, in hex."""
    values = []
    for name in SIGNED.split():
        group, _, key = name.rpartition(".")
        value = (transaction[group] if group else transaction)[key]
        values.append(str(value).lower() if isinstance(value, bool) else str(value))
    return hmac.new(secret.encode(), "".join(values).encode(), sha512).hexdigest()


def _bad(status: int, **body: Any) -> web.Response:
    return web.json_response(body, status=status)


async def _token(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    if (await request.json()).get("api_key") != world.api_key:
        return _bad(401, detail="incorrect credentials")
    token = random_id("", 40)
    world.tokens.add(token)
    return web.json_response({"token": token, "profile": {"id": PROFILE}}, status=201)


def _has_secret(request: web.Request) -> bool:
    return request.headers.get("Authorization") == f"Token {request.app[WORLD].secret_key}"


def _has_token(request: web.Request) -> bool:
    return request.headers.get("Authorization", "").removeprefix("Bearer ") in request.app[WORLD].tokens


def _intention_fault(world: World, body: Json) -> web.Response | None:
    billing = body.get("billing_data", {})
    if missing := [name for name in ("first_name", "last_name", "email", "phone_number") if not billing.get(name)]:
        return _bad(400, billing_data={missing[0]: ["This field is required."]})
    if body.get("payment_methods") != [world.integration_id]:
        return _bad(404, detail="Integration ID/Name does not exist")
    if body.get("currency") != world.currency:
        return _bad(400, integrations=["The currency does not fit the integration"])
    if sum(item["amount"] * item.get("quantity", 1) for item in body.get("items", [])) != body["amount"]:
        return _bad(406, code="unmatched_item_prices")
    if any(each["reference"] == body.get("special_reference") for each in world.orders.values()):
        return _bad(422, message="duplicate")
    return None


async def _intention(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await request.json()
    fault = _intention_fault(world, body) if _has_secret(request) else _bad(401, detail="incorrect credentials")
    if fault is not None:
        return fault
    order_id = _order(world, body["amount"], body["currency"], body.get("special_reference"))
    world.orders[order_id] |= {"notify": body.get("notification_url"), "return": body.get("redirection_url", "/")}
    secret = random_id("egy_csk_test_", 24)
    world.by_page[secret] = order_id
    answer = {
        "id": random_id("pi_test_", 16),
        "client_secret": secret,
        "intention_order_id": order_id,
        "intention_detail": {name: body.get(name) for name in ("amount", "currency", "items", "billing_data")},
        "payment_keys": [{"integration": world.integration_id, "key": random_id("", 20)}],
        "special_reference": body.get("special_reference"),
        "confirmed": False,
        "status": "intended",
        "redirection_url": body.get("redirection_url"),
        "object": "paymentintention",
    }
    return web.json_response(answer, status=201)


def _order(world: World, amount: int, currency: str, reference: str | None) -> int:
    order_id = world.next()
    world.orders[order_id] = {
        "id": order_id,
        "amount": amount,
        "currency": currency,
        "reference": reference,
        "notify": None,
        "return": "/",
        "last": None,
    }
    return order_id


async def _legacy_order(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await request.json()
    if body.get("auth_token") not in world.tokens:
        return _bad(401, detail="incorrect credentials")
    reference = body.get("merchant_order_id")
    if any(each["reference"] == reference for each in world.orders.values()):
        return _bad(422, message="duplicate")
    order_id = _order(world, int(body["amount_cents"]), body["currency"], reference)
    return web.json_response({"id": order_id, "merchant_order_id": reference}, status=201)


async def _legacy_key(request: web.Request) -> web.Response:
    world, body = request.app[WORLD], await request.json()
    order = world.orders.get(body.get("order_id"))
    if body.get("auth_token") not in world.tokens or order is None:
        return _bad(401, detail="incorrect credentials")
    if body.get("integration_id") != world.integration_id or body.get("amount_cents") != order["amount"]:
        return _bad(404, detail="Integration ID/Name does not exist")
    token = random_id("", 40)
    world.by_page[token] = order["id"]
    return web.json_response({"token": token}, status=201)


def _payers_order(request: web.Request) -> Json:
    world = request.app[WORLD]
    secret = request.query.get("clientSecret") or request.query.get("payment_token", "")
    if secret not in world.by_page:
        raise web.HTTPNotFound
    return world.orders[world.by_page[secret]]


def _show(order: Json, *, error: str = "", secure: bool = False) -> web.Response:
    places = 3 if order["currency"] == "OMR" else 2
    amount = f"{order['amount'] / 10**places:.{places}f} {order['currency']}"
    return payers_page("Paymob", order["reference"] or "", amount, back=order["return"], error=error, secure=secure)


async def _page(request: web.Request) -> web.Response:
    order = _payers_order(request)
    last = request.app[WORLD].transactions.get(order["last"] or 0)
    if last and last["success"]:
        raise web.HTTPSeeOther(_back(request.app[WORLD], order, last))
    return _show(order, error="The card was declined." if last and not last["pending"] else "")


async def _pressed(request: web.Request) -> web.Response:
    world, order = request.app[WORLD], _payers_order(request)
    choice, _ = choice_of(await request.post())
    if choice == "secure":
        return _show(order, secure=True)
    made = _transaction(world, order, success=choice == "pay", pending=choice == "later")
    _tell(request.app, order, made)
    if choice == "decline":
        return _show(order, error="The card was declined.")
    raise web.HTTPSeeOther(_back(world, order, made))


def _transaction(world: World, order: Json, *, success: bool, pending: bool = False, **fields: Any) -> Json:
    number = world.next()
    transaction = {
        "id": number,
        "pending": pending,
        "amount_cents": order["amount"],
        "success": success,
        "is_auth": False,
        "is_capture": False,
        "is_standalone_payment": True,
        "is_voided": False,
        "is_refunded": False,
        "is_3d_secure": True,
        "integration_id": world.integration_id,
        "profile_id": PROFILE,
        "has_parent_transaction": False,
        "order": {"id": order["id"], "merchant_order_id": order["reference"], "amount_cents": order["amount"]},
        "created_at": datetime.now(ZONE).strftime("%Y-%m-%dT%H:%M:%S.%f"),  # noqa: TID251 - a clock of its own
        "currency": order["currency"],
        "source_data": {"pan": "2346", "type": "card", "sub_type": "MasterCard"},
        "is_void": False,
        "is_refund": False,
        "error_occured": not success and not pending,
        "refunded_amount_cents": 0,
        "captured_amount": 0,
        "is_captured": False,
        "is_settled": False,
        "owner": PROFILE,
        "parent_transaction": None,
        "data": {
            "message": "Approved" if success else "Declined",
            "txn_response_code": "APPROVED" if success else "05",
        },
    } | fields
    world.transactions[number] = transaction
    order["last"] = number
    return transaction


def _tell(app: web.Application, order: Json, transaction: Json) -> None:
    world = app[WORLD]
    url = order["notify"] or world.webhook_url
    body = {"type": "TRANSACTION", "obj": transaction, "issuer_bank": None}
    headers = {"Content-Type": "application/json"}
    signed = f"{url}{'&' if '?' in url else '?'}hmac={sign(transaction, world.hmac_secret)}"
    app[POSTMAN].send(Letter(signed, json.dumps(body).encode(), headers))


def _back(world: World, order: Json, transaction: Json) -> str:
    flat = {name: value for name, value in transaction.items() if not isinstance(value, dict)}
    flat |= {f"source_data.{name}": value for name, value in transaction["source_data"].items()}
    flat |= {
        "order": order["id"],
        "merchant_order_id": order["reference"],
        "hmac": sign(transaction, world.hmac_secret),
    }
    query = {name: str(value).lower() if isinstance(value, bool) else value for name, value in flat.items()}
    return f"{order['return']}{'&' if '?' in order['return'] else '?'}{urlencode(query)}"


async def _inquiry(request: web.Request) -> web.Response:
    if not _has_token(request):
        return _bad(401, detail="incorrect credentials")
    world, body = request.app[WORLD], await request.json()
    wanted = (body.get("order_id"), body.get("merchant_order_id"))
    order = next(
        (each for each in world.orders.values() if each["id"] == wanted[0] or each["reference"] == wanted[1]), None
    )
    if order is None or order["last"] is None:
        return _bad(404, detail="Not found.")
    return web.json_response(world.transactions[order["last"]])


async def _read_transaction(request: web.Request) -> web.Response:
    if not _has_token(request):
        return _bad(401, detail="incorrect credentials")
    found = request.app[WORLD].transactions.get(int(request.match_info["id"]))
    return web.json_response(found) if found else _bad(404, detail="Not found.")


async def _refund(request: web.Request) -> web.Response:
    if not _has_secret(request):
        return _bad(401, detail="incorrect credentials")
    body = await request.json()
    return send_back(request.app, int(body["transaction_id"]), int(body["amount_cents"]))


def send_back(app: web.Application, number: int, amount: int) -> web.Response:
    """Refund a part, as the API asks for it or somebody in the dashboard."""
    world = app[WORLD]
    parent = world.transactions.get(number)
    if parent is None or not parent["success"] or parent["is_voided"]:
        return _bad(404, detail="Not found.")
    if not 0 < amount <= parent["amount_cents"] - parent["refunded_amount_cents"]:
        return _bad(400, message="Refund amount is more than what is left")
    waits = app[BEHAVIOUR].refunds_wait
    child = _child(world, parent, amount, is_refund=True, success=not waits, pending=waits)
    if not waits:
        parent["refunded_amount_cents"] += amount
        parent["is_refunded"] = parent["refunded_amount_cents"] == parent["amount_cents"]
    _tell(app, world.orders[parent["order"]["id"]], child)
    return web.json_response(child, status=201)


def _child(world: World, parent: Json, amount: int, **fields: Any) -> Json:
    child_of = {"has_parent_transaction": True, "parent_transaction": parent["id"], "amount_cents": amount}
    return _transaction(world, world.orders[parent["order"]["id"]], **child_of, **fields)


async def _void(request: web.Request) -> web.Response:
    if not _has_secret(request):
        return _bad(401, detail="incorrect credentials")
    return void(request.app, int((await request.json())["transaction_id"]))


def void(app: web.Application, number: int) -> web.Response:
    """Undo a payment that is not settled yet."""
    world = app[WORLD]
    parent = world.transactions.get(number)
    if parent is None or not parent["success"]:
        return _bad(404, detail="Not found.")
    if parent["is_voided"] or parent["is_settled"] or parent["refunded_amount_cents"]:
        return _bad(400, message="The transaction cannot be voided")
    child = _child(world, parent, parent["amount_cents"], is_void=True, success=True)
    parent["is_voided"] = True
    _tell(app, world.orders[parent["order"]["id"]], child)
    return web.json_response(child, status=201)


async def _settle_later(request: web.Request) -> web.Response:
    """Decide about a pending transaction: `{"paid": true}`."""
    world = request.app[WORLD]
    transaction = world.transactions[int(request.match_info["id"])]
    paid = (await request.json())["paid"]
    transaction.update(success=paid, pending=False, error_occured=not paid)
    if transaction["is_refund"] and paid:
        world.transactions[transaction["parent_transaction"]]["refunded_amount_cents"] += transaction["amount_cents"]
    _tell(request.app, world.orders[transaction["order"]["id"]], transaction)
    return web.json_response(transaction)
