"""Reading a table of people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.csv_tables import MOST_ROWS, TableFault
from models.rules.people_tables import read_people


def test_a_table_is_read_in_any_order_of_columns_and_with_a_byte_order_mark() -> None:
    rows = read_people('\ufeffRole, Email ,full_name\r\ninstructor,a@b.example,"Byron, Ada"\r\n')
    assert not isinstance(rows, TableFault)
    assert [(row.line, row.email, row.full_name, row.role, row.fault) for row in rows] == [
        (2, "a@b.example", "Byron, Ada", "instructor", "")
    ]


def test_empty_lines_are_passed_over() -> None:
    rows = read_people("email,full_name\na@b.example,Ada\n\n , \nc@d.example,Grace\n")
    assert not isinstance(rows, TableFault)
    assert [row.line for row in rows] == [2, 5]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a@b.example,Ada", ""),
        ("a@b.example", "columns"),
        ("a@b.example,Ada,x", "columns"),
        ("a@b.example,", "full_name"),
        ("a@b.example," + "x" * 201, "full_name"),
    ],
)
def test_a_line_that_does_not_fit_says_why(line: str, fault: str) -> None:
    rows = read_people(f"email,full_name\n{line}\n")
    assert not isinstance(rows, TableFault)
    assert [row.fault for row in rows] == [fault]


def test_an_unknown_role_is_a_fault_and_an_empty_one_means_student() -> None:
    rows = read_people("email,full_name,role\na@b.example,Ada,god\nb@b.example,Bea,\n")
    assert not isinstance(rows, TableFault)
    assert [(row.role, row.fault) for row in rows] == [("god", "role"), ("student", "")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", TableFault.NO_HEADER),
        ("a@b.example,Ada\n", TableFault.NO_HEADER),
        ("email,full_name,password\n", TableFault.NO_HEADER),
        ("email,email,full_name\n", TableFault.NO_HEADER),
        ('email,full_name\n"a', TableFault.BROKEN),
        ("email,full_name\n" + "a@b.example,Ada\n" * (MOST_ROWS + 1), TableFault.TOO_LONG),
    ],
)
def test_what_is_no_table_of_people_is_refused(text: str, fault: TableFault) -> None:
    assert read_people(text) is fault


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read_people("email,full_name\n" + text) is not None
