import re
from collections.abc import Iterator

import pytest
from babel import Locale

from server.page_texts import LANGUAGES, choose_language, texts
from server.page_view import STATIC, WEB

FIELD = re.compile(r"\{(\w+)\}")
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")
EN, AR = texts("en").entries, texts("ar").entries


def base_keys(entries: dict[str, str]) -> set[str]:
    return {PLURAL.sub("", key) for key in entries}


def counted_keys(entries: dict[str, str]) -> set[str]:
    return {PLURAL.sub("", key) for key in entries if PLURAL.search(key)}


def used_keys() -> Iterator[str]:
    for path in [*WEB.glob("templates/**/*.html"), *STATIC.glob("js/*.js")]:
        yield from re.findall(r"""\bt\(\s*["']([a-z_]+\.[a-z_0-9]*[a-z0-9])["']""", path.read_text("utf-8"))


def test_both_languages_say_the_same_things() -> None:
    assert base_keys(dict(EN)) == base_keys(dict(AR))
    assert counted_keys(dict(EN)) == counted_keys(dict(AR))


def test_every_text_the_pages_ask_for_is_there() -> None:
    assert set(used_keys()) - base_keys(dict(EN)) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_plural_the_language_has_is_written(lang: str) -> None:
    forms = {*Locale.parse(lang).plural_form.tags, "other"}
    entries = texts(lang).entries
    for key in counted_keys(dict(entries)):
        assert {form for form in forms if f"{key}.{form}" not in entries} == set(), key


@pytest.mark.parametrize("key", sorted(base_keys(dict(EN)) - counted_keys(dict(EN))))
def test_a_translation_keeps_the_fields(key: str) -> None:
    assert sorted(FIELD.findall(EN[key])) == sorted(FIELD.findall(AR[key]))


@pytest.mark.parametrize(
    ("lang", "count", "said"),
    [
        ("en", 1, "1 point"),
        ("en", 2000, "2,000 points"),
        ("ar", 2, "نقطتان"),
        ("ar", 3, "3 نقاط"),
        ("ar", 11, "11 نقطة"),
    ],
)
def test_a_number_brings_its_plural(lang: str, count: int, said: str) -> None:
    assert texts(lang)("board.points", count=count) == said


def test_a_missing_text_shows_its_key_and_breaks_nothing() -> None:
    assert texts("en")("no.such_key", count=3) == "no.such_key"
    assert texts("en")("join.as") == "You join as {name}."


@pytest.mark.parametrize(
    ("wishes", "accept", "lang"),
    [
        ((None, "ar"), "en", "ar"),
        (("xx", "en"), "ar", "en"),
        ((), "de;q=1, ar;q=0.9", "ar"),
        ((), "ar;q=0, en", "en"),
        (("../x",), "", "en"),
    ],
)
def test_the_first_wish_we_speak_wins(wishes: tuple[str | None, ...], accept: str, lang: str) -> None:
    assert choose_language(*wishes, accept=accept) == lang
