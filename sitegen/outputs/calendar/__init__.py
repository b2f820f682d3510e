"""The calendar: what comes next, the forward plan, past events, and a page for each year and month."""

from collections.abc import Iterable
from typing import Any

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.calendar.months import (
    ADDRESS,
    MonthLine,
    address_of,
    by_month,
    by_year,
    month,
    months,
    year,
)
from sitegen.outputs.calendar.upcoming import forward_plan, past, upcoming
from sitegen.questions.addresses import marked_address
from sitegen.questions.contract import Output, Question, View
from sitegen.urls import output_path

AGENDA = 25
"""How many dates the agenda shows; months and years hold them all."""
SPARE = 10
"""How many more stand ready in the page to take the place of what has ended."""
PAGES = ("plan", "past")
"""The pages below the agenda that are neither a year nor a month."""


def targets(site: Site) -> Iterable[Target]:
    """Name the agenda, the plan, past events, the years and the months; nothing on a site without a calendar.

    The subject is year and month, with 0 for the whole year; (0, 0) for the agenda; or the name of a page.
    """
    keeps = {kind.directory for name, kind in site.kinds.items() if site.collections.get(name)} | {*site.heads}
    agenda = [(0, 0)] if site.occurrences or ADDRESS in keeps else []
    for at in [*agenda, *((number, 0) for number in by_year(site)), *by_month(site)]:
        yield Target(path=output_path(address_of(*at)), output="calendar", subject=at, phase="index")
    for name in PAGES if agenda else ():
        yield Target(path=output_path(f"{ADDRESS}{name}/"), output="calendar", subject=(name,), phase="index")


def render(target: Target, view: View) -> str:
    """Render one page of the calendar."""
    if target.subject == ("plan",):
        return view.page("plan.html", plan=view.ask("forward_plan"), **_frame(view))
    if target.subject == ("past",):
        return view.page("past.html", past=view.ask("past"), **_frame(view))
    year, month = target.subject
    if month:
        return view.page("month.html", month=view.ask("month", year, month))
    if year:
        return view.page("year.html", year=view.ask("year", year))
    coming = view.ask("upcoming", AGENDA, SPARE + 1)
    frame = _frame(view)
    return view.page(
        "calendar.html",
        head=view.head(ADDRESS),
        agenda=coming[:AGENDA],
        spare=coming[AGENDA : AGENDA + SPARE],
        more=len(coming) > AGENDA + SPARE,
        month=view.ask("month", frame["today"].year, frame["today"].month),
        **frame,
    )


def _frame(view: View) -> dict[str, Any]:
    """Return what the pages that depend on the clock share: the day, and the years with their months."""
    lines: dict[int, list[MonthLine]] = {}
    for line in view.ask("months"):
        lines.setdefault(line.year, []).append(line)
    years = tuple(
        (year, marked_address(address_of(year)), tuple(lines[year])) for year in sorted(lines, reverse=True)
    )
    return {"today": view.today().date, "years": years}


CALENDAR = Output(
    name="calendar",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question) for question in (month, year, months, upcoming, forward_plan, past)
    ),
)
