"""The front page."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View


def targets(site: Site) -> Iterable[Target]:
    """Name the one file."""
    yield Target(path="index.html", output="home", phase="index", owner=site.heads.get("/", ""))


def render(target: Target, view: View) -> str:
    """Render it; the layout asks for what it shows."""
    return view.page("home.html", entry=view.head("/"))


HOME = Output(name="home", targets=targets, render=render)
