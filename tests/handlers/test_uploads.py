"""Direct uploads to a real S3 server, and what is proven of them when they are complete."""

import hashlib
import io
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from handlers import files
from models.tables.files import File
from server.bare import bare_app
from server.lifespan import limits, orm, redis, shelf
from server.settings import Settings
from server.storage.s3 import s3_client
from server.storage.shelf import PART_BYTES
from server.storage_settings import StorageSettings
from tests.files import PAGE, PDF, fetch, upload
from tests.s3 import bucket, s3_server
from tests.school import Answer, Clock, Person, School, identify

__all__ = ("bucket", "s3_server")

NAMES = ("storage", "s3_bucket", "s3_endpoint_url", "s3_addressing", "s3_access_key_id", "s3_secret_access_key")


def cloudy(settings: Settings, bucket: StorageSettings, **changes: object) -> Settings:
    """The settings of the test with files in the bucket."""
    return settings.model_copy(update={name: getattr(bucket, name) for name in NAMES} | changes)


@pytest.fixture
async def cloud(settings: Settings, bucket: StorageSettings) -> AsyncIterator[School]:
    """The files as a running application, in S3."""
    async with s3_client(bucket) as client:
        _ = await client.create_bucket(Bucket=bucket.s3_bucket)
    async with TestClient(TestServer(_app(cloudy(settings, bucket)))) as client:
        yield School(client, Clock())


def _app(settings: Settings) -> aiohttp.web.Application:
    app = bare_app(settings, authenticate=identify, clock=Clock())
    files.routes.add_to(app)
    app.cleanup_ctx.extend((orm, redis, limits, shelf))
    return app


async def put(url: str, content: bytes) -> str:
    """PUT a part, as a browser would; its ETag."""
    async with aiohttp.ClientSession() as session, session.put(url, data=io.BytesIO(content)) as response:
        assert response.status == 200, await response.text()
        return response.headers["ETag"]


async def send(person: Person, name: str, content: bytes, announced: int | None = None) -> tuple[str, Answer]:
    """A whole direct upload; its id and the answer at its end."""
    begun = await person.make("/files/uploads", {"name": name, "size": announced or len(content)})
    parts, at = [], 0
    for part in begun.body["parts"]:
        parts.append({"number": part["number"], "etag": await put(part["url"], content[at : at + PART_BYTES])})
        at += PART_BYTES
    return begun.id, await person.post(f"/files/uploads/{begun.id}/complete", {"parts": parts})


async def test_a_large_file_goes_to_s3_in_parts_and_is_read_from_there(cloud: School) -> None:
    tess = await cloud.teacher()
    content = PDF + bytes(PART_BYTES)

    file_id, done = await send(tess, "../Paper.pdf", content)
    status, _, headers = await fetch(tess, file_id)
    async with aiohttp.ClientSession() as session, session.get(headers["Location"]) as response:
        found, told = await response.read(), response.headers

    assert (done.status, done.body["name"], done.body["size"]) == (200, "Paper.pdf", len(content))
    assert done.body["sha256"] == hashlib.sha256(content).hexdigest()
    assert (status, found, told["Content-Type"]) == (307, content, "application/pdf")
    assert "Expires=900" in urlsplit(headers["Location"]).query
    assert (await fetch(tess, file_id, If_None_Match=f'"{done.body["sha256"]}"'))[0] == 304


async def test_an_upload_is_completed_once_however_often_it_is_asked(cloud: School) -> None:
    tess = await cloud.teacher()
    file_id, done = await send(tess, "Paper.pdf", PDF)
    again = await tess.post(f"/files/uploads/{file_id}/complete", {"parts": [{"number": 1, "etag": '"x"'}]})
    assert (again.status, again.body) == (200, done.body)


async def test_a_part_that_is_not_there_keeps_the_upload_open(cloud: School) -> None:
    tess = await cloud.teacher()
    begun = await tess.make("/files/uploads", {"name": "Paper.pdf", "size": len(PDF)})
    path = f"/files/uploads/{begun.id}/complete"

    early = await tess.post(path, {"parts": [{"number": 1, "etag": '"d41d8cd98f00b204e9800998ecf8427e"'}]})
    etag = await put(begun.body["parts"][0]["url"], PDF)
    late = await tess.post(path, {"parts": [{"number": 1, "etag": etag}]})

    assert (early.status, early.body["code"], late.status) == (409, "parts_missing", 200)


@pytest.mark.parametrize(
    ("content", "announced", "status"), [(PAGE, None, 415), (PDF + b"x" * 100, len(PDF), 413)], ids=["type", "size"]
)
async def test_what_is_not_as_announced_is_refused_and_gone(
    cloud: School, content: bytes, announced: int | None, status: int
) -> None:
    tess = await cloud.teacher()
    file_id, refused = await send(tess, "Paper.pdf", content, announced)
    assert (refused.status, await File.all().count()) == (status, 0)
    assert (await fetch(tess, file_id))[0] == 404


async def test_an_upload_is_only_its_owners(cloud: School) -> None:
    tess, eve = await cloud.teacher(), await cloud.teacher("Eve")
    begun = await tess.make("/files/uploads", {"name": "Paper.pdf", "size": 10})
    foreign = await eve.post(f"/files/uploads/{begun.id}/complete", {"parts": [{"number": 1, "etag": '"x"'}]})
    assert foreign.status == 404


async def test_what_could_run_is_signed_as_a_download(cloud: School) -> None:
    tess = await cloud.teacher()
    made = await upload(tess, "page.html", PAGE)
    _, _, headers = await fetch(tess, made.id)
    async with aiohttp.ClientSession() as session, session.get(headers["Location"]) as response:
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_store_that_is_away_is_told_as_such_and_keeps_nothing(
    settings: Settings, bucket: StorageSettings, unused_tcp_port: int
) -> None:
    gone = cloudy(settings, bucket, s3_endpoint_url=f"http://127.0.0.1:{unused_tcp_port}")
    async with TestClient(TestServer(_app(gone))) as client:
        tess = await School(client, Clock()).teacher()
        streamed = await upload(tess, "Paper.pdf", PDF)
        direct = await tess.post("/files/uploads", {"name": "Paper.pdf", "size": 10})
        assert {(each.status, each.body["code"]) for each in (streamed, direct)} == {(503, "storage_away")}
        assert (await tess.get("/files")).body["items"] == []
