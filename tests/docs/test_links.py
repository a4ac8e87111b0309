"""No link between our own pages leads nowhere, and every decision and guide is listed."""

import re
from pathlib import Path

import pytest

from tests.services import ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


def anchors(text: str) -> set[str]:
    """The names that headings get: lower case, no punctuation, dashes for spaces."""
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    for name, anchor in LINK.findall(page.read_text()):
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), name
        assert not anchor or anchor in anchors(target.read_text()), f"{name}#{anchor}"


@pytest.mark.parametrize("folder", ["decisions", "guides"])
def test_every_page_is_listed(folder: str) -> None:
    listed = (ROOT / "docs" / folder / "README.md").read_text()
    missing = [path.name for path in sorted((ROOT / "docs" / folder).glob("*.md")) if f"({path.name}" not in listed]
    assert missing == ["README.md"]
