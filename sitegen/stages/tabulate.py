"""Tabulate: the bytes of one file of values become a table, or a diagnostic that says why not."""

import csv
import io
import re
from collections.abc import Iterator

from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import digest
from sitegen.model.table import Table
from sitegen.patterns import late

ENDINGS = (".csv", ".tsv")
"""The endings of files that hold a table."""
MOST_BYTES = 5_000_000
"""The size above which a file is not read: half a second's work."""
MOST_ROWS = 100
"""The most rows that a page shows."""
MOST_COLUMNS = 60
MOST_CHARACTERS = 200_000
"""The most characters in the rows that a page shows; the file has the rest."""

_SEPARATORS = ",;\t|"
_LOOKED_AT = 20
"""The number of rows that decide on the separator."""
_SAYS = late(r"sep=([,;\t|])\n", re.I)
"""The first line with which Excel names the separator."""
_NUMBER = late(r"[-+−(]?\s*[£$€¥]?\s*[-−]?\d[\d.,'’\s]*\s*(?:%|[£$€¥])?\)?")
_NONE = late(r"|[-–—.?]|\.\.|n/?a", re.I)
"""What people write where there is no number."""
_THOUSANDS = late(r"\D*\d{1,3}(?:,\d{3})+\D*")


def tabulate(data: bytes, path: str) -> Table:
    """Return the table in a file whose path is below the site. What cannot be read is in its diagnostics."""
    found = digest(data)
    if len(data) > MOST_BYTES:
        size = f"{len(data) / 1_000_000:,.0f} MB"
        fix = "show a shorter file with the rows that readers need, and link to this one"
        return _unread(found, path, 1, f"the file has {size}, which is too much for a page", fix)
    text, wrong = decode(data, path)
    if text is None:
        return Table(digest=found, diagnostics=tuple(_not_text(each) for each in wrong))
    lines = 0
    if says := _SAYS.match(text):
        text, lines = text[says.end() :], 1
    separator = "\t" if path.lower().endswith(".tsv") else says[1] if says else _separator(text)
    return _read(text, separator, found, path, lines)


def _read(text: str, separator: str, found: str, path: str, lines: int) -> Table:
    """Return the table of a text; `lines` are above it in the file."""
    header: list[str] = []
    rows: list[list[str]] = []
    total = characters = width = 0
    longer: tuple[int, int] | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    line = lines + 1
    try:
        for cells in reader:
            here, line = line, lines + reader.line_num + 1
            while cells and not cells[-1].strip():
                del cells[-1]
            if not cells:
                continue
            if not header:
                header = [" ".join(cell.split()) for cell in cells]
                continue
            total += 1
            if len(cells) > len(header) and longer is None:
                longer = here, len(cells)
            characters += sum(map(len, cells))
            if len(rows) < MOST_ROWS and (characters <= MOST_CHARACTERS or not rows):
                rows.append(cells)
                width = max(width, len(cells))
    except csv.Error as error:
        return _unread(found, path, line, *_broken(str(error)))
    if not header:
        return _unread(
            found, path, 1, "there is no table in this file", "put its rows into it, or take the embed out"
        )
    named = len(header)
    columns = max(width, named)
    if columns > MOST_COLUMNS:
        message = f"the table has {columns:,} columns, which is too much for a page"
        return _unread(found, path, 1, message, "show a file with the columns that readers need")
    header += [f"Column {number}" for number in range(named + 1, columns + 1)]
    shown = tuple(tuple(cell.strip() for cell in (*row, *[""] * (columns - len(row)))) for row in rows)
    return Table(
        digest=found,
        header=tuple(header),
        decimals=tuple(_decimal([row[column] for row in shown]) for column in range(columns)),
        rows=shown,
        total=total,
        diagnostics=(_longer(path, *longer, named, separator),) if longer else (),
    )


def _separator(text: str) -> str:
    """Return the character that parts the first rows into cells: into as many in each row, and more than one."""

    def fits(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in _first(text, separator) if row]
        most = max(set(widths), key=widths.count, default=0)
        return (widths.count(most), most) if most > 1 else (0, 0)

    return max(_SEPARATORS, key=fits)


def _first(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the first rows of a text, as far as they can be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    try:
        for _, row in zip(range(_LOOKED_AT), reader, strict=False):
            yield row
    except csv.Error:
        return


def _decimal(cells: list[str]) -> str:
    """Return the decimal sign of a column of numbers; "" for a column of anything else."""
    numbers = [cell for cell in cells if not _NONE.fullmatch(cell)]
    if not numbers or not all(len(cell) < 40 and _NUMBER.fullmatch(cell) for cell in numbers):
        return ""
    if any("," in cell and "." in cell for cell in numbers):
        one = next(cell for cell in numbers if "," in cell and "." in cell)
        return max(",.", key=one.rfind)
    with_commas = [cell for cell in numbers if "," in cell]
    if with_commas:
        return "." if all(map(_THOUSANDS.fullmatch, with_commas)) else ","
    return "," if any(cell.count(".") > 1 for cell in numbers) else "."


def _broken(error: str) -> tuple[str, str]:
    """Return what is wrong with a row, and the cure, for an error of the reader."""
    if "unexpected end" in error:
        return "the quotation mark of a cell that begins here is never closed", 'write one more " at its end'
    if "expected after" in error:
        return "a quotation mark stands within a cell", 'write it twice there: "the ""old"" hall"'
    return f"this row cannot be read: {error}", "open the file in a spreadsheet, mend the row, and save it as CSV"


def _unread(found: str, path: str, line: int, message: str, fix: str) -> Table:
    message = f"{message}, so the page links to the file instead of showing it"
    span = Span(path=path, line=line, column=1)
    return Table(digest=found, diagnostics=(diagnose("doubtful-table", span, message, fix=fix),))


def _not_text(found: Diagnostic) -> Diagnostic:
    """Return what is wrong with the encoding of a file, for one that mostly a spreadsheet has written."""
    message = f"{found.message}, so the page links to the file instead of showing it"
    fix = "save it from the spreadsheet as “CSV UTF-8”" if found.code == "not-utf8" else found.fix
    return diagnose("doubtful-table", found.span, message, fix=fix, note=found.note)


def _longer(path: str, line: int, cells: int, named: int, separator: str) -> Diagnostic:
    sign = {"\t": "a tab", ",": "a comma", ";": "a semicolon"}.get(separator, f"a {separator}")
    return diagnose(
        "doubtful-table",
        Span(path=path, line=line, column=1),
        f"this row has {cells} cells, and the first one, which names the columns, has {named}",
        fix=f'put a cell with {sign} in it between quotation marks: "this{separator} and that"',
        note="The first line has to name the columns: a title goes into the embed, ![[file.csv|Title]].",
    )
