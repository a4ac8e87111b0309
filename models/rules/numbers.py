"""Numbers read exactly: decimals from JSON or typed text, simple fractions, and rounding with halves up."""

import math
import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

MAX_WHOLE: Final = 2**53 - 1
MAX_EXPONENT: Final = 300
MAX_DIGITS: Final = 40
MAX_DENOMINATOR: Final = 24
FINEST: Final = 10**9
SNAP_WITHIN: Final = Fraction(5, 100_000)
SNAP_FROM_PLACES: Final = 4

_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,40}(?:[.,][0-9]{0,40})?|[.,][0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
_RATIO = re.compile(r"(-?[0-9]{1,12})/([1-9][0-9]{0,11})")
# Arabic-Indic and extended Arabic-Indic digits, the Arabic decimal separator, the minus sign.
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\N{ARABIC DECIMAL SEPARATOR}\N{MINUS SIGN}", "01234567890123456789.-")


class NotNumber(StrEnum):
    """Why a value is no number."""

    WRONG_TYPE = "wrong_type"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS = "ambiguous_number"
    OUT_OF_RANGE = "out_of_range"


def read_decimal(raw: object) -> Decimal | NotNumber:
    """Read a JSON number, or a decimal that was typed as text.

    A float counts as the shortest decimal that prints it (0.1 is one tenth). In text, digits may be
    Arabic ones and the decimal sign is `.`, `,` or the Arabic one. A comma is never taken for a separator of
    thousands: `1,5` is one and a half, and `1,000` could be read both ways, so it is refused.
    """
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal, str)):
        return NotNumber.WRONG_TYPE
    if isinstance(raw, str):
        return _typed(raw.strip().translate(_TO_ASCII))
    if isinstance(raw, int):
        return _bounded(Decimal(raw)) if abs(raw) < 10**MAX_DIGITS else NotNumber.OUT_OF_RANGE
    if not (raw.is_finite() if isinstance(raw, Decimal) else math.isfinite(raw)):
        return NotNumber.NOT_A_NUMBER
    return _bounded(raw if isinstance(raw, Decimal) else Decimal(repr(raw)))


def _typed(text: str) -> Decimal | NotNumber:
    if _GROUPED.fullmatch(text):
        return NotNumber.AMBIGUOUS
    if not _PLAIN.fullmatch(text):
        return NotNumber.NOT_A_NUMBER
    return _bounded(Decimal(text.replace(",", ".")))


def _bounded(value: Decimal) -> Decimal | NotNumber:
    fits = len(value.as_tuple().digits) <= 2 * MAX_DIGITS and abs(value.adjusted()) <= MAX_EXPONENT
    return value if fits or not value else NotNumber.OUT_OF_RANGE


def read_fraction(raw: object) -> Fraction | NotNumber:
    """Read a share of a mark: a number, or a ratio such as `"1/3"`.

    A number of four or more places that comes within 0.00005 of a fraction with a denominator up to 24 is
    taken for that fraction, so that 0.33333 three times makes 1 (Moodle's list of grades has such values).
    Denominators end at a billion.
    """
    if isinstance(raw, str) and (ratio := _RATIO.fullmatch(raw.strip())):
        return Fraction(int(ratio[1]), int(ratio[2]))
    value = read_decimal(raw)
    if isinstance(value, NotNumber):
        return value
    exact = Fraction(value).limit_denominator(FINEST)
    simple = exact.limit_denominator(MAX_DENOMINATOR)
    places = -int(value.as_tuple().exponent)
    return simple if places >= SNAP_FROM_PLACES and abs(simple - exact) < SNAP_WITHIN else exact


def half_up(value: Fraction, places: int = 0) -> Decimal:
    """Round to a number of decimal places; a half goes up, towards positive infinity (as live points do)."""
    scale = 10**places
    return Decimal(math.floor(value * scale + Fraction(1, 2))).scaleb(-places)


def json_number(value: Decimal | Fraction) -> int | float:
    """The value as a JSON number: an integer where it is one, else the nearest float.

    So are integers beyond 2**53, which JSON's readers take for floats or refuse (RFC 8259, section 6).
    """
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 and abs(exact.numerator) <= MAX_WHOLE else float(exact)


def exact(value: float | Decimal | Fraction) -> Fraction:
    """The value as a fraction; a float counts as the shortest decimal that prints it."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
