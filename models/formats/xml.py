"""XML from strangers: no entities, no network, no document type with a body, no huge trees."""

from typing import Any, Final

from lxml import etree

from models.formats.plain import Unfit

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
MOST_ELEMENTS: Final = 500_000
_DEPTH: Final = 100


def parse_xml(data: bytes) -> Element:
    """The root of a document. Raises Unfit, with the line, for what is broken or could do harm.

    libxml2 itself refuses more than 256 levels and texts over 10 MB (`huge_tree=False`).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unfit("malformed", f"The file is not readable XML: {error}"[:300]) from error
    if root is None:
        raise Unfit("malformed", "The file is empty.")
    _refuse_entities(root)
    _measure(root)
    return root


def _refuse_entities(root: Element) -> None:
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for each in (subset.iterentities(), subset.iterelements()) for _ in each):
        raise Unfit("entities", "A document type with declarations is not read.")


def _measure(root: Element) -> None:
    depth = count = 0
    for event, each in etree.iterwalk(root, events=("start", "end")):
        count += event == "start"
        depth += 1 if event == "start" else -1
        if depth > _DEPTH or count > MOST_ELEMENTS:
            raise Unfit("too_deep", f"The file has more than {_DEPTH} levels or {MOST_ELEMENTS} elements.")
        if each.tag is etree.Entity:
            raise Unfit("entities", "Entities other than those of XML are not read.")


def text_at(parent: Element, path: str, default: str = "") -> str:
    """The text below the first element at `path`, with that of its children; `default` when there is none."""
    found = parent.find(path)
    return default if found is None else "".join(str(part) for part in found.itertext())


def child(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new last child."""
    made = etree.SubElement(parent, tag, attributes)
    if text is not None:
        made.text = writable(text)
    return made


def writable(text: str) -> str:
    """The text without the control characters that XML 1.0 has no place for."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
