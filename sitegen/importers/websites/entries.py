"""The texts of an old site as drafts of entries, with what was not carried over."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.importers.draft import Copy, Draft, Extract
from sitegen.importers.report import Report
from sitegen.importers.websites.code import outside_code
from sitegen.importers.websites.fields import USUAL_LAYOUTS, mapped
from sitegen.importers.websites.links import Links, fragments, with_anchors
from sitegen.importers.websites.media import piece
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.people import People, Person, person_of
from sitegen.importers.websites.sorts import PERSON, TERM
from sitegen.importers.websites.values import text
from sitegen.urls import slugify

MOST_TAGS = 50
"""The tags of a drawing that stays in its text."""
_DRAWING = re.compile(r"<svg\b(?:(?!<svg\b).)*?</svg\s*>", re.DOTALL)

Body = Callable[[OldPage, Report], str]
"""Returns the Markdown of a page whose generator's own constructs are rewritten."""


class OldSite(Struct, frozen=True, kw_only=True):
    """What an importer has read of an old site."""

    url: str
    """Its address, with the path, without a slash at its end; "" where it does not say."""
    pages: tuple[OldPage, ...]
    people: tuple[Person, ...]
    links: Links
    copies: tuple[Copy, ...]
    anchor: Callable[[str], str]
    """Returns the anchor that the old site gave to a heading."""
    body: Body
    own_fields: Mapping[str, Collection[str]]
    """The names of the fields of each kind."""


def drafts(site: OldSite) -> Extract:
    """Return a draft of every page and every person, the files to copy, and what was not carried over."""
    known = People(site.people)
    site = replace(site, pages=tuple(_with_data(site.pages, site.people)))
    reports = [Report(page.path) for page in site.pages]
    bodies = [site.body(page, report) for page, report in zip(site.pages, reports, strict=True)]
    used = fragments(bodies)
    found, kept, layouts = [], _Tally(), _Tally()
    uids: set[str] = set()
    for page, report, body in zip(site.pages, reports, bodies, strict=True):
        body = without_drawings(body, report, page.body_line)
        body = with_anchors(body, used, site.anchor, slugify)
        body = site.links.rewritten(body, page.address, page.path, page.key)

        def picture(name: str, page: OldPage = page) -> str:
            return site.links.find(name, page.address, page.path, page.key) if _is_picture(name) else ""

        body = with_films(body, page)
        given = mapped(page, known, site.own_fields, picture, report)
        for name in given.kept:
            kept.add(name, page, page.lines.get(name, 1))
        layout = text(page.fields.get("layout")).removesuffix(".html")
        if layout.lower() not in USUAL_LAYOUTS:
            layouts.add(layout, page, page.lines.get("layout", 1))
        uid = f"{site.url}{page.address}" if page.address and not page.draft else page.path
        shared = page.sort is TERM or page.path.endswith((".yml", ".yaml", ".json", ".toml"))
        uid = f"{page.path}#{page.key}" if uid in uids or shared else uid
        uids.add(uid)
        found.append(
            Draft(
                uid=uid,
                path=page.path,
                title=page.title,
                kind=page.sort.kind,
                key=page.key,
                address=page.address,
                fields=given.fields,
                body=_trimmed(body),
            )
        )
    diagnostics = [each for report in reports for each in report.found]
    diagnostics += layouts.diagnostics("the layout `{}` stays behind, so each page has that of its kind")
    diagnostics += kept.diagnostics("`{}` is kept for layouts of your own; nothing else reads it")
    pages = {slugify(page.title) for page in site.pages if page.sort is PERSON}
    found += (_of_person(person, site, uids) for person in site.people if slugify(person.name) not in pages)
    return Extract(
        drafts=tuple(found), copies=site.copies, kept=tuple(sorted(kept.names)), diagnostics=tuple(diagnostics)
    )


def with_films(body: str, page: OldPage) -> str:
    """Return a body with a link to the film that only the old layout showed, by a field such as `youtube_id`."""
    for field in ("youtube_id", "youtube", "youtubeid", "vimeo_id", "vimeo"):
        name = text(page.fields.get(field))
        film = (
            piece(field.partition("_")[0].removesuffix("id"), {"0": name}) if name and name not in body else None
        )
        if film:
            body = f"{body.rstrip()}\n\n{film}\n"
    return body


