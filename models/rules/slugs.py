"""Readable names in addresses, from titles in any script."""

import unicodedata
from uuid import UUID

MAX_SLUG = 80


def slug_of(title: str) -> str:
    """A title as a slug: letters, marks and digits of any script, joined by hyphens; "course" when none is left.

    Marks stay with their letters (Arabic and Indic vowel signs carry meaning), so the test is by category
    and not by word characters alone.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", title).casefold())
    kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in folded)
    slug = "-".join(kept.split())[:MAX_SLUG].strip("-")
    return slug if slug and not looks_like_id(slug) else f"course-{slug}".strip("-")


def is_slug(text: str) -> bool:
    """Whether a text may serve as a slug: what `slug_of` leaves as it is."""
    return slug_of(text) == text


def looks_like_id(text: str) -> bool:
    """Whether a text reads as a UUID; such a slug could be taken for another course's id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True
