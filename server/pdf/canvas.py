"""A page's content in PDF operators (ISO 32000-1): paths, colours, letters as outlines over text that can be selected."""

from collections.abc import Iterable, Sequence

from server.pdf.lettering import Line

LAST_CODE = 0xFFFF
"""The codes of the selectable text have two bytes."""

Colour = tuple[float, float, float]
Point = tuple[float, float]


def colour(text: str) -> Colour:
    """Red, green, blue from 0 to 1 of `#rrggbb`."""
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two; `share` of the other."""
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


class Canvas:
    """Collects what is drawn; sizes and places are points from the lower left corner."""

    def __init__(self) -> None:
        self._operators: list[str] = []
        self.said: list[str] = []
        """The texts on the page, in reading order."""

    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._operators).encode("ascii")

    def fill_box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A filled rectangle."""
        self._operators.append(f"{_rgb(fill)} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, y: float, width: float, height: float, stroke: Colour, thick: float) -> None:
        """The outline of a rectangle."""
        self._operators.append(f"{_rgb(stroke)} RG {thick:.2f} w 0 J 0 j {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    def curve(self, points: Sequence[Point], stroke: Colour, thick: float) -> None:
        """A line through points."""
        (x, y), *rest = points
        path = f"{x:.1f} {y:.1f} m " + " ".join(f"{a:.1f} {b:.1f} l" for a, b in rest)
        self._operators.append(f"{_rgb(stroke)} RG {thick:.2f} w 1 J 1 j {path} S")

    def squares(self, places: Iterable[tuple[float, float, float]], side: float, fill: Colour) -> None:
        """Many bars of one height, each as x, y, width."""
        path = " ".join(f"{x:.3f} {y:.3f} {width:.3f} {side:.3f} re" for x, y, width in places)
        self._operators.append(f"{_rgb(fill)} rg {path} f")

    def image(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """An image of the page's resources."""
        self._operators.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{name} Do Q")

    def write(self, line: Line, x: float, y: float, fill: Colour) -> None:
        """A shaped line that begins at `x` on the base line `y`."""
        self._operators.append(f"{_rgb(fill)} rg")
        for glyph in line.glyphs:
            outline = glyph.face.outline(glyph.number)
            if outline:
                scale = line.size / glyph.face.upem
                place = f"{scale:.5f} 0 0 {scale:.5f} {x + glyph.x:.2f} {y + glyph.y:.2f}"
                self._operators.append(f"q {place} cm {outline} f Q")
        self._select(line, x, y)
        self.said.append(line.text)

    def write_centred(self, line: Line, middle: float, y: float, fill: Colour) -> None:
        """A shaped line around a middle."""
        self.write(line, middle - line.width / 2, y, fill)

    def _select(self, line: Line, x: float, y: float) -> None:
        """The same text, invisible (mode 3, 9.3.6), in a font without shapes: it can be selected and searched."""
        codes = [ord(character) for character in line.seen if ord(character) <= LAST_CODE]
        if not codes or not line.width:
            return
        stretch = 100 * line.width / (line.size * len(codes))
        shown = "".join(f"{code:04X}" for code in codes)
        self._operators.append(f"BT 3 Tr /T {line.size:.2f} Tf {stretch:.3f} Tz {x:.2f} {y:.2f} Td <{shown}> Tj ET")


def _rgb(of: Colour) -> str:
    return " ".join(f"{part:.3f}" for part in of)
