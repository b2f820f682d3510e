"""The table of speed in README.md, between two comments: written by `promises.py --readme`, never by hand."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from goals import EARLIER, EQUAL, LEAN, PLAIN
from measure import ROOT
from table import OURS, Row, cell, counted, own

README = ROOT / "README.md"
BEGINS, ENDS = "<!-- speed begins -->", "<!-- speed ends -->"


def put(result: Mapping[str, Any], rows: Sequence[Row], readme: Path = README) -> None:
    """Put the table between the comments of README.md. Raises ValueError when they are not there."""
    text = readme.read_text(encoding="utf-8")
    before, found, rest = text.partition(BEGINS)
    _, closed, after = rest.partition(ENDS)
    if not (found and closed):
        raise ValueError(f"{readme} has no place for the table, between {BEGINS} and {ENDS}")
    lines = "\n".join((BEGINS, "", *table(result, rows), "", ENDS))
    readme.write_text(f"{before}{lines}{after}", encoding="utf-8")


def table(result: Mapping[str, Any], rows: Sequence[Row]) -> list[str]:
    """Return the lines of the table: blogs beside Hugo, the plainest first, hubs beside our earlier code."""
    blogs = [row for row in rows if row.corpus == "blog" and not row.broken]
    hubs = [row for row in rows if row.corpus != "blog" and not row.broken]
    said = [
        f"| posts | work | {OURS} | of plain Hugo | of lean Hugo | of equal Hugo |",
        "|---:|---|---|---|---|---|",
    ]
    for row in blogs:
        ratios = " | ".join(cell(row, name) for name in (PLAIN, LEAN, EQUAL))
        said.append(f"| {row.count:,} | {row.title} | {own(row)} | {ratios} |")
    if hubs:
        said += ["", f"| hub | work | {OURS} | of what it was before |", "|---|---|---|---|"]
        said += [
            f"| {row.corpus}, {row.count:,} {row.unit} | {row.title} | {own(row)} | {cell(row, EARLIER)} |"
            for row in hubs
        ]
    machine = result["machine"]
    return [
        *said,
        "",
        f"Measured on {result['date']} with {machine['cores']} cores: time by the clock, in brackets of"
        f" processors; medians of {counted(result['turns'], 'turn')}; sitegen {result['versions']['sitegen']},"
        " without a search index.",
    ]