def without_drawings(body: str, report: Report, first_line: int) -> str:
    """Return a body without drawings of many tags: a build shows none, and may find them too deep to read."""

    def gone(found: re.Match[str]) -> str:
        if found[0].count("<") < MOST_TAGS:
            return found[0]
        line = first_line + body.count("\n", 0, body.find(found[0][:200]))
        report.lost(
            line, "a drawing in the text is not carried over", fix="save it as an .svg file, and show that"
        )
        return "\n" * found[0].count("\n")

    return outside_code(body, lambda part: _DRAWING.sub(gone, part)) if "<svg" in body else body


class _Tally:
    """What many files have in common, told once with the first place and a count."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[str, int]]] = {}

    def add(self, name: str, page: OldPage, line: int) -> None:
        """Count one more file."""
        self._found.setdefault(name, []).append((page.path, line))

    @property
    def names(self) -> Iterable[str]:
        """What was counted."""
        return self._found

    def diagnostics(self, message: str) -> Iterator[Diagnostic]:
        """Yield one diagnostic a name."""
        for name, places in self._found.items():
            path, line = places[0]
            more = f" ({len(places)} files)" if len(places) > 1 else ""
            yield diagnose("import-loss", Span(path=path, line=line), message.format(name) + more)


def _with_data(pages: Iterable[OldPage], people: Iterable[Person]) -> Iterator[OldPage]:
    """Yield the pages; those of people with the role and the address that only a data file says."""
    data = {slugify(person.name): person for person in people if not person.key and not person.draft}
    for page in pages:
        person = data.get(slugify(page.title)) if page.sort is PERSON else None
        own = person_of({"name": page.title, **page.fields}, page.path) if person else None
        if person and own:
            said = {"role": person.role if not own.role else "", "url": person.url if not own.url else ""}
            page = replace(page, fields={**page.fields, **{name: value for name, value in said.items() if value}})
        yield page


def _of_person(person: Person, site: OldSite, uids: set[str]) -> Draft:
    """Return the draft of a stakeholder whom no page is about."""
    key = f"stakeholders/{slugify(person.name) or 'person'}.md"
    fields: dict[str, Any] = {"title": person.name, "type": "person", "role": person.role, "url": person.url}
    if person.draft:
        fields["draft"] = True
    if person.keys:
        fields["aliases"] = [name for name in person.keys if not name.startswith("/")]
    if image := site.links.find(person.picture, "/", person.path, key) if _is_picture(person.picture) else "":
        fields |= {"image": image, "imagealt": person.name}
    if "@" in person.email:
        fields["private"] = {"email": person.email}
    uid = f"{person.path}#{person.keys[0] if person.keys else person.name}"
    uids.add(uid)
    return Draft(
        uid=uid,
        path=person.path,
        line=person.line,
        title=person.name,
        kind=PERSON.kind,
        key=key,
        fields={name: value for name, value in fields.items() if value},
        body=person.about,
    )


def _is_picture(name: str) -> bool:
    suffix = posixpath.splitext(name.partition("?")[0])[1].lower()
    return suffix in (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


def _trimmed(body: str) -> str:
    """Return a body without blank lines around it, and without ends of lines that mean nothing in the last one."""
    return body.strip("\n").rstrip()


def titled(name: str) -> str:
    """Return the name of a file in words, as a title."""
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:]


def key_name(name: str) -> str:
    """Return the name of a file without what content/ leaves out or no address can hold; at least "page"."""
    kept = "".join(sign if sign.isalnum() or sign in "-_.+" else "-" for sign in name).strip("-")
    kept = kept.lstrip("._#").rstrip("~.")
    return kept if slugify(kept) else f"page-{kept}".rstrip("-")


def below(*parts: str) -> str:
    """Return a path below content/ whose parts are names that a build reads."""
    names = [key_name(part) for each in parts for part in each.split("/") if part]
    return "/".join(names)
