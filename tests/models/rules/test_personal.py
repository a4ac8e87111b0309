"""Every table is in the declaration of what is kept about people, and every column that names one is decided."""

import re
from functools import cache
from importlib import import_module
from typing import Any

import pytest
from tortoise.fields import BooleanField, Field, UUIDField
from tortoise.fields.relational import ForeignKeyFieldInstance
from tortoise.models import Model

from models.rules.impersonal import NOBODYS
from models.rules.personal import HOLDINGS, Fate, Holding
from models.tables import TABLE_MODULES

NAMES_SOMEBODY = re.compile(
    r"^(user|owner|author|actor|acting_as|learner|student|instructor|host|principal)(_id)?$|_by(_id)?$|email|^address$"
)


@cache
def tables() -> dict[str, type[Model]]:
    modules = [import_module(name) for name in TABLE_MODULES]
    found = {thing for module in modules for thing in vars(module).values() if isinstance(thing, type)}
    return {model._meta.db_table: model for model in found if issubclass(model, Model) and not model._meta.abstract}


def columns_of(table: str) -> dict[str, Field[Any]]:
    """The columns of a table by name; a reference is an id."""
    found = tables()[table]._meta.fields_map
    references = {name for name, field in found.items() if isinstance(field, ForeignKeyFieldInstance)}
    columns: dict[str, Field[Any]] = {
        name: field for name, field in found.items() if field.has_db_field and name not in references
    }
    return columns | {f"{name}_id": UUIDField() for name in references}


def people_in(table: str) -> set[str]:
    """The columns of a table that name a person."""
    meta = tables()[table]._meta
    keys = {
        f"{name}_id"
        for name, field in meta.fields_map.items()
        if isinstance(field, ForeignKeyFieldInstance) and field.model_name == "models.User"
    }
    named = {name for name, each in meta.fields_map.items() if not isinstance(each, BooleanField)}
    return keys | {name for name in named if NAMES_SOMEBODY.search(name)} - {key[:-3] for key in keys}


def test_every_table_is_declared_once() -> None:
    declared = [holding.table for holding in HOLDINGS] + list(NOBODYS)
    assert sorted(declared) == sorted(tables())


@pytest.mark.parametrize("table", sorted(NOBODYS))
def test_a_table_that_names_a_person_is_somebodys(table: str) -> None:
    assert people_in(table) == set()


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.table)
def test_every_column_that_names_a_person_is_found_withheld_or_blanked(holding: Holding) -> None:
    if holding.only or not holding.part:
        return
    named = {column for column in people_in(holding.table) if f"t.{column}" not in holding.mine}
    own = {"email", "email_key", "address", "buyer_email"}  # the person's own, given out
    assert named - own - set(holding.withheld) - set(holding.blank) == set()


@pytest.mark.parametrize("holding", HOLDINGS, ids=lambda holding: holding.table)
def test_every_fate_has_a_reason_and_columns_that_exist(holding: Holding) -> None:
    assert holding.why
    assert (holding.fate is Fate.BLANK) == bool(holding.blank)
    assert {*holding.withheld, *holding.blank} <= set(columns_of(holding.table))
