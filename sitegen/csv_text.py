"""Tables of comma-separated values (RFC 4180), for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads the file in the code page of the computer."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with: a spreadsheet would run it as a formula (OWASP, "CSV Injection")."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return the text of a table whose first row is that of headings; no cell of it is a formula."""
    file = io.StringIO()
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
