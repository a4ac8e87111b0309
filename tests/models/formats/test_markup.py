"""HTML becomes Markdown, and what has no word in Markdown is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats.markup import from_any, from_html, to_html
from models.formats.plain import Notes

CASES = [
    ("<p>One</p><p>Two</p>", "One\n\nTwo"),
    ("<b>bold</b> <em>slanted</em> <code>code</code>", "**bold** *slanted* `code`"),
    ("a<br>b", "a  \nb"),
    ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    ('<a href="https://x.example">here</a>', "[here](https://x.example)"),
    ('<img src="a.png" alt="A map">', "![A map](a.png)"),
    ("H<sub>2</sub>O and x<sup>2</sup>", "H~2~O and x^2^"),
    ("<h2>Title</h2>text", "## Title\n\ntext"),
    ("2 &lt; 3 &amp; 5 * 4", "2 < 3 & 5 \\* 4"),
    ("<pre>a\n  b</pre>", "a\nb"),
    ("<script>alert(1)</script>text", "text"),
    ("\\( \\frac{1}{2} \\)", "\\( \\frac{1}{2} \\)"),
    ("a\n  b", "a b"),
    ("</a></script>x", "x"),
]


@pytest.mark.parametrize(("html", "markdown"), CASES)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert from_html(html, Notes("here")) == markdown


def test_what_markdown_has_no_word_for_is_told() -> None:
    notes = Notes("here")
    assert from_html("<math><mi>x</mi></math>", notes) == "x"
    assert [note.code for note in notes.found] == ["markup", "html"]


@pytest.mark.parametrize(
    ("form", "text", "markdown"),
    [
        ("markdown", " *a* <b> ", "*a* <b>"),
        ("plain", "*a* <b>", "\\*a\\* \\<b>"),
        ("html", "<i>a</i>", "*a*"),
        ("moodle", "*a*\nb", "*a*\nb"),
        ("moodle", "a <b>b</b>", "a **b**"),
    ],
)
def test_the_format_of_a_text_decides(form: str, text: str, markdown: str) -> None:
    assert from_any(text, form=form, notes=Notes("here")) == markdown


@given(st.text(max_size=60))
def test_any_text_survives_both_ways(text: str) -> None:
    assert isinstance(from_html(to_html(text), Notes("here")), str)
