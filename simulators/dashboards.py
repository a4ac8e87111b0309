"""What people do by hand at the gateways: merchants who refund there, and banks that take money back."""

from decimal import Decimal
from typing import Any, Final

from aiohttp import web

from simulators import myfatoorah, paymob, stripe
from simulators.base import random_id

Json = dict[str, Any]
MOVES: Final = {"funds_withdrawn": -1, "funds_reinstated": 1}


def add_dashboards(simulators: dict[str, web.Application]) -> None:
    """Add POST /_control/… to each."""
    post = simulators["stripe"].router.add_post
    post("/_control/intents/{id}/refund", _stripe_refund)
    post("/_control/intents/{id}/dispute", _stripe_dispute)
    simulators["myfatoorah"].router.add_post("/_control/invoices/{id}/refund", _myfatoorah_refund)
    post = simulators["paymob"].router.add_post
    post("/_control/transactions/{id}/refund", _paymob_refund)
    post("/_control/transactions/{id}/void", _paymob_void)
    post("/_control/transactions/{id}/settled", _paymob_settled)


async def _stripe_refund(request: web.Request) -> web.Response:
    """`{"amount": 2500}`, in Stripe's units."""
    made = stripe.new_refund(request, {"payment_intent": request.match_info["id"], **await request.json()})
    return made if isinstance(made, web.Response) else web.json_response(made)


async def _stripe_dispute(request: web.Request) -> web.Response:
    """Move the dispute about a payment on: `{"event": "created", "status"?: …, "amount"?: …}`, opened by the first."""
    world, asked = request.app[stripe.WORLD], await request.json()
    dispute = world.disputes.setdefault(request.match_info["id"], _new_dispute(request))
    dispute.update({name: value for name, value in asked.items() if name != "event"})
    if direction := MOVES.get(asked["event"]):
        moved = {"id": random_id("txn_"), "object": "balance_transaction", "amount": direction * dispute["amount"]}
        dispute["balance_transactions"] = [*dispute["balance_transactions"], moved]
    stripe.tell(request.app, (f"charge.dispute.{asked['event']}", dispute))
    return web.json_response(dispute)


def _new_dispute(request: web.Request) -> Json:
    intent = request.app[stripe.WORLD].intents[request.match_info["id"]]
    return {
        "id": random_id("du_"),
        "object": "dispute",
        "amount": intent["amount_received"],
        "currency": intent["currency"],
        "payment_intent": intent["id"],
        "charge": intent["latest_charge"],
        "status": "needs_response",
        "reason": "fraudulent",
        "balance_transactions": [],
        "is_charge_refundable": False,
        "livemode": False,
        "created": stripe.clock(request.app),
    }


async def _myfatoorah_refund(request: web.Request) -> web.Response:
    """`{"amount": "2.500"}`, in major units."""
    body = {
        "KeyType": "InvoiceId",
        "Key": request.match_info["id"],
        "Amount": Decimal((await request.json())["amount"]),
    }
    try:
        _, data = myfatoorah.refund(request, body)
    except myfatoorah.Bad as refusal:
        raise web.HTTPBadRequest(text=str(refusal)) from refusal
    return web.json_response(data)


async def _paymob_refund(request: web.Request) -> web.Response:
    """`{"amount": 2500}`, in cents."""
    return paymob.send_back(request.app, int(request.match_info["id"]), (await request.json())["amount"])


async def _paymob_void(request: web.Request) -> web.Response:
    return paymob.void(request.app, int(request.match_info["id"]))


async def _paymob_settled(request: web.Request) -> web.Response:
    """The day is over: the payment can no longer be voided."""
    transaction = request.app[paymob.WORLD].transactions[int(request.match_info["id"])]
    transaction["is_settled"] = True
    return web.json_response(transaction)
