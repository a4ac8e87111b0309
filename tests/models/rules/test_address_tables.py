"""Tables of addresses are read line by line; what is no table says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.address_tables import AddressRow, read_addresses
from models.rules.csv_tables import MOST_ROWS, TableFault


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("email\na@b.example\n", [AddressRow(2, "a@b.example")]),
        ("\ufeffName, E-Mail ,EMAIL\nA,x, a@b.example \n\n,,\n", [AddressRow(2, "a@b.example")]),
        ("name,email\nonly a name\n", [AddressRow(2, "", "columns")]),
        ("email\n", []),
        ("", TableFault.NO_HEADER),
        ("name\nx\n", TableFault.NO_HEADER),
        ("email,email\nx,y\n", TableFault.NO_HEADER),
        ('email\n"open', TableFault.BROKEN),
        ("email\n" + "x\n" * (MOST_ROWS + 1), TableFault.TOO_LONG),
    ],
)
def test_a_table_of_addresses(text: str, found: list[AddressRow] | TableFault) -> None:
    assert read_addresses(text) == found


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert isinstance(read_addresses("email\n" + text), list | TableFault)
