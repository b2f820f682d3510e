"""Coverage, in the internal build alone: a page with what is missing first, and two tables for spreadsheets."""

from collections.abc import Iterable

from sitegen.csv_text import csv_text
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.coverage import Cell, Coverage, coverage
from sitegen.urls import output_path

FILES = {
    "page": address_book.COVERAGE,
    "messages": address_book.COVERAGE_OF_MESSAGES,
    "channels": address_book.COVERAGE_OF_CHANNELS,
}
"""What a file shows -> its address."""
_FIRST = ("stakeholder", "status", "since")


def targets(site: Site) -> Iterable[Target]:
    """Name the page and the tables in an internal build, and none in a public one."""
    for shows, address in FILES.items() if site.config.internal else ():
        yield Target(path=output_path(address), output="coverage", subject=(shows,), phase="index", indexed=False)


def render(target: Target, view: View) -> str:
    """Render one of them."""
    (shows,) = target.subject
    found: Coverage = view.coverage()
    if shows == "page":
        return view.page("coverage.html", coverage=found)
    if shows == "messages":
        head = (*_FIRST, *(message.text for message in found.messages))
    else:
        head = (*_FIRST, *found.ways, *(f"messages for {channel}" for channel in found.channels))
    rows = [head]
    for row in found.rows:
        since = row.since.isoformat() if row.since else ""
        cells = row.messages if shows == "messages" else row.ways
        numbers = () if shows == "messages" else tuple(map(str, row.channels))
        rows.append((row.card.title, row.card.status, since, *map(_words, cells), *numbers))
    return csv_text(rows)


def _words(cell: Cell) -> str:
    """Return a cell as `reached 2026-10-14 (3)`."""
    if cell.last:
        return f"{cell.state} {cell.last.isoformat()} ({cell.count})"
    return f"{cell.state} ({cell.count})" if cell.count else cell.state


COVERAGE = Output(name="coverage", targets=targets, render=render, questions=(Question("coverage", coverage),))
