"""Handing statements to a record store: many at once, one by one where it refuses some of them."""

import base64
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson

from server.logging import log
from server.outgoing.addresses import Reach
from server.outgoing.client import Outgoing, Reply, Unreached
from server.settings import Settings

ANYWHERE: Final = Reach.of(https_only=False, allowed=("0.0.0.0/0", "::/0"))
"""The address is the operator's own, out of the settings."""
_ONE_BY_ONE: Final = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY}
)


class StoreAway(Exception):
    """The record store did not take them this time."""


class Store:
    """Sends statements; sending one twice is sending it once, because its id is the same."""

    def __init__(self, outgoing: Outgoing, settings: Settings) -> None:
        self._outgoing = outgoing
        self._url = f"{settings.xapi_endpoint.rstrip('/')}/statements"
        known = f"{settings.xapi_username}:{settings.xapi_password.get_secret_value()}"
        self._headers = {
            "Authorization": f"Basic {base64.b64encode(known.encode()).decode()}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": settings.xapi_version,
        }

    async def put(self, statements: Sequence[Mapping[str, Any]]) -> None:
        """Hand statements over; those that the store will never take are told to the log. Raises StoreAway."""
        status = (await self._post(list(statements))).status
        if status in _ONE_BY_ONE and len(statements) > 1:
            for each in statements:
                await self.put([each])
            return
        if status == HTTPStatus.CONFLICT:
            return  # it has a statement of this id: ours, from a try whose answer was lost
        if status in _ONE_BY_ONE:
            log.error("xapi_refused", statement=statements[0]["id"], status=status)
        elif status not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}:
            raise StoreAway(f"status {status}")

    async def _post(self, content: Any) -> Reply:
        try:
            return await self._outgoing.send("POST", self._url, headers=self._headers, body=orjson.dumps(content))
        except Unreached as error:
            raise StoreAway(str(error)) from error
