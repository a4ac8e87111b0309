"""What all rows share, and the partial unique index that settles races."""

from collections.abc import Sequence
from typing import Any

from tortoise import fields
from tortoise.backends.base.schema_generator import BaseSchemaGenerator
from tortoise.indexes import Index
from tortoise.models import Model

from models.ids import new_id


class Row(Model):
    """A row with a UUIDv7 key made by the application."""

    id = fields.UUIDField(primary_key=True, default=new_id)

    class Meta:
        """Only subclasses are tables."""

        abstract = True


class UniqueWhere(Index):
    """A unique index over the rows that satisfy an SQL condition; Tortoise has none of its own."""

    def __init__(self, *, fields: Sequence[str], name: str, where: str) -> None:
        """`where` is SQL over the table's columns, without the keyword."""
        super().__init__(fields=tuple(fields), name=name)
        self.where = where
        self.extra = f" WHERE {where}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Tell the migration writer how this index is made."""
        path = f"{type(self).__module__}.{type(self).__name__}"
        return path, [], {"fields": list(self.fields), "name": self.name, "where": self.where}

    def get_sql(self, schema_generator: BaseSchemaGenerator, model: type[Model], safe: bool) -> str:  # noqa: FBT001 - the signature of the library
        """The statement that makes the index."""
        plain = super().get_sql(schema_generator, model, safe)
        return plain.replace("CREATE INDEX", "CREATE UNIQUE INDEX", 1)
