"""An order as the invoice that its buyer can print, and a refund as the credit note to it."""

import asyncio

from models.queries.orders import Bill
from models.rules.money import shown
from models.rules.payments import RefundState
from models.tables.payments import Refund

Rows = list[tuple[str, str]]


async def invoice_pdf(bill: Bill, *, issuer: str) -> bytes:
    """The PDF of a paid order, with its refunds; made in a thread, because it is work for the CPU."""
    from server.pdf.invoice import Paper, paper_pdf  # noqa: PLC0415 - fonts and shaping are heavy, and rarely needed

    order = bill.order
    assert order.invoice is not None
    assert order.paid_at is not None
    refunds = [row for row in bill.refunds if row.state == RefundState.DONE and row.of_sale]
    paper = Paper(
        number=f"INV-{order.invoice:06d}",
        issued_on=f"{order.paid_at:%Y-%m-%d}",
        issuer=issuer,
        buyer=(order.buyer_name, order.buyer_email),
        order=order.number,
        lines=[(item.title, shown(item.price_minor, order.currency)) for item in bill.items],
        sums=_sums(bill)
        + [
            (
                f"Refund CN-{row.credit_note or 0:06d}, {row.done_at:%Y-%m-%d}",
                f"-{shown(row.amount_minor, row.currency)}",
            )
            for row in refunds
        ],
        language=order.locale.partition("-")[0],
        made_at=f"{order.paid_at:%Y%m%d%H%M%S}",
    )
    return await asyncio.to_thread(paper_pdf, paper)


async def credit_note_pdf(bill: Bill, refund: Refund, *, issuer: str) -> bytes:
    """The PDF of a refund that was made."""
    from server.pdf.invoice import Paper, paper_pdf  # noqa: PLC0415 - as above

    order, amount = bill.order, shown(refund.amount_minor, refund.currency)
    assert refund.credit_note is not None
    assert refund.done_at is not None
    paper = Paper(
        title="Credit note",
        number=f"CN-{refund.credit_note:06d}",
        issued_on=f"{refund.done_at:%Y-%m-%d}",
        issuer=issuer,
        buyer=(order.buyer_name, order.buyer_email),
        order=order.number,
        lines=[(f"Refund of invoice INV-{order.invoice or 0:06d}", amount), *((item.title, "") for item in bill.items)],
        sums=[("Total", amount), ("Paid back by", order.gateway.capitalize())],
        language=order.locale.partition("-")[0],
        made_at=f"{refund.done_at:%Y%m%d%H%M%S}",
    )
    return await asyncio.to_thread(paper_pdf, paper)


def _sums(bill: Bill) -> Rows:
    order = bill.order
    rows = [("Subtotal", shown(order.subtotal_minor, order.currency))]
    if order.discount_minor:
        name = f"Coupon {order.coupon_code}".strip() if order.coupon_code else "Discount"
        rows.append((name, f"-{shown(order.discount_minor, order.currency)}"))
    return [*rows, ("Total", shown(order.total_minor, order.currency)), ("Paid by", order.gateway.capitalize())]
