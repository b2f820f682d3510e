"""The page for addresses that lead nowhere; hosts serve it at any depth, so its links begin at the root."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View


def targets(site: Site) -> Iterable[Target]:
    """Name the one file."""
    yield Target(path="404.html", output="notfound", indexed=False)


def render(target: Target, view: View) -> str:
    """Render it."""
    return view.page("404.html")


NOT_FOUND = Output(name="notfound", targets=targets, render=render)
