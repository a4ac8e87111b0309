"""Bare Starlette: one small JSON answer, and nothing around it."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def small(request: Request) -> JSONResponse:
    """What ours answers, too."""
    number = int(request.path_params["number"])
    return JSONResponse({"number": number, "title": "How Maps Lie", "tags": ["maps", "history"], "price": None})


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Say when it works."""
    print("Ready.", flush=True)
    yield


app = Starlette(routes=[Route("/api/v1/small/{number}", small)], lifespan=lifespan)
uvicorn.run(
    app,
    host="127.0.0.1",
    port=int(sys.argv[1]),
    log_level="error",
    access_log=False,
    backlog=1024,
    timeout_keep_alive=600,
)
