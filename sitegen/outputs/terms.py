"""The tags: all of them, each with a section for every kind, and the further pages of long sections."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from sitegen.facets.schedule import Occurrence
from sitegen.model import address_book
from sitegen.model.kind import Kind
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.addresses import marked_address
from sitegen.questions.answers import Card, Directory, Link, TermAnswer
from sitegen.questions.contract import Output, Question, View
from sitegen.questions.entries import card, tag_link, term_at
from sitegen.questions.events import happenings
from sitegen.questions.language import spoken
from sitegen.questions.once import once
from sitegen.questions.paging import Paging, page_address, page_count, paging
from sitegen.urls import output_path, slugify

FIRST = ("event", "wiki", "post")
"""The kinds that a tag's page begins with: dates that are to come, what lasts, then news."""
LAST = ("document", "message", "stakeholder")
"""The kinds that it ends with."""
COMPANY = 2
"""How many entries two tags share at least, to be shown as seen with each other."""
MOST_SEEN = 6
"""How many tags a page shows as seen with its own."""


class Section(Struct, frozen=True, kw_only=True):
    """The entries of one kind under a tag, or one page of them."""

    directory: Directory
    """The kind's list as far as the tag goes: its count and newest date are of this tag."""
    cards: tuple[Card, ...]
    more: Link | None = None
    """Where the section continues."""


class DiaryLine(Struct, frozen=True, kw_only=True):
    """An event under a tag."""

    card: Card
    dates: tuple[Occurrence, ...]
    """All its dates, in time order; at least one."""


@once
def _sections(site: Site, slug: str) -> dict[str, list[str]]:
    """Sort the entries of a tag by kind, in the order of kinds, the newest first."""
    kinds: dict[str, list[str]] = {name: [] for name in site.kinds}
    for key in site.tagged.get(slug, ()):
        kinds[site.entries[key].kind].append(key)
    return {name: keys for name, keys in kinds.items() if keys}


def targets(site: Site) -> Iterable[Target]:
    """Name the list of tags, each tag's page, the further pages of its sections, and what was at former addresses.

    The subject is nothing, the slug, or slug, kind and number; with a fourth item it is a signpost to that page.
    """
    if site.terms or site.resting:
        yield Target(path=output_path(address_book.tags(site.kinds)), output="terms", phase="index")
    for slug, term in (*site.terms.items(), *site.resting.items()):
        address = term.permalink
        yield Target(
            path=output_path(address),
            output="terms",
            subject=(slug,),
            phase="index",
            indexed=slug in site.terms,
            owner=term.key,
            lasting=True,
        )
        for former in term.former:
            yield _signpost(former, address, slug, "", 1)
        for name, keys in _sections(site, slug).items():
            onward = _onward(address, site.kinds[name])
            for number in range(2, page_count(len(keys), site.config.per_page) + 1):
                yield Target(
                    path=output_path(page_address(address, onward, number)),
                    output="terms",
                    subject=(slug, name, number),
                    phase="index",
                )
                for former in term.former:
                    onward_there = _onward(former, site.kinds[name])
                    here, there = page_address(former, onward_there, number), page_address(address, onward, number)
                    yield _signpost(here, there, slug, name, number)


def render(target: Target, view: View) -> str:
    """Render all tags, one tag, or one more page of one of its sections."""
    if not target.subject:
        terms: tuple[TermAnswer, ...] = view.terms()
        below = _below(terms)
        return view.page("terms.html", terms=terms, top=below.pop("", ()), below=below)
    slug, *page = target.subject
    if len(page) > 2:
        found = view.tag_page(slug, *page[:2])
        return view.page("redirect.html", to=found.to, title=found.text)
    term = view.term(slug)
    if page:
        kind, number = page
        pages = view.section_pages(slug, kind, number)
        section = view.section(slug, kind, number)
        return view.page("term.html", term=term, head=None, sections=(), section=section, pages=pages)
    sections = tuple(view.section(slug, kind, 1) for kind in view.section_kinds(slug))
    head = view.entry(term.key) if term.key else None
    return view.page("term.html", term=term, head=head, sections=sections, section=None, pages=None)


