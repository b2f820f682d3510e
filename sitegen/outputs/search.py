"""The search page. The index that it searches is made from the finished pages, by `engine/search/`."""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.urls import output_path


def targets(site: Site) -> Iterable[Target]:
    """Name the page, unless the site has no search or an entry of its own at that address."""
    if (
        site.config.search
        and address_book.SEARCH not in site.at
        and f"{address_book.SEARCH}index.html" not in site.files
    ):
        yield Target(path=output_path(address_book.SEARCH), output="search", phase="index", indexed=False)


def render(target: Target, view: View) -> str:
    """Render it."""
    return view.page("search.html")


SEARCH = Output(name="search", targets=targets, render=render)
