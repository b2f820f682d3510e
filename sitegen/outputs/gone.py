"""A page at the address of an entry that is gone."""

from collections.abc import Iterable

from msgspec import Struct

from sitegen.facets.schedule import Moment
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.answers import Link
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import link
from sitegen.urls import output_path


class GonePage(Struct, frozen=True, kw_only=True):
    """What is said of an entry that is gone."""

    title: str
    when: Moment | None
    """Since when it is gone, as far as its writer says."""
    instead: Link | None
    """The entry that takes its place."""


def targets(site: Site) -> Iterable[Target]:
    """Name a page for each address at which an entry was that is gone; the subject is its key."""
    for key, found in site.gone.items():
        for address in found.addresses:
            yield Target(
                path=output_path(address),
                output="gone",
                subject=(key,),
                indexed=False,
                lasting=True,
                gone=True,
                owner=key,
            )


def render(target: Target, view: View) -> str:
    """Render one."""
    return view.page("gone.html", gone=view.ask("gone", *target.subject))


def gone(site: Site, key: str) -> GonePage:
    """Return what is said of an entry that is gone."""
    found = site.gone[key]
    return GonePage(
        title=found.title, when=found.when, instead=link(site, found.instead) if found.instead else None
    )


GONE = Output(name="gone", targets=targets, render=render, questions=(Question("gone", gone),))
