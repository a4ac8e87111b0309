"""The few REST calls a live client needs, and a door to all others: JSON in, JSON out, refusals as errors."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from yarl import URL

from clients.protocol import Body


class ProblemError(Exception):
    """A refusal as `application/problem+json` (RFC 9457); `code` is stable, `status` the HTTP status."""

    def __init__(self, status: int, body: Body) -> None:
        """Keep the whole problem: some carry errors by field."""
        super().__init__(f"{status} {body.get('code', '')}: {body.get('detail') or body.get('title', '')}")
        self.status, self.body = status, body
        self.code = str(body.get("code", ""))


@dataclass(frozen=True, slots=True)
class Seat:
    """A participant of a live session; `token` opens the socket and serves this session only."""

    session: str
    participant: str
    name: str
    token: str


class Rest:
    """Calls below `/api/v1` of one server, as one caller."""

    def __init__(self, http: aiohttp.ClientSession, base_url: str | URL, token: str | None = None) -> None:
        """`base_url` is the server's origin; `token` an access or participant token."""
        self._http, self.base_url, self.token = http, URL(str(base_url)), token

    @property
    def socket_url(self) -> URL:
        """Where the socket is."""
        return self.base_url.with_path("/ws").with_scheme("wss" if self.base_url.scheme == "https" else "ws")

    def as_token(self, token: str) -> "Rest":
        """The same server, called by someone else."""
        return Rest(self._http, self.base_url, token)

    async def call(self, method: str, path: str, body: Any = None, **query: str | int) -> Any:
        """Call `path` (it begins with a slash) and return the JSON; None for 204. Raises `ProblemError`."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        url = self.base_url.with_path(f"/api/v1{path}").with_query(query)
        async with self._http.request(method, url, json=body, headers=headers) as answer:
            told = await answer.json(content_type=None) if await answer.read() else None
            if answer.status >= 400:  # noqa: PLR2004 - the class of HTTP refusals
                raise ProblemError(answer.status, told if isinstance(told, dict) else {})
            return told

    async def register(self, email: str, full_name: str, password: str) -> "Rest":
        """Make a student's account and act as it (where addresses need no proof)."""
        made = await self.call("POST", "/auth/register", {"email": email, "full_name": full_name, "password": password})
        return self.as_token(made["tokens"]["access_token"])

    async def login(self, email: str, password: str) -> "Rest":
        """Act as an account."""
        told = await self.call("POST", "/auth/login", {"email": email, "password": password})
        if "tokens" not in told:
            raise ProblemError(401, {"code": "mfa_required", "detail": "this account needs a second factor"})
        return self.as_token(told["tokens"]["access_token"])

    async def join(self, code: str, name: str | None = None) -> Seat:
        """Take a seat in a live session: as the account of our token, else as a guest called `name`."""
        told = await self.call("POST", "/live/join", {"code": code, **({"name": name} if name else {})})
        return Seat(told["session"], told["participant"], told["name"], told["token"])

    async def results(self, session: str) -> Body:
        """Points, grades and marks of everyone; for hosts."""
        return dict(await self.call("GET", f"/live-sessions/{session}/results"))

    async def replay(self, session: str) -> Body:
        """The board rebuilt from the log, and whether it matches; for hosts."""
        return dict(await self.call("GET", f"/live-sessions/{session}/replay"))

    async def events(self, session: str, *, after: int = 0, limit: int = 500) -> list[Body]:
        """Every event of the log after `after` that our role may see, page by page."""
        found: list[Body] = []
        while True:
            page = await self.call("GET", f"/live-sessions/{session}/events", after=after, limit=limit)
            found += page["items"]
            if page["next"] is None or not page["items"]:
                return found
            after = page["items"][-1]["s"]
