"""The entries of a kind as a table of comma-separated values (RFC 4180), for a spreadsheet."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import UNSET

from sitegen.csv_text import csv_text
from sitegen.outputs.open_data.schema import Named, Record

FIRST = (
    "title",
    "label",
    "url",
    "published",
    "updated",
    "language",
    "authors",
    "tags",
    "excerpt",
    "dates",
    "files",
)
"""The columns that every sheet begins with; those of the kind's own fields follow."""


def sheet(records: Iterable[Record]) -> str:
    """Return a row for each record below one of headings. Several values in a cell are parted by `; `."""
    rows = [_row(each) for each in records]
    own = sorted({name for row in rows for name in row} - {*FIRST, "id"})
    columns = [*(name for name in FIRST if any(row.get(name) for row in rows)), *own, "id"]
    return csv_text([columns, *([row.get(name, "") for name in columns] for row in rows)])


def _row(record: Record) -> dict[str, str]:
    """Return the cells of an entry by column; a field with parts has a column for each: `venue.name`."""
    row = {name: _cell(getattr(record, name)) for name in (*FIRST, "id")}
    fields: Mapping[str, Any] = record.fields or {}
    for name, value in fields.items():
        row |= _columns(name, value)
    return row


def _columns(name: str, value: Any) -> dict[str, str]:
    """Return the cells of a field by column, with one for each part of its parts."""
    if not isinstance(value, dict):
        return {name: _cell(value)}
    return {
        column: cell for part, each in value.items() for column, cell in _columns(f"{name}.{part}", each).items()
    }


def _cell(value: Any) -> str:
    """Return a value as words."""
    if value is UNSET or value is None:
        return ""
    if isinstance(value, Named):
        return value.name
    if isinstance(value, tuple | list):
        return "; ".join(map(_cell, value))
    if isinstance(value, dict):
        return ", ".join(_cell(each) for each in value.values())
    if hasattr(value, "__struct_fields__"):
        return _cell(value.url if hasattr(value, "url") else value.start)
    return str(value)
