"""A Jekyll site as drafts of entries, files to copy and redirects."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic
from sitegen.importers.draft import Extract
from sitegen.importers.importer import Context
from sitegen.importers.jekyll import kramdown
from sitegen.importers.jekyll.archives import listed
from sitegen.importers.jekyll.config import read_config
from sitegen.importers.jekyll.documents import extension_of, page_of
from sitegen.importers.jekyll.expressions import Values
from sitegen.importers.jekyll.liquid import Known, Liquid
from sitegen.importers.jekyll.lists import list_of
from sitegen.importers.jekyll.sources import BEHIND, SourceFile, source_files
from sitegen.importers.report import Report
from sitegen.importers.tally import Tally
from sitegen.importers.websites.assembly import Assembly
from sitegen.importers.websites.dates import old_moment
from sitegen.importers.websites.entries import OldSite, drafts
from sitegen.importers.websites.event import events_of
from sitegen.importers.websites.front_matter import OldText, data_value, decoded, old_text
from sitegen.importers.websites.html_pages import html_body
from sitegen.importers.websites.links import github_anchor
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import FOLDERS as PEOPLE
from sitegen.importers.websites.people import People, Person, people_of, person_of
from sitegen.importers.websites.settings import Settings, site_yaml
from sitegen.importers.websites.sorts import EVENTS, PERSON
from sitegen.importers.websites.values import first, plain_text, text

_DATA = (".yml", ".yaml", ".json", ".toml")


def settings(files: Mapping[str, bytes]) -> str:
    """Return a site.yaml for what `_config.yml` says of the site."""
    report = Report("")
    config = read_config(files, report)
    values = config.values
    author = values.get("author")
    contact = text(values.get("email")) or (text(author.get("email")) if isinstance(author, Mapping) else "")
    return site_yaml(
        Settings(
            source=config.path,
            title=plain_text(first(values, "title", "name")),
            url=config.url,
            description=plain_text(first(values, "description", "tagline")),
            language=text(first(values, "lang", "language", "locale")),
            zone=text(values.get("timezone")),
            contact=contact,
            per_page=text(values.get("paginate")),
        )
    )


def extract(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return the drafts of a Jekyll site, the files to copy, and everything that is not carried over."""
    site = _Site(files, context)
    found = drafts(site.read())
    return replace(found, copies=site.assembly.copies, diagnostics=(*site.diagnostics(), *found.diagnostics))


