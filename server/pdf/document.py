"""One page as a PDF file, put together by borb: metadata, files inside, and text that can be selected."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

from borb.pdf.license.usage_statistics import UsageStatistics

# Before anything else of borb: it would tell its maker of every file, and take over the process's signals for that.
UsageStatistics.opt_out()

from borb.pdf import PDF, Document, Page  # noqa: E402 - after the opt-out
from borb.pdf.primitives import datestr, hexstr, name, stream  # noqa: E402 - after the opt-out
from PIL import Image  # noqa: E402 - after the opt-out

MIME: Final = {"json": "application#2Fjson", "jwt": "application#2Fjwt"}
_TO_UNICODE: Final = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Same def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page before it is a file; `info` are texts of the document's description."""

    width: int
    height: int
    content: bytes
    language: str
    made_at: str
    info: Mapping[str, str]
    images: Mapping[str, bytes] = field(default_factory=dict)
    """PNG files by the name that the content uses."""
    attachments: Mapping[str, bytes] = field(default_factory=dict)


def pdf_file(leaf: Leaf) -> bytes:
    """The whole file. The same leaf makes the same file, byte for byte."""
    page = Page(height_in_points=leaf.height, width_in_points=leaf.width)
    page[name("Contents")] = _stream(leaf.content)
    resources: dict[Any, Any] = {name("Font"): {name("T"): _shapeless_font()}}
    if leaf.images:
        resources[name("XObject")] = {name(key): _image(png) for key, png in leaf.images.items()}
    page[name("Resources")] = resources
    document = Document()
    _ = document.append_page(page)
    trailer = document["Trailer"]
    _describe(trailer["Info"], leaf)
    trailer[name("ID")] = [hexstr(sha256(leaf.content).hexdigest()[:32].upper())] * 2
    trailer["Root"][name("Lang")] = leaf.language
    trailer["Root"][name("ViewerPreferences")] = {name("DisplayDocTitle"): True}
    if leaf.attachments:
        _attach(trailer["Root"], leaf.attachments)
    out = io.BytesIO()
    PDF.write(what=document, where_to=out)
    return out.getvalue()


def _describe(info: dict[Any, Any], leaf: Leaf) -> None:
    for key, text in leaf.info.items():
        info[name(key)] = _text(text)
    info[name("CreationDate")] = info[name("ModDate")] = datestr(f"D:{leaf.made_at}Z00")
    info[name("Producer")] = _text("Lectern, borb")


def _text(text: str) -> hexstr:
    """A text string in UTF-16 (ISO 32000-1, 7.9.2.2); borb would not escape a plain one."""
    return hexstr(("\ufeff" + text).encode("utf-16-be").hex().upper())


def _stream(content: bytes, **entries: Any) -> Any:
    made = stream()
    made[name("DecodedBytes")] = content
    for key, value in entries.items():
        made[name(key)] = value
    return made


def _shapeless_font() -> dict[Any, Any]:
    """A font that is never drawn: each code is its own character."""
    system = {name("Registry"): _plain("Adobe"), name("Ordering"): _plain("Identity"), name("Supplement"): 0}
    descriptor = {
        name("Type"): name("FontDescriptor"),
        name("FontName"): name("Shapeless"),
        name("Flags"): 4,
        name("FontBBox"): [0, 0, 1000, 1000],
        name("ItalicAngle"): 0,
        name("Ascent"): 1000,
        name("Descent"): 0,
        name("CapHeight"): 1000,
        name("StemV"): 80,
    }
    descendant = {
        name("Type"): name("Font"),
        name("Subtype"): name("CIDFontType2"),
        name("BaseFont"): name("Shapeless"),
        name("CIDSystemInfo"): system,
        name("FontDescriptor"): descriptor,
        name("DW"): 1000,
        name("CIDToGIDMap"): name("Identity"),
    }
    return {
        name("Type"): name("Font"),
        name("Subtype"): name("Type0"),
        name("BaseFont"): name("Shapeless"),
        name("Encoding"): name("Identity-H"),
        name("DescendantFonts"): [descendant],
        name("ToUnicode"): _stream(_TO_UNICODE),
    }


def _plain(text: str) -> hexstr:
    return hexstr(text.encode("ascii").hex().upper())


def _image(png: bytes) -> Any:
    """An image with its transparency as a soft mask."""
    with Image.open(io.BytesIO(png)) as opened:
        rgba = opened.convert("RGBA")
    size = {"Width": rgba.width, "Height": rgba.height, "BitsPerComponent": 8}
    common = {"Type": name("XObject"), "Subtype": name("Image"), **size}
    mask = _stream(rgba.getchannel("A").tobytes(), ColorSpace=name("DeviceGray"), **common)
    return _stream(rgba.convert("RGB").tobytes(), ColorSpace=name("DeviceRGB"), SMask=mask, **common)


def _attach(root: dict[Any, Any], attachments: Mapping[str, bytes]) -> None:
    """Files within the file (7.11.4), told as its data to readers that know associated files (ISO 32000-2, 14.13)."""
    names: list[Any] = []
    specs = []
    for file, content in sorted(attachments.items()):
        kind = MIME.get(file.rpartition(".")[2], "application#2Foctet-stream")
        embedded = _stream(content, Type=name("EmbeddedFile"), Subtype=name(kind))
        spec = {
            name("Type"): name("Filespec"),
            name("F"): _plain(file),
            name("UF"): _text(file),
            name("AFRelationship"): name("Data"),
            name("EF"): {name("F"): embedded},
        }
        names += [_plain(file), spec]
        specs.append(spec)
    root[name("Names")] = {name("EmbeddedFiles"): {name("Names"): names}}
    root[name("AF")] = specs
