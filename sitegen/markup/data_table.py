"""The HTML of a table that lies in a file: caption, header cells, a region that scrolls, a link to the file."""

import re

from markupsafe import escape

from sitegen.model.table import Table

_OTHER = re.compile(r"[^\d.,]")


def data_table(table: Table, caption: str, label: str, download: str) -> str:
    """Return the HTML of a table.

    `label` is the name of its region, which no other region of the page has, and `download` the HTML below it. The
    script sorts it by a column only where all of its rows are there.
    """
    numbers = ["align-right" if decimal else "" for decimal in table.decimals]
    header = "".join(map(_heading, table.header, numbers))
    rows = "".join("<tr>" + "".join(map(_cell, row, table.decimals)) + "</tr>\n" for row in table.rows)
    whole = ' data-sort=""' if len(table.rows) == table.total > 1 else ""
    return (
        f'<section class="scroll" tabindex="0" aria-label="{escape(label)}">'
        f"<table{whole}><caption>{escape(caption)}</caption>\n"
        f"<thead><tr>{header}</tr></thead>\n<tbody>\n{rows}</tbody></table></section>\n{download}"
    )


def _heading(name: str, kind: str) -> str:
    classes = f' class="{kind}"' if kind else ""
    return f'<th scope="col"{classes}>{escape(name)}</th>' if name else "<td></td>"


def _cell(words: str, decimal: str) -> str:
    if not decimal:
        return f"<td>{escape(words)}</td>"
    number = _number(words, decimal)
    if not number or number == words:
        return f'<td class="align-right">{escape(words)}</td>'
    return f'<td class="align-right"><data value="{number}">{escape(words)}</data></td>'


def _number(words: str, decimal: str) -> str:
    """Return a number as a script reads it; "" where there is none."""
    digits = _OTHER.sub("", words)
    if not any(map(str.isdigit, digits)):
        return ""
    whole, _, part = digits.rpartition(decimal) if decimal in digits else (digits, "", "")
    whole = re.sub(r"[.,]", "", whole) or "0"
    sign = "-" if words.startswith("(") or re.match(r"\D*[-−]", words) else ""
    return f"{sign}{whole}.{part}" if part.isdigit() else sign + whole
