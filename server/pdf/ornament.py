"""Fine lines as on banknotes: curves of many turns that are drawn by a formula and hard to imitate by hand."""

from math import cos, pi, sin

from server.pdf.canvas import Canvas, Colour, Point

STEPS_OF_PETAL = 24


def rosette(
    canvas: Canvas, middle: Point, radius: float, stroke: Colour, *, petals: int = 12, fine: int = STEPS_OF_PETAL
) -> None:
    """Interlaced rings around a middle: r = R (1 - d/2 + d/2 cos(n t + s)), for several depths and shifts."""
    for depth, inner in ((0.24, 1.0), (0.34, 0.74), (0.5, 0.46)):
        for shift in range(6):
            points = [
                _polar(middle, radius * inner * (1 - depth / 2 + depth / 2 * cos(petals * t + shift * pi / 3)), t)
                for t in (2 * pi * step / (petals * fine) for step in range(petals * fine + 1))
            ]
            canvas.curve(points, stroke, 0.35)


def _polar(middle: Point, radius: float, angle: float) -> Point:
    return middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)


def ribbon(canvas: Canvas, x: float, y: float, length: float, width: float, stroke: Colour, *, upright: bool) -> None:
    """A band of waves along a straight line, from a corner."""
    waves = max(2, round(length / 22))
    for shift in range(4):
        points = []
        for step in range(waves * 12 + 1):
            along = length * step / (waves * 12)
            across = width / 2 * sin(2 * pi * waves * along / length + shift * pi / 2)
            points.append((x + across, y + along) if upright else (x + along, y + across))
        canvas.curve(points, stroke, 0.4)
