"""The sections, taxonomies and lists of a Hugo site: what heads them, and what answers at their addresses now."""

import posixpath
import re
from collections.abc import Iterable, Iterator

from sitegen.importers.hugo import addresses
from sitegen.importers.hugo.config import HugoConfig, Language
from sitegen.importers.hugo.documents import BLOG, Read, aliases_of, author_of, terms_of
from sitegen.importers.websites.assembly import Assembly
from sitegen.importers.websites.entries import below, key_name, titled
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import FOLDERS as PEOPLE
from sitegen.importers.websites.people import People
from sitegen.importers.websites.sorts import EVENT, EVENTS, MANUALS, PAGE, PERSON, POST, TERM, WIKI, Sort
from sitegen.importers.websites.values import plain_text, text
from sitegen.urls import slugify


class Sections:
    """The lists of a Hugo site."""

    def __init__(
        self,
        read: Iterable[Read],
        pages: Iterable[OldPage],
        config: HugoConfig,
        news: frozenset[str],
        assembly: Assembly,
    ) -> None:
        """Take all texts, and the pages that were made of those that are no sections."""
        self._read = list(read)
        self._pages = list(pages)
        self._config = config
        self._news = news
        self._assembly = assembly
        self._branches = {
            (each.file.language.name, each.file.folder): each
            for each in self._read
            if each.file.bundle == "branch"
        }
        self._main = (
            next(iter(news)) if len(news) == 1 else next((name for name in sorted(news) if name in BLOG), "")
        )
        self._own = {slugify(page.title) for page in self.tag_pages()}
        hidden = {page.path for page in self._pages if not page.address}
        self._shown = [
            each for each in self._read if each.file.bundle != "branch" and each.file.path not in hidden
        ]

    def heads(self) -> Iterator[OldPage]:
        """Yield a page for each `_index` with something to say, and for each section whose texts are pages."""
        taxonomies = set(self._config.taxonomies) | {"tags", "categories", "series"}
        named = {folder for code, folder in self._branches if code == self._config.languages[0].name}
        for (_, folder), each in self._branches.items():
            top = folder.partition("/")[0]
            if top in taxonomies and top not in PEOPLE:
                continue  # of a tag: see tag_pages
            if top in taxonomies and "/" in folder:
                continue  # of a person: see people_terms
            if page := self._head(each):
                yield page
        for section in sorted({each.section for each in self._shown if each.section} - named):
            if self._sort(section) in (PAGE, WIKI):
                language = self._config.languages[0]
                yield self._page(section, language, titled(section), path=self._first(section))

    def tag_pages(self) -> Iterator[OldPage]:
        """Yield the page of each tag that has a text of its own."""
        for (_, folder), each in self._branches.items():
            taxonomy, _, name = folder.partition("/")
            if (
                taxonomy not in self._config.taxonomies
                or taxonomy in PEOPLE
                or not name
                or not each.old.body.strip()
            ):
                continue
            label = plain_text(each.fields.get("title")) or titled(name)
            old = self._term_address(taxonomy, name, each.file.language)
            yield OldPage(
                path=each.file.path,
                sort=TERM,
                key=f"tags/{slugify(label)}.md",
                fields={},
                lines=each.old.lines,
                body=each.old.body,
                body_line=each.old.body_line,
                title=label,
                aliases=tuple(alias for alias in (old,) if alias != f"/tags/{slugify(label)}/"),
            )

    def people_terms(self) -> list[OldPage]:
        """Return a page of each person who is a term, as those in `authors` are."""
        found: dict[str, OldPage] = {}
        known = {slugify(page.title) for page in self._pages if page.sort is PERSON}
        for taxonomy in self._config.taxonomies:
            if taxonomy not in PEOPLE:
                continue
            for (_, folder), each in self._branches.items():
                if folder.startswith(f"{taxonomy}/"):
                    name = posixpath.basename(folder)
                    title = plain_text(each.fields.get("title") or each.fields.get("name")) or titled(name)
                    found.setdefault(slugify(title), self._person(each, taxonomy, name, title))
            for each in self._shown:
                for term in terms_of(each.fields, taxonomy) or list(People(()).of(author_of(each.fields))):
                    slug = slugify(term)
                    names = {
                        slugify(page.key.rpartition("/")[2].removesuffix(".md")): key
                        for key, page in found.items()
                    }
                    if slug and slug not in found and slug not in known and slug not in names:
                        address = self._term_address(taxonomy, term, each.file.language)
                        listed = bool(terms_of(each.fields, taxonomy)) and not self._config.is_disabled(
                            "term", "taxonomyterm"
                        )
                        found[slug] = OldPage(
                            path=each.file.path,
                            sort=PERSON,
                            key=f"stakeholders/{key_name(slug)}.md",
                            address=address if listed else "",
                            fields={},
                            lines={},
                            body="",
                            title=term,
                        )
        return list(found.values())

    def lists(self) -> None:
        """Tell the assembly the addresses of all lists that no page heads."""
        for language in self._config.languages:
            self._section_lists(language)
            if not self._config.is_disabled("term", "taxonomyterm"):
                self._term_lists(language)
        self._further()

    def feeds(self) -> Iterator[str]:
        """Yield the addresses of the feeds of the site and of each section."""
        for language in self._config.languages:
            yield f"{language.prefix}/index.xml"
            for section in sorted(
                {each.section for each in self._shown if each.section and each.file.language == language}
            ):
                yield f"{language.prefix}/{addresses.sanitized(section)}/index.xml"

    def _sort(self, section: str) -> Sort:
        """Return what the texts of a section become."""
        if section in PEOPLE:
            return PERSON
        if section in self._news:
            return POST
        if section in EVENTS and any(page.sort is EVENT for page in self._pages):
            return EVENT
        return WIKI if section in MANUALS else PAGE

    def _first(self, section: str) -> str:
        return next(each.file.path for each in self._shown if each.section == section)

    def _head(self, each: Read) -> OldPage | None:
        """Return the page of a section, None for one whose list is made without it."""
        folder, language = each.file.folder, each.file.language
        title = plain_text(each.fields.get("title")) or titled(posixpath.basename(folder)) or "Home"
        if not folder:
            address = f"{language.prefix}/"
            if address != "/" and not each.old.body.strip():
                return None
            return self._of(
                each, "index.md" if address == "/" else f"pages/{language.name}.md", address, title, PAGE
            )
        sort = self._sort(folder.partition("/")[0])
        top = "/" not in folder
        if sort is POST:
            if top and folder == self._main and not language.prefix:
                return self._of(each, "posts/index.md", "/blog/", title, PAGE, old=self._address(folder, language))
            if top and each.old.body.strip() and not language.prefix:
                old = self._address(folder, language)
                return self._of(each, f"tags/{slugify(folder)}.md", "", title, TERM, old=old)
            return None
        if top and sort in (EVENT, PERSON) and not language.prefix:
            address = "/events/" if sort is EVENT else "/stakeholders/"
            return self._of(
                each, f"{sort.folder}/index.md", address, title, PAGE, old=self._address(folder, language)
            )
        if sort is EVENT or sort is PERSON:
            return None
        return self._page(folder, language, title, each=each)

    def _page(
        self, folder: str, language: Language, title: str, *, each: Read | None = None, path: str = ""
    ) -> OldPage:
        """Return the page that heads a section of pages."""
        sort = self._sort(folder.partition("/")[0])
        code = f".{language.name}" if language.prefix else ""
        key = "/".join(filter(None, (sort.folder, below(folder))))
        if sort is PAGE and key.partition("/")[0] in self._assembly.reserved:
            key = f"pages/{key}"
        key, address = f"{key}/index{code}.md", self._address(folder, language)
        if each:
            return self._of(each, key, address, title, sort)
        return OldPage(path=path, sort=sort, key=key, address=address, fields={}, lines={}, body="", title=title)

    def _of(self, each: Read, key: str, address: str, title: str, sort: Sort, old: str = "") -> OldPage:
        aliases = aliases_of(
            each.fields, old or address, each.file.language.prefix, ugly=self._config.is_ugly(each.section)
        )
        aliases = tuple(dict.fromkeys(alias for alias in (old, *aliases) if alias and alias != address))
        gone = ("menu", "menus", "cascade", "date", "draft", "aliases", *self._config.taxonomies)
        return OldPage(
            path=each.file.path,
            sort=sort,
            key=key,
            address=address,
            fields={name: value for name, value in each.fields.items() if name not in gone},
            lines=each.old.lines,
            body=each.old.body,
            body_line=each.old.body_line,
            title=title,
            aliases=aliases,
            lang=each.file.language.name if each.file.language.prefix else "",
        )

    def _person(self, each: Read, taxonomy: str, name: str, title: str) -> OldPage:
        return OldPage(
            path=each.file.path,
            sort=PERSON,
            key=f"stakeholders/{key_name(name)}/index.md",
            address=self._term_address(taxonomy, name, each.file.language),
            fields=dict(each.fields),
            lines=each.old.lines,
            body=each.old.body,
            body_line=each.old.body_line,
            title=title,
        )

    def _address(self, folder: str, language: Language) -> str:
        """Return the address of the list of a section."""
        branch = self._branches.get((language.name, folder))
        if branch and (own := text(branch.fields.get("url"))):
            return addresses.from_pattern(own if own.startswith("/") else f"{language.prefix}/{own}", ugly=False)
        parts = [addresses.sanitized(part, lower=self._config.lowers) for part in folder.split("/")]
        if branch and (slug := text(branch.fields.get("slug"))):
            parts[-1] = addresses.sanitized(slug)
        if "/" not in folder and (pattern := self._config.permalink(folder, "section")):
            found = addresses.filled(pattern, date=None, sections=tuple(parts), title="", slug="", filename=folder)
            return addresses.from_pattern(f"{language.prefix}{found}", ugly=False)
        return f"{language.prefix}/{'/'.join(parts)}/"

    def _term_address(self, taxonomy: str, term: str, language: Language) -> str:
        name = addresses.sanitized(term, lower=self._config.lowers)
        if pattern := self._config.permalink(taxonomy, "term"):
            path = re.sub(
                r":(slugorcontentbasename|slugorfilename|contentbasename|slug|title|filename)", name, pattern
            )
            path = path.replace("#", "").strip("/")
            return addresses.from_pattern(f"{language.prefix}/{path}/", ugly=False)
        return addresses.as_folder(f"{language.prefix}/{taxonomy}/{name}", ugly=self._config.is_ugly(taxonomy))

    def _section_lists(self, language: Language) -> None:
        found = {each.section for each in self._shown if each.file.language == language and each.section}
        found |= {folder for code, folder in self._branches if code == language.name and folder}
        if language.prefix or len(self._config.languages) > 1:
            self._assembly.add_list(f"/{language.name}/", "/")
        if self._config.is_disabled("section"):
            return
        for folder in sorted(found):
            top = folder.partition("/")[0]
            if top in self._config.taxonomies:
                continue
            sort, address = self._sort(top), self._address(folder, language)
            if sort is POST:
                single = len(self._news) == 1 or top == self._main
                self._assembly.add_list(address, "/blog/", "" if single or "/" in folder else top)
            elif sort is EVENT or sort is PERSON:
                self._assembly.add_list(address, "/events/" if sort is EVENT else "/stakeholders/")
            elif language.prefix and (language.name, folder) not in self._branches:
                self._assembly.add_list(address, self._address(folder, self._config.languages[0]))

    def _term_lists(self, language: Language) -> None:
        """Tell the addresses of taxonomies and of their terms."""
        shown = [each for each in self._shown if each.file.language == language]
        for taxonomy in self._config.taxonomies:
            terms = dict.fromkeys(term for each in shown for term in terms_of(each.fields, taxonomy))
            if not self._config.is_disabled("taxonomy"):
                address = addresses.as_folder(f"{language.prefix}/{taxonomy}", ugly=False)
                self._assembly.add_list(address, "/stakeholders/" if taxonomy in PEOPLE else "/tags/")
            for term in terms:
                if taxonomy not in PEOPLE and slugify(term) not in self._own:
                    self._assembly.add_list(self._term_address(taxonomy, term, language), "/tags/", term)

    def _further(self) -> None:
        """Tell the addresses of the pages after the first of the front page and of the blog."""
        size = int(self._config.page_size) if self._config.page_size.isdigit() else 10
        for language in self._config.languages:
            shown = [each for each in self._shown if each.file.language == language]
            for section in ("", *sorted(self._news)):
                above = f"{language.prefix}/{addresses.sanitized(section)}".rstrip("/")
                count = sum(not section or each.section == section for each in shown)
                for number in range(1, max(-(-count // max(size, 1)), 1) + 1):
                    self._assembly.add_list(f"{above}/{self._config.page_path}/{number}/", "/blog/")
