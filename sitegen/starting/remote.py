"""What the git repository of a folder tells of the site in it: its page on a forge, and its address on the web."""

import re
import subprocess
from pathlib import Path

from msgspec import Struct

_REMOTE = re.compile(
    r"(?:https?://(?:[^@/]+@)?|ssh://(?:[^@/]+@)?|[\w.-]+@)([\w.-]+)(?::\d+(?=/))?[:/]([\w./-]+?)(?:\.git)?/?"
)
"""Host and path of a repository, in each form that git takes: https, ssh, and `git@HOST:PATH`."""


class Remote(Struct, frozen=True, kw_only=True):
    """A repository on a forge."""

    host: str
    """Such as `github.com`."""
    path: str
    """Such as `our-group/hub`."""

    @property
    def page(self) -> str:
        """Its address for people."""
        return f"https://{self.host}/{self.path}"

    @property
    def published_by(self) -> str:
        """The host that publishes the repositories of this forge: `github`, `gitlab`, or "" for neither."""
        return {"github.com": "github", "gitlab.com": "gitlab"}.get(self.host, "")

    @property
    def pages(self) -> str:
        """Where its forge publishes a site that has no address of its own; "" where that is not known."""
        owner, _, name = self.path.partition("/")
        if not self.published_by or not name:
            return ""
        host = f"{owner.lower()}.{self.published_by}.io"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def remote_of(folder: Path) -> Remote | None:
    """Return the repository that the folder's own is a copy of; None where git knows none, or is not there."""
    if not (folder / ".git").exists():
        return None
    try:
        asked = subprocess.run(
            ["git", "config", "--get", "remote.origin.url"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return remote_in(asked.stdout.strip())


def remote_in(address: str) -> Remote | None:
    """Return the repository that an address of git names; None for a folder on this machine."""
    found = _REMOTE.fullmatch(address)
    return Remote(host=found[1].lower(), path=found[2].strip("/")) if found else None
