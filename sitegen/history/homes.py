"""The folders that a site lay in before it was moved as a whole within its repository."""

from collections.abc import Iterable, Sequence

from sitegen.history.repository import Repository, git

MARK = "site.yaml"
"""The file that a site has at its top: where it was renamed from, the site was."""


def home_before(
    repository: Repository, changes: Iterable[tuple[str, bytes, str, str]], home: str
) -> tuple[str, str] | None:
    """Return the commit that moved a site to its `home`, and the folder that it was in; None for no such commit.

    Each change has the commit, the status, and the path before and after, from the first commit on. A folder ends
    in a slash; that at the top is "". Raises GitFailed.
    """
    mark = home + MARK
    for commit, status, old, new in changes:
        if new == mark and status[:1] in (b"A", b"R"):
            # A log of one folder has what came into it as new.
            before = old if status[:1] == b"R" else _renamed_from(repository, commit, mark) if home else ""
            return (commit, before.removesuffix(MARK)) if before.rpartition("/")[2] == MARK else None
    return None


def _renamed_from(repository: Repository, commit: str, path: str) -> str:
    """Return what a file was called before a commit renamed it; "" for a file that is new."""
    words = git(repository, "diff-tree", "-r", "-z", "-M", "--name-status", "--no-commit-id", commit).split(b"\0")
    names = [word.decode("utf-8", "surrogateescape") for word in words]
    for number, word in enumerate(words[:-2]):
        if word[:1] == b"R" and word[1:].isdigit() and names[number + 2] == path:
            return names[number + 1]
    return ""


def brought_home(path: str, home: str, before: Sequence[str]) -> str:
    """Return the path that a file has at `home` by its path in one of the folders that the site lay in before."""
    if home and path.startswith(home):
        return path
    folder = next((each for each in reversed(before) if path.startswith(each)), None)
    return path if folder is None else home + path.removeprefix(folder)
