"""FastAPI as its documentation shows it: a set of sockets, answers in memory, accounts through SQLAlchemy.

`/ws` takes players and their answers; `/control` takes a list of texts, each sent to every player.
`GET /users/me` reads the sign-in and the account of a bearer, as ours does, without limits, metrics and logs.
"""

import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated
from uuid import UUID

import jwt
import uvicorn
from fastapi import Depends, FastAPI, HTTPException, WebSocket, WebSocketDisconnect
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, ConfigDict
from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PORT, DSN = int(sys.argv[1]), "".join(sys.argv[2:])
KEY = "a key of this peer that is long enough"
PLAYERS: set[WebSocket] = set()
ANSWERS: dict[tuple[str, str], dict[str, object]] = {}


class Base(DeclarativeBase):
    """The tables that are there."""


class User(Base):
    """An account."""

    __tablename__ = "user_account"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    full_name: Mapped[str]
    role: Mapped[str]
    is_active: Mapped[bool]
    email_verified_at: Mapped[datetime | None]
    mfa_enabled: Mapped[bool]
    locale: Mapped[str]
    time_zone: Mapped[str]
    created_at: Mapped[datetime]


class SignIn(Base):
    """A sign-in."""

    __tablename__ = "auth_session"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    revoked_at: Mapped[datetime | None]


class UserOut(BaseModel):
    """An account as it is told."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    email: str
    full_name: str
    role: str
    is_active: bool
    email_verified_at: datetime | None
    mfa_enabled: bool
    locale: str
    time_zone: str
    created_at: datetime


class CourseOut(BaseModel):
    """A course on a page of the catalogue."""

    model_config = ConfigDict(from_attributes=True)
    id: UUID
    slug: str
    title: str
    summary: str
    state: str
    created_at: datetime


ENGINE = create_async_engine(DSN, pool_size=8) if DSN else None
SESSIONS = async_sessionmaker(ENGINE, expire_on_commit=False)
BEARER = OAuth2PasswordBearer(tokenUrl="token")


async def session() -> AsyncIterator[AsyncSession]:
    """One database session for each request."""
    async with SESSIONS() as made:
        yield made


Db = Annotated[AsyncSession, Depends(session)]


async def signed_in(token: Annotated[str, Depends(BEARER)], db: Db) -> User:
    """The account of a bearer whose sign-in stands."""
    try:
        claims = jwt.decode(token, KEY, algorithms=["HS256"])
    except jwt.InvalidTokenError as error:
        raise HTTPException(401) from error
    sign_in = await db.get(SignIn, UUID(claims["sid"]))
    user = await db.scalar(select(User).where(User.id == UUID(claims["sub"])))
    if sign_in is None or sign_in.revoked_at is not None or user is None or not user.is_active:
        raise HTTPException(401)
    return user


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    """Say when it works."""
    print("Ready.", flush=True)
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/users/me")
async def me(user: Annotated[User, Depends(signed_in)]) -> UserOut:
    """One's own account."""
    return UserOut.model_validate(user)


@app.websocket("/ws")
async def play(ws: WebSocket) -> None:
    """A player: stays, and answers."""
    await ws.accept()
    PLAYERS.add(ws)
    try:
        while True:
            said = await ws.receive_json()
            d = said["d"]
            known = ANSWERS.setdefault((d["participant"], d["run"]), d)
            status = "accepted" if known is d else "duplicate"
            await ws.send_json({"re": said["id"], "ok": True, "d": {"status": status, "sub": known["sub"]}})
    except WebSocketDisconnect:
        pass
    finally:
        PLAYERS.discard(ws)


@app.websocket("/control")
async def control(ws: WebSocket) -> None:
    """Texts for every player."""
    await ws.accept()
    try:
        while True:
            for text in json.loads(await ws.receive_text()):
                for player in list(PLAYERS):
                    await player.send_text(text)
    except WebSocketDisconnect:
        pass


uvicorn.run(
    app,
    host="127.0.0.1",
    port=PORT,
    log_level="error",
    access_log=False,
    backlog=1024,
    timeout_keep_alive=600,
    ws_per_message_deflate=False,
    ws_ping_interval=None,
)
