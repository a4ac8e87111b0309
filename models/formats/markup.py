"""HTML to Markdown and back: questions of other systems speak HTML, ours Markdown."""

import re
from html import unescape
from typing import Final

from markdown_it import MarkdownIt

from models.formats.plain import Notes, Unfit

MOST_HTML: Final = 200_000
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})(?![A-Za-z0-9])([^<>]{0,4000})>")
"""One tag. It never looks beyond the next `<`, so that hostile text costs no more than other text."""
_ATTRIBUTE: Final = re.compile(r"""\b([A-Za-z]{1,20})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')""")
_LOOKS_LIKE_HTML: Final = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[A-Za-z]+|#\d+);")
_MEANT: Final = re.compile(r"([`*]|<(?=[A-Za-z/!?]))")
"""What Markdown would take for markup. A backslash stays: formulas are full of them."""
_WRAPS: Final = {
    "b": "**",
    "strong": "**",
    "i": "*",
    "em": "*",
    "code": "`",
    "tt": "`",
    "sub": "~",
    "sup": "^",
    "s": "~~",
    "del": "~~",
}
_BLOCKS: Final = frozenset({"p", "div", "ul", "ol", "table", "tr", "pre", "blockquote", "section", "article"})
_KNOWN: Final = _BLOCKS | _WRAPS.keys() | {"br", "li", "a", "img", "span", "td", "th", "tbody", "thead", "html", "body"}
_SILENT: Final = frozenset({"script", "style", "head", "title"})
_HEADING: Final = re.compile(r"h[1-6]")
_MANY_BREAKS: Final = re.compile(r"\n{3,}")
_WHITE: Final = re.compile(r"[ \t\r\n\f]+")
_INSIDE: Final = "@@PLUGINFILE@@"
"""How Moodle begins the address of a file that came with the question."""
_MARKDOWN: Final = MarkdownIt("commonmark", {"xhtmlOut": True, "html": False})


def from_html(html: str, notes: Notes) -> str:
    """The same text in Markdown; tags that Markdown has no word for are dropped and named in the notes."""
    if not _LOOKS_LIKE_HTML.search(html):
        return _MEANT.sub(r"\\\1", html.strip()) if "\n" not in html.strip() else _squeeze(html)
    if len(html) > MOST_HTML:
        raise Unfit("too_long", f"A text in HTML has at most {MOST_HTML} characters.")
    reader = _Html()
    reader.read(_without_comments(html))
    if reader.unknown:
        notes.lost("markup", f"Markdown has no word for {', '.join(sorted(reader.unknown)[:5])}.")
    if _INSIDE in html:
        notes.lost("file", "A picture or file inside the text stayed behind.")
    text = reader.text()
    if text != unescape(html).strip():
        notes.changed("html", "HTML became Markdown.")
    return text


def from_any(text: str, *, form: str, notes: Notes) -> str:
    """A text in one of Moodle's formats (`html`, `markdown`, `plain`, `moodle`) as Markdown."""
    match form:
        case "markdown":
            return text.strip()
        case "html":
            return from_html(text, notes)
        case "plain" | "plain_text":
            return _MEANT.sub(r"\\\1", text.strip())
        case _:
            # Moodle's own format is plain text in which HTML is allowed.
            return from_html(text, notes) if _LOOKS_LIKE_HTML.search(text) else text.strip()


def to_html(markdown: str) -> str:
    """Well-formed XHTML of a Markdown text; HTML inside it is shown, not obeyed."""
    return str(_MARKDOWN.render(markdown)).strip()


def _squeeze(text: str) -> str:
    return _MEANT.sub(r"\\\1", _WHITE.sub(" ", text).strip())


def _picture(alt: str, src: str) -> str:
    # What came inside the file has no address here: only its description can stay.
    return alt if src.startswith(_INSIDE) else f"![{alt}]({src})"


def _without_comments(html: str) -> str:
    first, *rest = html.split("<!--")
    return first + "".join(each.partition("-->")[2] for each in rest)


class _Html:
    """Walks over HTML once, without a stack that hostile nesting could exhaust."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.unknown: set[str] = set()
        self.links: list[str] = []
        self.silent = 0
        self.verbatim = False

    def read(self, html: str) -> None:
        """Take in the whole text."""
        at = 0
        for found in _TAG.finditer(html):
            self._text(unescape(html[at : found.start()]))
            if found[1]:
                self._close(found[2].lower())
            else:
                self._open(found[2].lower(), found[3])
            at = found.end()
        self._text(unescape(html[at:]))

    def _open(self, tag: str, attributes: str) -> None:
        given = {name.lower(): unescape(one or two) for name, one, two in _ATTRIBUTE.findall(attributes)}
        self.silent += tag in _SILENT
        if tag in _WRAPS:
            self.parts.append(_WRAPS[tag])
        elif tag == "a":
            self.links.append(given.get("href", ""))
            self.parts.append("[")
        elif tag == "img":
            self.parts.append(_picture(given.get("alt", ""), given.get("src", "")))
        else:
            self._open_block(tag)

    def _open_block(self, tag: str) -> None:
        if tag == "br":
            self.parts.append("  \n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
        elif _HEADING.fullmatch(tag):
            self.parts.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n")
            self.verbatim = self.verbatim or tag == "pre"
        if tag not in _KNOWN and tag not in _SILENT and not _HEADING.fullmatch(tag):
            self.unknown.add(tag[:20])

    def _close(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _WRAPS:
            self.parts.append(_WRAPS[tag])
        elif tag == "a" and self.links:
            self.parts.append(f"]({self.links.pop()})")
        elif tag in _BLOCKS or _HEADING.fullmatch(tag):
            self.parts.append("\n\n")
            self.verbatim = self.verbatim and tag != "pre"

    def _text(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data if self.verbatim else _MEANT.sub(r"\\\1", _WHITE.sub(" ", data)))

    def text(self) -> str:
        """The Markdown."""
        lines = [line.strip(" ") + ("  " if line.endswith("  ") else "") for line in "".join(self.parts).split("\n")]
        return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()
