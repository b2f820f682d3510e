"""The final diagnostics of a build: links located in their files, and severities as site.yaml sets them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from msgspec import structs

from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Edit, Severity, Span, diagnose, did_you_mean, in_order
from sitegen.diagnostics.codes import CODES
from sitegen.diagnostics.edits import dated
from sitegen.disk import read
from sitegen.facets.schedule import zone_of
from sitegen.fields.frontmatter import split
from sitegen.layouts import Layouts
from sitegen.layouts.environment import PACKAGED
from sitegen.layouts.unused import bare_layouts, links_elsewhere, unused_blocks, unused_layouts
from sitegen.layouts.unused import links as layout_links
from sitegen.markup.locator import Locator
from sitegen.model.config import Config
from sitegen.model.config import Level as ConfiguredLevel
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta, lists_with
from sitegen.model.problem import Problem
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.patterns import late
from sitegen.stages.assemble import Assembled
from sitegen.stages.plan import unmade
from sitegen.urls import composed

_OTHER_ENDS = late(r"\.(?:html?|njk|liquid|ejs|hbs|pug|j2|jinja2?|jsx|tsx|vue|astro|php|tmpl)$")
"""The ends of names of layouts here and in other generators."""
_NO_LAYOUT = ("none", "false", "null", "no", "off")
"""What a page of another generator has for a layout that is shown without one."""
_ATTRIBUTE = re.compile(r"the attribute (\S+) of ")
_UP = re.compile(r"(?:\.{0,2}/)+")
"""The beginning of a path from the root, or from folders above."""


def located(root: Path, assembled: Assembled, targets: Sequence[Target]) -> list[Diagnostic]:
    """Return the diagnostics of links with line and column; only sources with such a diagnostic are read again."""
    asked = (*assembled.addresses, *assembled.own_addresses)
    wrong = unmade(targets, [address for _, _, address in asked])
    problems = list(assembled.problems)
    for key, reference, address in assembled.addresses:
        if address in wrong:
            message, fix = _nothing_at(address, wrong[address])
            problems.append((key, Problem(code="broken-link", message=message, fix=fix, reference=reference)))
    for key, reference, address in assembled.own_addresses:
        if address in wrong:
            message, fix = _nothing_at(address, wrong[address])
            message = f"this is an address of the site itself, and {message}"
            note = "Where another program answers there, say in site.yaml:\nchecks: {own-address: off}"
            found = Problem(code="own-address", message=message, fix=fix, note=note, reference=reference)
            problems.append((key, found))

    @cache
    def locator(key: str) -> Locator:
        entry = assembled.site.entries[key]
        source, _ = decode(read(root / entry.path), entry.path)
        return Locator(entry, split(source or "", entry.path).body)

    return [locator(key).diagnostic(found) for key, found in problems]


def wrong_addresses(
    site: Site, targets: Sequence[Target], layouts: Layouts, settings: Path
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each address or layout named in front matter or site.yaml that does not exist."""
    yield from _wrong_layouts(site, layouts)
    for entry in site.entries.values():
        for number, action in enumerate(entry.meta.actions):
            if action.source and action.source not in entry.body.ids:
                message = f"this page has no paragraph or anchor {action.source!r}"
                near = did_you_mean(action.source, entry.body.ids)
                fix = f"did you mean {near!r}?" if near else "name a paragraph or heading of this page, such as p8"
                yield diagnose("broken-anchor", entry.span(f"actions.{number}.from"), message, fix=fix)
    named = [
        (entry.span(f"{field}.{number}.link"), item.link)
        for entry in site.entries.values()
        for field in lists_with(type(entry.meta), "link")
        for number, item in enumerate(getattr(entry.meta, field))
    ]
    named += [(_setting(settings, item.to), item.to) for item in (*site.config.menu, *site.config.footer)]
    inside = [(span, address.partition("#")[0]) for span, address in named if address.startswith("/")]
    wrong = unmade(targets, [address for _, address in inside])
    for span, address in inside:
        if address in wrong:
            message, fix = _nothing_at(address, wrong[address])
            yield diagnose("broken-link", span, message, fix=fix)
    yield from _wrong_anchors(site, named)
    yield from _wrong_in_layouts(targets, layouts)


