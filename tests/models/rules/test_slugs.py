"""Slugs come from titles in any script, and are never mistaken for ids."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.slugs import MAX_SLUG, is_slug, looks_like_id, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("How Maps Lie", "how-maps-lie"),
        ("كيف تكذب الخرائط؟", "كيف-تكذب-الخرائط"),
        ("हिन्दी पाठ", "हिन्दी-पाठ"),
        ("C++ & C#: an introduction!", "c-c-an-introduction"),
        ("\uff26\uff35\uff2c\uff2c width", "full-width"),
        ("Cafe\u0301", "café"),
        ("🙂🙂", "course"),
        ("0191e0c8-0000-7000-8000-000000000000", "course-0191e0c8-0000-7000-8000-000000000000"),
    ],
)
def test_a_title_becomes_a_readable_slug(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=300))
def test_every_slug_is_a_slug_of_bounded_length_and_no_id(title: str) -> None:
    slug = slug_of(title)

    assert is_slug(slug)
    assert 0 < len(slug) <= MAX_SLUG + len("course-")
    assert not looks_like_id(slug)


@given(st.uuids())
def test_an_id_in_any_spelling_is_seen_as_one(each: UUID) -> None:
    assert looks_like_id(str(each))
    assert looks_like_id(each.hex)
    assert not is_slug(each.hex)
