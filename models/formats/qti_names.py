"""One vocabulary for two versions: QTI 3.0 says `qti-choice-interaction` where 2.x says `choiceInteraction`."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from lxml import etree

from models.formats.xml import Element

NS2: Final = "http://www.imsglobal.org/xsd/imsqti_v2p2"
NS3: Final = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_HUMP: Final = re.compile(r"(?<=[a-z0-9])([A-Z])")
_DASH: Final = re.compile(r"-([a-z])")
_WITH_CONTENT: Final = frozenset({"modalFeedback", "rubricBlock"})
_HTML: Final = frozenset(
    {
        *(
            "p",
            "div",
            "span",
            "br",
            "b",
            "strong",
            "i",
            "em",
            "code",
            "pre",
            "ul",
            "ol",
            "li",
            "a",
            "img",
            "sub",
            "sup",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "tbody", "thead", "tr", "td", "th", "hr"),
    }
)


def name_of(element: Element) -> str:
    """The element's name as 2.x has it, without namespace."""
    local = etree.QName(element).localname
    return _DASH.sub(lambda found: found[1].upper(), local.removeprefix("qti-")) if local.startswith("qti-") else local


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its 2.x name, in either spelling."""
    return element.get(name, element.get(kebab(name), default))


def kebab(name: str) -> str:
    """`camelCase` as `camel-case`."""
    return _HUMP.sub(lambda found: f"-{found[1]}", name).lower()


def kids(element: Element, name: str) -> list[Element]:
    """The children of this name."""
    return [each for each in element if name_of(each) == name]


def kid(element: Element, name: str) -> Element | None:
    """The first child of this name."""
    return next(iter(kids(element, name)), None)


def all_of(element: Element, *names: str) -> Iterator[Element]:
    """Every element below, of one of these names, in the order of the document."""
    return (each for each in element.iter() if name_of(each) in names)


def inner_text(element: Element | None) -> str:
    """The text of an element and all below it."""
    return "" if element is None else "".join(str(part) for part in element.itertext()).strip()


def html_of(element: Element, places: dict[Element, str]) -> str:
    """What stands inside an element as HTML; an element in `places` is written as its text there.

    Recursion is safe: the parser refuses deep trees.
    """
    parts = [escape(element.text or "", quote=False)]
    for each in element:
        if each in places:
            parts.append(places[each])
        else:
            tag = "div" if name_of(each) == "contentBody" else name_of(each)
            kept = "".join(f' {n}="{escape(each.get(n, ""))}"' for n in ("href", "src", "alt") if each.get(n))
            parts.append(f"<{tag}{kept}>{html_of(each, places)}</{tag}>")
        parts.append(escape(each.tail or "", quote=False))
    return "".join(parts)


def default_space(space: str) -> Any:
    """A namespace for elements without a prefix, as lxml takes it (its types forbid the None that it asks for)."""
    return {None: space}


def in_version_3(element: Element) -> Element:
    """The same tree in the vocabulary of 3.0."""
    tag = etree.QName(element).localname
    made = etree.Element(f"{{{NS3}}}{tag if tag in _HTML else 'qti-' + kebab(tag)}", nsmap=default_space(NS3))
    made.text, made.tail = element.text, element.tail
    for name, value in element.attrib.items():
        made.set(str(name) if tag in _HTML else kebab(str(name)), value)
    inside = made
    if tag in _WITH_CONTENT:
        # 3.0 holds what these say in an element of its own.
        inside = etree.SubElement(made, f"{{{NS3}}}qti-content-body")
        inside.text, made.text = made.text, None
    for each in element:
        inside.append(in_version_3(each))
    return made
