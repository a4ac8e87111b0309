"""Reads one untrusted JSON object, field by field, and notes every fault instead of stopping at the first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from models.rules.numbers import NotNumber, read_decimal, read_fraction
from models.rules.problems import Path, Problems
from models.rules.texts import clean, is_storable

TEXT_LIMIT: Final = 2_000
ID_LIMIT: Final = 64
_SAY: Final = {
    NotNumber.WRONG_TYPE: "A number is needed here.",
    NotNumber.NOT_A_NUMBER: "This is not a finite decimal number.",
    NotNumber.AMBIGUOUS: "The comma could mean thousands or decimals: write 1000 or 1.0.",
    NotNumber.OUT_OF_RANGE: "This number is too large or too long.",
}


@dataclass(slots=True)
class Reader:
    """One object and its place in the input; values that are missing or wrong come back as harmless ones.

    Call `finish()` after the last field: fields that nobody asked for are faults too.
    """

    raw: Mapping[str, object]
    problems: Problems
    path: Path = ()
    stored: bool = False
    """Whether this was written by us: then it carries ids."""
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, raw: object, problems: Problems, path: Path = (), *, stored: bool = False) -> "Reader":
        """A reader of what should be an object; anything else is a fault and reads as an empty one."""
        if isinstance(raw, Mapping) and all(isinstance(key, str) for key in raw):
            return cls(raw, problems, path, stored)
        problems.add(path, "wrong_type", "An object is needed here.")
        return cls({}, Problems(), path)

    def fault(self, name: str | int | None, code: str, message: str) -> None:
        """Note a fault of one field, or of the object itself when `name` is None."""
        self.problems.add(self.path if name is None else (*self.path, name), code, message)

    def get(self, name: str, *, required: bool = True) -> object:
        """The raw value of a field, None when it is absent or null; a fault when it is required."""
        self.asked.add(name)
        value = self.raw.get(name)
        if value is None and required:
            self.fault(name, "required", "This field is required.")
        return value

    def text(self, name: str, *, limit: int = TEXT_LIMIT, required: bool = True) -> str:
        """A text in NFC, of at most `limit` characters and not blank where it is required."""
        value = self.get(name, required=required)
        if value is None:
            return ""
        text = read_text(value, self.problems, (*self.path, name), limit)
        if required and isinstance(value, str) and not value.strip():
            self.fault(name, "blank", "A blank text is not enough here.")
        return text

    def texts(self, name: str, *, least: int, most: int, limit: int = TEXT_LIMIT) -> tuple[str, ...]:
        """A list of texts, none of them blank; not required when `least` is 0."""
        found: list[str] = []
        for at, value in enumerate(self.values(name, least=least, most=most)):
            found.append(read_text(value, self.problems, (*self.path, name, at), limit))
            if isinstance(value, str) and not value.strip():
                self.problems.add((*self.path, name, at), "blank", "A blank text is not enough here.")
        return tuple(found)

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false; required when there is no default."""
        value = self.get(name, required=default is None)
        if value is None or isinstance(value, bool):
            return bool(default) if value is None else value
        self.fault(name, "wrong_type", "True or false is needed here.")
        return False

    def word(self, name: str, allowed: Collection[str], *, default: str) -> str:
        """One of the allowed words."""
        value = self.get(name, required=False)
        if value is None:
            return default
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(name, "unknown_option", f"One of {', '.join(sorted(allowed))} is needed here.")
        return default

    def decimal(self, name: str, *, default: Decimal | None = None) -> Decimal:
        """An exact decimal number; required when there is no default."""
        value = self.get(name, required=default is None)
        if value is None:
            return default or Decimal(0)
        number = read_decimal(value)
        if isinstance(number, NotNumber):
            self._refuse(name, number)
            return Decimal(0)
        return number

    def fraction(self, name: str, *, low: int, high: int = 1) -> Fraction | None:
        """A share between `low` and `high`, None when it is absent."""
        value = self.get(name, required=False)
        if value is None:
            return None
        share = read_fraction(value)
        if isinstance(share, NotNumber):
            self._refuse(name, share)
            return None
        if not low <= share <= high:
            self.fault(name, "out_of_range", f"A number between {low} and {high} is needed here.")
            return None
        return share

    def whole(self, name: str, *, low: int, high: int) -> int | None:
        """A whole number between `low` and `high`, None when it is absent."""
        value = self.get(name, required=False)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and low <= value <= high):
            return value
        self.fault(name, "out_of_range", f"A whole number from {low} to {high} is needed here.")
        return None

    def values(self, name: str, *, least: int, most: int) -> list[object]:
        """A list of `least` to `most` values; not required when `least` is 0."""
        value = self.get(name, required=least > 0)
        if value is None:
            return []
        if not isinstance(value, (list, tuple)):
            self.fault(name, "wrong_type", "A list is needed here.")
            return []
        if len(value) < least:
            self.fault(name, "too_few", f"At least {least} are needed here.")
        if len(value) > most:
            self.fault(name, "too_many", f"At most {most} are allowed here.")
        return [*value[:most]]

    def objects(self, name: str, *, least: int, most: int) -> "list[Reader]":
        """A list of objects, each with a reader of its own."""
        values = self.values(name, least=least, most=most)
        return [
            Reader.of(value, self.problems, (*self.path, name, at), stored=self.stored)
            for at, value in enumerate(values)
        ]

    def object(self, name: str) -> "Reader":
        """A required object, with a reader of its own."""
        value = self.get(name)
        return Reader.of({} if value is None else value, self.problems, (*self.path, name), stored=self.stored)

    def id(self, name: str, known: Mapping[str, str]) -> "tuple[str, ...]":
        """One id as it was shown, given back as the id inside; nothing when it is absent."""
        value = self.get(name, required=False)
        inside = None if value is None else read_id(value, known, self.problems, (*self.path, name))
        return () if inside is None else (inside,)

    def ids(self, name: str, known: Mapping[str, str], *, least: int = 0) -> "tuple[str, ...]":
        """A list of different ids as they were shown, given back as the ids inside; `known` maps one to the other."""
        found: list[str] = []
        for at, value in enumerate(self.values(name, least=least, most=len(known))):
            inside = read_id(value, known, self.problems, (*self.path, name, at))
            if inside in found:
                self.problems.add((*self.path, name, at), "duplicate", "This id is named twice.")
            elif inside is not None:
                found.append(inside)
        return tuple(found)

    def finish(self) -> None:
        """Note a fault for every field that nobody asked for."""
        for name in self.raw:
            if name not in self.asked:
                self.fault(name, "unknown_field", "This field is not known here.")

    def _refuse(self, name: str, why: NotNumber) -> None:
        self.fault(name, why.value, _SAY[why])


def read_text(value: object, problems: Problems, path: Path, limit: int) -> str:
    """A text in NFC; a fault and "" when it is none, is too long or cannot be stored."""
    if not isinstance(value, str):
        problems.add(path, "wrong_type", "A text is needed here.")
    elif not is_storable(value):
        problems.add(path, "bad_text", "The text holds a character that cannot be stored (NUL or half a pair).")
    elif len(text := clean(value)) > limit:
        problems.add(path, "too_long", f"At most {limit} characters are allowed here.")
    else:
        return text
    return ""


def read_id(value: object, known: Mapping[str, str], problems: Problems, path: Path) -> str | None:
    """The id inside for an id as it was shown; a fault and None when nobody was shown such an id."""
    if isinstance(value, str) and value in known:
        return known[value]
    problems.add(path, "unknown_id", "There is no such id in this question.")
    return None