def _wrong_anchors(site: Site, named: Iterable[tuple[Span, str]]) -> Iterator[Diagnostic]:
    """Yield an error for each address with an anchor that the page of an entry does not have.

    What a list has beside the text of the entry that heads it is not known here, and nothing is said of it.
    """
    for span, address in named:
        path, _, anchor = address.partition("#")
        key = site.at.get(composed(unquote(path)), "") if anchor else ""
        if not key or key in site.heads.values():
            continue
        ids, asked = site.entries[key].body.ids, composed(unquote(anchor))
        if asked not in (*ids, "top"):
            near = did_you_mean(asked, ids)
            fix = f"did you mean {path}#{near} ?" if near else "name a heading that is there"
            yield diagnose("broken-anchor", span, f"{path} has no heading or anchor {asked!r}", fix=fix)


def _wrong_in_layouts(targets: Sequence[Target], layouts: Layouts) -> Iterator[Diagnostic]:
    """Yield a warning for each address written out in a layout that leads nowhere, or elsewhere from each page."""
    written = [(span, address, re.split("[?#]", address)[0]) for span, address in layout_links(layouts)]
    rooted = {path: f"/{_UP.sub('', path, count=1) if _UP.match(path) else path}" for _, _, path in written}
    wrong = unmade(targets, rooted.values())
    for span, address, path in written:
        there = rooted[path]
        known = f'{{{{ "{there}" | address }}}}'
        if there.startswith("/assets/") and there in wrong:
            known = f'{{{{ view.asset("{there.removeprefix("/assets/")}").to }}}}'
        if not path.startswith("/"):
            message = f"{address} leads elsewhere from each page, because this layout shows pages in many folders"
            fix = known if there not in wrong or "asset" in known else "write it from the top of the site"
            yield diagnose("layout-link", span, message, fix=fix)
        elif there in wrong:
            message, fix = _nothing_at(address, wrong[there])
            yield diagnose("layout-link", span, message, fix=known if "asset" in known else fix)
    yield from links_elsewhere(layouts)


