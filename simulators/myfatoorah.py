"""A local MyFatoorah: invoices, their page, inquiries, refunds that people decide about, and both webhook versions."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from aiohttp import web

from simulators.base import BEHAVIOUR, POSTMAN, Letter, choice_of, make_app, payers_page
from simulators.myfatoorah_signing import sign, text_v1, text_v2

ZONE: Final = ZoneInfo("Asia/Kuwait")
SYMBOLS: Final = {"KWD": "KD", "SAR": "SR", "BHD": "BD", "EGP": "LE", "QAR": "QR", "OMR": "OR", "JOD": "JD"}
THREE: Final = frozenset({"KWD", "BHD", "OMR", "JOD"})
ERRORS: Final = {"card_declined": "MF002", "insufficient_funds": "MF004"}
Json = dict[str, Any]


@dataclass(slots=True)
class World:
    """Everything this MyFatoorah remembers."""

    token: str
    secret: str
    currency: str = "KWD"
    version: Literal["v1", "v2"] = "v2"
    invoices: dict[int, Json] = field(default_factory=dict)
    refunds: dict[int, Json] = field(default_factory=dict)
    refuses_localhost: bool = False
    """As the real one does."""
    counter: int = 990_000

    def next(self) -> int:
        """A new number."""
        self.counter += 1
        return self.counter


WORLD: Final = web.AppKey("world", World)


def myfatoorah_app(
    *, token: str, secret: str, currency: str = "KWD", version: Literal["v1", "v2"] = "v2"
) -> web.Application:
    """The simulator of one account."""
    app = make_app(api_prefixes=("/v2/",))
    app[WORLD] = World(token, secret, currency, version)
    for name, answer in (
        ("InitiatePayment", _methods),
        ("ExecutePayment", _execute),
        ("SendPayment", _send),
        ("GetPaymentStatus", _status),
        ("MakeRefund", refund),
        ("GetRefundStatus", _refund_status),
    ):
        app.router.add_post(f"/v2/{name}", _endpoint(answer))
    app.router.add_get("/pay/{id}", _page)
    app.router.add_post("/pay/{id}", _pressed)
    app.router.add_post("/_control/refunds/{id}", _decide_refund)
    app.router.add_post("/_control/invoices/{id}/settle", _settle_later)
    return app


class Bad(Exception):
    """Bad input: a field and what is wrong with it."""


def _endpoint(answer: Any) -> Any:
    async def handle(request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {request.app[WORLD].token}":
            return web.Response(status=401)  # the real one says nothing either
        try:
            body = json.loads(await request.text(), parse_float=Decimal)
            message, data = answer(request, body)
        except Bad as fault:
            name, error = fault.args
            faults = [{"Name": name, "Error": error}]
            return web.json_response(
                {"IsSuccess": False, "Message": "Invalid data", "ValidationErrors": faults, "Data": None}, status=400
            )
        return web.json_response({"IsSuccess": True, "Message": message, "ValidationErrors": None, "Data": data})

    return handle


def _methods(request: web.Request, body: Json) -> tuple[str, Json]:
    currency = request.app[WORLD].currency
    rows = [(1, "KNET", "kn"), (2, "VISA/MASTER", "vm")]
    return "Initiated Successfully!", {
        "PaymentMethods": [
            {
                "PaymentMethodId": number,
                "PaymentMethodEn": name,
                "PaymentMethodCode": code,
                "IsDirectPayment": False,
                "ServiceCharge": 0.1,
                "TotalAmount": float(body["InvoiceAmount"]),
                "CurrencyIso": currency,
                "PaymentCurrencyIso": currency,
            }
            for number, name, code in rows
        ]
    }


def _send(request: web.Request, body: Json) -> tuple[str, Json]:
    if not body.get("CustomerName"):
        raise Bad("CustomerName", "is required")
    if body.get("NotificationOption") != "LNK":
        raise Bad("NotificationOption", "is not known")
    return "Invoice Created Successfully!", _invoice(request, body, "InvoiceURL")


def _execute(request: web.Request, body: Json) -> tuple[str, Json]:
    if body.get("PaymentMethodId") not in {1, 2}:
        raise Bad("PaymentMethodId", "is not known")
    return "Invoice Created Successfully!", _invoice(request, body, "PaymentURL")


def _invoice(request: web.Request, body: Json, link: str) -> Json:
    world = request.app[WORLD]
    value = body.get("InvoiceValue")
    if not isinstance(value, Decimal | int) or value <= 0:
        raise Bad("InvoiceValue", "must be greater than zero")
    if world.refuses_localhost and "localhost" in body.get("CallBackUrl", ""):
        raise Bad("CallBackUrl", "localhost is not allowed")
    number = world.next()
    ends = body.get("ExpiryDate")
    world.invoices[number] = {
        "id": number,
        "value": Decimal(value),
        "reference": body.get("CustomerReference"),
        "user_field": body.get("UserDefinedField"),
        "callback": body.get("CallBackUrl", ""),
        "error_url": body.get("ErrorUrl", ""),
        "webhook": body.get("WebhookUrl", ""),
        "name": body.get("CustomerName", ""),
        "created": datetime.now(ZONE),  # noqa: TID251 - a simulator has a clock of its own
        "ends": datetime.fromisoformat(ends).replace(tzinfo=ZONE) if ends else None,
        "status": "Pending",
        "tries": [],
    }
    shown = {"CustomerReference": body.get("CustomerReference"), "UserDefinedField": body.get("UserDefinedField")}
    return {"InvoiceId": number, link: str(request.url.origin() / "pay" / str(number)), **shown}


def _amount(world: World, value: Decimal) -> str:
    return f"{value:,.{3 if world.currency in THREE else 2}f}"


def _by_key(request: web.Request, body: Json) -> Json:
    invoices, key = request.app[WORLD].invoices.values(), str(body.get("Key"))
    names = {"InvoiceId": "id", "CustomerReference": "reference"}
    if body["KeyType"] == "PaymentId":
        found = next((one for one in invoices if any(each["PaymentId"] == key for each in one["tries"])), None)
    else:
        found = next((one for one in invoices if str(one[names[body["KeyType"]]]) == key), None)
    if found is None:
        raise Bad("Key", "No data match the provided value(s)")
    return found


def _status(request: web.Request, body: Json) -> tuple[str, Json]:
    world, one = request.app[WORLD], _by_key(request, body)
    symbol = SYMBOLS.get(world.currency, world.currency)
    ends = one["ends"] or one["created"] + timedelta(days=3)
    return "", {
        "InvoiceId": one["id"],
        "InvoiceStatus": one["status"],
        "InvoiceReference": f"2026{one['id']}",
        "CustomerReference": one["reference"],
        "UserDefinedField": one["user_field"],
        "CreatedDate": one["created"].strftime("%Y-%m-%dT%H:%M:%S.%f"),
        "ExpiryDate": ends.strftime("%B %d, %Y").replace(" 0", " "),
        "ExpiryTime": ends.strftime("%H:%M:%S.000"),
        "InvoiceValue": float(one["value"]),
        "InvoiceDisplayValue": f"{_amount(world, one['value'])} {symbol}",
        "CustomerName": one["name"],
        "InvoiceTransactions": one["tries"],
        "InvoiceItems": [],
        "Suppliers": [],
    }


def _payers_invoice(request: web.Request) -> Json:
    number = request.match_info["id"]
    one = request.app[WORLD].invoices.get(int(number) if number.isdigit() else 0)
    if one is None:
        raise web.HTTPNotFound
    if one["ends"] and datetime.now(ZONE) >= one["ends"]:  # noqa: TID251 - as above
        raise web.HTTPGone(text="This invoice has expired.")
    return one


def _show(request: web.Request, one: Json, *, secure: bool = False) -> web.Response:
    world = request.app[WORLD]
    amount = f"{_amount(world, one['value'])} {world.currency}"
    return payers_page("MyFatoorah", one["reference"] or "", amount, back=_back(one, "error_url", "0"), secure=secure)


async def _page(request: web.Request) -> web.Response:
    one = _payers_invoice(request)
    if one["status"] == "Paid":
        raise web.HTTPSeeOther(_back(one, "callback", one["tries"][-1]["PaymentId"]))
    return _show(request, one)


def _back(one: Json, name: str, payment_id: str) -> str:
    url = one[name]
    return f"{url}{'&' if '?' in url else '?'}paymentId={payment_id}&Id={payment_id}"


async def _pressed(request: web.Request) -> web.Response:
    one = _payers_invoice(request)
    choice, reason = choice_of(await request.post())
    if choice == "secure":
        return _show(request, one, secure=True)
    made = _try(request.app, one, {"pay": "Succss", "later": "InProgress"}.get(choice, "Failed"), reason)
    raise web.HTTPSeeOther(_back(one, "error_url" if choice == "decline" else "callback", made["PaymentId"]))


def _try(app: web.Application, one: Json, status: str, reason: str = "") -> Json:
    world = app[WORLD]
    payment_id = f"0707{one['id']}{len(one['tries']):08d}"
    made = {
        "TransactionDate": datetime.now(ZONE).strftime("%Y-%m-%dT%H:%M:%S.%f"),  # noqa: TID251 - as above
        "PaymentGateway": "KNET",
        "PaymentId": payment_id,
        "TransactionId": f"6{payment_id}",
        "ReferenceId": f"6{one['id']}",
        "TransactionStatus": status,
        "TransationValue": _amount(world, one["value"]),
        "Currency": SYMBOLS.get(world.currency, world.currency),
        "Error": reason or None,
        "ErrorCode": ERRORS.get(reason, "") if reason else "",
    }
    one["tries"].append(made)
    if status == "Succss":
        one["status"] = "Paid"
    if status != "InProgress":
        _tell_payment(app, one, made)
    return made


def _tell_payment(app: web.Application, one: Json, made: Json) -> None:
    world = app[WORLD]
    status = {"Succss": "SUCCESS", "Failed": "FAILED"}[made["TransactionStatus"]]
    if world.version == "v1":
        _send_v1(app, one, 1, "TransactionsStatusChanged", _data_v1(world, one, made, status))
        return
    value = f"{one['value']:f}"
    data = {
        "Invoice": {
            "Id": str(one["id"]),
            "Status": one["status"].upper(),
            "Reference": f"2026{one['id']}",
            "ExternalIdentifier": one["reference"],
            "UserDefinedField": None,
        },
        "Transaction": {"Id": "1", "Status": status, "PaymentMethod": "KNET", "PaymentId": made["PaymentId"]},
        "Customer": {"Name": one["name"], "Reference": None},
        "Amount": {
            "BaseCurrency": world.currency,
            "ValueInBaseCurrency": value,
            "DisplayCurrency": world.currency,
            "ValueInDisplayCurrency": value,
        },
        "Suppliers": [],
    }
    _send_v2(app, one, 1, "PAYMENT_STATUS_CHANGED", data)


def _data_v1(world: World, one: Json, made: Json, status: str) -> Json:
    return {
        "InvoiceId": one["id"],
        "InvoiceReference": f"2026{one['id']}",
        "CreatedDate": one["created"].strftime("%d%m%Y%H%M%S"),
        "CustomerReference": one["reference"],
        "CustomerName": one["name"],
        "CustomerMobile": None,
        "TransactionStatus": status,
        "PaymentMethod": "KNET",
        "UserDefinedField": None,
        "PaymentId": made["PaymentId"],
        "InvoiceValueInBaseCurrency": f"{one['value']:f}",
        "BaseCurrency": world.currency,
        "InvoiceValueInDisplayCurreny": f"{one['value']:f}",
        "DisplayCurrency": world.currency,
    }


def _send_v1(app: web.Application, one: Json, kind: int, name: str, data: Json) -> None:
    body = {"EventType": kind, "Event": name, "CountryIsoCode": "KWT", "Data": data}
    _post(app, one, body, text_v1(data), "v1")


def _send_v2(app: web.Application, one: Json, code: int, name: str, data: Json) -> None:
    created = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f0Z")  # noqa: TID251 - as above
    event = {"Code": code, "Name": name, "CountryIsoCode": "KWT", "CreationDate": created}
    body = {"Event": {**event, "Reference": f"WH-{app[WORLD].next()}"}, "Data": data}
    _post(app, one, body, text_v2(code, data), "v2")


def _post(app: web.Application, one: Json, body: Json, text: str, version: str) -> None:
    headers = {
        "Content-Type": "application/json",
        "MyFatoorah-Signature": sign(text, app[WORLD].secret),
        "MyFatoorah-Webhook-Version": version,
    }
    app[POSTMAN].send(Letter(one["webhook"], json.dumps(body, ensure_ascii=False).encode(), headers))


async def _settle_later(request: web.Request) -> web.Response:
    """Decide about a try in progress: `{"paid": true}`."""
    one = request.app[WORLD].invoices[int(request.match_info["id"])]
    _try(request.app, one, "Succss" if (await request.json())["paid"] else "Failed")
    return web.json_response({"ok": True})


def refund(request: web.Request, body: Json) -> tuple[str, Json]:
    """Ask for a refund, as the API does or somebody in the portal."""
    world, one = request.app[WORLD], _by_key(request, body)
    amount = Decimal(body["Amount"])
    standing = [each for each in world.refunds.values() if each["InvoiceId"] == one["id"]]
    left = one["value"] - sum(each["amount"] for each in standing if each["RefundStatus"] != "Canceled")
    if one["status"] != "Paid" or not 0 < amount <= left:
        raise Bad("Amount", "Insufficient balance for vendor")
    number = world.next()
    world.refunds[number] = {
        "RefundId": number,
        "RefundStatus": "Pending",
        "InvoiceId": one["id"],
        "amount": amount,
        "RefundReference": f"2026{number}",
        "ExternalIdentifier": body.get("ExternalIdentifier"),
    }
    if not request.app[BEHAVIOUR].refunds_wait:
        _decide(request.app, number, "Refunded")
    return "Refund Created Successfully!", {
        "Key": body["Key"],
        "RefundId": number,
        "RefundReference": f"2026{number}",
        "RefundInvoiceId": one["id"],
        "Amount": float(amount),
        "Comment": body.get("Comment"),
        "ExternalIdentifier": body.get("ExternalIdentifier"),
    }


def _refund_status(request: web.Request, body: Json) -> tuple[str, Json]:
    key = str(body["Key"])
    rows = [each for each in request.app[WORLD].refunds.values() if str(each.get(body["KeyType"])) == key]
    if not rows:
        raise Bad("Key", "No data match the provided value(s)")
    shown = [
        {name: value for name, value in row.items() if name != "amount"}
        | {"Amount": float(row["amount"]), "RefundAmount": float(row["amount"])}
        for row in rows
    ]
    return "", {"RefundStatusResult": shown}


async def _decide_refund(request: web.Request) -> web.Response:
    """Decide about a refund: `{"status": "Refunded"}` or `Canceled`."""
    _decide(request.app, int(request.match_info["id"]), (await request.json())["status"])
    return web.json_response({"ok": True})


def _decide(app: web.Application, number: int, status: str) -> None:
    world = app[WORLD]
    row = world.refunds[number]
    row["RefundStatus"] = status
    one, value = world.invoices[row["InvoiceId"]], f"{row['amount']:f}"
    if world.version == "v1":
        data = {
            "RefundId": number,
            "RefundReference": row["RefundReference"],
            "RefundStatus": status.upper(),
            "Amount": value,
            "Comments": None,
            "InvoiceId": str(one["id"]),
            "GatewayReference": {"RefundAmount": value, "Currency": world.currency},
        }
        _send_v1(app, one, 2, "RefundStatusChanged", data)
        return
    data = {
        "Refund": {"Id": str(number), "Status": status.upper(), "InvoiceId": str(number)},
        "Amount": {"BaseCurrency": world.currency, "ValueInBaseCurrency": value},
        "ReferencedInvoice": {"Id": str(one["id"]), "ExternalIdentifier": one["reference"]},
    }
    _send_v2(app, one, 2, "REFUND_STATUS_CHANGED", data)
