"""What a new site is put together from: which entry, file or redirect answers each address of the old one."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.importers.draft import Copy
from sitegen.importers.importer import Context
from sitegen.importers.websites.addresses import kept
from sitegen.importers.websites.links import Links
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.redirects import moved_feed, signpost
from sitegen.importers.websites.sorts import PAGE, POST, TERM
from sitegen.urls import folders_of, is_external, output_path, slugify

MADE = ("404.html", "feed.xml", "sitemap.xml", "robots.txt")
"""Files that every site has, beside the lists of its kinds."""
PUBLISHED = frozenset((".well-known", ".htaccess", "_redirects", "_headers"))
"""Names that are published although they begin with a sign that is left out otherwise."""
FEED = "/feed.xml"
BLOG = "/blog/"
_ODD = re.compile(r"[?#]")
"""Signs that an old address in front matter cannot hold; a file's name can."""
_FURTHER = re.compile(r"/blog/page/(\d{1,6})/")
TAGS = "/tags/"


class Assembly:
    """The files and addresses of the new site, as far as they are known."""

    def __init__(self, context: Context, source: str) -> None:
        """Begin with what every site has; `source` is the file that reports name for what no text has said."""
        self.lists = context.lists
        self.fields = context.fields
        self.reserved = frozenset(
            (*(posixpath.dirname(key) for key in context.lists.values()), "tags", "static")
        ) - {""}
        self.diagnostics: list[Diagnostic] = []
        self._source = source
        self._per_page = context.per_page
        self._posts = 0
        self._files: dict[str, Copy] = {}
        self._redirects: list[tuple[str, str, str]] = []
        self._lists: list[tuple[str, str, str]] = []
        self._feeds: list[tuple[str, str, str, str]] = []
        self._taken: dict[str, str] = {}
        """File of the new site in small letters -> who answers there."""
        self._folders: set[str] = set()
        self._answers: dict[str, str] = {}
        """File that answered in the old site -> address in the new one."""
        self._day = "2000-01-01"

    @property
    def copies(self) -> tuple[Copy, ...]:
        """The files to write."""
        return tuple(self._files.values())

    def lost(self, path: str, message: str, *, line: int = 1, fix: str = "") -> None:
        """Report that something of a file was not carried over."""
        self.diagnostics.append(diagnose("import-loss", Span(path=path, line=line), message, fix=fix))

    def add_file(self, path: str, published: str, data: bytes | None = None) -> None:
        """Take a file that was published as it is."""
        published = published.lstrip("/")
        parts = published.split("/")
        hidden = [
            part
            for part in parts
            if (part.startswith((".", "_", "#")) or part.endswith("~")) and part not in PUBLISHED
        ]
        if hidden:
            self.lost(
                path,
                f"files with such a name are not published: {hidden[0]}",
                fix="rename it, and what links to it",
            )
            return
        if published in MADE or f"/{published}" in map(_index, self.lists):
            self.lost(path, f"the new site makes its own /{published}, so this file stays behind")
            return
        if not self._claim(published, path):
            self.lost(path, f"another file is already at /{published}, so this one stays behind")
            return
        self._files[published] = Copy(path=path, key=f"static/{published}", data=data)

    def add_beside(self, path: str, key: str, published: str) -> None:
        """Take a file that lies beside the text that shows it."""
        self._claim(published.lstrip("/"), path)
        self._files[published.lstrip("/")] = Copy(path=path, key=key)

    def add_redirect(self, path: str, old: str, to: str) -> None:
        """Take an address that only led to another one."""
        if old:
            self._redirects.append((path, old, to))

    def add_list(self, old: str, to: str, term: str = "") -> None:
        """Take the address of a list; with a `term`, of the list of what has this tag."""
        if old:
            self._lists.append((old, to, term))

    def add_feed(self, path: str, old: str, title: str, url: str) -> None:
        """Take the address of a feed."""
        if old:
            self._feeds.append((path, old, title, url))

    def placed(self, pages: Iterable[OldPage]) -> Iterator[OldPage]:
        """Yield the pages with the addresses that each can keep, then those of tags whose lists were elsewhere."""
        pages = [self._placed(page) for page in pages]
        self._day = max((page.date.day for page in pages if page.date and not page.draft), default=self._day)
        self._posts = sum(page.sort is POST and not page.draft for page in pages)
        terms = self._terms()
        more: dict[str, list[str]] = {}
        by_address = {output_path(page.address): page.key for page in pages if page.address}
        for path, old, to in self._redirects:
            target = self._target(to)
            owner = by_address.get(output_path(target)) if target.startswith("/") else None
            if owner is not None and self._claim(output_path(old), path):
                more.setdefault(owner, []).append(old)
                self._answers[output_path(old)] = next(page.address for page in pages if page.key == owner)
        placed = [self._with_aliases(page, more.get(page.key, ())) for page in pages]
        self._signposts()
        yield from (*placed, *terms)

    def links(self, base: str, urls: Iterable[str], pages: Collection[OldPage]) -> Links:
        """Return where links lead, for a site at `base` of some addresses."""
        files = {
            name: copy.key for name, copy in self._files.items() if copy.data is None or copy.path != self._source
        }
        sources = {page.path: page.address for page in pages if page.address}
        for name, copy in list(self._files.items()):
            files.setdefault(copy.path, copy.key)
            files.setdefault(name, copy.key)
        return Links(
            base=base,
            hosts=[urlsplit(url).netloc for url in urls],
            addresses={**{output_path(address): address for address in self.lists}, **self._answers},
            sources=sources,
            files=files,
            unpublished={page.path: page.key for page in pages if page.draft},
        )

    def _claim(self, name: str, owner: str) -> bool:
        """Return whether a file of the new site is free, and take it."""
        folded = name.casefold()
        above = set(folders_of(folded))
        if folded in self._taken or folded in self._folders or above & self._taken.keys():
            return False
        self._taken[folded] = owner
        self._folders |= above
        return True

    def _placed(self, page: OldPage) -> OldPage:
        """Return a page with its place: at the head of a list, at its own address, or without one."""
        if not page.address:
            return page
        address, old = kept(page.address)
        page = replace(page, address=address, aliases=(*old, *page.aliases))
        name = output_path(page.address)
        head = next((key for address, key in self.lists.items() if output_path(address) == name), None)
        if head and page.sort is PAGE:
            self._claim(name, page.path)
            address = next(address for address, key in self.lists.items() if key == head)
            self._answers[name] = address
            return replace(page, key=head, address=address)
        if head is not None or name in MADE:
            message = f"the new site makes its own {page.address}, so this text has no address there"
            self.lost(page.path, message, fix="take it out, or put what it says into a layout")
            return replace(page, address="", draft=True)
        if not self._claim(name, page.path):
            other = self._taken.get(name.casefold(), "a folder of that name")
            self.lost(page.path, f"its address {page.address} is already that of {other}, so it gets another one")
            return replace(page, address="")
        self._answers[name] = page.address
        return page

    def _with_aliases(self, page: OldPage, more: Iterable[str]) -> OldPage:
        """Return a page with those of its old addresses that nothing else has."""
        aliases = list(more)
        if page.draft:
            return replace(page, aliases=(*aliases, *page.aliases))
        for alias in page.aliases:
            name = output_path(alias)
            if _ODD.search(alias):
                self._redirects.append((page.path, alias, page.address))
                continue
            if self._answers.get(name) == page.address and page.address:
                continue
            if name in MADE or name in map(output_path, self.lists) or not self._claim(name, page.path):
                line = next(
                    (page.lines[field] for field in ("redirect_from", "aliases") if field in page.lines), 1
                )
                self.lost(
                    page.path, f"something else is at the old address {alias}, so it does not lead here", line=line
                )
                continue
            aliases.append(alias)
            if page.address:
                self._answers.setdefault(name, page.address)
        return replace(page, aliases=tuple(dict.fromkeys(aliases)))

    def _terms(self) -> list[OldPage]:
        """Return a page of each tag whose list was at another address than it is now."""
        old: dict[str, dict[str, None]] = {}
        labels: dict[str, str] = {}
        for address, _, label in self._lists:
            if slug := slugify(label):
                labels.setdefault(slug, label)
                self._answers.setdefault(output_path(address), f"{TAGS}{slug}/")
                if _ODD.search(address):
                    self._redirects.append((self._source, address, f"{TAGS}{slug}/"))
                elif output_path(address).casefold() != output_path(f"{TAGS}{slug}/").casefold() and self._claim(
                    output_path(address), label
                ):
                    old.setdefault(slug, {})[address] = None
        return [
            OldPage(
                path=self._source,
                sort=TERM,
                key=f"tags/{slug}.md",
                fields={},
                lines={},
                body="",
                title=labels[slug],
                aliases=tuple(addresses),
            )
            for slug, addresses in old.items()
        ]

    def _target(self, to: str) -> str:
        """Return where a redirect leads now: an address of this site, or of another."""
        if is_external(to):
            return to
        path = unquote(to.partition("#")[0])
        path = path if path.startswith("/") else f"/{path}"
        seen: set[str] = set()
        while output_path(path) not in self._answers and path not in seen:
            seen.add(path)
            path = next(
                (unquote(next_to) for _, old, next_to in self._redirects if output_path(old) == output_path(path)),
                path,
            )
            if is_external(path):
                return path
        return self._answers.get(output_path(path), path)

    def _signposts(self) -> None:
        """Make a file for each address that no entry answers."""
        for old, to, label in self._lists:
            if not label:
                self._signpost(self._source, old, to)
        for path, old, to in self._redirects:
            self._signpost(path, old, self._target(to))
        for path, old, title, url in self._feeds:
            if output_path(old) == FEED.lstrip("/"):
                continue
            if not url:
                self.lost(path, f"the feed at {old} is now at {FEED}; let the server lead there")
            elif self._claim(old.lstrip("/"), path):
                copy = moved_feed(path, old, f"{url}{FEED}", title or url, self._day)
                self._files[old.lstrip("/")] = copy

    def _signpost(self, path: str, old: str, to: str) -> None:
        name = output_path(old)
        known = self._answers.get(name) == to and not _ODD.search(old)
        is_list = name in map(output_path, self.lists)
        if is_list and is_external(to) and name == output_path(BLOG) and not self._posts:
            is_list = False  # without any post no build makes it
        if is_list or name in MADE or known:
            return
        further = _FURTHER.fullmatch(old)
        if further and int(further[1]) <= -(-self._posts // self._per_page):
            self._answers[name] = old  # a build makes this page of the list
            return
        self._answers.setdefault(name, to)
        if self._claim(name, path):
            self._files[name] = signpost(path, old, to)


def _index(address: str) -> str:
    """Return the file of a list."""
    return f"/{output_path(address)}"
