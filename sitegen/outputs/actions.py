"""Next steps: who has promised what, by when."""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.urls import output_path


def targets(site: Site) -> Iterable[Target]:
    """Name the one page, if anything was ever promised."""
    if any(site.entries[key].meta.actions for key in site.permalinks):
        yield Target(path=output_path(address_book.ACTIONS), output="actions", phase="index")


def render(target: Target, view: View) -> str:
    """Render the list, without the clock: a step is due by a day, not overdue."""
    return view.page("actions.html", items=view.actions())


ACTIONS = Output(name="actions", targets=targets, render=render)
