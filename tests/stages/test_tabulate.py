"""Files of values become tables, whatever program has written them, or are told at their line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.table import Table
from sitegen.stages.tabulate import MOST_BYTES, MOST_ROWS, tabulate


def read(text: str, name: str = "content/a.csv") -> Table:
    return tabulate(text.encode(), name)


READ: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "commas": ("a,b\n1,2\n", ("a", "b"), (("1", "2"),)),
    "semicolons, commas in numbers": ("a;b\nx;1,5\n", ("a", "b"), (("x", "1,5"),)),
    "tabs in a CSV file": ("a\tb\nx, y\t2\n", ("a", "b"), (("x, y", "2"),)),
    "bars": ("a|b\nx|2\n", ("a", "b"), (("x", "2"),)),
    "commas within sentences": (
        "Name;Text\nAnn;Hello, you, all\nBo;No\n",
        ("Name", "Text"),
        (("Ann", "Hello, you, all"), ("Bo", "No")),
    ),
    "one column": ("Name\nAnn\n", ("Name",), (("Ann",),)),
    "what Excel says of the separator": ("sep=;\na;b\n1;2\n", ("a", "b"), (("1", "2"),)),
    "quotes, separators and line breaks in cells": ('a,b\n"x, ""y""","1\n2"\n', ("a", "b"), (('x, "y"', "1\n2"),)),
    "line ends of Windows, blank lines, a mark of byte order": (
        "\ufeffa,b\r\n\r\n1,2\r\n\r\n",
        ("a", "b"),
        (("1", "2"),),
    ),
    "blanks around cells": ("a , b\n 1 , 2 \n", ("a", "b"), (("1", "2"),)),
    "columns that are empty to the end": ("a,b,,\n1,2,,\n", ("a", "b"), (("1", "2"),)),
    "a row that ends early": ("a,b,c\n1\n", ("a", "b", "c"), (("1", "", ""),)),
    "formulas": ("a\n=SUM(A1:A9)\n@x\n", ("a",), (("=SUM(A1:A9)",), ("@x",))),
    "names alone": ("a,b\n", ("a", "b"), ()),
    "with blanks before quotation marks": ('a, b\n1, "x, y"\n', ("a", "b"), (("1", "x, y"),)),
}


@pytest.mark.parametrize("row", READ.values(), ids=READ.keys())
def test_a_file_is_read(row: tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]) -> None:
    text, header, rows = row
    table = read(text)
    assert (table.header, table.rows, table.total) == (header, rows, len(rows))
    assert table.diagnostics == ()


def test_a_file_of_tabs_has_commas_in_its_cells() -> None:
    assert read("a,b\tc\n1,2\t3\n", "content/a.tsv").header == ("a,b", "c")


TOLD = {
    "an empty file": (b"", 1, "there is no table"),
    "blank lines": (b"\n , \n", 1, "there is no table"),
    "UTF-16": ("a,b\n".encode("utf-16"), 1, "UTF-8"),
    "Latin-1": ("a,b\n1,2\nx,Zoë\n".encode("latin-1"), 3, "UTF-8"),
    "a character that controls": (b"a,b\n1,\x07\n", 2, "control character"),
    "a quotation mark never closed": (b'a,b\n1,2\n"x,3\n4,5\n', 3, "never closed"),
    "a quotation mark within a cell": (b'a,b\n"x" y,3\n', 2, "within a cell"),
    "too many columns": (b",".join([b"x"] * 61) + b"\n", 1, "61 columns"),
    "too many bytes": (b"x" * (MOST_BYTES + 1), 1, "5 MB"),
    "a cell without an end": (b'a\n"' + b"x" * 140_000 + b'"\n', 2, "cannot be read"),
}


@pytest.mark.parametrize("row", TOLD.values(), ids=TOLD.keys())
def test_what_cannot_be_read_is_told_at_its_line_with_a_cure(row: tuple[bytes, int, str]) -> None:
    data, line, words = row
    table = tabulate(data, "content/a.csv")
    (told,) = table.diagnostics
    assert (told.code, told.span.path, told.span.line) == ("doubtful-table", "content/a.csv", line)
    assert words in told.message and told.fix
    assert (table.header, table.rows) == ((), ())


def test_a_row_with_too_many_cells_is_told_and_loses_none() -> None:
    table = read("Item,Cost\nHall,250\n\nTea, milk,12\nJam, bread, butter,9\n")
    (told,) = table.diagnostics
    assert (told.span.line, told.message) == (
        4,
        "this row has 3 cells, and the first one, which names the columns, has 2",
    )
    assert table.header == ("Item", "Cost", "Column 3", "Column 4")
    assert table.rows[-1] == ("Jam", "bread", "butter", "9")


def test_of_many_rows_the_first_are_kept_and_all_are_counted() -> None:
    table = read("a,b\n" + "".join(f"{n},x\n" for n in range(5000)))
    assert (len(table.rows), table.total) == (MOST_ROWS, 5000)


def test_the_largest_file_is_read_in_a_moment() -> None:
    rows = 'abc,def,12.5,"a, b"\n'
    data = ("a,b,c,d\n" + rows * ((MOST_BYTES - 10) // len(rows))).encode()
    began = time.process_time()
    assert tabulate(data, "content/a.csv").total > 200_000
    assert time.process_time() - began < 5


DECIMALS = {
    "whole numbers": (["1", "22", ""], "."),
    "with a point": (["1.5", "-2", "n/a"], "."),
    "with a comma": (["1,5", "2"], ","),
    "with a comma between thousands": (["1,500", "22,000,000"], "."),
    "with both": (["1.500,25 €", "3,5"], ","),
    "with points between thousands": (["1.500.000", "2"], ","),
    "of money": (["£1,500.00", "(12)", "−3"], "."),
    "of percents": (["12 %", "3.5%"], "."),
    "no numbers": (["1", "two"], ""),
    "days": (["2026-01-05"], ""),
    "telephone numbers": (["020 7946 0000/1"], ""),
    "nothing": (["", "-"], ""),
}


@pytest.mark.parametrize("row", DECIMALS.values(), ids=DECIMALS.keys())
def test_a_column_of_numbers_is_known_with_its_decimal_sign(row: tuple[list[str], str]) -> None:
    cells, decimal = row
    table = read("x\tName\n" + "".join(f"{cell}\tword\n" for cell in cells), "content/a.tsv")
    assert table.decimals == (decimal, "")


@given(st.binary(max_size=200))
def test_any_bytes_make_a_table_or_a_diagnostic(data: bytes) -> None:
    table = tabulate(data, "content/a.csv")
    assert table.header or table.diagnostics
    assert all(len(row) == len(table.header) == len(table.decimals) for row in table.rows)
