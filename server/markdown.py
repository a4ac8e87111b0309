"""Markdown as HTML that is safe to show from our own origin: rendered by one library, cleaned by another."""

from functools import lru_cache
from typing import Final

import nh3
from markdown_it import MarkdownIt

_RENDERER: Final = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable(
    ["table", "strikethrough"]
)
_TAGS: Final = frozenset(
    {
        *("p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "s", "a", "img"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
_ATTRIBUTES: Final = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "code": {"class"}}
_SCHEMES: Final = {"http", "https", "mailto"}


@lru_cache(maxsize=512)
def render(text: str) -> str:
    """CommonMark with tables and strikethrough as HTML; raw HTML in the text is shown as text.

    What comes out holds no script, style, form, frame, event handler or address of another scheme than http,
    https and mailto; links do not tell the other side where they were followed from.
    """
    html = _RENDERER.render(text)
    return nh3.clean(
        html, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer nofollow"
    )
