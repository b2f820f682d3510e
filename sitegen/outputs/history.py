"""The history of an entry on a page of its own: who changed what, when and why."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sitegen.model import address_book
from sitegen.model.history import Line
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.questions.history import HistoryAnswer, RevisionAnswer
from sitegen.urls import output_path

MOST = 50
"""A page shows what was changed by this number of changes, the last ones, and only lists the others."""

MISSING = "What was changed is not in the copy of the history that this page was made from."


class ShownChange(NamedTuple):
    """One change as the page shows it."""

    revision: RevisionAnswer
    lines: Sequence[Line]
    more: int
    """How many further lines differ."""
    words: str
    """What is said in place of lines, where there are none to show."""


def targets(site: Site) -> Iterable[Target]:
    """Name a page for each entry whose kind has them, and which has a history."""
    for name, keys in site.collections.items():
        kind = site.kinds[name]
        for key in keys if kind.history else ():
            if site.history.get(key):
                path = output_path(address_book.history(site.permalinks[key]))
                yield Target(path=path, output="history", subject=(name, key), owner=key, indexed=False)


def render(target: Target, view: View) -> str:
    """Render the changes of one entry, the last first."""
    _, key = target.subject
    found: HistoryAnswer = view.history(key)
    revisions = found.revisions
    shown = [_shown(view, revision) for revision in revisions[:MOST]]
    rest = [ShownChange(revision, (), 0, "") for revision in revisions[MOST:]]
    return view.page("history.html", entry=found, changes=[*shown, *rest], people=view.contributors(key))


def _shown(view: View, revision: RevisionAnswer) -> ShownChange:
    if not revision.blob:
        return ShownChange(revision, (), 0, "")
    before = revision.moved_from or revision.path if revision.before else ""
    found = view.difference((revision.path, revision.blob), (before, revision.before))
    if found is None:
        return ShownChange(revision, (), 0, view.locale().text(MISSING))
    if found.begun is not None:
        told = view.locale().plural(found.begun, "First version, {count} word.", "First version, {count} words.")
        return ShownChange(revision, (), 0, told)
    if not found.lines:
        return ShownChange(revision, (), 0, view.locale().text("The text stayed the same."))
    return ShownChange(revision, found.lines, found.more, "")


HISTORY = Output(name="history", targets=targets, render=render)
