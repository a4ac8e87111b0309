"""The invoice: A4 pages upright, names and titles in any script."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.pdf.canvas import Canvas, colour
from server.pdf.document import Leaf, pdf_file
from server.pdf.faces import Style
from server.pdf.lettering import fit, set_line

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT = 56.0, 539.0
INK: Final = colour("#1f2a37")
PALE: Final = colour("#6b7280")
RULE: Final = colour("#d1d5db")
PLAIN, STRONG = Style(), Style(weight=600)


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on an invoice, or another paper by its `title`; `lines` and `sums` are pairs of a text and an amount."""

    number: str
    issued_on: str
    issuer: str
    buyer: tuple[str, str]
    order: str
    lines: Sequence[tuple[str, str]]
    sums: Sequence[tuple[str, str]]
    language: str
    made_at: str
    title: str = "Invoice"


def paper_pdf(paper: Paper) -> bytes:
    """The file of an invoice: one page, for orders hold at most twenty courses."""
    canvas = Canvas()
    _write(canvas, paper.title, LEFT, 770, 26, STRONG)
    _write(canvas, paper.issuer, LEFT, 748, 10, PLAIN, pale=True)
    for row, (name, text) in enumerate((("Number", paper.number), ("Date", paper.issued_on), ("Order", paper.order))):
        _write(canvas, name, 360, 772 - 16 * row, 10, PLAIN, pale=True)
        _write_right(canvas, text, 772 - 16 * row, 10)
    _write(canvas, "Billed to", LEFT, 700, 10, PLAIN, pale=True)
    _write(canvas, paper.buyer[0], LEFT, 682, 13, STRONG)
    _write(canvas, paper.buyer[1], LEFT, 666, 10, PLAIN)
    y = 625.0
    for text, amount in paper.lines:
        y = _row(canvas, text, amount, y)
    canvas.fill_box(LEFT, y + 8, RIGHT - LEFT, 0.8, RULE)
    y -= 14
    for text, amount in paper.sums:
        y = _row(canvas, text, amount, y, strong=text == "Total")
    info = {"Title": f"{paper.title} {paper.number}", "Author": paper.issuer, "Subject": f"Order {paper.order}"}
    return pdf_file(
        Leaf(
            width=WIDTH,
            height=HEIGHT,
            content=canvas.content(),
            language=paper.language,
            made_at=paper.made_at,
            info=info,
        )
    )


def _row(canvas: Canvas, text: str, amount: str, y: float, *, strong: bool = False) -> float:
    _write(canvas, text, LEFT, y, 11, STRONG if strong else PLAIN)
    _write_right(canvas, amount, y, 11, strong=strong)
    return y - 20


def _write(canvas: Canvas, text: str, x: float, y: float, size: float, style: Style, *, pale: bool = False) -> None:
    for line in fit(text, style, size=size, least=size - 3, width=360.0, lines=1):
        canvas.write(line, x, y, PALE if pale else INK)


def _write_right(canvas: Canvas, text: str, y: float, size: float, *, strong: bool = False) -> None:
    line = set_line(text, STRONG if strong else PLAIN, size)
    canvas.write(line, RIGHT - line.width, y, INK)