def unused(
    entries: Iterable[Entry[Meta]], kinds: Iterable[Kind], layouts: Layouts, known: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield a warning for each layout and block of the site that nothing shows and no other warning names."""
    asked = {f"{entry.meta.layout.removesuffix('.html')}.html" for entry in entries if entry.meta.layout}
    asked.update(name for kind in kinds for name in (kind.layout, kind.list_layout))
    wrong = {each.span.path for each in known}
    yield from unused_layouts(layouts, asked, wrong)
    yield from unused_blocks(layouts)
    yield from bare_layouts(layouts, asked, wrong)


def _wrong_layouts(site: Site, layouts: Layouts) -> Iterator[Diagnostic]:
    """Yield a warning for each name of a layout that entries ask for in vain, at the first of them."""
    found: dict[str, list[Entry[Meta]]] = {}
    for entry in site.entries.values():
        asked = entry.meta.layout
        if asked and not layouts.suits(f"{asked.removesuffix('.html')}.html", site.kinds[entry.kind].layout):
            found.setdefault(asked, []).append(entry)
    for asked, entries in found.items():
        first = min(entries, key=lambda entry: entry.path)
        name = asked.removesuffix(".html")
        edit = None
        other = next((kind for kind in site.kinds.values() if kind.layout == f"{name}.html"), None)
        if layouts.exists(f"{name}.html"):
            message = f"the layout {asked!r} is made for other pages"
            fix = (
                f"take the line out, or move the file to content/{other.folder}/"
                if other and other.folder
                else "take the line out"
            )
        else:
            message = f"there is no layout {asked!r}"
            bare = _OTHER_ENDS.sub("", asked)
            choices = [choice.removesuffix(".html") for choice in layouts.choices()]
            near = bare if bare in choices else did_you_mean(bare, choices) if bare not in _NO_LAYOUT else ""
            fix = "take the line out: each page has a layout" if bare in _NO_LAYOUT else "take the line out"
            if ".." not in bare.split("/") and bare not in _NO_LAYOUT and not bare.startswith("/"):
                fix = f"did you mean {near!r}?" if near else f"add layouts/{bare}.html, or take the line out"
            edit = Edit(text=near) if near and len(entries) == 1 else None
        more = f" (as in {len(entries) - 1} more)" if len(entries) > 1 else ""
        message = f"{message}, so the usual one of its kind is used{more}"
        yield diagnose("unknown-layout", first.span("layout"), message, fix=fix, edit=edit)


def _setting(settings: Path, value: str) -> Span:
    """Return where in site.yaml `value` is."""
    for number, line in enumerate(settings.read_text(encoding="utf-8").splitlines(), 1):
        column = line.find(value)
        if column >= 0:
            return Span(path=settings.name, line=number, column=column + 1, length=len(value))
    return Span(path=settings.name)


def _nothing_at(address: str, near: str) -> tuple[str, str]:
    """Return message and fix for an address at which nothing is published."""
    fix = f"did you mean {near} ?" if near else "check the address: it starts from the top of the site"
    if not near and "/_" in address:
        fix = "what begins with _ is not published: rename that file or folder, and this address with it"
    return f"nothing is published at {address}", fix


def unreported(found: Iterable[Diagnostic], known: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics not `known` for the same code and line: rendering meets again what a check found.

    What comes of an error in a line of a layout is no second one, nor is what fails in a packaged layout while one
    of the site's own is wrong.
    """
    lines = {(each.code, each.span.path, each.span.line) for each in known}
    wrong = {
        (each.span.path, each.span.line)
        for each in known
        if each.severity is Severity.ERROR and each.span.path.startswith("layouts/")
    }
    return [
        each
        for each in found
        if (each.code, each.span.path, each.span.line) not in lines
        and (each.span.path, each.span.line) not in wrong
        and not (wrong and each.span.path.startswith(PACKAGED))
    ]


def _once_a_site(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics with one for each attribute that was taken out, at its first place, with a count."""
    found: list[Diagnostic] = []
    taken: dict[str, list[Diagnostic]] = {}
    for each in diagnostics:
        if each.code == "html-removed" and (attribute := _ATTRIBUTE.match(each.message)):
            taken.setdefault(attribute[1], []).append(each)
        else:
            found.append(each)
    for alike in taken.values():
        first = min(alike, key=lambda each: (each.span.path, each.span.line, each.span.column))
        files = len({each.span.path for each in alike} - {first.span.path})
        more = f" (as in {files} more {'file' if files == 1 else 'files'})" if files else ""
        found.append(structs.replace(first, message=first.message + more))
    return found


def settled(
    diagnostics: Iterable[Diagnostic],
    config: Config,
    strict: bool,
    now: dt.datetime | None = None,
    *,
    checking: bool = False,
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order, each with the severity that site.yaml gives its code.

    Cures that name the day of the build name that of `now`, by the clock of the site; only a build has such. When
    `checking`, nothing is published, so that some codes may be errors that must not stop a build.
    """
    shown = []
    diagnostics = _once_a_site(diagnostics)
    if now is not None:
        today = (now.astimezone(zone_of(config.timezone)) if now.tzinfo else now).date()
        diagnostics = [dated(found, today) for found in diagnostics]
    for found in diagnostics:
        code = CODES[found.code]
        usual: ConfiguredLevel = (checking and code.in_check) or found.severity.value
        level = config.checks.get(found.code, usual) if code.adjustable else usual
        if level == "warning" and strict:
            level = "error"
        if level != "off":
            shown.append(structs.replace(found, severity=Severity(level)))
    return in_order(shown)
