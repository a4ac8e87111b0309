"""Objects in a bucket of S3, or of anything that speaks its protocol."""

import contextlib
from collections.abc import AsyncIterable, AsyncIterator, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from aiobotocore.config import AioConfig
from aiobotocore.session import get_session
from botocore.exceptions import BotoCoreError, ClientError

from server.storage.base import PIECE, DirectUploads, Link, ObjectMissing, Part, StorageAway
from server.storage_settings import StorageSettings

PART_BYTES: Final = 8_388_608
"""S3 takes no smaller part than 5 MiB but the last; so much of an upload is in memory at a time."""
_MISSING: Final = frozenset({"404", "NoSuchKey", "NoSuchUpload", "InvalidPart", "InvalidPartOrder", "EntityTooSmall"})


def s3_client(settings: StorageSettings) -> Any:
    """An async context manager that yields the client; it retries twice by itself and gives up soon."""
    config = AioConfig(
        signature_version="s3v4",
        connect_timeout=3,
        read_timeout=20,
        retries={"max_attempts": 2, "mode": "standard"},
        s3={"addressing_style": settings.s3_addressing},
    )
    key, secret = settings.s3_access_key_id, settings.s3_secret_access_key.get_secret_value()
    return get_session().create_client(
        "s3",
        region_name=settings.s3_region,
        endpoint_url=settings.s3_endpoint_url or None,
        aws_access_key_id=key or None,
        aws_secret_access_key=secret or None,
        config=config,
    )


class S3Storage:
    """Objects below `prefix` of one bucket."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self.direct: DirectUploads | None = _Parts(self)

    def at(self, key: str) -> dict[str, str]:
        """The bucket and the name of an object, as every call wants them."""
        return {"Bucket": self._bucket, "Key": self._prefix + key}

    async def call(self, operation: str, **arguments: Any) -> Any:
        """One call. Raises ObjectMissing and StorageAway."""
        with _told():
            return await getattr(self._client, operation)(**arguments)

    async def url(self, operation: str, seconds: int, **arguments: Any) -> str:
        """A signed URL for one call."""
        with _told():
            signed: str = await self._client.generate_presigned_url(operation, Params=arguments, ExpiresIn=seconds)
        return signed

    async def put(self, key: str, pieces: AsyncIterable[bytes], media_type: str) -> int:
        """See Storage. A small object travels at once, a larger one in parts, which become visible together."""
        parts = _in_parts(pieces)
        first = await anext(parts, b"")
        if len(first) < PART_BYTES:
            _ = await self.call("put_object", **self.at(key), Body=first, ContentType=media_type)
            return len(first)
        direct = _Parts(self)
        upload, size, done = await direct.begin(key, media_type), 0, list[Part]()
        try:
            async for body in _from(first, parts):
                number, size = len(done) + 1, size + len(body)
                sent = await self.call("upload_part", **self.at(key), UploadId=upload, PartNumber=number, Body=body)
                done.append(Part(number, sent["ETag"]))
            await direct.finish(key, upload, done)
        except BaseException:
            with contextlib.suppress(StorageAway, ObjectMissing):  # the sweep takes what is left
                await direct.abandon(key, upload)
            raise
        return size

    async def size(self, key: str) -> int:
        """See Storage."""
        return int((await self.call("head_object", **self.at(key)))["ContentLength"])

    async def read(self, key: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        """See Storage."""
        if stop is not None and stop <= start:
            return
        wanted = {"Range": f"bytes={start}-{'' if stop is None else stop - 1}"} if start or stop is not None else {}
        answer = await self.call("get_object", **self.at(key), **wanted)
        async with answer["Body"] as body:
            while True:
                with _told():
                    piece = await body.read(PIECE)
                if not piece:
                    return
                yield piece

    async def delete(self, key: str) -> None:
        """See Storage."""
        _ = await self.call("delete_object", **self.at(key))

    async def older_than(self, moment: datetime) -> AsyncIterator[str]:
        """See Storage."""
        after: dict[str, str] = {}
        while True:
            page = await self.call("list_objects_v2", Bucket=self._bucket, Prefix=self._prefix, **after)
            for each in page.get("Contents", ()):
                if each["LastModified"] < moment:
                    yield each["Key"].removeprefix(self._prefix)
            if not page.get("IsTruncated"):
                return
            after = {"ContinuationToken": page["NextContinuationToken"]}

    async def drop_unfinished(self, moment: datetime) -> int:
        """See Storage."""
        page = await self.call("list_multipart_uploads", Bucket=self._bucket, Prefix=self._prefix)
        old = [each for each in page.get("Uploads", ()) if each["Initiated"] < moment]
        for each in old:
            key = {"Bucket": self._bucket, "Key": each["Key"]}
            _ = await self.call("abort_multipart_upload", **key, UploadId=each["UploadId"])
        return len(old)

    async def signed_url(self, key: str, link: Link) -> str | None:
        """See Storage."""
        shown = {"ResponseContentType": link.media_type, "ResponseContentDisposition": link.disposition}
        return await self.url("get_object", link.seconds, **self.at(key), **shown)


class _Parts:
    """Direct uploads to the bucket."""

    def __init__(self, store: S3Storage) -> None:
        self._store = store

    async def begin(self, key: str, media_type: str) -> str:
        """See DirectUploads."""
        begun = await self._store.call("create_multipart_upload", **self._store.at(key), ContentType=media_type)
        return str(begun["UploadId"])

    async def part_url(self, key: str, upload: str, number: int, *, seconds: int) -> str:
        """See DirectUploads."""
        return await self._store.url("upload_part", seconds, **self._store.at(key), UploadId=upload, PartNumber=number)

    async def finish(self, key: str, upload: str, parts: Sequence[Part]) -> None:
        """See DirectUploads."""
        named = [{"PartNumber": part.number, "ETag": part.etag} for part in parts]
        _ = await self._store.call(
            "complete_multipart_upload", **self._store.at(key), UploadId=upload, MultipartUpload={"Parts": named}
        )

    async def abandon(self, key: str, upload: str) -> None:
        """See DirectUploads."""
        with contextlib.suppress(ObjectMissing):
            _ = await self._store.call("abort_multipart_upload", **self._store.at(key), UploadId=upload)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """The library's errors in the store's words; its own messages may name the bucket and are not shown."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        raise (ObjectMissing if code in _MISSING else StorageAway)(code) from error
    except (BotoCoreError, OSError, TimeoutError) as error:
        raise StorageAway(type(error).__name__) from error


async def _in_parts(pieces: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The same bytes in parts of PART_BYTES, the last one shorter."""
    held = bytearray()
    async for piece in pieces:
        held += piece
        while len(held) >= PART_BYTES:
            yield bytes(held[:PART_BYTES])
            del held[:PART_BYTES]
    if held:
        yield bytes(held)


async def _from(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for body in rest:
        yield body
