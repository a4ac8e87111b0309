"""QTI content packages: a zip with `imsmanifest.xml` at its root, or one item as bare XML."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final
from urllib.parse import unquote

from lxml import etree

from models.formats.plain import Level, Note, Notes, Plain, Reading, Unfit, Writing, collect, refused_file, write_each
from models.formats.qti_names import all_of, default_space, name_of
from models.formats.qti_read import read_item
from models.formats.qti_write import write_item
from models.formats.xml import Element, parse_xml

MANIFEST: Final = "imsmanifest.xml"
MOST_ENTRIES: Final = 5_000
MOST_UNPACKED: Final = 60_000_000
MOST_ITEM: Final = 5_000_000
_PACKINGS: Final = (0, 8)
"""Stored and deflated; other ways of packing are not read."""
_CP: Final = {
    2: "http://www.imsglobal.org/xsd/imscp_v1p1",
    3: "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
}
_TYPES: Final = {2: "imsqti_item_xmlv2p2", 3: "imsqti_item_xmlv3p0"}
_SCHEMAS: Final = {2: ("QTIv2.2 Package", "1.0.0"), 3: ("QTI Package", "3.0.0")}


def read_qti(data: bytes) -> Reading:
    """Read a package or an item; nothing is ever unpacked to a disk."""
    try:
        if data.startswith(b"PK"):
            return _Package(data).read()
        root = parse_xml(data)
    except Unfit as why:
        return refused_file("file", why.code, why.detail)
    return collect([(f"item (line {root.sourceline})", partial(read_item, root))])


class _Package:
    """A zip from a stranger, with what may still be unpacked of it."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
            raise Unfit("malformed", "The file is not a readable zip.") from error
        if len(entries) > MOST_ENTRIES:
            raise Unfit("too_many_files", f"A package has at most {MOST_ENTRIES} files.")
        for each in entries:
            if _escapes(each.filename):
                raise Unfit("path", f"The path {each.filename[:80]!r} leads out of the package.")
        self.names = {each.filename: each for each in entries}
        self.left = MOST_UNPACKED

    def load(self, name: str) -> bytes:
        """The bytes of one file. Raises Unfit when it is missing, packed strangely or too large."""
        info = self.names.get(name)
        if info is None:
            raise Unfit("missing_file", f"The package has no file {name[:80]!r}.")
        if info.flag_bits & 1 or info.compress_type not in _PACKINGS:
            raise Unfit("packing", "Encrypted or strangely packed files are not read.")
        limit = min(MOST_ITEM, self.left)
        try:
            with self.zip.open(info) as file:
                found = file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
            raise Unfit("malformed", "The file is damaged.") from error
        self.left -= len(found)
        if len(found) > limit:
            raise Unfit("too_large", "The package or a file in it is too large when it is unpacked.")
        return found

    def read(self) -> Reading:
        """Every item that the manifest names, in its order; without a manifest every item there is."""
        if MANIFEST in self.names:
            hrefs, notes = self._listed()
        else:
            hrefs = [name for name in self.names if name.lower().endswith(".xml")]
            notes = (Note(Level.CHANGED, MANIFEST, "", "no_manifest", "There is no manifest; every item was read."),)
        reading = collect(self._places(hrefs))
        if not hrefs:
            return refused_file(MANIFEST, "empty", "The package names no items.")
        return Reading(reading.questions, (*notes, *reading.notes))

    def _listed(self) -> tuple[list[str], tuple[Note, ...]]:
        resources = list(all_of(parse_xml(self.load(MANIFEST)), "resource"))
        items = [each for each in resources if "item" in (each.get("type") or "")]
        tests = [each for each in resources if "test" in (each.get("type") or "")]
        lost = Note(Level.LOST, MANIFEST, "", "test", "The rules and sections of the test stayed behind.")
        return [each.get("href") or "" for each in items], (lost,) if tests else ()

    def _places(self, hrefs: Iterable[str]) -> Iterator[tuple[str, Callable[[Notes], Plain | None]]]:
        for href in hrefs:
            yield href[:200] or MANIFEST, partial(self._item, href)

    def _item(self, href: str, notes: Notes) -> Plain | None:
        name = posixpath.normpath(unquote(href.partition("#")[0]))
        if _escapes(name):
            raise Unfit("path", "The path leads out of the package.")
        root = parse_xml(self.load(name))
        if MANIFEST not in self.names and name_of(root) != "assessmentItem":
            return None
        return read_item(root, notes)


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name[:3] or ".." in name.split("/") or "\0" in name


def write_qti2(questions: Iterable[Plain]) -> Writing:
    """A package of QTI 2.2."""
    return _write(questions, 2)


def write_qti3(questions: Iterable[Plain]) -> Writing:
    """A package of QTI 3.0."""
    return _write(questions, 3)


def _write(questions: Iterable[Plain], version: int) -> Writing:
    def item(plain: Plain, notes: Notes, number: int) -> tuple[str, bytes]:
        name = f"q{number:04}"
        return name, _bytes(write_item(plain, name, notes, version=version))

    written, report = write_each(questions, item)
    items = [each.made for each in written]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in ((MANIFEST, _bytes(_manifest([name for name, _ in items], version))), *_paths(items)):
            # Without a date the same questions give the same bytes.
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return Writing(packed.getvalue(), "application/zip", f"qti{version}.zip", len(items), report)


def _paths(items: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return [(f"items/{name}.xml", data) for name, data in items]


def _manifest(names: Iterable[str], version: int) -> Element:
    space = _CP[version]
    root = etree.Element(f"{{{space}}}manifest", {"identifier": "lectern-questions"}, nsmap=default_space(space))
    metadata = etree.SubElement(root, f"{{{space}}}metadata")
    for tag, text in zip(("schema", "schemaversion"), _SCHEMAS[version], strict=True):
        etree.SubElement(metadata, f"{{{space}}}{tag}").text = text
    etree.SubElement(root, f"{{{space}}}organizations")
    resources = etree.SubElement(root, f"{{{space}}}resources")
    for name in names:
        path = f"items/{name}.xml"
        each = etree.SubElement(
            resources, f"{{{space}}}resource", {"identifier": name, "type": _TYPES[version], "href": path}
        )
        etree.SubElement(each, f"{{{space}}}file", {"href": path})
    return root


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=False))
