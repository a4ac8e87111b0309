"""The certificate: one A4 page, landscape, made to be framed."""

import io
from collections.abc import Sequence
from typing import Final

import segno
from PIL import Image

from server.pdf.canvas import Canvas, Colour, colour, mix
from server.pdf.document import Leaf, pdf_file
from server.pdf.faces import Style
from server.pdf.lettering import Line, fit, legible, set_line
from server.pdf.ornament import ribbon, rosette
from server.pdf.sheet import Sheet, Signature

WIDTH, HEIGHT = 842, 595
MIDDLE: Final = WIDTH / 2
TEXT_WIDTH: Final = 600.0
PAPER: Final = colour("#fffdf7")
WHITE: Final = colour("#ffffff")
RIGHT_TO_LEFT: Final = frozenset({"ar", "he", "fa", "ur"})
PLAIN, STRONG, ITALIC = Style(), Style(weight=600), Style(italic=True)
NAME_STYLE: Final = Style(weight=500)
QR_SIDE: Final = 78.0
LOGO_WIDTH, LOGO_HEIGHT = 190.0, 56.0
MOST_SIGNATURES: Final = 3
FACT_STEP: Final = 31.0


def certificate_pdf(sheet: Sheet) -> bytes:
    """The file of a certificate."""
    canvas, look = Canvas(), sheet.look
    ink, accent = colour(look.ink), colour(look.accent)
    _draw_frame(canvas, accent)
    _draw_head(canvas, sheet, accent)
    _draw_middle(canvas, sheet, ink, accent)
    _draw_foot(canvas, sheet, ink, accent)
    info = {
        "Title": f"{sheet.words['title']}: {sheet.course}",
        "Author": look.issuer,
        "Subject": f"{sheet.name}, {sheet.course}, {sheet.number}, {sheet.issued_on}",
        "Keywords": f"{sheet.number}, {sheet.verify_url}",
    }
    leaf = Leaf(
        width=WIDTH,
        height=HEIGHT,
        content=canvas.content(),
        language=sheet.language,
        made_at=sheet.made_at,
        info=info,
        images={"L": look.logo} if look.logo else {},
        attachments=sheet.attachments,
    )
    return pdf_file(leaf)


def _draw_frame(canvas: Canvas, accent: Colour) -> None:
    canvas.fill_box(0, 0, WIDTH, HEIGHT, PAPER)
    rosette(canvas, (MIDDLE, 292), 205, mix(accent, PAPER, 0.9))
    pale, inset = mix(accent, PAPER, 0.45), 33.0
    for x in (inset, WIDTH - inset):
        ribbon(canvas, x, inset, HEIGHT - 2 * inset, 9, pale, upright=True)
    for y in (inset, HEIGHT - inset):
        ribbon(canvas, inset, y, WIDTH - 2 * inset, 9, pale, upright=False)
    for inset, thick in ((24.0, 1.6), (42.0, 0.5)):
        canvas.frame(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset, accent, thick)
    for x in (33.0, WIDTH - 33.0):
        for y in (33.0, HEIGHT - 33.0):
            canvas.fill_box(x - 9, y - 9, 18, 18, PAPER)
            rosette(canvas, (x, y), 12.5, accent, petals=8, fine=10)


def _draw_head(canvas: Canvas, sheet: Sheet, accent: Colour) -> None:
    issuer = sheet.look.issuer
    if sheet.look.logo:
        width, height = _logo_size(sheet.look.logo)
        canvas.image("L", MIDDLE - width / 2, 527 - height, width, height)
    else:
        spacing = 0.0 if _joins(issuer) else 3.0
        line = set_line(issuer.upper() if spacing else issuer, STRONG, 13, spacing=spacing)
        if line.width > TEXT_WIDTH:
            line = fit(issuer, STRONG, size=13, least=8, width=TEXT_WIDTH, lines=1)[0]
        canvas.write_centred(line, MIDDLE, 500, accent)
    title = fit(sheet.look.title or sheet.words["title"], PLAIN, size=40, least=22, width=TEXT_WIDTH, lines=1)[0]
    # Arabic hangs lower below its base line.
    canvas.write_centred(title, MIDDLE, 443 if _joins(title.text) else 436, colour(sheet.look.ink))
    _flourish(canvas, 415, accent)


def _joins(text: str) -> bool:
    """Whether letters of the text are joined or stacked, so that space between them would tear them apart."""
    return any(ord(character) >= 0x590 for character in text)  # noqa: PLR2004 - the first such block is Hebrew


def _logo_size(png: bytes) -> tuple[float, float]:
    with Image.open(io.BytesIO(png)) as opened:
        scale = min(LOGO_WIDTH / opened.width, LOGO_HEIGHT / opened.height)
        return opened.width * scale, opened.height * scale


def _flourish(canvas: Canvas, y: float, accent: Colour) -> None:
    canvas.curve([(MIDDLE - 90, y), (MIDDLE - 9, y)], accent, 0.7)
    canvas.curve([(MIDDLE + 9, y), (MIDDLE + 90, y)], accent, 0.7)
    canvas.curve([(MIDDLE, y + 4), (MIDDLE + 4, y), (MIDDLE, y - 4), (MIDDLE - 4, y), (MIDDLE, y + 4)], accent, 0.9)


