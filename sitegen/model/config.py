"""What a site says about itself, typed. `sitegen.config` reads it from site.yaml."""

from typing import Annotated, Literal

import msgspec
from msgspec import Struct, field

from sitegen.model.meta import Language, LinkTo, Url
from sitegen.model.theme import Theme

Level = Literal["error", "warning", "off"]


class MenuItem(Struct, frozen=True, kw_only=True):
    """One door in the header."""

    to: LinkTo
    """A root-relative address, or an absolute one."""
    text: str = ""
    """Empty: the heading of the directory at that address, or the title of the entry there."""

    @classmethod
    def from_text(cls, text: str) -> "MenuItem":
        """Take a bare address."""
        return cls(to=text)


class Markdown(Struct, frozen=True, kw_only=True):
    """How bodies are read."""

    flavour: Literal["python-markdown", "commonmark"] = "python-markdown"
    raw_html: Literal["sanitise", "trust"] = "sanitise"
    frames: tuple[str, ...] = ()
    """Hosts whose frames may stay in a page."""
    smart: bool = False
    """Typographic quotes."""
    maths: bool = False
    """Formulas between dollars."""


class Limit(Struct, frozen=True, kw_only=True):
    """How long a wording of a message may be; 0 is no limit."""

    words: int = 0
    characters: int = 0


LIMITS = {"social": Limit(characters=280), "short": Limit(words=25)}
"""How long the wordings may be that most sites have: what a short post holds, and what is said in one breath."""


class Giscus(Struct, frozen=True, kw_only=True):
    """Discussions of a repository on GitHub, as https://giscus.app names them."""

    repository: str
    """Owner and name, with a slash between them."""
    repository_id: str
    category: str
    category_id: str


class Forum(Struct, frozen=True, kw_only=True):
    """The forum that readers may load into a page that asks for comments; one of the two."""

    giscus: Giscus | None = None
    discourse: Url = ""
    """The address of a Discourse that allows this site to embed its topics."""


class Config(Struct, frozen=True, kw_only=True):
    """site.yaml."""

    title: str
    url: Url
    """Where the site lives, with its base path: it names entries in feeds and calendars for ever."""
    language: Language = "en"
    timezone: str = "UTC"
    description: str = ""
    """The purpose of the site in one sentence."""
    contact: str = ""
    """An e-mail address for "respond"."""
    repository: Annotated[str, msgspec.Meta(extra={"form": "url"})] = ""
    """The address of the repository on its forge, or of the site's folder on a branch there."""
    forge: Literal["", "github", "gitlab", "gitea", "forgejo"] = ""
    """What runs there, where neither host nor address tells."""
    menu: tuple[MenuItem, ...] = ()
    """The doors in the header; empty: home and each directory that has entries."""
    footer: tuple[MenuItem, ...] = ()
    """What stands under "About" at the foot of every page: contact, accessibility, privacy."""
    theme: Theme = Theme()
    """Colours, corners, width and fonts of the pages."""
    per_page: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 20
    permalinks: dict[str, str] = field(default_factory=dict)
    """Kind -> pattern of its addresses."""
    feeds: tuple[str, ...] = ("post", "document", "event")
    """The kinds in /feed.xml."""
    history: bool = False
    """Whether git is asked when entries changed, by whom and why."""
    search: bool = True
    """Whether readers can search: a field in the header, the page /search/, and the index."""
    offline: bool = False
    """Whether browsers keep the pages that a reader has opened for times without a network."""
    feedback: bool = False
    """Whether the pages with a text ask whether it was useful, by mail to `contact`."""
    forum: Forum | None = None
    """Where the pages that ask for comments are discussed; None for no such place."""
    servers: tuple[Literal["netlify", "cloudflare", "apache", "json"], ...] = ()
    """The hosts for which files with redirects and headers are written; `json` is a list for any other."""
    disambiguation: bool = False
    """Whether a link to a name of several entries leads to a page that lists them; without, it is an error."""
    glossary: bool = False
    """Whether the terms of the wiki are linked where a page uses them first."""
    cards: bool = False
    """Whether each page without a picture gets a card for links to it."""
    wordings: dict[str, Limit] = field(default_factory=dict)
    """Name of a wording of messages -> how long it may be, beside or instead of LIMITS."""
    digest: bool = False
    """Whether each month has a page of what was new in it, with a text to send by e-mail: /digest/."""
    open_data: bool = False
    """Whether all that is published is there as data, too: /hub.json, and a table of each kind as CSV."""
    horizon: Annotated[int, msgspec.Meta(ge=0, le=20)] = 2
    """Years ahead for which recurrences are worked out."""
    markdown: Markdown = Markdown()
    checks: dict[str, Level] = field(default_factory=dict)
    """Diagnostic code -> its level here."""
    fields: tuple[str, ...] = ()
    """Further front matter keys that are meant."""
    tags: dict[str, str] = field(default_factory=dict)
    """Tag -> the tag it is counted as."""
    links_may_lead_to: tuple[str, ...] = ()
    """Places outside of content/ and layouts/ that symbolic links there may lead to: files and folders, relative
    to the site's folder or absolute."""
    state: str = ""
    """The folder that has the records of builds instead of `.sitegen/`: relative to the site's, or absolute."""
    internal_url: Url = ""
    """Where the internal build is served; empty where it has no address of its own."""
    base: str = ""
    """The address of this build (`--base-url`), else `url`, of an internal one `internal_url`; ends in `/`."""
    portable: bool = False
    """Whether the pages of this build are opened from a disk (`--portable`)."""
    internal: bool = False
    """Whether this build is for colleagues (`--visibility internal`)."""

    @property
    def addressed(self) -> bool:
        """Whether the address of this build is known: an internal one is not where the public one is."""
        return not self.internal or self.base != self.url


def without_look(config: Config) -> Config:
    """Return the settings but for those of the look, which pages ask about by questions of their own."""
    return msgspec.structs.replace(config, theme=Theme())
