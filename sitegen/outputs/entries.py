"""A page for every entry that has one, whatever its kind."""

from collections.abc import Iterable

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.questions.language import page_language
from sitegen.urls import output_path


def targets(site: Site) -> Iterable[Target]:
    """Name the page of each entry.

    The subject is its key, the layout it asks for and its kind's layout; of a translation also its language.
    """
    for name, keys in site.collections.items():
        kind = site.kinds[name]
        for key in keys:
            yield Target(
                path=output_path(site.permalinks[key]),
                output="entries",
                subject=(key, site.entries[key].meta.layout, kind.layout),
                owner=key,
                lasting=True,
            )
    for key, found in site.entries.items():
        if found.meta.translation_of and key in site.permalinks:
            usual = site.kinds[found.kind].layout
            yield Target(
                path=output_path(site.permalinks[key]),
                output="entries",
                subject=(key, found.meta.layout, usual, page_language(site, found)),
                owner=key,
                lasting=True,
            )


def render(target: Target, view: View) -> str:
    """Render an entry with its own layout, else its kind's, else the one that serves any kind."""
    key, own, usual, *language = target.subject
    view.language = "".join(language)
    asked = f"{own.removesuffix('.html')}.html" if own else ""
    return view.page(view.entry_layout(asked, usual), entry=view.entry(key))


ENTRIES = Output(name="entries", targets=targets, render=render)
