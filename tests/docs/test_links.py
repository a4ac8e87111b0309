"""No link between our own pages leads nowhere, every file they name exists, and every decision and guide is listed."""

import re
from pathlib import Path

import pytest

from tests.services import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = [page for page in PAGES if page.parent in {ROOT, ROOT / "docs" / "guides", ROOT / "docs" / "decisions"}]
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)")


NAMED = re.compile(
    r"`((?:server|handlers|models|realtime|workers|clients|simulators|web|tests|docs|deploy|bench)/[\w./-]+\.\w+)`"
)
"""A file in backticks by its path from the root; `NAME` in it stands for one that the reader will make."""


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


@pytest.mark.parametrize("page", GUIDES, ids=[str(page.relative_to(ROOT)) for page in GUIDES])
def test_every_file_that_a_guide_names_is_there(page: Path) -> None:
    named = sorted(set(NAMED.findall(page.read_text())))
    assert [name for name in named if "NAME" not in name and not (ROOT / name).is_file()] == []


def test_the_newcomers_pages_name_files() -> None:
    for name in ("README.md", "docs/guides/add-a-question-type.md", "docs/guides/add-a-gateway.md"):
        assert len(NAMED.findall((ROOT / name).read_text())) > 2, name


@pytest.mark.parametrize("folder", ["decisions", "guides"])
def test_every_page_is_listed(folder: str) -> None:
    listed = (ROOT / "docs" / folder / "README.md").read_text()
    missing = [path.name for path in sorted((ROOT / "docs" / folder).glob("*.md")) if f"({path.name}" not in listed]
    assert missing == ["README.md"]
