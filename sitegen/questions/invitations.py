"""What a name in brackets without a page leads to: the form of the forge in which the page can be begun."""

import posixpath
from typing import Literal

from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.new_entry import draft, path_of
from sitegen.model.place import CONTENT
from sitegen.model.reference import Reference
from sitegen.model.site import Site
from sitegen.questions.forges import repository
from sitegen.urls import External, slugify

LONGEST_NAME = 200
"""The longest name of a file, in bytes: file systems take 255 with the extension."""


def invitation(site: Site, found: Entry[Meta], reference: Reference) -> External | Literal[""]:
    """Return the address of a form with path, title and front matter filled in; empty where there is none.

    The file is where `sitegen new` would put it: in the folder of the kind that the reference names, as in
    `[[event:Open day]]` and `[[wiki/Open day]]`, else in that of the entry's own kind. No day is filled in: the
    page would be another one tomorrow.
    """
    kept = repository(site.config)
    if kept is None or not kept.forge:
        return ""
    kind, name = _kind(site, found, reference.target.removesuffix(".md").strip("/ "))
    folder, title = posixpath.split(name)
    steps = [slugify(step) for step in (*filter(None, folder.split("/")), title)]
    if not all(steps) or any(len(step.encode()) > LONGEST_NAME for step in steps):
        return ""
    path = path_of(kind, "/".join(steps), None)
    return kept.begin(f"{CONTENT.path}/{path}", draft(kind, title.strip(), None, ""))


def _kind(site: Site, found: Entry[Meta], name: str) -> tuple[Kind, str]:
    """Return the kind of the entry to be written, and its name within the folder of that kind."""
    prefix, colon, rest = name.partition(":")
    if colon and (kind := site.kinds.get(prefix.strip().lower())):
        return kind, rest.strip()
    top, slash, below = name.partition("/")
    for kind in site.kinds.values():
        if slash and kind.folder and kind.folder == top.lower():
            return kind, below
    own = site.kinds[found.kind]
    if not own.pages:  # what describes a tag is no page that a link could lead to
        own = next((kind for kind in site.kinds.values() if kind.gardened), own)
    return own, name
