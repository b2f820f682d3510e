"""The calendar: what comes next, the forward plan, past events, and a page for each year and month."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sitegen.facets.schedule import Moment, Schedule
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.calendar.agenda import agenda
from sitegen.outputs.calendar.months import DATES, MonthLine, by_year, month, months
from sitegen.outputs.calendar.upcoming import forward_plan, past, upcoming
from sitegen.outputs.calendar.weeks import programme, sheet
from sitegen.outputs.calendar.years import year
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.events import by_month, keeps_calendar
from sitegen.questions.paging import further_pages, page_address, page_count
from sitegen.urls import output_path

PAGES = ("plan", "past", "programme", "programme sheet")
"""The files below the agenda that are neither a year nor a month."""


def targets(site: Site) -> Iterable[Target]:
    """Name the agenda, the plan, past events, the years and the months; nothing on a site without a calendar.

    The subject is year, month and number of the page, with 0 as the month of a whole year and (0, 0, 1) for the
    agenda; or the name of a page.
    """
    if not keeps_calendar(site):
        return
    whole = dict.fromkeys([(0, 0), *((number, 0) for number in by_year(site))], 1)
    pages = {at: page_count(len(dates), DATES) for at, dates in by_month(site).items()}
    for at, count in (whole | pages).items():
        address = address_book.agenda(site.kinds, *at)
        for number in range(1, count + 1):
            path = output_path(page_address(address, further_pages(address), number))
            yield Target(path=path, output="calendar", subject=(*at, number), phase="index")
    for name in PAGES:
        path = output_path(address_book.BOOK[name](site.kinds))
        yield Target(path=path, output="calendar", subject=(name,), phase="index")


def render(target: Target, view: View) -> str:
    """Render one page of the calendar."""
    if target.subject == ("plan",):
        return view.page("plan.html", plan=view.ask("forward_plan"), **_frame(view))
    if target.subject == ("past",):
        return view.page("past.html", past=view.ask("past"), **_frame(view))
    if target.subject == ("programme",):
        return view.page("programme.html", programme=view.ask("programme"), **_frame(view))
    if target.subject == ("programme sheet",):
        return sheet(view.ask("programme"))
    year, month, number = target.subject
    if month:
        return view.page("month.html", month=view.ask("month", year, month, number))
    if year:
        return view.page("year.html", year=view.ask("year", year))
    coming, frame, head = view.ask("agenda"), _frame(view), view.ask("calendar_head")
    return view.page(
        "calendar.html",
        head=view.entry(head) if head else None,
        agenda=coming,
        week=_week(frame["today"], view.config().timezone),
        small=tuple(view.ask("month", shown.line.year, shown.line.month, 1) for shown in coming.months[:2]),
        **frame,
    )


def _week(today: dt.date, zone: str) -> dict[str, Any]:
    """Return the last day of a day's week, a Sunday, and the instant at which the week is over."""
    last = today + dt.timedelta(days=6 - today.weekday())
    over = Schedule(start=Moment(local=dt.datetime.combine(last, dt.time()), zone=zone, all_day=True)).over()
    return {"last": last, "over": over.isoformat()}


def calendar_head(site: Site) -> str:
    """Return the key of the `index.md` that heads the agenda, or ""."""
    return site.heads.get(address_book.agenda(site.kinds), "")


def _frame(view: View) -> dict[str, Any]:
    """Return what the pages that depend on the clock share: the day, years with their months, the month for now.

    The latter is the first with dates from this month on, else the last; None where nothing has a date.
    """
    lines, today = view.ask("months"), view.today().date
    months_of: dict[int, list[MonthLine]] = {}
    for line in lines:
        months_of.setdefault(line.year, []).append(line)
    years = [
        (year, view.address("agenda", year), tuple(months_of[year])) for year in sorted(months_of, reverse=True)
    ]
    coming = [line for line in lines if (line.year, line.month) >= (today.year, today.month)]
    return {
        "today": today,
        "years": tuple(years),
        "near": next(iter(coming or lines[-1:]), None),
    }


CALENDAR = Output(
    name="calendar",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question)
        for question in (calendar_head, month, year, months, agenda, upcoming, forward_plan, past, programme)
    ),
)
