"""The git repository that a site lies in, and what names its history without running git."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.disk import digest, read

if TYPE_CHECKING:
    import subprocess

REFERENCE = b"ref: "
LINK = b"gitdir: "
"""What a file `.git` begins with: that of a worktree or a submodule, whose repository is elsewhere."""
OPTIONS = tuple(
    word
    for setting in (
        "core.fsmonitor=false",
        "core.quotePath=false",
        "log.showSignature=false",
        "log.showRoot=true",
        "log.follow=false",
    )
    for word in ("-c", setting)
)
"""Settings under which git runs no program of the repository, writes paths as they are, and leaves nothing out."""


class Repository(NamedTuple):
    """Where a repository is."""

    top: Path
    """The folder with its files."""
    own: Path
    """The folder of git with `HEAD`: that of a worktree, where the site is in one."""
    shared: Path
    """The folder of git with the branches of all worktrees."""


class GitFailed(Exception):
    """Raised when git is not installed or refuses. Its text is the reason, in one line."""


def repository_of(root: Path) -> Repository | None:
    """Return the repository that a folder lies in; None when it lies in none."""
    folder = Path(os.path.realpath(root))
    for top in (folder, *folder.parents):
        place = top / ".git"
        if place.is_dir() and (place / "HEAD").exists():
            return Repository(top, place, place)
        if place.is_file():
            own = _led_to(top, _bytes(place).removeprefix(LINK))
            return Repository(top, own, _led_to(own, _bytes(own / "commondir") or b"."))
    return None


def places(repository: Repository) -> tuple[str, ...]:
    """Return the absolute paths of the files on which the identity of a history depends."""
    return tuple(str(place) for place in _places(repository))


def identity(repository: Repository) -> str:
    """Return what names the history of a repository as of its `HEAD`; "" before the first commit.

    While it is the same, git would say the same: it names the last commit, the names in `.mailmap`, and the
    commit at which a shallow clone ends.
    """
    last = _commit(repository)
    if not last:
        return ""
    names, end = _bytes(repository.top / ".mailmap"), _bytes(repository.shared / "shallow")
    return "-".join((last.decode("ascii", "replace"), digest(names), digest(end)))


def is_shallow(repository: Repository) -> bool:
    """Whether the clone has not all commits, as that of a continuous integration often has not."""
    return bool(_bytes(repository.shared / "shallow"))


def is_partial(repository: Repository) -> bool:
    """Whether the clone has not all versions of files, and would fetch them one by one: `git clone --filter`."""
    settings = _bytes(repository.shared / "config").lower()
    return b"promisor" in settings or b"partialclone" in settings


def start_git(repository: Repository, *arguments: str) -> "subprocess.Popen[bytes]":
    """Start git in a repository, with pipes to it and from it. Raises GitFailed when there is no git."""
    import subprocess  # loaded by few builds, and not for nothing

    # A hook of git has variables that name the repository that it runs in.
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    variables |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    variables["GIT_NO_REPLACE_OBJECTS"] = "1"  # no other clone has what `git replace` puts in place of commits
    try:
        return subprocess.Popen(
            ["git", *OPTIONS, *arguments],
            cwd=repository.top,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise GitFailed("git is not installed") from error


def git(repository: Repository, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git writes to its output when it is `given` some bytes. Raises GitFailed when it fails."""
    running = start_git(repository, *arguments)
    output, errors = running.communicate(given)
    if running.returncode:
        words = errors.decode("utf-8", "replace").strip().splitlines() or [f"it ended with {running.returncode}"]
        raise GitFailed(words[0].removeprefix("fatal: "))
    return output


def _commit(repository: Repository) -> bytes:
    """Return the name of the commit that is checked out, or of the state of all branches; empty without one.

    Branches are kept in files of their own, in `packed-refs`, or in the tables of the format `reftable`.
    """
    head = _bytes(repository.own / "HEAD")
    if not head.startswith(REFERENCE):
        return head
    name = head.removeprefix(REFERENCE)
    loose = _bytes(repository.shared / os.fsdecode(name))
    if loose:
        return loose
    for line in _bytes(repository.shared / "packed-refs").splitlines():
        commit, _, packed = line.partition(b" ")
        if packed == name:
            return commit
    return (
        digest(_bytes(repository.shared / "reftable" / "tables.list")).encode() if _has_tables(repository) else b""
    )


def _places(repository: Repository) -> Iterator[Path]:
    yield repository.top / ".mailmap"
    yield repository.own / "HEAD"
    head = _bytes(repository.own / "HEAD")
    if head.startswith(REFERENCE):
        yield repository.shared / os.fsdecode(head.removeprefix(REFERENCE))
    yield repository.shared / "packed-refs"
    yield repository.shared / "shallow"
    if _has_tables(repository):
        yield repository.shared / "reftable" / "tables.list"


def _has_tables(repository: Repository) -> bool:
    return (repository.shared / "reftable").is_dir()


def _led_to(folder: Path, place: bytes) -> Path:
    return Path(os.path.normpath(folder / os.fsdecode(place)))


def _bytes(place: Path) -> bytes:
    """Return the content of a small file without white space around it; nothing when there is none."""
    try:
        return read(place).strip()
    except OSError:
        return b""
