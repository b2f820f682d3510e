"""The page that explains feeds and calendars, and lists those of the site."""

from collections.abc import Iterable

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.urls import output_path


def targets(site: Site) -> Iterable[Target]:
    """Name the page, unless the site has something of its own at that address."""
    address = address_book.SUBSCRIBE
    own = address in site.at or address in site.redirects or f"{address}index.html" in site.files
    if not own and not any(address in found.addresses for found in site.gone.values()):
        yield Target(path=output_path(address), output="subscribe", phase="index")


def render(target: Target, view: View) -> str:
    """Render it."""
    return view.page("subscribe.html")


SUBSCRIBE = Output(name="subscribe", targets=targets, render=render)
