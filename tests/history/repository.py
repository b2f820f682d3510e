"""A git repository in a temporary folder, with commits of any author and day."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path


class Repo:
    """A repository that tests write to as people do."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(
        self, *arguments: str, who: str = "Ann Lee <ann@example.org>", when: str = "2026-01-05T10:00:00Z"
    ) -> str:
        """Run git as a person, at a time, and return what it says."""
        name, _, address = who.removesuffix(">").partition(" <")
        variables = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address, "GIT_AUTHOR_DATE": when}
        variables |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address, "GIT_COMMITTER_DATE": when}
        others = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env=others | variables, capture_output=True, check=True, text=True
        )
        return done.stdout.strip()

    def write(self, files: Mapping[str, str]) -> None:
        """Write files without a commit."""
        for path, text in files.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")

    def commit(
        self,
        why: str,
        files: Mapping[str, str] | None = None,
        *,
        who: str = "Ann Lee <ann@example.org>",
        when: str = "2026-01-05T10:00:00Z",
    ) -> None:
        """Write files, and commit them with all else that changed."""
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", why, who=who, when=when)
