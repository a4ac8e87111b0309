"""Names of files and lists of archives, whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from models.rules.files import INLINE, KINDS, MAX_NAME, Entry, archive_fault, file_name
from models.rules.texts import is_storable

ACTIVE = {"text/html", "image/svg+xml", "application/xml", "text/javascript", "text/css"}


@given(st.text(alphabet=st.characters()))
def test_a_name_stays_within_its_folder_whatever_was_given(given_name: str) -> None:
    name = file_name(given_name)
    assert 0 < len(name) <= MAX_NAME
    assert not set("/\\\0\r\n") & set(name)
    assert not name.startswith(".")
    assert is_storable(name)


@given(st.one_of(st.text(), st.text(alphabet="a. \u200d\u0301", min_size=140, max_size=170)))
def test_a_clean_name_stays_as_it_is(given_name: str) -> None:
    assert file_name(file_name(given_name)) == file_name(given_name)


def test_nothing_that_could_run_is_shown_inline() -> None:
    assert {kind.media_type for kind in KINDS.values()} >= ACTIVE
    assert set() == INLINE & ACTIVE


def test_well_packed_text_is_no_bomb_and_an_empty_archive_is_none() -> None:
    assert archive_fault([]) is None
    assert archive_fault([Entry("a.csv", 20_000_000, 20_000)]) is None
    assert archive_fault([Entry("a.csv", 21_000_000, 20_000)]) == "archive_bomb"
    assert archive_fault([Entry(f"{n}", 2**30, 2**29) for n in range(3)]) == "archive_bomb"
