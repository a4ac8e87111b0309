"""The fonts of our pages. They come as packages; nothing is looked for on the machine or fetched."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import uharfbuzz as hb


@dataclass(slots=True)
class Face:
    """One font at one weight, and the outlines that were drawn with it so far."""

    font: Any
    upem: int
    covered: frozenset[int]
    outlines: dict[int, str] = field(default_factory=dict)

    def has(self, character: str) -> bool:
        """Whether the font can draw it."""
        return ord(character) in self.covered

    def outline(self, glyph: int) -> str:
        """The drawing operators of a glyph."""
        if glyph not in self.outlines:
            operators: list[str] = []
            self.font.draw_glyph(glyph, _pen(), operators)
            self.outlines[glyph] = " ".join(operators)
        return self.outlines[glyph]


@dataclass(frozen=True, slots=True)
class _Source:
    package: str
    file: str
    italic_file: str = ""
    variable: bool = True


def _more(*scripts: str) -> list[_Source]:
    """Fonts of one package for the scripts that have none of their own."""
    return [_Source("manimgx_fonts", f"NotoSans{script}[wght].ttf") for script in scripts]


_SERIF: Final = (
    _Source("fontpkg_eb_garamond", "EBGaramond[wght].ttf", "EBGaramond-Italic[wght].ttf"),
    _Source("fontpkg_amiri", "Amiri-Regular.ttf", variable=False),
    _Source("fontpkg_frank_ruhl_libre", "FrankRuhlLibre[wght].ttf"),
    _Source("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf", "NotoSerif-Italic[wdth,wght].ttf"),
    _Source("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", "NotoSans-Italic[wdth,wght].ttf"),
    *_more("Armenian", "Georgian", "Ethiopic", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Oriya"),
    *_more("Sinhala", "Myanmar", "Lao"),
    _Source("fontpkg_noto_sans_devanagari", "NotoSansDevanagari[wdth,wght].ttf"),
    _Source("fontpkg_noto_sans_thai", "NotoSansThai[wdth,wght].ttf"),
    _Source("fontpkg_noto_sans_tamil", "NotoSansTamil[wdth,wght].ttf"),
    _Source("fontpkg_noto_sans_telugu", "NotoSansTelugu[wdth,wght].ttf"),
    _Source("fontpkg_noto_sans_khmer", "NotoSansKhmer[wdth,wght].ttf"),
    _Source("noto_cjk_sans_jp_regular", "NotoSansCJKjp-Regular.otf", variable=False),
    *_more("Symbols"),
    _Source("manimgx_fonts", "NotoEmoji[wght].ttf"),
)
"""In the order in which a character is looked for."""


@dataclass(frozen=True, slots=True)
class Style:
    """How letters look: the weight from 400 to 800, upright or italic."""

    weight: int = 400
    italic: bool = False

    def faces(self) -> Iterator[Face]:
        """The faces to look for a character in; a font is opened when the ones before it do not have it."""
        for source in _SERIF:
            file = source.italic_file if self.italic and source.italic_file else source.file
            yield _open(source.package, file, self.weight if source.variable else 0)


@cache
def _open(package: str, file: str, weight: int) -> Face:
    face = hb.Face(hb.Blob.from_file_path(str(_find(package, file))))
    font = hb.Font(face)
    if weight:
        font.set_variations({"wght": weight})
    return Face(font, face.upem, frozenset(face.unicodes))


def _find(package: str, file: str) -> Path:
    spec = find_spec(package)
    assert spec is not None, f"{package} is not installed"
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    return next(path for path in folder.rglob("*") if path.name == file)


@cache
def _pen() -> Any:
    """Writes outlines as PDF operators; HarfBuzz raises quadratic curves to cubic ones by itself."""
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, out: out.append(f"{x:.0f} {y:.0f} m"))
    pen.set_line_to_func(lambda x, y, out: out.append(f"{x:.0f} {y:.0f} l"))
    pen.set_cubic_to_func(
        lambda x1, y1, x2, y2, x, y, out: out.append(f"{x1:.0f} {y1:.0f} {x2:.0f} {y2:.0f} {x:.0f} {y:.0f} c")
    )
    pen.set_quadratic_to_func(_quadratic)
    pen.set_close_path_func(lambda out: out.append("h"))
    return pen


def _quadratic(x1: float, y1: float, x: float, y: float, out: list[str]) -> None:
    """PDF has cubic curves only; the start is the end of the operator before."""
    x0, y0 = map(float, out[-1].split()[-3:-1])
    a, b = x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0)
    c, d = x + 2 / 3 * (x1 - x), y + 2 / 3 * (y1 - y)
    out.append(f"{a:.0f} {b:.0f} {c:.0f} {d:.0f} {x:.0f} {y:.0f} c")
