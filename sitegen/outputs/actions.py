"""Next steps: who has promised what, by when; by day, by owner and as a table for spreadsheets."""

from collections.abc import Iterable

from sitegen.csv_text import csv_text
from sitegen.dates import iso
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.questions.promises import ActionLine
from sitegen.urls import output_path

SHEET = ("what", "status", "due", "due at", "who", "done", "note", "from", "url")
"""The headings of the table."""


def targets(site: Site) -> Iterable[Target]:
    """Name the pages and the table, if anything was ever promised."""
    if any(site.entries[key].meta.actions for key in site.permalinks):
        yield _target(address_book.ACTIONS, "day")
        yield _target(address_book.ACTIONS_BY_OWNER, "owner")
        yield _target(address_book.ACTIONS_SHEET, "sheet")


def _target(address: str, by: str) -> Target:
    return Target(path=output_path(address), output="actions", subject=(by,), phase="index")


def render(target: Target, view: View) -> str:
    """Render one file. The pages say what is overdue; the table, which no script keeps true, says days alone."""
    (by,) = target.subject
    if by == "sheet":
        return csv_text([SHEET, *map(_row, view.actions())])
    if by == "owner":
        return view.page("actions.html", by=by, items=(), owners=view.owners())
    return view.page("actions.html", by=by, items=view.steps(), owners=())


def _row(line: ActionLine) -> tuple[str, ...]:
    action = line.action
    return (
        action.what,
        action.status,
        iso(line.due) if line.due else "",
        line.due_event.text if line.due_event else "",
        "; ".join(who.text for who in line.who),
        action.done.isoformat() if action.done else "",
        action.note,
        line.card.title,
        line.anchor,
    )


ACTIONS = Output(name="actions", targets=targets, render=render)
