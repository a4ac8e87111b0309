"""The reference page of webhook events, written from the catalogue.

python -m tests.contract.events > docs/reference/events.md
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from models.rules.webhook_events import CATALOGUE, Event, EventKind, data_schema

HEAD = """\
# Webhook events

Written by `python -m tests.contract.events`; a test holds it equal to the code. How messages are signed and tried
again stands in the [guide](../guides/webhooks.md).

Every message is `{"type": …, "timestamp": …, "data": …}`: `timestamp` says when it happened, `data` is described
below. Fields are only ever added; ignore those that you do not know. Data are ids and figures, no names and no
addresses: who may know more asks the API.
"""


def _type_of(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if schema["type"] == "object":
        inner = ", ".join(f"`{name}` {_type_of(each)}" for name, each in schema["properties"].items())
        return f"object: {inner}"
    if schema["type"] == "array":
        return f"list of {_type_of(schema['items'])}"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join([schema.get("format", kinds[0]), *kinds[1:]])


def _section(kind: EventKind, event: Event) -> Iterator[str]:
    yield f"\n## {kind.value}\n\n{event.when}\n\n| field | type | meaning |\n|---|---|---|"
    for name, field in event.data.items():
        yield f"| `{name}` | {_type_of(field.schema)} | {field.meaning} |"
    schema = json.dumps(data_schema(kind), ensure_ascii=False, separators=(",", ":"))
    yield f"\n<details><summary>JSON schema of <code>data</code></summary>\n\n```json\n{schema}\n```\n\n</details>"


def page() -> str:
    """The whole page."""
    sections = ("\n".join(_section(kind, event)) for kind, event in CATALOGUE.items())
    return HEAD + "\n".join(sections) + "\n"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - this is its output
