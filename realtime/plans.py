"""The frozen plan of a session as it is stored, and as the state machine reads it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from models.ids import new_id
from models.rules.questions import load
from realtime.session import Labels
from realtime.state import Item, Options, Plan, State

DEFAULT_SECONDS = 30
_CHANCE = secrets.SystemRandom()


def read_plan(items: Sequence[Mapping[str, Any]], settings: Mapping[str, Any]) -> Plan:
    """The plan that `models.actions.live_sessions` stored: `[{id, version, kind, stem, points, seconds, content}]`."""
    return Plan(tuple(_item(each) for each in items), read_options(settings))


def read_options(settings: Mapping[str, Any]) -> Options:
    """The settings that the state machine knows."""
    known = {each.name for each in fields(Options)}
    return Options(**{key: value for key, value in settings.items() if key in known})


def keyed(plan: Plan, state: State) -> Plan:
    """The plan with the keys that hosts have changed since it was frozen."""
    if not state.keys:
        return plan
    return replace(plan, items=tuple(_with_key(item, state.keys.get(item.id)) for item in plan.items))


def _with_key(item: Item, stored: Mapping[str, Any] | None) -> Item:
    return item if stored is None else replace(item, content=load(item.kind, stored))


def _item(raw: Mapping[str, Any]) -> Item:
    return Item(
        id=raw["id"],
        kind=raw["kind"],
        stem=raw["stem"],
        points=raw["points"],
        seconds=raw["seconds"] or DEFAULT_SECONDS,
        content=load(raw["kind"], raw["content"]),
        version=raw["version"],
        media=raw.get("media"),
    )


def told_to_hosts(plan: Plan) -> list[dict[str, Any]]:
    """The items to come, for the host's list."""
    names = ("kind", "stem", "points", "seconds")
    return [
        {"item": item.id, "index": index, **{name: getattr(item, name) for name in names}}
        for index, item in enumerate(plan.items)
    ]


def draw_labels(item: Item) -> Labels:
    """A fresh showing: a new run id, every list shuffled, every id replaced by an opaque one of this run only."""
    lists = item.content.lists()
    order = {name: _shuffled(ids) for name, ids in lists.items()}
    inside = [each for ids in lists.values() for each in ids]
    return Labels(str(new_id()), order, {each: secrets.token_urlsafe(6) for each in inside})


def _shuffled(ids: Sequence[str]) -> list[str]:
    """A random order. Choices too: an author's habit of putting the right one first must not show."""
    return _CHANCE.sample(list(ids), len(ids))
