"""Questions about what changed: when, by whom and why, as git and the front matter know it."""

import datetime as dt

from msgspec import Struct

from sitegen.facets.schedule import Moment
from sitegen.model import address_book
from sitegen.model.history import Revision
from sitegen.model.site import Site
from sitegen.questions.addresses import entry_address, marked_address
from sitegen.questions.answers import Link
from sitegen.questions.changes import moment_of
from sitegen.questions.contract import Until
from sitegen.questions.entries import breadcrumbs, link
from sitegen.questions.forges import repository
from sitegen.questions.once import once
from sitegen.urls import Href, Marked

NOTE_IS_DUE = "a note about a change is due"
"""The reason for readers when the next note is shown."""
BETWEEN = " · "
"""What parts two notes of one day."""


class RevisionAnswer(Struct, frozen=True, kw_only=True):
    """One change of an entry: one that was committed, or a note for readers about a day without a commit."""

    when: Moment
    who: tuple[Link, ...]
    """The author and co-authors, each with a link to the stakeholder of that name where there is one."""
    why: str
    """The notes in `changes` of that day, else the first line of the commit's message."""
    at: Href | str = ""
    """The address of the commit on the forge; empty without a `repository` in site.yaml, and for a note."""
    moved_from: str = ""
    """The path that the source had before this change; empty where it kept its path."""
    path: str = ""
    blob: str = ""
    """The name of the version after this change; empty for a note."""
    before: str = ""
    """The name of the version before; empty for the first one."""


class HistoryAnswer(Struct, frozen=True, kw_only=True):
    """What was changed in an entry, and what its page of changes shows beside it."""

    title: str
    permalink: Marked
    breadcrumbs: tuple[Link, ...]
    revisions: tuple[RevisionAnswer, ...]


def history(site: Site, key: str) -> Until[HistoryAnswer]:
    """Return the changes of an entry that were committed while it was public, and its notes, the last first.

    It holds until the next note that is dated in the future.
    """
    entry = site.entries[key]
    revisions = _revisions(site, key)
    days = {revision.when.day for revision in revisions}
    apart = [change for change in entry.meta.changes if change.date.day not in days]
    told = [change for change in apart if change.date.aware() <= site.now]
    ahead = [change.date.aware() for change in apart if change.date.aware() > site.now]
    revisions += tuple(RevisionAnswer(when=change.date, who=(), why=change.note) for change in told)
    answer = HistoryAnswer(
        title=entry.meta.title,
        permalink=entry_address(site, key),
        breadcrumbs=breadcrumbs(site, entry),
        revisions=tuple(sorted(revisions, key=lambda revision: revision.when.aware(), reverse=True)),
    )
    return Until(answer=answer, until=min(ahead, default=None), why=(NOTE_IS_DUE,) if ahead else ())


def _revisions(site: Site, key: str) -> tuple[RevisionAnswer, ...]:
    return tuple(
        RevisionAnswer(
            when=moment_of(site, revision),
            who=people(site, revision),
            why=reason(site, key, revision),
            at=_commit(site, revision),
            moved_from=revision.moved_from,
            path=revision.path,
            blob=revision.blob,
            before=revision.before,
        )
        for revision in site.history.get(key, ())
    )


def contributors(site: Site, key: str) -> tuple[Link, ...]:
    """Return who has committed changes of an entry, each once, who did so last first."""
    links = (person for revision in site.history.get(key, ()) for person in people(site, revision))
    return tuple(dict.fromkeys(links))


def history_page(site: Site, key: str) -> Marked | str:
    """Return the address of the page with the changes of an entry; "" for an entry without one."""
    kind = site.kinds[site.entries[key].kind]
    if not kind.history or not site.history.get(key):
        return ""
    return marked_address(address_book.history(site.permalinks[key]))


def revision(site: Site, key: str) -> str:
    """Return the short name of the commit that changed an entry last; "" where none is known."""
    revisions = site.history.get(key, ())
    return revisions[0].commit[:7] if revisions else ""


def people(site: Site, revision: Revision) -> tuple[Link, ...]:
    """Return who made a change."""
    return tuple(_person(site, name) for name in revision.who)


def reason(site: Site, key: str, revision: Revision) -> str:
    """Return the note for readers of the day of a change, else what its author wrote in the commit."""
    return notes(site, key, moment_of(site, revision).day) or revision.why


def notes(site: Site, key: str, day: dt.date) -> str:
    """Return the notes for readers of one day, in the order of the front matter; "" for a day without any."""
    return BETWEEN.join(change.note for change in site.entries[key].meta.changes if change.date.day == day)


@once
def _person(site: Site, name: str) -> Link:
    key = site.contributors.get(name, "")
    return Link(text=name, to=link(site, key).to, key=key) if key else Link(text=name)


def _commit(site: Site, revision: Revision) -> Href | str:
    found = repository(site.config)
    return found.commit(revision.commit) if found else ""
