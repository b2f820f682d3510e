"""Addresses on the forge that holds the site's repository: of a commit, and of the forms to edit or begin a file.

A forge is GitHub, GitLab, or Gitea with its relations, Forgejo and Codeberg. Its host tells which, or the form of
the address that a browser shows for a folder of the repository, unless `forge` in site.yaml does.
"""

import re
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, unquote, urlencode, urlsplit

from msgspec import Struct

from sitegen.model.config import Config
from sitegen.urls import External

Forge = Literal["", "github", "gitlab", "gitea"]
"""Which sort of forge it is; empty when that cannot be told."""

MAIN = "main"
"""The branch of a repository whose address names none."""
LONGEST = 4000
"""The longest address of a form, in characters: servers refuse more than 8,000, and some less."""

_FOLDER = re.compile(r"(https?://[^/]+/.+?)(/-/tree/|/src/branch/|/tree/)([^/]+)(?:/(.*))?")
"""The address of a folder on a branch: GitLab's, Gitea's or GitHub's."""
_FORGES: dict[str, Forge] = {"/-/tree/": "gitlab", "/src/branch/": "gitea", "/tree/": "github"}


class Repository(Struct, frozen=True, kw_only=True):
    """Where the site's sources are on the web."""

    url: str
    """The address of the repository, without a slash at its end."""
    branch: str
    folder: str
    """The folder of the site in the repository, with a slash at its end; empty for the top."""
    forge: Forge

    def commit(self, name: str) -> External:
        """Return the address of a commit."""
        return External(f"{self.url}{'/-' if self.forge == 'gitlab' else ''}/commit/{name}")

    def edit(self, path: str) -> External:
        """Return the address of the form that edits a file; as GitHub has it where the forge is not known."""
        step = {"gitlab": "-/edit", "gitea": "_edit"}.get(self.forge, "edit")
        return External(f"{self.url}/{step}/{quote(self.branch)}/{quote(self.folder + path)}")

    def begin(self, path: str, text: str) -> External | Literal[""]:
        """Return the address of the form that begins a file with a text; empty where the forge is not known.

        GitHub: `filename` and `value`; Gitea and Forgejo take the same, GitLab `file_name` and `content`.
        """
        if not self.forge:
            return ""
        step = {"gitlab": "-/new", "gitea": "_new"}.get(self.forge, "new")
        name, value = ("file_name", "content") if self.forge == "gitlab" else ("filename", "value")
        query = urlencode({name: self.folder + path, value: text}, quote_via=quote)
        slash = "/" if self.forge == "gitea" else ""
        address = f"{self.url}/{step}/{quote(self.branch)}{slash}?{query}"
        return External(address) if len(address) <= LONGEST else ""


def repository(config: Config) -> Repository | None:
    """Return the repository of a site; None without one in site.yaml."""
    return _repository(config.repository, config.forge) if config.repository else None


@lru_cache(maxsize=8)
def _repository(address: str, forge: str) -> Repository:
    address = address.rstrip("/")
    found = _FOLDER.fullmatch(address)
    url, branch, folder = (found[1], unquote(found[3]), unquote(found[4] or "")) if found else (address, MAIN, "")
    return Repository(
        url=url.removesuffix(".git"),
        branch=branch,
        folder=folder and folder + "/",
        forge=_chosen(forge) or _at(urlsplit(address).hostname or "") or (_FORGES[found[2]] if found else ""),
    )


def _chosen(forge: str) -> Forge:
    """Return the forge that a setting names."""
    if forge == "github":
        return "github"
    if forge == "gitlab":
        return "gitlab"
    return "gitea" if forge in ("gitea", "forgejo") else ""


def _at(host: str) -> Forge:
    """Return the forge at a host, as its name tells."""
    if host == "github.com" or host.startswith("github."):
        return "github"
    if "gitlab" in host:
        return "gitlab"
    return "gitea" if host == "codeberg.org" or "gitea" in host or "forgejo" in host else ""
