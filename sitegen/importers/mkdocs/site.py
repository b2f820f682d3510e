"""A manual as pages and posts of a site, with its files, its redirects and its old lists."""

import posixpath
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from sitegen.disk import skipped
from sitegen.importers.draft import Extract
from sitegen.importers.importer import Context
from sitegen.importers.mkdocs.addresses import HEADS, address_of, is_text, material_slug
from sitegen.importers.mkdocs.blog import Blog, blogs
from sitegen.importers.mkdocs.configuration import NAMES, Manual, configuration
from sitegen.importers.mkdocs.nav import Stop, way
from sitegen.importers.mkdocs.texts import Texts, heading, with_meta
from sitegen.importers.report import Report
from sitegen.importers.tally import Tally
from sitegen.importers.websites.addresses import kept
from sitegen.importers.websites.assembly import Assembly
from sitegen.importers.websites.dates import OldMoment, old_moment
from sitegen.importers.websites.entries import OldSite, drafts, titled
from sitegen.importers.websites.front_matter import OldText, old_text
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import People
from sitegen.importers.websites.privacy import is_kept_back
from sitegen.importers.websites.settings import Settings, site_yaml
from sitegen.importers.websites.sorts import PAGE, POST
from sitegen.importers.websites.values import text, texts
from sitegen.urls import is_external, slugify

LOOKS = frozenset(
    [
        "icon",
        "template",
        "status",
        "search",
        "social",
        "hide",
        "render_macros",
        "pin",
        "readtime",
        "links",
        "subtitle",
        "glightbox",
    ]
)
"""Front matter that says how the theme shows a page."""
FEEDS = ("feed_rss_created.xml", "feed_rss_updated.xml")
"""The feeds of the plugin `rss`."""
MOST_IN_MENU = 9
_TAGS = re.compile(r"<!--\s*material/tags[^>]*-->|^\[TAGS\]\s*$", re.MULTILINE)
"""Where the plugin `tags` lists them, in its present and in its former spelling."""


def settings(files: Mapping[str, bytes]) -> str:
    """Return the text of a site.yaml for a manual: its menu is the top of the way through it."""
    manual = configuration(files)
    if manual is None:
        return site_yaml(Settings(source="the folder", title="Manual"))
    paths = set(_texts(manual, files))
    menu: dict[str, tuple[str, str]] = {}
    for stop in way(manual, paths, files):
        if not stop.elsewhere and stop.path not in paths:
            continue
        to = stop.path if stop.elsewhere else address_of(stop.path, directory_urls=manual.directory_urls)
        words = stop.within or stop.title or ("Home" if to == "/" else titled(_name(stop.path)))
        menu.setdefault(stop.within or to, (to if stop.elsewhere else quote(to), words))
    return site_yaml(
        Settings(
            source=manual.path,
            title=manual.title,
            url=manual.url,
            description=manual.description,
            language=manual.language,
            maths="pymdownx.arithmatex" in manual.extensions,
            menu=tuple(menu.values())[:MOST_IN_MENU],
        )
    )


