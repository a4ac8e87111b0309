"""Signatures as the gateways make them, and what is refused."""

import base64
import hmac
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import orjson
import pytest
import stripe as stripe_library

from models.rules.payments import PaymentState, RefundState
from server.gateways import myfatoorah, paymob, stripe
from server.gateways.base import Delivery, Forged

VECTORS: dict[str, dict[str, Any]] = {
    vector["id"]: vector for vector in json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
}
STAMP = 1_700_000_000
THEN = datetime.fromtimestamp(STAMP, UTC)


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(STAMP + seconds, UTC)


def names(prefix: str) -> list[str]:
    return [name for name in VECTORS if name.startswith(prefix)]


def stripe_delivery(name: str, **changes: bytes) -> Delivery:
    body = VECTORS[name]["signed_text"].partition(".")[2].encode()
    header = f"t={STAMP},v1={VECTORS[name]['digest']}"
    return Delivery(changes.get("body", body), {"stripe-signature": header})


@pytest.mark.parametrize("name", names("stripe-"))
def test_stripes_events_are_known_here_and_by_its_own_library(name: str) -> None:
    delivery, secret = stripe_delivery(name), VECTORS[name]["secret"]
    assert stripe.read_event(delivery, ["whsec_other", secret], THEN).id.startswith("evt_test_")
    stripe_library.WebhookSignature.verify_header(
        delivery.body.decode(), delivery.headers["stripe-signature"], secret, None
    )


def test_a_header_made_by_stripes_library_is_accepted() -> None:
    body, secret = b'{"id":"evt_1","type":"ping","data":{"object":{}}}', "whsec_x"
    header = stripe_library.WebhookSignature.generate_signature_header(body.decode(), secret, timestamp=STAMP)
    assert stripe.read_event(Delivery(body, {"stripe-signature": header}), [secret], THEN).kind == "ping"


def test_one_changed_byte_is_found_out() -> None:
    body = stripe_delivery("stripe-A").body.replace(b"paid", b"pafd")
    with pytest.raises(Forged):
        stripe.read_event(stripe_delivery("stripe-A", body=body), [VECTORS["stripe-A"]["secret"]], THEN)


@pytest.mark.parametrize(("age", "good"), [(300, True), (301, False), (-300, True), (-301, False)])
def test_signatures_grow_old(age: int, *, good: bool) -> None:
    delivery, secret = stripe_delivery("stripe-A"), VECTORS["stripe-A"]["secret"]
    if good:
        assert stripe.read_event(delivery, [secret], at(age)).ref == "cs_test_0001"
        return
    with pytest.raises(Forged):
        stripe.read_event(delivery, [secret], at(age))


DIGEST = VECTORS["stripe-A"]["digest"]
BAD_HEADERS = [
    "",
    "t=,v1=",
    f"v1={DIGEST}",
    f"t={STAMP}",
    f"t={STAMP},v0={DIGEST}",
    f"t={STAMP},v1={DIGEST.upper()}",
    f"t={STAMP},v1={DIGEST[:-1]}",
    f"t={STAMP}0,v1={DIGEST}",
    f"t=٣{STAMP},v1={DIGEST}",
    f"t=-1,v1={DIGEST}",
    f"t={STAMP},t={STAMP},v1={DIGEST}",
    f"t={'9' * 5000},v1={DIGEST}",
    f"t={STAMP},v1=é{DIGEST}",
]


@pytest.mark.parametrize("header", BAD_HEADERS)
def test_headers_that_are_no_signature(header: str) -> None:
    delivery = Delivery(stripe_delivery("stripe-A").body, {"stripe-signature": header})
    with pytest.raises(Forged):
        stripe.read_event(delivery, [VECTORS["stripe-A"]["secret"]], THEN)


@pytest.mark.parametrize("secrets", [[], [""], ["whsec_other"]])
def test_without_the_secret_nothing_is_true(secrets: list[str]) -> None:
    with pytest.raises(Forged):
        stripe.read_event(stripe_delivery("stripe-A"), secrets, THEN)


@pytest.mark.parametrize("name", names("mf-"))
def test_myfatoorahs_digests(name: str) -> None:
    assert myfatoorah.sign(VECTORS[name]["signed_text"], VECTORS[name]["secret"]) == VECTORS[name]["digest"]


def test_myfatoorahs_first_version_is_read_from_the_body() -> None:
    for name, kind in (("mf-v1-type1", "payment"), ("mf-v1-type2", "refund")):
        vector = VECTORS[name]
        delivery = Delivery(json.dumps(vector["body"]).encode(), {"myfatoorah-signature": vector["digest"]})
        event = myfatoorah.read_event(delivery, vector["secret"], "KWD")
        assert (event.kind, event.ref) == (kind, "990001")
        if event.word:
            assert (event.word.state, event.word.amount, event.word.currency) == (PaymentState.PAID, 2500, "KWD")
        if event.refund:
            assert (event.refund.state, event.refund.amount) == (RefundState.DONE, 1250)


