"""Requests made from the OpenAPI document: mostly of the right shape, with hostile values in every place."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

TEXTS = (
    *("", " ", "x", "0", "null", "true", "-1", "' OR 1=1 --", '"; DROP TABLE user_account; --', "{{7*7}}", "${7*7}"),
    *(
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "=1+1",
        "@SUM(A1)",
        "%00",
        "%",
        "_",
        "\\",
        "\u202eabc",
        "🔑" * 9,
    ),
    *(
        "nul\x00",
        "a\u0301" * 20,
        "ابن سينا",
        "\ufeff",
        "\u2028",
        "x" * 300,
        "1e999",
        "NaN",
        "1970-01-01",
        "a@b.example",
    ),
)
SEGMENTS = tuple(text for text in TEXTS if text and not set("{}") & set(text))
"""What may stand in a path: braces never match a parameter."""
INTEGERS = (0, 1, -1, 7, 100, 2**31 - 1, 2**31, -(2**31) - 1, 2**53, 2**63 - 1, -(2**63))
NUMBERS = (*INTEGERS, 0.5, -0.0, 1e-300, 1e300, 100.0001)
TIMES = (
    "2030-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "9999-12-31T23:59:59Z",
    "2030-02-30T00:00:00Z",
    "2030-01-01",
    "now",
)
EMAILS = tuple(f"fuzz{number}@school.example" for number in range(100))
JUNK: tuple[Any, ...] = (None, True, 0, 1.5, "x", [], {}, [[[]]], {"$ne": 1}, "\x00", 2**63 - 1)
USUAL = 0.7
"""How often a field gets the value that is right for it, where one is known."""
ODD = 0.08
"""How often something of another kind stands where it should not."""


@dataclass
class Maker:
    """Makes values for schemas; `ids` are real ones, so that many requests reach the rows behind."""

    document: Mapping[str, Any]
    ids: Sequence[str]
    known: Mapping[str, str] = field(default_factory=dict)
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def value(self, schema: Mapping[str, Any], depth: int = 0) -> Any:
        """Something for a schema; now and then something else."""
        schema = self.resolved(schema)
        if self.chance.random() < ODD:
            return self.chance.choice(JUNK)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        for key in ("anyOf", "oneOf"):
            if key in schema:
                return self.value(self.chance.choice(schema[key]), depth)
        if depth > 6:
            return None
        return self._typed(schema, depth)

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema that is meant."""
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _typed(self, schema: Mapping[str, Any], depth: int) -> Any:
        makers: dict[str, Callable[[], Any]] = {
            "object": lambda: self._object(schema, depth),
            "array": lambda: [self.value(schema.get("items", {}), depth + 1) for _ in range(self.chance.randint(0, 3))],
            "string": lambda: self._text(schema),
            "integer": lambda: self._number(schema, INTEGERS),
            "number": lambda: self._number(schema, NUMBERS),
            "boolean": lambda: self.chance.random() < 0.5,
            "null": lambda: None,
        }
        return makers.get(schema.get("type", ""), lambda: self.chance.choice(JUNK))()

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        required = set(schema.get("required", ()))
        fields = schema.get("properties", {})
        chosen = {
            name: self.known[name]
            if name in self.known and self.chance.random() < USUAL
            else self.value(shape, depth + 1)
            for name, shape in fields.items()
            if self.chance.random() < (0.97 if name in required else 0.5)
        }
        if not fields or self.chance.random() < ODD / 2:
            chosen[self.chance.choice(TEXTS) or "x"] = self.chance.choice(JUNK)
        return chosen

    def _text(self, schema: Mapping[str, Any]) -> str:
        formats = {"uuid": (*self.ids, *TEXTS[:3]), "date-time": TIMES, "email": EMAILS}
        if (choices := formats.get(schema.get("format", ""))) is not None:
            return self.chance.choice(choices)
        text = self.chance.choice(TEXTS)
        if self.chance.random() < 0.9:
            text = text.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength", 10_000)]
        return text

    def _number(self, schema: Mapping[str, Any], usual: Sequence[float]) -> Any:
        low, high = schema.get("minimum"), schema.get("maximum")
        return self.chance.choice(
            [*usual, *([low, low] if low is not None else []), *([high] if high is not None else [])]
        )

    def path(self, template: str, operation: Mapping[str, Any]) -> str:
        """The template with its parameters filled in, and a query."""
        query = []
        for parameter in operation.get("parameters", ()):
            name = parameter["name"]
            match parameter["in"]:
                case "path":
                    known = self.chance.random() < 0.8
                    given = self.chance.choice(self.ids) if known else self.chance.choice(SEGMENTS)
                    template = template.replace(f"{{{name}}}", quote(given, safe=""))
                case "query" if self.chance.random() < 0.4:
                    query.append(f"{quote(name)}={quote(str(self.value(parameter.get('schema', {}))), safe='')}")
        return template + ("?" + "&".join(query) if query else "")
