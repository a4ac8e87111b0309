"""Events that no gateway sent: about twenty ways to change a true one."""

import base64
import hmac
import json
from collections.abc import Iterator
from hashlib import sha256, sha512
from typing import Any

from simulators import keys, paymob, stripe
from simulators.base import Letter
from simulators.myfatoorah_signing import sign as sign_myfatoorah
from simulators.myfatoorah_signing import text_v2

Forgery = tuple[str, Letter]
PLAIN = {"Content-Type": "application/json"}


def forgeries(gateway: str, letter: Letter, now: int) -> Iterator[Forgery]:
    """Each with its name; every one must be refused."""
    makers = {"stripe": _stripe, "myfatoorah": _myfatoorah, "paymob": _paymob}
    yield from _bodies(letter)
    yield from makers[gateway](letter, now)


def _bodies(letter: Letter) -> Iterator[Forgery]:
    """A true signature over another body."""
    for name, body in {
        "empty": b"",
        "an object of nothing": b"{}",
        "a list": b"[]",
        "a number": b"1",
        "no UTF-8": b"\xff\xfe",
        "cut": letter.body[:-1],
        "nested": b"[" * 5_000,
        "NaN": b'{"type": NaN}',
    }.items():
        yield name, Letter(letter.url, body, letter.headers)


def _stripe(letter: Letter, now: int) -> Iterator[Forgery]:
    body, secret = letter.body, keys.STRIPE_WEBHOOK_SECRET
    true = stripe.sign(body, secret, now)
    digest = true.partition("v1=")[2]
    headers = {
        "no header": None,
        "an empty header": "",
        "no timestamp": f"v1={digest}",
        "two timestamps": f"t={now},t={now},v1={digest}",
        "a timestamp of letters": f"t=now,v1={digest}",
        "other digits": f"t=١٢٣,v1={digest}".encode().decode("latin-1"),
        "no signature": f"t={now}",
        "another scheme": f"t={now},v0={digest}",
        "another secret": stripe.sign(body, "whsec_other", now),
        "no secret": stripe.sign(body, "", now),
        "too old": stripe.sign(body, secret, now - 400),
        "from the future": stripe.sign(body, secret, now + 400),
        "the time was moved": f"t={now + 1},v1={digest}",
        "half a signature": f"t={now},v1={digest[:32]}",
        "in capitals": f"t={now},v1={digest.upper()}",
        "of another body": stripe.sign(body + b" ", secret, now),
    }
    for name, header in headers.items():
        yield name, Letter(letter.url, body, PLAIN if header is None else PLAIN | {"Stripe-Signature": header})
    changed = body.replace(b'"amount_total": 12500', b'"amount_total": 1')
    yield "another amount", Letter(letter.url, changed, letter.headers)


def _myfatoorah(letter: Letter, now: int) -> Iterator[Forgery]:
    del now
    event = json.loads(letter.body)
    text = text_v2(1, event["Data"])
    given = letter.headers["MyFatoorah-Signature"]
    signatures = {
        "no signature": None,
        "an empty signature": "",
        "another secret": sign_myfatoorah(text, "other"),
        "no secret": sign_myfatoorah(text, ""),
        "in hex": hmac.new(keys.MYFATOORAH_SECRET.encode(), text.encode(), sha256).hexdigest(),
        "by SHA-512": base64.b64encode(
            hmac.new(keys.MYFATOORAH_SECRET.encode(), text.encode(), sha512).digest()
        ).decode(),
        "cut": given[:-2],
        "in other case": given.swapcase(),
        "of another text": sign_myfatoorah(text + ",", keys.MYFATOORAH_SECRET),
    }
    for name, signature in signatures.items():
        extra = {} if signature is None else {"MyFatoorah-Signature": signature}
        yield name, Letter(letter.url, letter.body, PLAIN | extra)
    changes: dict[str, Any] = {
        "another invoice": ("Data", "Invoice", "Id", "1"),
        "another state": ("Data", "Invoice", "Status", "PAID "),
        "another payment": ("Data", "Transaction", "PaymentId", "1"),
        "another reference": ("Data", "Invoice", "ExternalIdentifier", "ORD-1"),
    }
    for name, (*path, value) in changes.items():
        lie = json.loads(letter.body)
        lie[path[0]][path[1]][path[2]] = value
        yield name, Letter(letter.url, json.dumps(lie).encode(), letter.headers)
    for name, code in {"another code": 2, "an unknown code": 99, "a code of letters": "x"}.items():
        lie = json.loads(letter.body)
        lie["Event"]["Code"] = code
        yield name, Letter(letter.url, json.dumps(lie).encode(), letter.headers)


def _paymob(letter: Letter, now: int) -> Iterator[Forgery]:
    del now
    url, _, given = letter.url.partition("?hmac=")
    true = json.loads(letter.body)["obj"]
    queries = {
        "no query": "",
        "an empty signature": "?hmac=",
        "another secret": f"?hmac={paymob.sign(true, 'other')}",
        "no secret": f"?hmac={paymob.sign(true, '')}",
        "cut": f"?hmac={given[:-1]}",
        "in capitals": f"?hmac={given.upper()}",
        "by another name": f"?HMAC={given}",
        "zero": "?hmac=0",
    }
    for name, query in queries.items():
        yield name, Letter(url + query, letter.body, PLAIN)
    changes: dict[str, Any] = {
        "amount_cents": 1,
        "currency": "USD",
        "id": 1,
        "integration_id": 1,
        "pending": True,
        "success": None,
        "is_refunded": True,
        "is_voided": True,
        "is_auth": True,
        "order": {"id": 1},
        "owner": 1,
    }
    for name, value in changes.items():
        body = json.dumps({"type": "TRANSACTION", "obj": true | {name: value}}).encode()
        yield f"another {name}", Letter(letter.url, body, PLAIN)
    yield "a token's type", Letter(letter.url, json.dumps({"type": "TOKEN", "obj": true}).encode(), PLAIN)
