"""The printed certificate: every name comes out, on one page, in a sound file that calls nobody."""

import io
import json
import socket
import unicodedata
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from clients.badge import credential_in
from server.pdf.certificate import TEXT_WIDTH, certificate_pdf
from server.pdf.faces import Style
from server.pdf.lettering import fit, legible, set_line
from server.pdf.sheet import Look, Sheet, Signature
from tests.server.pdf.names import EMOJI, EMPTY, NAMES

WORDS = {
    "title": "Certificate of Completion",
    "certify": "This is to certify that",
    "completed": "has completed the course",
    "issued": "Issued on",
    "expires": "Valid until",
    "number": "Certificate number",
    "verify": "Scan to verify",
    "holder": "the holder of this certificate",
    "untitled": "a course of this school",
}
NAME_BOX = (150, 230, 692, 285)
"""Where the name stands, in points from the upper left."""


def sheet(name: str = "Maya Chen", **changes: Any) -> Sheet:
    usual: dict[str, Any] = {
        "language": "en",
        "name": name,
        "course": "How Maps Lie",
        "number": "CERT-20260302-7K3M9QXA",
        "issued_on": "2 March 2026",
        "expires_on": "",
        "verify_url": "https://lectern.example/verify/ABCDEFGHJKMNPQRST",
        "words": WORDS,
        "made_at": "20260302090000",
        "look": Look(signatures=(Signature("Dr. Salma Idris", "Course lead"),)),
    }
    return Sheet(**{**usual, **changes})


@pytest.fixture(autouse=True)
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF library of ours that calls anybody fails here."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)


def ink(content: bytes, box: tuple[int, int, int, int]) -> int:
    """How many points of the page are dark within a box."""
    document = pypdfium2.PdfDocument(content)
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    return sum(picture.crop(box).histogram()[:100])


def test_a_name_of_emoji_is_drawn() -> None:
    assert all(legible(text, Style()) for text in EMOJI.values())
    assert ink(certificate_pdf(sheet(EMOJI["only emoji"])), NAME_BOX) > 50


def test_a_name_or_course_of_which_no_font_has_a_sign_leaves_no_empty_line() -> None:
    assert not any(legible(text, Style()) for text in EMPTY.values())
    content = certificate_pdf(sheet(EMPTY["cuneiform"], course=EMPTY["only spaces"]))
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "the holder of this certificate" in text
    assert "a course of this school" in text
    assert ink(content, NAME_BOX) > 200


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_is_drawn_whole_and_within_its_width(name: str) -> None:
    lines = fit(NAMES[name], Style(weight=500), size=46, least=18, width=TEXT_WIDTH, lines=2)
    assert 1 <= len(lines) <= 2
    assert all(0 < line.width <= TEXT_WIDTH for line in lines)
    assert all(glyph.number for line in lines for glyph in line.glyphs), "no empty boxes"
    shown = "".join(line.text for line in lines).replace(" ", "")
    letters = [c for c in unicodedata.normalize("NFC", NAMES[name]) if unicodedata.category(c)[0] in "LN"]
    if "…" not in shown:
        assert [c for c in unicodedata.normalize("NFC", shown) if unicodedata.category(c)[0] in "LN"] == letters


def test_names_of_all_kinds_make_sound_files_without_scripts() -> None:
    for name in (*list(NAMES.values())[::11], EMOJI["a family"], EMPTY["joiners"]):
        content = certificate_pdf(sheet(name))
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert len(pdf.pages) == 1
        assert not any(
            word in content for word in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/AA", b"/URI")
        )


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    line = set_line("يوسف", Style(), 40)
    alone = [set_line(letter, Style(), 40).glyphs[0].number for letter in "يوسف"]
    assert [glyph.number for glyph in line.glyphs] != alone, "letters take the shapes of their places"
    assert set_line("ا 12", Style(), 40).seen == "12 ا"  # noqa: RUF001 - alef
    assert set_line("Sam ابن Lee", Style(), 40).seen == "Sam نبا Lee"


def test_signs_that_turn_text_around_by_force_do_nothing_and_what_is_not_drawn_leaves_no_gap() -> None:
    assert fit("Sam\u202eLee", Style(), size=20, least=9, width=400, lines=1)[0].seen == "SamLee"
    assert fit("Sam 🎓 Lee", Style(), size=20, least=9, width=400, lines=1)[0].text == "Sam 🎓 Lee"


def test_names_can_be_selected_and_stand_in_the_description() -> None:
    content = certificate_pdf(sheet("Ελένη Παπαδοπούλου"))
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "Ελένη Παπαδοπούλου" in str(pdf.docinfo["/Subject"])
    assert "Ελένη Παπαδοπούλου" in text
    assert "CERT-20260302-7K3M9QXA" in text
    document.close()


def test_the_page_is_inked_where_the_name_stands_and_framed() -> None:
    document = pypdfium2.PdfDocument(certificate_pdf(sheet("王小明")))
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    assert picture.size == (842, 595)
    name = picture.crop((250, 230, 592, 280))
    assert name.getextrema()[0] < 60, "dark ink"
    assert picture.crop((0, 0, 842, 15)).getextrema()[0] > 240, "an empty margin"


def test_the_same_certificate_is_the_same_file() -> None:
    assert certificate_pdf(sheet()) == certificate_pdf(sheet())


def test_a_logo_and_the_credential_travel_with_it() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (300, 80), (20, 90, 70, 128)).save(out, "PNG")
    badge = {"type": ["OpenBadgeCredential"], "name": "نص <x>"}
    content = certificate_pdf(
        sheet(
            look=Look(logo=out.getvalue()),
            attachments={"badge.json": json.dumps(badge).encode(), "badge.jwt": b"a.b.c"},
        )
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert sorted(pdf.attachments) == ["badge.json", "badge.jwt"]
        assert json.loads(pdf.attachments["badge.json"].get_file().read_bytes()) == badge
    assert credential_in(content) == badge


def test_an_arabic_certificate_is_mirrored() -> None:
    document = pypdfium2.PdfDocument(certificate_pdf(sheet("يوسف", language="ar")))
    picture = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    left, right = picture.crop((60, 430, 150, 530)), picture.crop((692, 430, 782, 510))
    assert sum(left.histogram()[:90]) > sum(right.histogram()[:90]), "the QR code is on the left"
