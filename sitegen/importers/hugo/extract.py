"""A Hugo site as drafts of entries, files to copy and redirects."""

import posixpath
from collections.abc import Mapping

from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic
from sitegen.importers.draft import Extract
from sitegen.importers.hugo import addresses
from sitegen.importers.hugo.cascade import with_cascades
from sitegen.importers.hugo.config import read_config
from sitegen.importers.hugo.content import HTML, MARKDOWN, ContentFile, content_files
from sitegen.importers.hugo.documents import Read, author_of, is_kept_from_readers, news_sections, page_of
from sitegen.importers.hugo.sections import Sections
from sitegen.importers.hugo.shortcodes import Shortcodes, without_comments
from sitegen.importers.importer import Context
from sitegen.importers.report import Report
from sitegen.importers.websites.assembly import Assembly
from sitegen.importers.websites.braces import braces_kept
from sitegen.importers.websites.dates import old_moment
from sitegen.importers.websites.entries import OldSite, drafts
from sitegen.importers.websites.event import events_of
from sitegen.importers.websites.front_matter import data_value, decoded, old_text
from sitegen.importers.websites.html_pages import html_body
from sitegen.importers.websites.links import Links, github_anchor
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import FOLDERS as PEOPLE
from sitegen.importers.websites.people import People, Person, people_of, person_of
from sitegen.importers.websites.settings import Settings, site_yaml
from sitegen.importers.websites.sorts import EVENTS, PERSON
from sitegen.importers.websites.values import first, plain_text, text

BEHIND = {
    "layouts": "layouts",
    "themes": "themes",
    "assets": "files for the old look",
    "i18n": "translations",
    "archetypes": "templates",
}
"""Folders that stay behind, and what is in them."""
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


def settings(files: Mapping[str, bytes]) -> str:
    """Return a site.yaml for what the configuration says of the site."""
    config = read_config(files, Report(""))
    values, params = config.values, config.params
    author = first(params, "author") or first(values, "author")
    contact = text(author.get("email")) if isinstance(author, Mapping) else ""
    language = text(first(values, "locale", "languagecode")) or config.languages[0].name
    return site_yaml(
        Settings(
            source=config.path,
            title=plain_text(values.get("title")),
            url=config.url,
            description=plain_text(first(params, "description", "subtitle")),
            language=language,
            zone=text(values.get("timezone")),
            contact=contact,
            flavour="commonmark",
            per_page=config.page_size,
        )
    )


