"""The log of git, read in one pass: every change of every file, with renames followed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sitegen.history.homes import brought_home, home_before
from sitegen.history.repository import Repository, git
from sitegen.patterns import late

FIELDS = ("%H", "%at", "%ct", "%aN", "%s", "%(trailers:key=Co-authored-by,valueonly,separator=%x03)")
"""Commit, seconds since 1970 of author and committer, author as `.mailmap` has them, message, co-authors."""
BEGIN = b"\x01"
"""The byte that a commit begins with."""
CO_AUTHOR = "\x03"
"""The character between co-authors."""
_FORMAT = "%x01" + "%x00".join(FIELDS)
_EMAIL = late(r"<[^<>\s]*@[^<>\s]*>|[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+")
_PERSON = late(r"\s*(.*?)\s*(?:<([^<>]*)>)?\s*")
_LATEST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


class Commit(NamedTuple):
    """A commit, without what it changed."""

    name: str
    when: dt.datetime
    """When its author made it."""
    since: dt.datetime
    """When it was committed, the later of the two: a commit that was made anew keeps the time of its author."""
    who: tuple[str, ...]
    why: str


class Change(NamedTuple):
    """What one commit did to one file."""

    commit: Commit
    path: str
    """The path of the file below the top of the repository, after the change."""
    blob: str
    """The name of its bytes after the change."""
    parents: tuple[str, ...]
    """The names of its bytes in the parents of the commit, without those in which it was not there."""
    moved_from: str
    """The path that it had in the parent; "" where that is the same."""


class _Raw(NamedTuple):
    """A line of `git log --raw`."""

    status: bytes
    old: str
    new: str
    blob: bytes
    parents: list[bytes]


Logged = tuple[Commit, list[str], list[_Raw]]
"""A commit, its co-authors as they are written, and what it changed."""


def read_log(repository: Repository, below: str) -> dict[str, list[Change]]:
    """Return the changes of each file that is there at `HEAD`, by its path there, the last first.

    `below` is the folder whose files are asked for, relative to the top; "" for all. A file that was renamed has
    the changes under its old names, those on branches that knew only the old name among them. A file that a merge
    made other than it was on each of its sides has the merge as a change of its own. Where the site lay in another
    folder before, its files have the paths that they would have had here. Raises GitFailed.
    """
    homes: dict[str, str] = {}
    """The commits that moved the site as a whole -> the folder that it was in before."""
    commits, home = _log(repository, [below]), below
    while moved := home_before(repository, _from_the_first(commits), home):
        commit_of_move, home = moved
        if home in (below, *homes.values()):
            break
        homes[commit_of_move] = home
        commits = _log(repository, [below, *homes.values()])
    there = git(
        repository, "ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD", *([below] if below else [])
    )
    before: list[str] = []
    names_then = _Names({path: path for path in map(_text, there.split(b"\0")) if path})
    names = _co_authors(repository, {person for _, people, _ in commits for person in people})
    for commit, people, changed in commits:
        who = dict.fromkeys((*commit.who, *(names[person] for person in people)))
        if commit.name in homes:
            before.append(homes[commit.name])
        commit = commit._replace(who=tuple(name for name in who if name))
        for raw in changed:
            names_then.attribute(_at_home(raw, below, before) if before else raw, commit)
    return names_then.changes()


def _at_home(raw: _Raw, home: str, before: Sequence[str]) -> _Raw:
    """Return a change of a site that lay in other folders `before`, as if it had been at its home then."""
    old, new = brought_home(raw.old, home, before), brought_home(raw.new, home, before)
    return raw._replace(old=old, new=new, status=b"M" if raw.status[:1] == b"R" and old == new else raw.status)


def _from_the_first(commits: Sequence[Logged]) -> Iterator[tuple[str, bytes, str, str]]:
    """Yield the commit, status and both paths of each change."""
    for commit, _, changed in reversed(commits):
        yield from ((commit.name, raw.status, raw.old, raw.new) for raw in changed)


def _log(repository: Repository, folders: Iterable[str]) -> list[Logged]:
    """Return the commits that changed something in some folders, the last first; "" is the top, and so all."""
    paths = [] if "" in folders else [f":(top,literal){folder}" for folder in folders]
    output = git(
        repository, "log", "-z", "--raw", "--no-abbrev", "-c", "-M", "--date-order", "--full-history",
        "--no-notes", "--no-color", "--no-ext-diff", "--no-textconv", "--encoding=UTF-8", "--use-mailmap",
        f"--format={_FORMAT}", "HEAD", "--", *paths,
    )  # fmt: skip
    return list(_commits(output))


class _Names:
    """The names of files while a log is read, from the last commit to the first."""

    def __init__(self, called: dict[str, str]) -> None:
        """`called` has the path at `HEAD` for each path of a file at the time of the commit."""
        self._called = called
        self._found: dict[str, list[tuple[int, Change]]] = {}
        self._waiting: dict[str, list[tuple[int, Change]]] = {}
        """Path -> changes of a file that no file at `HEAD` was called by then, as far as the log has been read."""
        self._restored: dict[str, tuple[bytes, str]] = {}
        """Path -> the bytes that a file began with, as git names them, and its path at `HEAD`."""
        self._count = 0

    def attribute(self, raw: _Raw, commit: Commit) -> None:
        """Add a change to those of the file that has this path at `HEAD`, or had it until it was renamed."""
        self._count += 1
        status, at_head = raw.status[:1], self._called.get(raw.new)
        if status != b"D":
            parents = tuple(name.decode() for name in raw.parents if name.strip(b"0"))
            moved_from = raw.old if status == b"R" else ""
            change = self._count, Change(commit, raw.new, raw.blob.decode(), parents, moved_from)
            changes = self._waiting if at_head is None else self._found
            changes.setdefault(raw.new if at_head is None else at_head, []).append(change)
        if status == b"A" and at_head is not None:
            self._restored[raw.new] = raw.blob, at_head
        elif status == b"D" and at_head is None and raw.new in self._restored:
            blob, restored = self._restored[raw.new]
            if blob in raw.parents:  # it was deleted for a while, and came back as it had been
                self._called[raw.new] = restored
        if status in (b"A", b"R"):  # what had this path before that was another file
            self._called.pop(raw.new, None)
            self._waiting.pop(raw.new, None)
        if status == b"R" and at_head is not None and raw.old not in self._called:
            self._called[raw.old] = at_head
            # A branch that did not know the new name has its commits before the renaming in the log, or after it.
            self._found[at_head] += self._waiting.pop(raw.old, [])

    def changes(self) -> dict[str, list[Change]]:
        """Return the changes by the path at `HEAD`, the last first."""
        return {path: [change for _, change in sorted(found)] for path, found in self._found.items()}


def _commits(output: bytes) -> Iterator[Logged]:
    """Yield each commit of a log, with its co-authors as they are written, and with what it changed."""
    words = iter(output.split(b"\0"))
    word = next(words, b"")
    while word or (word := next(words, b"")):
        if not word.startswith(BEGIN):
            word = b""
            continue
        made, committed, author, why, people = (next(words, b"") for _ in FIELDS[1:])
        when = _moment(made)
        commit = Commit(
            name=_text(word[1:]),
            when=when,
            since=max(when, _moment(committed)),
            who=(_without_email(_text(author)),),
            why=_subject(_text(why)),
        )
        changed, word = _changes(words)
        yield commit, [each for each in _text(people).split(CO_AUTHOR) if each.strip()], changed


def _changes(words: Iterator[bytes]) -> tuple[list[_Raw], bytes]:
    """Return the changes of one commit, and the first word of the next commit; "" at the end."""
    changed: list[_Raw] = []
    for word in words:
        if word.startswith(BEGIN):
            return changed, word
        described = word.strip(b"\n")
        if not described.startswith(b":"):
            continue
        parents = len(described) - len(described.lstrip(b":"))
        fields = described.split(
            b" "
        )  # a mode for each parent and one after them, names in the same order, status
        status, blob = fields[-1], fields[-2]
        old = new = _text(next(words, b""))
        if parents == 1 and status[:1] in (b"R", b"C"):
            new = _text(next(words, b""))
        if parents > 1:
            status = b"M" if blob.strip(b"0") else b"D"  # a merge: what it made of all its parents
        changed.append(_Raw(status, old, new, blob, fields[parents + 1 : -2]))
    return changed, b""


def _co_authors(repository: Repository, people: Iterable[str]) -> Mapping[str, str]:
    """Return the names of co-authors as `.mailmap` has them, by how they are written: `Lea <lea@example.org>`."""
    asked = sorted({person for person in people if "<" in person and "\n" not in person})
    answered: list[str] = []
    if asked:
        given = "".join(f"{person}\n" for person in asked).encode("utf-8", "surrogateescape")
        answered = _text(git(repository, "check-mailmap", "--stdin", given=given)).splitlines()
    mapped = dict(zip(asked, answered, strict=True)) if len(asked) == len(answered) else {}
    return {person: _without_email(mapped.get(person, person)) for person in people}


def _without_email(person: str) -> str:
    """Return the name of a person without an address; of one who has only an address, the part before the @."""
    found = _PERSON.fullmatch(person)
    name = found[1] if found else person
    if not name and found and found[2]:
        name = found[2]
    return _printable(_EMAIL.sub(lambda address: address[0].strip("<>").partition("@")[0], name))


def _subject(words: str) -> str:
    """Return the first line of a message without e-mail addresses."""
    return _printable(_EMAIL.sub("…", words))


def _printable(words: str) -> str:
    """Return words in one line, without characters that no page or feed can hold."""
    if not words.isprintable():
        words = "".join(each if each.isprintable() else " " for each in words)
    return " ".join(words.split())


def _moment(seconds: bytes) -> dt.datetime:
    """Return an instant; the first or last possible one for a number that no calendar has."""
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return _LATEST if seconds.isdigit() else dt.datetime.fromtimestamp(0, dt.UTC)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
