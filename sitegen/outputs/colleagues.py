"""The pages that only the internal build has: power and interest, contacts, and what needs looking after."""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions import colleagues
from sitegen.questions.contract import Output, Question, View
from sitegen.urls import output_path

PAGES = {
    "": address_book.COLLEAGUES,
    "grid": address_book.GRID,
    "contacts": address_book.CONTACTS,
    "gardening": address_book.GARDENING,
}
"""What a page shows -> its address; "" is their front."""


def targets(site: Site) -> Iterable[Target]:
    """Name all of them in an internal build, and none in a public one."""
    for shows, address in PAGES.items() if site.config.internal else ():
        yield Target(
            path=output_path(address), output="colleagues", subject=(shows,), phase="index", indexed=False
        )


def render(target: Target, view: View) -> str:
    """Render one page."""
    (shows,) = target.subject
    if shows == "grid":
        return view.page("power_grid.html", items=view.standings())
    if shows == "contacts":
        return view.page("contacts.html", contacts=view.contacts())
    if shows == "gardening":
        return view.page("gardening.html", sorts=view.chores(), today=view.today().date)
    return view.page("internal.html", items=view.only_here())


COLLEAGUES = Output(
    name="colleagues",
    targets=targets,
    render=render,
    questions=tuple(
        Question(function.__name__, function)
        for function in (colleagues.standings, colleagues.contacts, colleagues.chores, colleagues.only_here)
    ),
)
