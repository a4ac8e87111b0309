"""Small files of real formats, and people who upload them."""

import io
import zipfile
from collections.abc import Mapping

from aiohttp import FormData
from PIL import Image

from tests.school import Answer, Person

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PAGE = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
DRAWN = b'<?xml version="1.0"?>' + SVG


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3, 2), "teal").save(out, "PNG")
    return out.getvalue()


def archive(entries: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in entries.items():
            written.writestr(name, content)
    return out.getvalue()


async def upload(person: Person, name: str, content: bytes, field: str = "file") -> Answer:
    """POST /files as a browser's form does."""
    form = FormData(quote_fields=False)
    form.add_field(field, io.BytesIO(content), filename=name)
    headers = {"Authorization": f"Bearer {person.id} {person.role}"} if person.id else {}
    async with person.client.post("/api/v1/files", data=form, headers=headers) as response:
        return Answer(response.status, await response.json(), response.headers)


async def fetch(person: Person, file_id: str, **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
    """The content of a file: status, bytes and headers; keywords are headers, with `_` for `-`."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    sent["Authorization"] = f"Bearer {person.id} {person.role}"
    path = f"/api/v1/files/{file_id}/content"
    async with person.client.get(path, headers=sent, allow_redirects=False) as response:
        return response.status, await response.read(), response.headers