def _draw_middle(canvas: Canvas, sheet: Sheet, ink: Colour, accent: Colour) -> None:
    soft = mix(ink, PAPER, 0.3)
    canvas.write_centred(_words(sheet.words["certify"], 15), MIDDLE, 381, soft)
    name = fit(
        _seen(sheet.name, NAME_STYLE, sheet.words["holder"]), NAME_STYLE, size=46, least=18, width=TEXT_WIDTH, lines=2
    )
    bottom = _stack(canvas, name, 326 if len(name) == 1 else 342, ink)
    rule = bottom - 18
    canvas.curve([(MIDDLE - 210, rule), (MIDDLE + 210, rule)], mix(accent, PAPER, 0.35), 0.6)
    canvas.write_centred(_words(sheet.words["completed"], 15), MIDDLE, rule - 29, soft)
    course = fit(
        _seen(sheet.course, STRONG, sheet.words["untitled"]), STRONG, size=26, least=13, width=TEXT_WIDTH - 40, lines=2
    )
    bottom = _stack(canvas, course, rule - 65 if len(course) == 1 else rule - 58, accent)
    if sheet.look.body:
        body = fit(sheet.look.body, PLAIN, size=12.5, least=9, width=TEXT_WIDTH - 60, lines=2)
        _ = _stack(canvas, body, bottom - 24, soft)


def _seen(text: str, style: Style, instead: str) -> str:
    """The text, or other words where no font of ours has a sign of it: a certificate has no empty line."""
    return text if legible(text, style) else instead


def _words(text: str, size: float) -> Line:
    style = PLAIN if _joins(text) else ITALIC
    return fit(text, style, size=size, least=9, width=TEXT_WIDTH, lines=1)[0]


def _stack(canvas: Canvas, lines: list[Line], y: float, fill: Colour) -> float:
    """Lines below each other, the first on `y`; returns the last base line."""
    step = lines[0].size * 1.14
    for number, line in enumerate(lines):
        canvas.write_centred(line, MIDDLE, y - number * step, fill)
    return y - (len(lines) - 1) * step


def _draw_foot(canvas: Canvas, sheet: Sheet, ink: Colour, accent: Colour) -> None:
    mirrored = sheet.language.partition("-")[0] in RIGHT_TO_LEFT
    _draw_facts(canvas, sheet, ink, x=WIDTH - 66.0 if mirrored else 66.0, mirrored=mirrored)
    _draw_signatures(canvas, sheet.look.signatures[:MOST_SIGNATURES], ink, accent)
    _draw_code(canvas, sheet, ink, x=66.0 if mirrored else WIDTH - 66.0 - QR_SIDE)


def _draw_facts(canvas: Canvas, sheet: Sheet, ink: Colour, *, x: float, mirrored: bool) -> None:
    """Label and value below each other, on the side where reading begins."""
    facts = [(sheet.words["issued"], sheet.issued_on), (sheet.words["number"], sheet.number)]
    if sheet.expires_on:
        facts.insert(1, (sheet.words["expires"], sheet.expires_on))
    y = 66.0 + FACT_STEP * (len(facts) - 1)
    for label, value in facts:
        for text, style, size, down, shade in ((label, PLAIN, 8.5, 13, 0.4), (value, STRONG, 11.5, 0, 0.05)):
            line = set_line(text, style, size)
            canvas.write(line, x - line.width if mirrored else x, y + down, mix(ink, PAPER, shade))
        y -= FACT_STEP


def _draw_signatures(canvas: Canvas, signatures: Sequence[Signature], ink: Colour, accent: Colour) -> None:
    if not signatures:
        return
    each = min(170.0, 400.0 / len(signatures))
    begin = MIDDLE - each * len(signatures) / 2
    for number, signature in enumerate(signatures):
        middle = begin + each * (number + 0.5)
        canvas.curve([(middle - each / 2 + 10, 94), (middle + each / 2 - 10, 94)], mix(accent, PAPER, 0.3), 0.6)
        line = fit(signature.name, STRONG, size=12, least=7, width=each - 16, lines=1)[0]
        canvas.write_centred(line, middle, 79, ink)
        if signature.role:
            role = fit(signature.role, PLAIN, size=9.5, least=6, width=each - 16, lines=1)[0]
            canvas.write_centred(role, middle, 66, mix(ink, PAPER, 0.4))


def _draw_code(canvas: Canvas, sheet: Sheet, ink: Colour, *, x: float) -> None:
    """The QR code on white, with a hint below it."""
    matrix = segno.make(sheet.verify_url, error="m", micro=False).matrix
    side = QR_SIDE / len(matrix)
    y = 76.0
    canvas.fill_box(x - 5, y - 5, QR_SIDE + 10, QR_SIDE + 10, WHITE)
    bars = []
    for row, cells in enumerate(matrix):
        column = 0
        while column < len(cells):
            end = column
            while end < len(cells) and cells[end]:
                end += 1
            if end > column:
                bars.append((x + column * side, y + QR_SIDE - (row + 1) * side, (end - column) * side))
            column = max(end, column + 1)
    canvas.squares(bars, side, ink)
    hint = fit(sheet.words["verify"], PLAIN, size=8.5, least=6, width=QR_SIDE + 30, lines=1)[0]
    canvas.write_centred(hint, x + QR_SIDE / 2, 60, mix(ink, PAPER, 0.4))