def _below(terms: Iterable[TermAnswer]) -> dict[str, tuple[TermAnswer, ...]]:
    """Return the narrower tags by the address of the broader one; under "" those that are part of none."""
    below: dict[str, tuple[TermAnswer, ...]] = {}
    for term in terms:
        broader = term.broader.to if term.broader else ""
        below[broader] = (*below.get(broader, ()), term)
    return below


def tag_page(site: Site, slug: str, kind: str, number: int) -> Link:
    """Return a link to the page of a tag, or to a further page of one of its sections, under the tag's label."""
    term = term_at(site, slug)
    onward = _onward(term.permalink, site.kinds[kind]) if kind else ""
    return Link(text=term.label, to=marked_address(page_address(term.permalink, onward, number)))


def section_kinds(site: Site, slug: str) -> tuple[str, ...]:
    """Return the kinds that have entries under a tag, in the order of its page."""
    found = _sections(site, slug)
    others = (name for name in found if name not in FIRST + LAST)
    return tuple(name for name in (*FIRST, *others, *LAST) if name in found)


def section(site: Site, slug: str, kind: str, number: int) -> Section:
    """Return one page of a tag's entries of one kind."""
    keys = _sections(site, slug)[kind]
    described = site.kinds[kind]
    pages = section_pages(site, slug, kind, number)
    dates = (site.entries[key].meta.date for key in keys)
    return Section(
        directory=Directory(
            kind=kind,
            title=spoken(site).text(described.title),
            label=described.label,
            permalink=marked_address(described.directory) if described.directory else "",
            shown_as=described.shown_as,
            count=len(keys),
            latest=next(filter(None, dates), None),
        ),
        cards=tuple(card(site, key) for key in keys[pages.start : pages.stop]),
        more=pages.next,
    )


def seen_with(site: Site, slug: str) -> tuple[Link, ...]:
    """Return the tags that entries of a tag have most often beside it, none that is above or below it."""
    term = term_at(site, slug)
    counts = Counter(other for key in site.tagged.get(slug, ()) for other in site.tags.get(key, ()))
    near = {slug, term.parent, *term.narrower}
    often = [other for other, count in counts.items() if count >= COMPANY and other not in near]
    often.sort(key=lambda other: (-counts[other], other))
    return tuple(tag_link(site, other) for other in often[:MOST_SEEN])


def diary(site: Site, slug: str, kind: str, number: int) -> tuple[DiaryLine, ...]:
    """Return one page of a tag's events with all their dates, the latest event first."""
    lines = []
    for found in section(site, slug, kind, number).cards:
        if found.schedule:
            dates = happenings(site, found.key) or (Occurrence(key=found.key, schedule=found.schedule),)
            lines.append((found.schedule.start.local, DiaryLine(card=found, dates=dates)))
    return tuple(line for _, line in sorted(lines, key=lambda each: each[0], reverse=True))


def section_pages(site: Site, slug: str, kind: str, number: int) -> Paging:
    """Return where a page stands among those of a tag's section; the first is the tag's own page."""
    address = site.terms[slug].permalink
    onward = _onward(address, site.kinds[kind])
    items = len(_sections(site, slug)[kind])
    return paging(address, onward, number=number, items=items, size=site.config.per_page)


def _signpost(address: str, to: str, slug: str, kind: str, number: int) -> Target:
    return Target(
        path=output_path(address),
        output="terms",
        subject=(slug, kind, number, "moved"),
        indexed=False,
        lasting=not kind,
        leads_to=to,
    )


def _onward(address: str, kind: Kind) -> str:
    return f"{address}{kind.folder or slugify(kind.title)}/"


TERMS = Output(
    name="terms",
    targets=targets,
    render=render,
    questions=tuple(
        Question(question.__name__, question)
        for question in (tag_page, section_kinds, section, section_pages, seen_with, diary)
    ),
)
