"""Have your say: every invitation to comment, those still open first."""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.questions.promises import asked
from sitegen.urls import output_path


def targets(site: Site) -> Iterable[Target]:
    """Name the one page, if anything was ever asked."""
    if asked(site):
        yield Target(path=output_path(address_book.CONSULTATIONS), output="consultations", phase="index")


def render(target: Target, view: View) -> str:
    """Render the list; it changes when one opens or closes."""
    return view.page("consultations.html", items=view.consultations())


CONSULTATIONS = Output(name="consultations", targets=targets, render=render)