class _Site:
    """A Jekyll site while it is read."""

    def __init__(self, files: Mapping[str, bytes], context: Context) -> None:
        self._files = files
        self._today = context.today
        self._reports: list[Report] = []
        self._config = read_config(files, self._report("_config.yml"))
        self.assembly = Assembly(context, self._config.path)
        self._data: dict[str, Any] = {}
        self._people: list[Person] = []
        self._events: list[OldPage] = []
        self._without_pages = Tally("files")

    def diagnostics(self) -> list[Diagnostic]:
        """Return what was not carried over, beside that of each text."""
        found = [each for report in self._reports for each in report.found]
        return [*found, *self._without_pages.diagnostics(), *self.assembly.diagnostics]

    def read(self) -> OldSite:
        """Read everything."""
        self._read_data()
        pages = [*self._pages(), *self._events]
        self._people += self._inline(pages)
        known = People([*self._people, *_of_pages(pages)])
        pages = [self._with_authors(page, known) for page in pages]
        for old, to, term in listed(self._config, pages, self.assembly.lists):
            self.assembly.add_list(old, to, term)
        pages = list(self.assembly.placed(pages))
        links = self.assembly.links(self._config.base, [self._config.url], pages)
        self._behind()
        includes = {
            path.removeprefix("_includes/"): decoded(self._files[path])
            for path in self._files
            if path.startswith("_includes/")
            and path.endswith((".html", ".md", ".markdown", ".txt", ".liquid", ".svg"))
        }
        by_name = {
            posixpath.splitext(page.path.partition("_posts/")[2])[0]: page.address or f"/{page.path}"
            for page in pages
            if "_posts/" in page.path
        }

        def post(name: str) -> str:
            return by_name.get(name.strip("/")) or next(
                (each for key, each in by_name.items() if posixpath.basename(key) == name), ""
            )

        def source(name: str) -> str:
            name = name.lstrip("/")
            found = name in links.files or links.is_unpublished(name)
            return links.sources.get(name) or (f"/{name}" if found else "")

        def body(page: OldPage, report: Report) -> str:
            known = Known(
                values=self._values(page),
                post=post,
                source=source,
                unpublished=links.is_unpublished,
                includes=includes,
            )
            words = Liquid(page.body, known, report, page.body_line).rendered()
            if page.path.lower().endswith((".html", ".htm", ".xhtml")):
                return html_body(words)
            words, _ = kramdown.markdown(words, report, page.body_line)
            return words

        return OldSite(
            url=self._config.url,
            pages=tuple(pages),
            people=tuple(self._people),
            links=links,
            copies=self.assembly.copies,
            anchor=github_anchor,
            body=body,
            own_fields=self.assembly.fields,
        )

    def _report(self, path: str) -> Report:
        report = Report(path)
        self._reports.append(report)
        return report

    def _read_data(self) -> None:
        """Read `_data`: people become stakeholders, the rest stays behind."""
        folder = text(self._config.values.get("data_dir")) or "_data"
        for path in self._files:
            if not path.startswith(f"{folder}/"):
                continue
            report = self._report(path)
            name = posixpath.splitext(path.removeprefix(f"{folder}/"))[0]
            if not path.endswith(_DATA):
                report.lost(1, "this data is not carried over")
                continue
            value = data_value(path, self._files[path], report)
            self._data[name.replace("/", ".")] = value
            if posixpath.basename(name).lower() in PEOPLE:
                found = list(people_of(path, value, decoded(self._files[path])))
                self._people += found
                if found:
                    continue
            if posixpath.basename(name).lower() in EVENTS and (events := list(events_of(path, value))):
                self._events += events
                continue
            if not report.found:
                report.lost(1, "this data is not carried over; layouts of your own can hold it")
        author = self._config.values.get("author")
        fields = author if isinstance(author, Mapping) else {}
        if person := person_of(fields, self._config.path):
            self._people.append(person)

    def _pages(self) -> Iterator[OldPage]:
        """Yield every text that becomes an entry; whatever else there is goes to the assembly."""
        sources = list(source_files(self._files, self._config))
        days = (old_moment(posixpath.basename(each.inner)[:10]) for each in sources if each.sort == "posts")
        latest = max((moment.day for moment in days if moment), default="2000-01-01")
        for source in sources:
            if source.sort == "static":
                self.assembly.add_file(source.path, source.inner)
                continue
            report = self._report(source.path)
            old = old_text(self._files[source.path], report)
            page = page_of(
                source,
                old,
                self._config,
                self.assembly.reserved,
                self._today,
                latest,
                report,
                self._without_pages,
            )
            if to := text(page.fields.get("redirect_to")):
                for address in (page.address, *page.aliases):
                    self.assembly.add_redirect(source.path, address, to)
            elif extension_of(source.path) != ".html":
                self._other(source, old, page, report)
            elif to := list_of(page, self.assembly.lists):
                for address in (page.address, *page.aliases):
                    self.assembly.add_list(address, to)
                message = f"a list that was made by its layout; its address leads to {to}"
                report.lost(page.body_line, message)
            else:
                yield page

    def _other(self, source: SourceFile, old: OldText, page: OldPage, report: Report) -> None:
        """Take a file with front matter that is no web page: a feed, a style sheet, a text."""
        if not page.address:
            report.lost(1, "a file that the old site does not publish, so it stays behind")
            return
        if re.search(r"<(?:feed|rss)\b", old.body):
            title = plain_text(first(self._config.values, "title", "name"))
            self.assembly.add_feed(source.path, page.address, title, self._config.url)
            return
        known = Known(
            values=self._values(page),
            post=lambda _: "",
            source=lambda _: "",
            includes={},
        )
        trial = Report(source.path)
        words = Liquid(old.body, known, trial, old.body_line).rendered()
        if trial.found or extension_of(source.path) != posixpath.splitext(source.path)[1].lower():
            report.lost(1, f"a file made by the old generator is not carried over: {page.address}")
        else:
            self.assembly.add_file(source.path, page.address.lstrip("/"), data=words.encode())

    def _behind(self) -> None:
        """Report the folders of the old look."""
        for folder, what in BEHIND.items():
            found = [path for path in self._files if path.startswith(f"{folder}/")]
            if found:
                self._report(found[0]).lost(1, f"{what} are not carried over: {len(found)} files in {folder}/")

    def _inline(self, pages: list[OldPage]) -> Iterator[Person]:
        """Yield the people that front matter describes beside their name: `author`, `author_bio`, `author_url`."""
        seen: set[str] = set()
        for page in pages:
            for field in ("author", "author2", "author3"):
                name = plain_text(page.fields.get(field)) if isinstance(page.fields.get(field), str) else ""
                about = {
                    part: page.fields.get(f"{field}_{part}")
                    for part in ("bio", "url", "image")
                    if page.fields.get(f"{field}_{part}")
                }
                if name and name not in seen and about:
                    seen.add(name)
                    person = person_of({"name": name, **about}, page.path, page.lines.get(field, 1))
                    if person:
                        yield person

    def _with_authors(self, page: OldPage, people: People) -> OldPage:
        fields = page.fields
        names = people.of(first(fields, "authors", "author"))
        for field in ("author2", "author3"):
            names = (*names, *(name for name in people.of(fields.get(field)) if name not in names))
        return replace(page, authors=names)

    def _values(self, page: OldPage) -> Values:
        own = {
            "title": page.title,
            "date": page.date.text if page.date else "",
            "url": page.address,
            "path": page.path,
            **{name: value for name, value in page.fields.items() if name not in ("date",)},
        }
        site = {**self._config.values, "baseurl": "", "url": "", "data": _nested(self._data)}
        return Values(page=own, site=site, collections=frozenset(self._config.collections))


def _of_pages(pages: list[OldPage]) -> Iterator[Person]:
    """Yield the people about whom there are pages."""
    for page in pages:
        if page.sort is PERSON:
            stem = posixpath.splitext(posixpath.basename(page.path))[0]
            person = person_of({**page.fields, "title": page.title}, page.path, key=stem)
            if person:
                yield replace(
                    person, name=page.title, keys=(*person.keys, person.name), key=page.key.removesuffix(".md")
                )


def _nested(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data files by their folders, as `site.data.folder.file` asks for them."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        *folders, last = name.split(".")
        inside = found
        for folder in folders:
            inside = inside.setdefault(folder, {}) if isinstance(inside.get(folder, {}), dict) else {}
        inside[last] = value
    return found
