"""Money: docs/guarantees/payments.md."""

from typing import Final

from tests.faults.mutants.mutant import Mutant

MUTANTS: Final = (
    Mutant(
        "payments: an event is noted as done before it has had its effect",
        "server/paying.py",
        "        outcome = await self._effect(gateway, event)\n",
        '        await payments.event_done(event_id, "begun", now=self.clock())\n'
        "        outcome = await self._effect(gateway, event)\n",
        "tests/payments/test_kill.py",
    ),
    Mutant(
        "payments: whose order a payment is for is read where Paymob did not sign",
        "server/gateways/paymob.py",
        '    return Event(identity, "TRANSACTION", ref=ref, word=word, ask=changed, moved_back=changed)\n',
        '    claimed = str(_at(transaction, "order.merchant_order_id") or "")\n'
        '    return Event(identity, "TRANSACTION", reference=claimed, word=word, ask=changed, moved_back=changed)\n',
        "tests/payments/test_trouble.py::test_paymobs_unsigned_fields_pay_for_nobody_else",
    ),
    Mutant(
        "payments: a gateway that hangs is a fault of ours",
        "server/gateways/client.py",
        "        except (aiohttp.ClientError, TimeoutError, OSError) as error:\n",
        "        except ZeroDivisionError as error:\n",
        "tests/payments/test_trouble.py::test_a_gateway_in_trouble_costs_nobody_money",
    ),
    Mutant(
        "payments: a try whose answer was lost is opened again under its old name",
        "server/paying.py",
        "        fresh = not gateway.repeats_safely\n",
        "        fresh = False\n",
        "tests/payments/test_trouble.py::test_a_gateway_in_trouble_costs_nobody_money",
    ),
    Mutant(
        "payments: a gateway that did not answer is not asked again",
        "models/actions/payments.py",
        "    payment.look_at = None if settled or over else now + look_again(payment.looks)\n",
        "    payment.look_at = None if payment.looks or settled or over else now + look_again(payment.looks)\n",
        "tests/payments/test_trouble.py::test_an_outage_while_polling_is_waited_out[stripe]",
    ),
    Mutant(
        "payments: fields that nobody asked for are passed over",
        "server/http/shapes.py",
        'ConfigDict(extra="forbid", frozen=True, strict=True,',
        'ConfigDict(extra="ignore", frozen=True, strict=True,',
        "tests/payments/test_orders.py::test_the_price_is_ours_and_frozen",
    ),
    Mutant(
        "payments: late money takes a seat that is not there",
        "models/rules/payments.py",
        "    if state in CLOSED_UNPAID and seats_free and not has_them_already:\n",
        "    if state in CLOSED_UNPAID and not has_them_already:\n",
        "tests/payments/test_trouble.py::test_late_money_goes_back_when_the_seat_is_gone[stripe]",
    ),
    Mutant(
        "payments: late money always goes back",
        "models/rules/payments.py",
        "    if state in CLOSED_UNPAID and seats_free and not has_them_already:\n",
        "    if False:\n",
        "tests/payments/test_trouble.py::test_late_money_enrols_when_there_is_a_seat[stripe]",
    ),
    Mutant(
        "payments: a whole refund leaves the place",
        "models/actions/refunds.py",
        "        if order.state == OrderState.REFUNDED:\n",
        "        if False:\n",
        "tests/payments/test_refunds.py::test_a_whole_refund_ends_the_place_and_a_part_does_not",
    ),
    Mutant(
        "payments: each checkout that was left alone is reminded of",
        "models/actions/orders.py",
        'path=f"/courses/{course_id}/buy", key=str(course_id))',
        'path=f"/courses/{course_id}/buy", key=str(order.id))',
        "tests/payments/test_mails.py::test_a_checkout_that_was_left_alone_is_reminded_of_once",
    ),
    Mutant(
        "payments: of two refunds only the last is counted",
        "models/actions/refunds.py",
        "    order.refunded_minor += amount\n",
        "    order.refunded_minor = amount\n",
        "tests/payments/test_model.py",
    ),
    Mutant(
        "payments: payers do not come back to us",
        "server/paying.py",
        'f"{self.origin}/payments/return/{order.gateway}?order={order.id}"',
        'f"{self.origin}/nowhere/{order.gateway}?order={order.id}"',
        "tests/payments/test_browser.py",
    ),
    Mutant(
        "payments: nobody is told of an invariant that does not hold",
        "workers/invariants.py",
        "    if not found:\n        return\n",
        "    if found:\n        return\n",
        "tests/workers/test_invariants.py::test_admins_are_told_of_what_does_not_hold_and_of_nothing_else",
    ),
    Mutant(
        "payments: a refund is believed where Paymob did not sign it",
        "server/gateways/paymob.py",
        "    flags = [transaction.get(name) is True for name in",
        '    if transaction.get("is_refund"):\n'
        '        sum_ = int(transaction["refunded_amount_cents"])\n'
        '        back = RefundWord(RefundState.DONE, ref="1", amount=sum_)\n'
        '        return Event("r1", "T", ref=str(_at(transaction, "order.id")), refund=back)\n'
        "    flags = [transaction.get(name) is True for name in",
        "tests/payments/test_trouble.py::test_a_payer_cannot_void_or_refund_with_the_signature_of_the_own_payment",
    ),
)