def extract(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return the drafts of a Hugo site, the files to copy, and everything that is not carried over."""
    site = _Site(files, context)
    found = drafts(site.read())
    return replace(found, copies=site.assembly.copies, diagnostics=(*site.diagnostics(), *found.diagnostics))


class _Site:
    """A Hugo site while it is read."""

    def __init__(self, files: Mapping[str, bytes], context: Context) -> None:
        self._files = files
        self._today = context.today
        self._reports: list[Report] = []
        config = read_config(files, Report(""))
        self._config = read_config(files, self._report(config.path))
        self.assembly = Assembly(context, self._config.path)
        self._people: list[Person] = []
        self._events: list[OldPage] = []

    def diagnostics(self) -> list[Diagnostic]:
        """Return what was not carried over, beside that of each text."""
        return [*(each for report in self._reports for each in report.found), *self.assembly.diagnostics]

    def read(self) -> OldSite:
        """Read everything."""
        config = self._config
        content = content_files(self._files, config)
        read = with_cascades((self._text(file) for file in content if not file.resource), config)
        news = news_sections(read, config)
        days = (old_moment(text(each.fields.get("date"))) for each in read)
        latest = max((moment.day for moment in days if moment), default="2000-01-01")
        branches = {each.file.folder for each in read if each.file.bundle == "branch"}
        folders = frozenset(branches | {each.section for each in read})
        pages = []
        for each in read:
            if each.file.bundle != "branch":
                report = self._report(each.file.path)
                pages.append(
                    page_of(each, config, news, folders, self.assembly.reserved, self._today, latest, report)
                )
        sections = Sections(self._shown(read), pages, config, news, self.assembly)
        self._read_data()
        terms = sections.people_terms()
        self._people += [person for page in (*pages, *terms) if page.sort is PERSON and (person := _person(page))]
        known = People(self._people)
        heads = [*sections.heads(), *sections.tag_pages(), *terms]
        everything = [self._with_authors(page, known) for page in [*pages, *self._events, *heads]]
        self._static()
        sections.lists()
        self._feeds(sections)
        placed = list(self.assembly.placed(everything))
        self._resources(content, placed)
        links = self.assembly.links(config.base, [config.url], placed)
        self._behind()
        data_people = [person for person in self._people if not person.key]

        def body(page: OldPage, report: Report) -> str:
            return self._body(page, report, links)

        return OldSite(
            url=config.url,
            pages=tuple(placed),
            people=tuple(data_people),
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

    def _text(self, file: ContentFile) -> Read:
        report = self._report(file.path)
        old = old_text(self._files[file.path], report)
        lines = {**old.lines, **{name.lower(): line for name, line in old.lines.items()}}
        fields = {name.lower(): value for name, value in old.fields.items()}
        return Read(file=file, old=replace(old, fields=fields, lines=lines))

    def _shown(self, read: list[Read]) -> list[Read]:
        """Return the texts without the heads of lists that are kept from readers."""
        found = []
        for each in read:
            report = Report(each.file.path)
            if each.file.bundle == "branch" and is_kept_from_readers(each, self._today, report):
                report.lost(1, "this head of a list is kept from readers, so it is not carried over")
                self._reports.append(report)
                continue
            found.append(each)
        return found

    def _read_data(self) -> None:
        """Read `data`: people become stakeholders, the rest stays behind."""
        for path in self._files:
            if not path.startswith("data/"):
                continue
            report = self._report(path)
            folder, name = posixpath.split(posixpath.splitext(path)[0])
            value = (
                data_value(path, self._files[path], report)
                if path.endswith((".toml", ".yaml", ".yml", ".json"))
                else None
            )
            found: list[Person] = []
            if posixpath.basename(folder).lower() in PEOPLE and isinstance(value, Mapping):
                person = person_of(value, path, key=name)
                found = [person] if person else []
            elif name.lower() in PEOPLE:
                found = list(people_of(path, value, decoded(self._files[path])))
            self._people += found
            events = list(events_of(path, value)) if name.lower() in EVENTS else []
            self._events += events
            if not found and not events and not report.found:
                report.lost(1, "this data is not carried over; layouts of your own can hold it")
        author = first(self._config.params, "author") or first(self._config.values, "author")
        if isinstance(author, Mapping) and (person := person_of(author, self._config.path)):
            self._people.append(person)

    def _with_authors(self, page: OldPage, people: People) -> OldPage:
        if page.sort is PERSON:
            return page
        return replace(page, authors=people.of(author_of(page.fields)))

    def _static(self) -> None:
        for folder in self._config.static:
            for path in self._files:
                if path.startswith(f"{folder}/"):
                    self.assembly.add_file(path, path.removeprefix(f"{folder}/"))

    def _resources(self, content: list[ContentFile], pages: list[OldPage]) -> None:
        """Put each file of a bundle beside the text that shows it, or else where it was published."""
        homes: dict[str, list[OldPage]] = {}
        for page in pages:
            name = posixpath.basename(page.path)
            if name.startswith(("index.", "_index.")):
                homes.setdefault(self._inner(page.path), []).append(page)
        for file in content:
            if not file.resource:
                continue
            if file.suffix in (*MARKDOWN, *HTML):
                self._report(file.path).lost(1, "a text within the bundle of another is not carried over")
                continue
            owners = homes.get(file.home, [])
            inner = posixpath.relpath(self._inner(file.path, folder=False), file.home or ".")
            owner = owners[0] if owners else None
            folder = owner.address if owner and owner.address else f"/{addresses.sanitized(file.home)}/"
            folder = folder if folder.endswith("/") else f"{folder.removesuffix('.html')}/"
            published = posixpath.join(folder, inner)
            shows = owner is not None and (inner in owner.body or inner in str(owner.fields))
            bundle = owner is not None and owner.key.endswith("/index.md") and not owner.address.endswith(".html")
            if owner and shows and bundle:
                self.assembly.add_beside(file.path, posixpath.join(posixpath.dirname(owner.key), inner), published)
            else:
                self.assembly.add_file(file.path, published)

    def _inner(self, path: str, *, folder: bool = True) -> str:
        """Return the path, or the folder, of a file from that of the content."""
        home = max(
            (each.folder for each in self._config.languages if path.startswith(f"{each.folder}/")),
            key=len,
            default="",
        )
        inner = path.removeprefix(f"{home}/")
        return posixpath.dirname(inner) if folder else inner

    def _feeds(self, sections: Sections) -> None:
        if self._config.is_disabled("rss"):
            return
        title = plain_text(self._config.values.get("title"))
        for address in sections.feeds():
            self.assembly.add_feed(self._config.path, address, title, self._config.url)

    def _behind(self) -> None:
        """Report the folders of the old look."""
        for folder, what in BEHIND.items():
            found = [path for path in self._files if path.startswith(f"{folder}/")]
            if found:
                self._report(found[0]).lost(1, f"{what} are not carried over: {len(found)} files in {folder}/")
        menus = self._config.values.get("menus") or self._config.values.get("menu")
        if menus:
            message = "the menu is not carried over"
            self._report(self._config.path).lost(1, message, fix="list its addresses under `menu:` in site.yaml")

    def _body(self, page: OldPage, report: Report, links: Links) -> str:
        suffix = posixpath.splitext(page.path)[1].lower()
        if not page.body.strip():
            return ""
        if suffix not in (*MARKDOWN, *HTML):
            report.lost(page.body_line, f"this text is no Markdown ({suffix}), so it stays as it is, as code")
            return f"````\n{page.body.strip()}\n````"

        def reference(to: str) -> str:
            path, sign, anchor = to.partition("#")
            found = self._reference(path, page, links) if path else page.address
            return f"{found}{sign}{anchor}" if found else ""

        def parameter(name: str) -> str:
            return text(page.fields.get(name.lower())) or text(self._config.params.get(name.lower()))

        def pictures(folder: str) -> list[str]:
            return self._pictures(folder, page, links)

        words = Shortcodes(
            without_comments(page.body, report, page.body_line),
            report,
            page.body_line,
            reference=reference,
            parameter=parameter,
            pictures=pictures,
            unpublished=links.is_unpublished,
        ).rewritten()
        return braces_kept(html_body(words) if suffix in HTML else words)

    def _reference(self, to: str, page: OldPage, links: Links) -> str:
        """Return the old address of the page that `ref` names by its path from here or the top, or by its name."""
        home = page.path[: len(page.path) - len(self._inner(page.path, folder=False))].rstrip("/")
        to = to.strip()
        bases = [f"{home}/{to.lstrip('/')}"]
        if not to.startswith("/"):
            bases.insert(0, posixpath.normpath(posixpath.join(posixpath.dirname(page.path), to)))
        for base in bases:
            for each in (
                base,
                f"{base}.md",
                f"{base}/index.md",
                f"{base}/_index.md",
                f"{base}index.md",
                f"{base}_index.md",
            ):
                if address := links.sources.get(each):
                    return address
                if links.is_unpublished(each):
                    return f"/{each}"
        name = posixpath.basename(to).removesuffix(".md")
        found = {
            address
            for path, address in links.sources.items()
            if posixpath.splitext(posixpath.basename(path))[0] == name
            or (
                posixpath.basename(path).startswith("index.")
                and posixpath.basename(posixpath.dirname(path)) == name
            )
        }
        return found.pop() if len(found) == 1 else ""

    def _pictures(self, folder: str, page: OldPage, links: Links) -> list[str]:
        """Return the pictures in a folder of published files, or of the page's own."""
        inside = folder.strip("/*")
        found = [
            f"/{name}"
            for name in links.files
            if posixpath.dirname(name) == inside and name.lower().endswith(PICTURES)
        ]
        if found:
            return sorted(found)
        own = (
            posixpath.join(posixpath.dirname(page.path), inside)
            if inside not in ("", ".")
            else posixpath.dirname(page.path)
        )
        return sorted(
            posixpath.relpath(path, posixpath.dirname(page.path))
            for path in self._files
            if posixpath.dirname(path) == own.rstrip("/") and path.lower().endswith(PICTURES)
        )


def _person(page: OldPage) -> Person | None:
    """Return the person whom a page is about."""
    stem = posixpath.splitext(posixpath.basename(page.key))[0]
    person = person_of({**page.fields, "title": page.title}, page.path, key=stem)
    return replace(person, name=page.title, key=page.key.removesuffix(".md")) if person else None
