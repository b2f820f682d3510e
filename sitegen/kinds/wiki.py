"""Wiki pages: what the community knows, kept up to date and linked."""

from typing import Literal

from sitegen.model.kind import Kind
from sitegen.model.meta import Meta


class Wiki(Meta, frozen=True, kw_only=True):
    """The front matter of a wiki page."""

    type: Literal["", "guide", "tutorial", "term", "programme", "strategy"] = ""
    """What sort of page it is; empty for an ordinary one."""


WIKI = Kind(
    name="wiki",
    folder="wiki",
    other_words=(
        *("wikis", "wiki-pages", "wikipages", "wiki-seiten", "wikiseiten", "pages-wiki", "вики", "вікі"),
    ),
    meta=Wiki,
    permalink="/wiki/{path}/",
    layout="wiki.html",
    label="Wiki page",
    title="Wiki",
    directory="/wiki/",
    list_layout="wiki_front.html",
    shelves={"section": {}},
    lettered=True,
    card=("type",),
    untitled=True,
    vault=True,
    history=True,
    gardened=True,
    sectioned=True,
    glossary="term",
    schema="Article",
)
