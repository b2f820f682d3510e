"""A page at every old address that leads to the new one."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.answers import Link
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import link
from sitegen.urls import output_path


def targets(site: Site) -> Iterable[Target]:
    """Name a page for each old address; one written in two ways is one, and the entry's own is none."""
    moves = {(output_path(address), key) for address, key in site.redirects.items()}
    for path, key in sorted(moves):
        if path != output_path(site.permalinks[key]):
            yield Target(
                path=path,
                output="redirects",
                subject=(key,),
                indexed=False,
                lasting=True,
                leads_to=site.permalinks[key],
                owner=key,
            )


def render(target: Target, view: View) -> str:
    """Render the signpost; it depends on the new title and address alone."""
    (key,) = target.subject
    found = view.moved_to(key)
    return view.page("redirect.html", to=found.to, title=found.text)


def moved_to(site: Site, key: str) -> Link:
    """Return where an entry is now, under its title."""
    return link(site, key)


REDIRECTS = Output(name="redirects", targets=targets, render=render, questions=(Question("moved_to", moved_to),))