def test_keys_of_the_first_version_are_sorted_without_regard_to_case() -> None:
    data = {
        "DepositReference": "2021000002",
        "DepositedAmount": "6917.282",
        "NumberOfTransactions": 24,
        "DepositFor": "VENDOR",
        "SupplierCode": None,
    }
    assert myfatoorah.signed_text_v1("3", data) == VECTORS["mf-v1-type3"]["signed_text"]
    ascii_order = ",".join(f"{key}={'' if data[key] is None else data[key]}" for key in sorted(data))
    assert ascii_order != VECTORS["mf-v1-type3"]["signed_text"]


def test_numbers_are_signed_as_they_were_written() -> None:
    body = b'{"EventType":3,"Data":{"DepositedAmount":2.500}}'
    signature = myfatoorah.sign("DepositedAmount=2.500", "s")
    assert myfatoorah.read_event(Delivery(body, {"myfatoorah-signature": signature}), "s", "KWD").id


V2 = {
    "Event": {"Code": 1, "Name": "PAYMENT_STATUS_CHANGED", "Reference": "WH-900001"},
    "Data": {
        "Invoice": {"Id": "990001", "Status": "PENDING", "ExternalIdentifier": None},
        "Transaction": {"Status": "FAILED", "PaymentId": "100202600000000002"},
        "Amount": {"ValueInBaseCurrency": "0.001", "BaseCurrency": "KWD"},
    },
}


def test_the_second_version_tells_nothing_of_amounts_and_so_asks() -> None:
    vector = VECTORS["mf-v2-code1-null-ext"]
    delivery = Delivery(json.dumps(V2).encode(), {"myfatoorah-signature": vector["digest"]})
    event = myfatoorah.read_event(delivery, vector["secret"], "KWD")
    assert (event.ref, event.ask, event.word) == ("990001", True, None)


def test_a_replay_under_another_reference_is_the_same_event() -> None:
    vector, other = VECTORS["mf-v2-code1-null-ext"], json.loads(json.dumps(V2))
    other["Event"]["Reference"] = "WH-900002"
    headers = {"myfatoorah-signature": vector["digest"]}
    ids = {
        myfatoorah.read_event(Delivery(json.dumps(body).encode(), headers), vector["secret"], "KWD").id
        for body in (V2, other)
    }
    assert len(ids) == 1


def _mf_forgeries() -> list[tuple[bytes, str]]:
    vector = VECTORS["mf-v2-code1-null-ext"]
    good, body = vector["digest"], json.dumps(V2).encode()
    raw = base64.b64decode(good)
    paid = json.loads(json.dumps(V2))
    paid["Data"]["Invoice"]["Status"] = "PAID"
    return [
        (body, ""),
        (body, good[:-1]),
        (body, raw.hex()),
        (body, good.swapcase()),
        (body, base64.b64encode(hmac.new(b"", body, sha256).digest()).decode()),
        (json.dumps(paid).encode(), good),
        (json.dumps({**V2, "Event": {"Code": 2}}).encode(), good),
        (json.dumps({**V2, "Event": {"Code": 99}}).encode(), good),
        (json.dumps({**V2, "Event": {"Code": [1]}}).encode(), good),
        (json.dumps({"EventType": 1, "Data": V2["Data"]}).encode(), good),
        (json.dumps({"Event": V2["Event"], "Data": None}).encode(), good),
        (b"", good),
        (b"[]", good),
        (b"null", good),
        (b"\xff\xfe", good),
        (b"[" * 100_000, good),
        (body, "é"),
    ]


@pytest.mark.parametrize(("body", "signature"), _mf_forgeries())
def test_myfatoorahs_forgeries_are_refused(body: bytes, signature: str) -> None:
    with pytest.raises(Forged):
        myfatoorah.read_event(Delivery(body, {"myfatoorah-signature": signature}), "mf_local_test_secret", "KWD")


def test_without_a_secret_myfatoorah_is_not_believed() -> None:
    vector = VECTORS["mf-v1-type1"]
    text = myfatoorah.sign(vector["signed_text"], "")
    with pytest.raises(Forged):
        myfatoorah.read_event(Delivery(json.dumps(vector["body"]).encode(), {"myfatoorah-signature": text}), "", "KWD")


@pytest.mark.parametrize("name", names("pm-"))
def test_paymobs_digests(name: str) -> None:
    assert paymob.sign(VECTORS[name]["signed_text"], VECTORS[name]["secret"]) == VECTORS[name]["digest"]