def extract(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return the drafts of a manual's texts, and the files that it publishes."""
    report = Report(next((name for name in NAMES if name in files), NAMES[0]))
    manual = configuration(files, report)
    if manual is None:
        return Extract(drafts=(), diagnostics=tuple(report.found))
    return _Import(manual, files, context, report).extract()


def _texts(manual: Manual, files: Mapping[str, bytes]) -> list[str]:
    """Return the paths of a manual's texts below their folder; README.md gives way to an index.md beside it."""
    found = [path.removeprefix(manual.docs) for path in files if path.startswith(manual.docs) and is_text(path)]
    shown = {path for path in found if not manual.excluded.match(path)}
    return [
        path
        for path in found
        if path in shown and (_file(path) != "README.md" or f"{path[:-9]}index.md" not in shown)
    ]


class _Import:
    """The import of one manual."""

    def __init__(self, manual: Manual, files: Mapping[str, bytes], context: Context, report: Report) -> None:
        self.manual = manual
        self.files = files
        self.reports = [report]
        self.maths = context.maths
        self.tally = Tally("times")
        self.blogs = blogs(manual)
        self.people = tuple(person for blog in self.blogs for person in blog.people(manual.docs, files))
        self.known = People(self.people)
        self.assembly = Assembly(context, manual.path)

    def extract(self) -> Extract:
        """Return everything."""
        paths = _texts(self.manual, self.files)
        if not paths:
            fix = "name the folder that holds both mkdocs.yml and the texts"
            self.reports[0].add("import-refused", 1, f"there is no text in {self.manual.docs or 'it'}", fix=fix)
        sources = [f"{self.manual.docs}{path}" for path in paths]
        stops = way(self.manual, paths, self.files)
        self._report_stops(stops, paths)
        if self.manual.hooks:
            self._report_line(
                "hooks:", f"programs of the manual's own are not run: {', '.join(self.manual.hooks)}"
            )
        ordered = {stop.path: (number, stop.title) for number, stop in reversed(list(enumerate(stops, 1)))}
        pages = [self._page(path, *ordered.get(path, (0, ""))) for path in paths]
        pages = [page for page in pages if not self._is_list_of_tags(page)]
        self._add_files()
        self._add_redirects()
        for blog in self.blogs:
            self._add_lists(
                blog, [page for page in pages if page.sort is POST and blog.is_post(self._below(page))]
            )
        placed = list(self.assembly.placed(pages))
        site = OldSite(
            url=self.manual.url,
            pages=tuple(placed),
            people=self.people,
            links=self.assembly.links(self.manual.base, [self.manual.url], placed),
            copies=self.assembly.copies,
            anchor=slugify,
            body=Texts(self.manual, self.files, sources, self.tally, maths=self.maths).body,
            own_fields=self.assembly.fields,
        )
        found = drafts(site)
        said = [each for report in self.reports for each in report.found]
        later = (*self.assembly.diagnostics, *self.tally.diagnostics())
        return replace(found, copies=self.assembly.copies, diagnostics=(*said, *found.diagnostics, *later))

    def _page(self, path: str, order: int, nav_title: str) -> OldPage:
        """Return a text as a page or as a post."""
        source = f"{self.manual.docs}{path}"
        report = Report(source)
        self.reports.append(report)
        note = with_meta(old_text(self.files[source], report))
        fields = {name: value for name, value in note.fields.items() if name not in LOOKS}
        for name in sorted(LOOKS & note.fields.keys()):
            self.tally.add(
                source, f"not carried over: `{name}`, which is about the look of the page", line=note.line(name)
            )
        if "toc" in texts(note.fields.get("hide") or ""):
            fields["toc"] = "false"
        first = heading(note.body)
        own = text(fields.get("title")) or first
        draft = is_kept_back(fields, note.lines, report) or self.manual.drafts.match(path)
        authors = self.known.of(fields.get("authors") or fields.get("author"))
        blog = next((each for each in self.blogs if each.is_post(path)), None)
        dates = _dates(note) if blog else ()
        if blog and not dates:
            fix = "move it to content/posts/, with a date"
            report.lost(note.line("date"), "a post without a date, so it became a page", fix=fix)
        if blog and dates:
            title = own or titled(_name(path))
            slug = text(fields.pop("slug", "")) or material_slug(title)
            fields.pop("date")
            categories = tuple(texts(fields.pop("categories", "") or ""))
            if len(dates) > 1:
                fields["updated"] = dates[1].text
            address = blog.address_of(date=dates[0], slug=slug, categories=categories, path=path)
            address, aliases = kept(address)
            return OldPage(
                path=source,
                sort=POST,
                key=f"posts/{dates[0].day}-{slugify(slug) or 'post'}.md",
                address=address,
                aliases=aliases,
                fields=fields,
                lines=note.lines,
                body=note.body,
                body_line=note.body_line,
                title=title,
                date=dates[0],
                draft=draft,
                authors=authors,
                tags=tuple(dict.fromkeys((*categories, *texts(fields.get("tags") or "")))),
            )
        if order:
            fields.setdefault("order", str(order))
        address, aliases = kept(address_of(path, directory_urls=self.manual.directory_urls))
        head = next((each for each in self.blogs if each.folder and each.address == address), None)
        name = "Home" if path in ("index.md", "README.md") else titled(_name(path))
        return OldPage(
            path=source,
            sort=PAGE,
            key=self._key(path),
            address="/blog/" if head else address,
            fields=fields,
            lines=note.lines,
            body=note.body,
            body_line=note.body_line,
            title=nav_title or own or name,
            date=old_moment(text(fields.get("date"))),
            draft=draft,
            authors=authors,
            tags=tuple(texts(fields.get("tags") or "")),
            aliases=(address,) if head and address != "/blog/" else aliases,
        )

    def _is_list_of_tags(self, page: OldPage) -> bool:
        """Return whether a page holds nothing but the list of all tags, which is `/tags/` here."""
        words = _TAGS.sub("", page.body)
        if words == page.body or words.replace("#", "").strip() not in ("", heading(page.body)):
            return False
        self.assembly.add_list(page.address, "/tags/")
        return True

    def _key(self, path: str) -> str:
        """Return where a page goes below content/: to the same folders, unless these hold other kinds."""
        *folders, name = path.split("/")
        stem = name.rpartition(".")[0]
        parts = [*folders, "index.md" if stem in HEADS else f"{stem}.md"]
        parts = [part.lstrip("_#.").rstrip("~") or "page" if skipped(part) else part for part in parts]
        key = "/".join(parts)
        return f"pages/{key}" if parts[0] in self.assembly.reserved else key

    def _below(self, page: OldPage) -> str:
        return page.path.removeprefix(self.manual.docs)

    def _add_files(self) -> None:
        """Take the files that the manual publishes as they are; those of a blog lie beside its posts."""
        docs = self.manual.docs
        for path in self.files:
            below = path.removeprefix(docs)
            if path.startswith(docs) and not is_text(path) and not self.manual.excluded.match(below):
                blog = next((each for each in self.blogs if each.is_post(below)), None)
                self.assembly.add_file(path, f"{blog.folder}{below.removeprefix(blog.posts)}" if blog else below)

    def _add_redirects(self) -> None:
        """Take the addresses from which the plugin `redirects` leads to texts, and to other sites."""
        maps = (self.manual.plugin("redirects") or {}).get("redirect_maps")
        for source, to in maps.items() if isinstance(maps, Mapping) else ():
            old = self._address(str(source).strip().lstrip("/"))
            target = text(to)
            if target and not is_external(target):
                path, mark, part = target.partition("#")
                target = f"{self._address(posixpath.normpath(path))}{mark}{part}"
                if is_text(path) and f"{self.manual.docs}{posixpath.normpath(path)}" not in self.files:
                    self._report_line(str(source), f"this redirect leads to no text: {source} to {to}")
                    continue
            if target:
                self.assembly.add_redirect(self.manual.path, old, target)

    def _address(self, path: str) -> str:
        return address_of(path, directory_urls=self.manual.directory_urls) if is_text(path) else f"/{path}"

    def _add_lists(self, blog: Blog, posts: list[OldPage]) -> None:
        """Take the addresses of a blog's lists and feeds."""
        shown = [page for page in posts if not page.draft]
        if blog.address != "/":
            self.assembly.add_list(blog.address, "/blog/")
        for page in shown:
            if page.date and (archive := blog.archive(page.date)):
                self.assembly.add_list(archive, f"/blog/{page.date.local.year:04}/")
            for category in page.tags:
                if old := blog.category(category):
                    self.assembly.add_list(old, "", category)
        for old in blog.pages(len(shown)):
            self.assembly.add_list(old, "/blog/")
        if shown and self.manual.plugin("rss") is not None:
            for name in FEEDS:
                self.assembly.add_feed(self.manual.path, f"/{name}", self.manual.title, self.manual.url)

    def _report_stops(self, stops: tuple[Stop, ...], paths: list[str]) -> None:
        """Report what the way through the manual names and no page can follow."""
        known = set(paths)
        for stop in stops:
            if stop.elsewhere and stop.depth:
                self._report_line(stop.path, f"a link of `nav` within a part stays behind: {stop.path}")
            elif not stop.elsewhere and stop.path not in known:
                self._report_line(stop.path, f"`nav` names a text that is not there: {stop.path}")

    def _report_line(self, words: str, message: str) -> None:
        """Report a loss at the line of the configuration that holds some words."""
        lines = self.files[self.manual.path].decode("utf-8", "replace").split("\n")
        line = next((number for number, each in enumerate(lines, 1) if words and words in each), 1)
        self.reports[0].lost(line, message)


def _dates(note: OldText) -> tuple[OldMoment, ...]:
    """Return the day of a post, and the one on which it was changed; nothing for a post without a day."""
    given: Any = note.fields.get("date")
    named = [given.get("created"), given.get("updated")] if isinstance(given, Mapping) else [given]
    found = [old_moment(text(each)) for each in named]
    return tuple(each for each in found if each) if found[0] else ()


def _file(path: str) -> str:
    return posixpath.basename(path)


def _name(path: str) -> str:
    """Return what a text is called by its file, or by its folder where it heads one."""
    folder, name = posixpath.split(path)
    stem = name.rpartition(".")[0]
    return posixpath.basename(folder) if stem in HEADS and folder else stem
