"""The history of an entry on a page of its own: who changed what, when and why."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model import address_book
from sitegen.model.history import Version
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output, View
from sitegen.questions.history import HistoryAnswer, RevisionAnswer
from sitegen.urls import output_path

if TYPE_CHECKING:
    from sitegen.history.words import Line

MOST = 50
"""A page shows what was changed by this number of changes, the last ones, and only lists the others."""
LONGEST = 200
"""The number of lines of one change from which on the rest is only counted."""

MISSING = "What was changed is not in the copy of the history that this page was made from."


class ShownChange(NamedTuple):
    """One change as the page shows it."""

    revision: RevisionAnswer
    lines: "Sequence[Line]"
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
    after = view.version(revision.path, revision.blob)
    if after is None:
        return ShownChange(revision, (), 0, view.locale().text(MISSING))
    if not revision.before:
        words = sum(len(line.split()) for line in after.lines)
        told = view.locale().plural(words, "First version, {count} word.", "First version, {count} words.")
        return ShownChange(revision, (), 0, told)
    before = view.version(revision.moved_from or revision.path, revision.before)
    if before is None:
        return ShownChange(revision, (), 0, view.locale().text(MISSING))
    from sitegen.history.words import changed_lines  # few builds compare anything

    lines = list(changed_lines(_text(before), _text(after)))
    if not lines:
        return ShownChange(revision, (), 0, view.locale().text("The text stayed the same."))
    return ShownChange(revision, lines[:LONGEST], max(len(lines) - LONGEST, 0), "")


def _text(version: Version) -> tuple[str, ...]:
    return (version.title, *version.lines)


HISTORY = Output(name="history", targets=targets, render=render)
