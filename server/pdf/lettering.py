"""Text in any script as outlines: the order of directions (UAX 9), a font for every character, shaping, breaking lines."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import uharfbuzz as hb
from bidi import algorithm as bidi

from server.pdf.faces import Face, Style

PICTURE: Final = "\U0001f393"
"""A sign that only a font of emoji has; the spaces of such a font are as wide as its pictures."""
JOINERS: Final = frozenset("\u200c\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn sign: its face, number, and place in points from the start of the line."""

    face: Face
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A shaped line. `text` is what it says, as far as a font has it; `seen` is the same from left to right."""

    text: str
    seen: str
    size: float
    width: float
    glyphs: Sequence[Glyph]


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    level: int
    face: Face


def set_line(text: str, style: Style, size: float, *, spacing: float = 0.0) -> Line:
    """Shape one line; `size` and the `spacing` between letters are points. What no font has is left out."""
    read = list(_pieces(text, style))
    glyphs: list[Glyph] = []
    x = 0.0
    visual = _visual(read)
    for piece in visual:
        x = _shape(piece, size, spacing, x, glyphs)
    said = "".join(piece.text for piece in read)
    seen = "".join(piece.text[::-1] if piece.level % 2 else piece.text for piece in visual)
    return Line(said, seen, size, max(0.0, x - spacing if glyphs else x), glyphs)


def fit(text: str, style: Style, *, size: float, least: float, width: float, lines: int) -> list[Line]:
    """Break a text into as few lines as possible, as large as possible, none wider than `width`.

    The size falls from `size` to `least`; a text that even then does not fit is cut with an ellipsis.
    """
    # What no font has leaves no gap behind.
    text = " ".join("".join(piece.text for piece in _pieces(text, style)).split())
    for count in range(1, lines + 1):
        floor = least if count == lines else max(least, size * 0.72)
        at = size
        while at >= floor:
            found = _break(text, style, at, width, count)
            if found is not None:
                return found
            at -= 1.0
    return _cut(text, style, least, width, lines)


def legible(text: str, style: Style) -> bool:
    """Whether anything of a text would be seen: a font has at least one of its signs, and it is not a space."""
    return any(piece.text.strip() for piece in _pieces(text, style))


def _break(text: str, style: Style, size: float, width: float, count: int) -> list[Line] | None:
    """The text in at most `count` lines of about the same length, or None when it does not fit."""
    whole = set_line(text, style, size)
    if whole.width <= width:
        return [whole]
    if count == 1 or whole.width > width * count:
        return None
    # Narrow first: lines of about the same length look better than a full one and a rest.
    for share in (1.02, 1.1, 1.2, 1.35, 1.6, 2.0):
        lines = _fill(_words(text), style, size, min(width, whole.width / count * share))
        if lines is not None and len(lines) <= count:
            return lines
    return None


def _fill(words: Sequence[str], style: Style, size: float, width: float) -> list[Line] | None:
    lines: list[Line] = []
    current = ""
    for word in words:
        tried = set_line((current + word).strip(), style, size)
        if tried.width <= width:
            current += word
            continue
        if not current:
            return None
        lines.append(set_line(current.strip(), style, size))
        current = word
    last = set_line(current.strip(), style, size)
    return [*lines, last] if last.width <= width else None


def _words(text: str) -> list[str]:
    """Pieces after which a line may end: after spaces and hyphens, and between ideographs."""
    words: list[str] = [""]
    for before, character in zip(" " + text, text, strict=False):
        if before in " -\u2010\u2013" or (_ideographic(before) and _ideographic(character)):
            words.append("")
        words[-1] += character
    return [word for word in words if word]


def _ideographic(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _cut(text: str, style: Style, size: float, width: float, lines: int) -> list[Line]:
    """As much as fits, by characters when it has no words, with an ellipsis."""
    clusters = list(_clusters(text))
    found: list[Line] = []
    for number in range(lines):
        low, high, mark = 0, len(clusters), "…" if number == lines - 1 else ""
        while low < high:
            middle = (low + high + 1) // 2
            wide = set_line("".join(clusters[:middle]) + mark, style, size).width > width
            low, high = (low, middle - 1) if wide else (middle, high)
        rest = clusters[low:]
        found.append(set_line("".join(clusters[:low]).strip() + (mark if rest else ""), style, size))
        clusters = rest
        if not rest:
            break
    return found


def _pieces(text: str, style: Style) -> Iterator[_Piece]:
    """Stretches of one direction and one face, in the order in which they are read."""
    marked = [(cluster, level, face) for cluster, level, face in _faced(text, style)]
    for (level, _), group in groupby(marked, key=lambda each: (each[1], id(each[2]))):
        found = list(group)
        yield _Piece("".join(cluster for cluster, _, _ in found), level, found[0][2])


def _faced(text: str, style: Style) -> Iterator[tuple[str, int, Face]]:
    before: Face | None = None
    for cluster, level in _levelled(text):
        face = _face_for(cluster, style, before)
        if face is not None:
            before = face
            yield cluster, level, face


def _face_for(cluster: str, style: Style, before: Face | None) -> Face | None:
    """The first face that has all of it, else its first character; signs between words stay in the face before."""
    needed = [character for character in cluster if character not in JOINERS]
    if not needed:
        return before
    common = unicodedata.category(cluster[0])[0] in "ZPN"
    if common and before is not None and not before.has(PICTURE) and all(before.has(character) for character in needed):
        return before
    best: Face | None = None
    for face in style.faces():
        if all(face.has(character) for character in needed):
            return face
        best = best or (face if face.has(needed[0]) else None)
    return best


def _levelled(text: str) -> Iterator[tuple[str, int]]:
    """Clusters with their embedding level (even: left to right)."""
    levels = _levels(text)
    at = 0
    for cluster in _clusters("".join(character for character, _ in levels)):
        yield cluster, levels[at][1]
        at += len(cluster)


def _levels(text: str) -> list[tuple[str, int]]:
    """The characters that are drawn, each with its level, by the bidirectional algorithm."""
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    # Signs that turn text around by force do not belong to names: with them "eeL" could be read as "Lee".
    text = "".join(c for c in text if unicodedata.category(c) != "Cf" or c in JOINERS)
    if not any(unicodedata.bidirectional(c) in {"R", "AL", "AN"} for c in text):
        return [(c, 0) for c in text]
    storage: dict[str, Any] = bidi.get_empty_storage()
    storage["base_level"] = bidi.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage)
    bidi.resolve_neutral_types(storage, False)
    bidi.resolve_implicit_levels(storage, False)
    return [(each["ch"], each["level"]) for each in storage["chars"]]


def _clusters(text: str) -> Iterator[str]:
    """A character with the marks that belong to it, roughly UAX 29."""
    cluster = ""
    for character in text:
        joined = cluster.endswith("\u200d") or character in JOINERS
        if cluster and not joined and unicodedata.category(character)[0] != "M":
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _visual(pieces: list[_Piece]) -> list[_Piece]:
    """UAX 9, rule L2: from the highest level down, turn every stretch of that level or above around."""
    for level in range(max((piece.level for piece in pieces), default=0), 0, -1):
        turned: list[_Piece] = []
        for inside, group in groupby(pieces, key=lambda piece, at=level: piece.level >= at):  # type: ignore[misc] # a lambda with a default
            found = list(group)
            turned += reversed(found) if inside else found
        pieces = turned
    return pieces


def _shape(piece: _Piece, size: float, spacing: float, x: float, glyphs: list[Glyph]) -> float:
    """Shape one stretch at `x`; returns where it ends."""
    buffer = hb.Buffer()
    buffer.add_str(piece.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if piece.level % 2 else "ltr"
    hb.shape(piece.face.font, buffer, {"liga": not spacing})
    scale = size / piece.face.upem
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if info.codepoint:
            offset = position.x_offset * scale
            glyphs.append(Glyph(piece.face, info.codepoint, x + offset, position.y_offset * scale))
            x += position.x_advance * scale + (spacing if position.x_advance else 0.0)
    return x