def pm(body: Any, digest: str) -> Delivery:
    return Delivery(orjson.dumps(body), query={"hmac": digest})


def read_pm(delivery: Delivery, secret: str = "pm_local_test_secret") -> Any:
    return paymob.read_event(delivery, secret, frozenset({4001}), live=False, nulls="plugin")


def test_paymobs_transaction_and_token_are_read() -> None:
    success, token = VECTORS["pm-success"], VECTORS["pm-token"]
    event = read_pm(pm(success["body"], success["digest"]))
    assert (event.ref, event.ask) == ("700001", False)
    assert (event.word.state, event.word.amount, event.word.currency) == (PaymentState.PAID, 10_000, "EGP")
    assert event.word.payment_ref == "900001"
    assert not read_pm(pm(token["body"], token["digest"])).concerns_payment


def test_a_declined_transaction_leaves_the_order_open() -> None:
    body = json.loads(json.dumps(VECTORS["pm-success"]["body"]))
    body["obj"] |= {"success": False, "error_occured": True}
    event = read_pm(pm(body, VECTORS["pm-declined"]["digest"]))
    assert (event.word.state, event.word.reason, event.word.payment_ref) == (PaymentState.PENDING, "declined", None)


def test_paymobs_browser_return_is_signed_over_decoded_values() -> None:
    vector = VECTORS["pm-get-redirect-uae"]
    query = dict(parse_qsl(vector["query_string"]))
    assert paymob.redirect_text(query) == vector["signed_text"]
    undecoded = dict(parse_qsl(vector["query_string"].replace("%2B", "+")))
    assert paymob.redirect_text(undecoded) != vector["signed_text"]


def test_paymobs_other_callbacks() -> None:
    assert (
        paymob.subscription_text({"trigger_type": "Subscription Created", "subscription_data": {"id": 12345}})
        == (VECTORS["pm-subscription"]["signed_text"])
    )
    assert paymob.flash_text(10_000, "EGP", "pi_test_0001") == VECTORS["pm-flash"]["signed_text"]
    body = {
        "trigger_type": "Subscription Created",
        "subscription_data": {"id": 12345},
        "hmac": VECTORS["pm-subscription"]["digest"],
    }
    assert read_pm(Delivery(orjson.dumps(body))).kind == "subscription"


@pytest.mark.parametrize("field", ["is_void", "is_refund", "refunded_amount_cents", "is_captured"])
def test_unsigned_fields_of_paymobs_callback_change_nothing(field: str) -> None:
    vector = VECTORS["pm-success"]
    lying = json.loads(json.dumps(vector["body"]))
    lying["obj"][field] = 10_000
    lying["obj"]["order"]["merchant_order_id"] = "ORD-OTHER"
    assert read_pm(pm(lying, vector["digest"])) == read_pm(pm(vector["body"], vector["digest"]))


def _changed(**fields: object) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(json.dumps(VECTORS["pm-success"]["body"]))
    body["obj"] |= fields
    return body


GOOD = VECTORS["pm-success"]["digest"]


@pytest.mark.parametrize(
    ("body", "digest"),
    [
        (_changed(), ""),
        (_changed(), GOOD[:-1]),
        (_changed(), GOOD.upper()),
        (_changed(), VECTORS["pm-declined"]["digest"]),
        (_changed(amount_cents=1), GOOD),
        (_changed(currency="JPY"), GOOD),
        (_changed(id=900002), GOOD),
        (_changed(order={"id": 700002}), GOOD),
        (_changed(order=None), GOOD),
        (_changed(order=[700001]), GOOD),
        (_changed(success="true "), GOOD),
        (_changed(source_data=None), GOOD),
        (_changed(integration_id=4002), GOOD),
        ({"type": "TOKEN", "obj": _changed()["obj"]}, GOOD),
        ({"type": "OTHER", "obj": _changed()["obj"]}, GOOD),
        ({"type": "TRANSACTION", "obj": None}, GOOD),
        ({"subscription_data": {"id": 1}, "trigger_type": "x"}, GOOD),
        ([], GOOD),
        (None, GOOD),
    ],
)
def test_paymobs_forgeries_are_refused(body: Any, digest: str) -> None:
    with pytest.raises(Forged):
        read_pm(pm(body, digest))


def test_without_a_secret_paymob_is_not_believed() -> None:
    with pytest.raises(Forged):
        read_pm(pm(_changed(), paymob.sign(VECTORS["pm-success"]["signed_text"], "")), secret="")


def test_another_integration_counts_as_another_mode() -> None:
    event = paymob.read_event(
        pm(VECTORS["pm-success"]["body"], GOOD), "pm_local_test_secret", frozenset({1}), live=False, nulls="plugin"
    )
    assert event.word
    assert event.word.live is True
