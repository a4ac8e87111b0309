"""Whatever a file holds, reading it gives a report: no exception, no endless work, nothing unpacked."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.formats import MOST_BYTES, Format, Level, read

ITEM = b"""<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i" title="Yes?">
<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>true</value>
</correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="R" maxChoices="1">
<prompt>Yes?</prompt><simpleChoice identifier="true">True</simpleChoice><simpleChoice identifier="false">False
</simpleChoice></choiceInteraction></itemBody></assessmentItem>"""


def manifest(*hrefs: str, kind: str = "imsqti_item_xmlv2p2") -> bytes:
    """A manifest that names these items."""
    rows = "".join(f'<resource identifier="r{at}" type="{kind}" href="{href}"/>' for at, href in enumerate(hrefs))
    return (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{rows}</resources></manifest>'.encode()
    )


def packed(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return held.getvalue()


BOMB = b"<!DOCTYPE q [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><quiz>&b;</quiz>"
EXTERNAL = b"<!DOCTYPE q [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz><question type='essay'>&x;</question></quiz>"
DTD = b"<!DOCTYPE quiz [<!ELEMENT quiz ANY>]><quiz/>"
DEEP = b"<quiz>" + b"<question>" * 5_000 + b"</question>" * 5_000 + b"</quiz>"
DEEPISH = b"<quiz>" + b"<question>" * 150 + b"</question>" * 150 + b"</quiz>"
DEEP_GIFT = b"[html]" + b"<b>" * 30_000 + b" {T}"
SLOW = [
    b"<",
    b"<!",
    b"<a",
    b"<a ",
    b"</",
    b"<!--",
    b"<![",
    b"&#",
    b"<a b='",
    b"[id:",
    b"%",
    b"{1:SA:",
    b"top/",
    b"~",
    b"\\",
]
"""Beginnings of things, which a careless parser looks for the end of again and again."""

HOSTILE = [
    (Format.MOODLE_XML, BOMB, "entities"),
    (Format.MOODLE_XML, EXTERNAL, "entities"),
    (Format.MOODLE_XML, DTD, "entities"),
    (Format.MOODLE_XML, DEEP, "malformed"),
    (Format.MOODLE_XML, DEEPISH, "too_deep"),
    (Format.MOODLE_XML, b"<quiz>\x00</quiz>", "malformed"),
    (Format.MOODLE_XML, b"<quiz>\xff\xfe</quiz>", "malformed"),
    (Format.MOODLE_XML, b"<quiz><question>", "malformed"),
    (Format.MOODLE_XML, b"<html/>", "not_moodle"),
    (Format.MOODLE_XML, b"<quiz><question type='magic'/></quiz>", "kind"),
    (Format.GIFT, b"NUL \x00 inside {T}", "bad_text"),
    (Format.GIFT, b"broken \xff UTF-8 {T}", "bad_text"),
    (Format.GIFT, b"x" * 20_000 + b" {T}", "too_long"),
    (Format.GIFT, b"a {=" + b"=b " * 5_000 + b"}", "too_many"),
    (Format.GIFT, b"  \n ", "empty"),
    (Format.GIFT, b"x" * (MOST_BYTES + 1), "too_large"),
    (Format.QTI, b"<questestinterop/>", "not_an_item"),
    (Format.QTI, b"<assessmentItem/>", "no_body"),
    (Format.QTI, b"PK\x05\x06broken", "malformed"),
    (Format.QTI, packed({"imsmanifest.xml": BOMB}), "entities"),
    (Format.QTI, packed({"imsmanifest.xml": manifest("../i.xml"), "i.xml": ITEM}), "path"),
    (Format.QTI, packed({"imsmanifest.xml": manifest("/etc/passwd")}), "path"),
    (Format.QTI, packed({"imsmanifest.xml": manifest("gone.xml")}), "missing_file"),
    (Format.QTI, packed({"imsmanifest.xml": manifest()}), "empty"),
    (Format.QTI, packed({"../../evil.xml": ITEM}), "path"),
    (Format.QTI, packed({"C:/evil.xml": ITEM}), "path"),
    (Format.QTI, packed({"imsmanifest.xml": manifest("i.xml"), "i.xml": ITEM}, zipfile.ZIP_LZMA), "packing"),
    (Format.QTI, packed({f"{at}.xml": b"" for at in range(5_001)}), "too_many_files"),
    (Format.QTI, packed({"imsmanifest.xml": manifest("i.xml"), "i.xml": b" " * 6_000_000}), "too_large"),
]


@pytest.mark.parametrize(("form", "data", "code"), HOSTILE, ids=[f"{at}-{row[2]}" for at, row in enumerate(HOSTILE)])
def test_a_hostile_or_broken_file_gives_a_report_and_nothing_else(form: Format, data: bytes, code: str) -> None:
    reading = read(form, data)

    assert reading.questions == ()
    assert code in [note.code for note in reading.notes]
    assert all(note.level is Level.REFUSED for note in reading.notes)


def test_deep_nesting_inside_a_text_is_only_text() -> None:
    reading = read(Format.GIFT, DEEP_GIFT)

    assert [note.code for note in reading.notes if note.level is Level.REFUSED] in (["too_long"], ["no_stem"])


@pytest.mark.parametrize("sign", SLOW)
def test_beginnings_without_an_end_are_only_text(sign: bytes) -> None:
    many = sign * (30_000 // len(sign))
    cloze = b"<quiz><question type='cloze'><questiontext format='html'><text><![CDATA[%s]]></text></questiontext></question></quiz>"
    for form, data in (
        (Format.GIFT, b"[html]" + many + b" {T}"),
        (Format.GIFT, b"// " + many + b"\n$CATEGORY: " + many + b"\nQ {T}"),
        (Format.MOODLE_XML, cloze % many),
    ):
        assert read(form, data) is not None


def test_a_file_with_endlessly_many_questions_is_read_to_a_limit() -> None:
    reading = read(Format.GIFT, b"Q {T}\n\n" * 6_000)

    assert len(reading.questions) == 5_000
    assert [note.code for note in reading.notes] == ["too_many_questions"]


def test_many_small_files_cannot_add_up_to_a_bomb() -> None:
    names = [f"i{at}.xml" for at in range(15)]
    files = {"imsmanifest.xml": manifest(*names)} | dict.fromkeys(names, b" " * 4_900_000 + b"<a/>")

    reading = read(Format.QTI, packed(files))

    assert [note.code for note in reading.notes] == ["not_an_item"] * 12 + ["too_large"] * 3


def test_a_bad_item_of_a_package_does_not_harm_the_others() -> None:
    files = {"imsmanifest.xml": manifest("a.xml", "b.xml", "c.xml"), "a.xml": ITEM, "b.xml": b"<broken", "c.xml": ITEM}

    reading = read(Format.QTI, packed(files))

    assert [plain.where for plain in reading.questions] == ["a.xml", "c.xml"]
    assert [(note.where, note.code) for note in reading.notes] == [("b.xml", "malformed")]


def test_a_package_without_a_manifest_is_read_item_by_item() -> None:
    reading = read(Format.QTI, packed({"a.xml": ITEM, "other.xml": b"<assessmentTest/>", "notes.txt": b"hm"}))

    assert [plain.where for plain in reading.questions] == ["a.xml"]
    assert [note.code for note in reading.notes] == ["no_manifest"]


def test_a_test_in_a_package_is_named_as_lost() -> None:
    both = manifest("a.xml").replace(
        b"</resources>", b'<resource identifier="t" type="imsqti_test_xmlv2p2" href="t.xml"/></resources>'
    )

    assert [note.code for note in read(Format.QTI, packed({"imsmanifest.xml": both, "a.xml": ITEM})).notes] == ["test"]


SEEDS = [b"Q {=a ~b}", BOMB, ITEM, packed({"imsmanifest.xml": manifest("i.xml"), "i.xml": ITEM}), b"<quiz><question "]


@pytest.mark.parametrize("form", Format)
@given(data=st.binary(max_size=300) | st.tuples(st.sampled_from(SEEDS), st.integers(0, 400), st.binary(max_size=9)))
@settings(max_examples=80)
def test_no_bytes_make_reading_fail(form: Format, data: bytes | tuple[bytes, int, bytes]) -> None:
    if isinstance(data, tuple):
        seed, at, inserted = data
        data = seed[:at] + inserted + seed[at + len(inserted) :]

    reading = read(form, data)

    assert reading.questions or reading.notes or not data.decode("utf-8-sig", "replace").strip()
