"""Layouts and blocks of a site that nothing shows, and the links that its layouts hold."""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape

import jinja2

from sitegen.diagnostics import Diagnostic, Span, diagnose, did_you_mean
from sitegen.layouts.bounded import is_editors
from sitegen.layouts.environment import DEFAULT, Layouts
from sitegen.layouts.mistakes import LayoutMistake
from sitegen.layouts.spots import span_of
from sitegen.patterns import late

NEARLY_HTML = (
    *(".html.txt", ".html.j2", ".html.jinja", ".html.jinja2"),
    *(".htm", ".j2", ".jinja", ".jinja2", ".njk", ".liquid"),
)
"""The ends of names that a computer or another program has given to layouts."""

_COMMENT = late(r"\{#.*?#\}|<!--.*?-->|\{%[-+]?\s*raw\b.*?\bendraw\b.*?%\}", re.DOTALL)
_EXTENDS = late(r"\{%[-+]?\s*extends\s+(?:\"(?P<double>[^\"]+)\"|'(?P<single>[^']+)'|(?P<other>.))")
_BLOCK = late(r"\{%[-+]?\s*(?:block\s+(?P<name>\w+)|(?P<end>endblock)\b)")
_WHOLE = late(r"\{%[-+]?\s*(?:extends|include)\b|<(?:html|body|!doctype)\b|\bentry\.body\b", re.I)
"""Matches what a layout has that is a page of its own, or the part of another."""
_LINKS = (
    late(
        r"""(?<![\w-])(?P<attribute>href|src|poster)\s*=\s*"""
        r"""(?:"(?P<double>[^"{}\n]*)"|'(?P<single>[^'{}\n]*)'|(?P<bare>[^\s"'<>{}=`]+)(?=[\s>]))"""
    ),
    late(r"""\{\{-?\s*(?:"(?P<double>/[^"{}]*)"|'(?P<single>/[^'{}]*)')\s*\|\s*address\b"""),
)
"""A link as HTML has it, and one whose address a filter makes fit."""
_NO_PATH = late(r"[#?]|//|[a-zA-Z][a-zA-Z0-9+.-]*:|\s*$")
"""The beginning of an address that is no path of the site."""
_TAG_BEFORE = late(r"<(\w+)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)$")
_LOADED = late(r"\brel\s*=\s*[\"']?[^\"'>]*\b(?:stylesheet|icon|preload|modulepreload|manifest)\b", re.I)
FOR_ASSETS = (
    *(".css", ".scss", ".sass", ".less", ".js", ".mjs", ".ts", ".woff", ".woff2", ".ttf", ".otf"),
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico"),
)
"""The ends of names of files that pages load beside their text."""


def unused_layouts(layouts: Layouts, asked: Collection[str], wrong: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each layout of a site that nothing asks for: no page, no kind and no other layout.

    `asked` are the layouts that pages and kinds name. One with the name of a packaged layout stands in its place.
    Nothing is said of those at `wrong` paths, which have been told of already.
    """
    for name, _ in layouts.walk():
        if name.startswith("assets/") or is_editors(name):
            continue
        span = Span(path=f"layouts/{name}", line=1, column=1)
        end = next((end for end in NEARLY_HTML if name.lower().endswith(end)), "")
        if end:
            bare = name.rpartition("/")[2][: -len(end)]
            message = "the name of this file does not end in .html, so it is no layout"
            yield diagnose("unused-layout", span, message, fix=f"rename it to {bare}.html")
        elif name.lower().endswith(FOR_ASSETS):
            message = "this file is not published: pages load what is in layouts/assets/"
            fix = f"move it to layouts/assets/{name.rpartition('/')[2]}"
            yield diagnose("unused-layout", Span(path=f"layouts/{name}"), message, fix=fix)
    names = layouts.names()
    packaged = layouts.packaged_names() if names else frozenset()
    used = {*asked, *packaged, *(other for name in names for other in layouts.mentioned(name) if other != name)}
    left = [name for name in names if name not in used and f"layouts/{name}" not in wrong]
    linked = {os.path.realpath(layouts.own / name) for name in names if name in used} if left else set()
    for name in left:
        if os.path.realpath(layouts.own / name) not in linked:
            near = _nearest(name, packaged.difference(names))
            message, fix = "nothing uses this layout: no page names it, and no other layout", _use_of(name)
            if "/" in name or name.startswith("_"):
                message = "nothing uses this part: no layout includes or imports it"
            span = Span(path=f"layouts/{name}", line=1, column=1)
            yield diagnose("unused-layout", span, message, fix=f"did you mean {near!r}?" if near else fix)


def _use_of(name: str) -> str:
    """Return the cure for a layout that nothing uses."""
    if name.startswith("macros/"):
        return f'import from "{name}" in a layout, or delete it'
    if "/" in name or name.startswith("_"):
        return f'write {{% include "{name}" %}} in a layout, or delete it'
    return "name it in the front matter of a page, or delete it"


def _nearest(name: str, packaged: Iterable[str]) -> str:
    """Return the packaged layout of the same folder that is called most like one; "" without one."""
    folder, slash, file = name.rpartition("/")
    parted = (other.removesuffix(".html").rpartition("/") for other in packaged)
    beside = [stem for above, _, stem in parted if above == folder]
    near = did_you_mean(file.removesuffix(".html"), beside)
    return f"{folder}{slash}{near}.html" if near else ""


def unused_blocks(layouts: Layouts) -> Iterator[Diagnostic]:
    """Yield a warning for each block that a layout fills and none of those that it extends has."""
    for name in layouts.names():
        source = _source(layouts, name)
        parents = [*_ancestors(layouts, source)] if "extends" in source else []
        known = {block["name"] for parent in parents for block in _BLOCK.finditer(parent) if block["name"]}
        for block in _outer_blocks(source) if known else ():
            if block["name"] not in known:
                near = did_you_mean(block["name"], known)
                message = f"none of the layouts that this one extends has a block {block['name']!r}"
                yield diagnose(
                    "unused-block",
                    span_of(f"layouts/{name}", source, block.start("name"), len(block["name"])),
                    f"{message}, so it is not shown",
                    fix=f"did you mean {near!r}?" if near else f"take one of these: {', '.join(sorted(known))}",
                )


def bare_layouts(layouts: Layouts, asked: Collection[str], wrong: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each layout of pages that is empty, or that forgets to extend the one it changes.

    The latter has a block of the packaged layout of its name, or of `entry.html`, and is no whole page. Nothing is
    said of a layout that shows little, which may be meant, nor of those at `wrong` paths, which cannot be read.
    """
    packaged = layouts.packaged_names()
    for name in layouts.names():
        if "/" in name or f"layouts/{name}" in wrong or (name not in asked and name not in packaged):
            continue
        source = _source(layouts, name)
        span, fix = Span(path=f"layouts/{name}", line=1, column=1), _extending(name, packaged)
        if not source.strip():
            message = "this layout is empty, and so is every page that it shows"
            yield diagnose("unused-layout", span, message, fix=f"delete it, or begin it with {fix}")
        elif not _WHOLE.search(source) and (first := next(_outer_blocks(source), None)):
            parent = _source(layouts, fix.split('"')[1])
            known = {
                block["name"] for each in (parent, *_ancestors(layouts, parent)) for block in _BLOCK.finditer(each)
            }
            if first["name"] in known:
                message = f"this layout extends none, so its block {first['name']!r} is all that its pages show"
                at = span_of(f"layouts/{name}", source, first.start("name"), len(first["name"]))
                yield diagnose("unused-block", at, message, fix=f"begin the layout with {fix}")


def _extending(name: str, packaged: Collection[str]) -> str:
    """Return the tag by which a layout changes the packaged one of its name, or that of any entry."""
    return f'{{% extends "{DEFAULT}{name if name in packaged else "entry.html"}" %}}'


def links(layouts: Layouts) -> Iterator[tuple[Span, str]]:
    """Yield place and path of each address in the site itself that is written out in a layout of the site.

    Such a path may be relative.
    """
    for name, source, found, group in _addresses(layouts):
        if not _NO_PATH.match(found[group]):
            yield span_of(f"layouts/{name}", source, found.start(group), len(found[group])), unescape(found[group])


def links_elsewhere(layouts: Layouts) -> Iterator[Diagnostic]:
    """Yield a warning for each file of another host that a layout has pages load, which their policy forbids.

    Nothing is said where a layout of the site has a policy of its own.
    """
    if any("Content-Security-Policy" in _source(layouts, name) for name in layouts.names()):
        return
    for name, source, found, group in _addresses(layouts):
        address = found[group]
        if address.startswith(("http://", "https://", "//")) and _is_loaded(source, found):
            host = address.partition("//")[2].partition("/")[0]
            message = f"this asks {host} for a file, which browsers are told not to load: pages ask no other host"
            span = span_of(f"layouts/{name}", source, found.start(group), len(address))
            fix = 'put the file into layouts/assets/ and write {{ view.asset("its-name").to }}'
            yield diagnose("layout-link", span, message, fix=fix)


def _is_loaded(source: str, found: re.Match[str]) -> bool:
    """Return whether a browser loads what an attribute names, without being asked to."""
    tag = _TAG_BEFORE.search(source, source.rfind("<", 0, found.start()), found.start())
    element = tag[1].lower() if tag else ""
    if element == "link":
        whole = source[found.start() - len(tag[0]) : source.find(">", found.end())] if tag else ""
        return _LOADED.search(whole) is not None
    return element in ("img", "script", "video", "audio", "source")


def _addresses(layouts: Layouts) -> Iterator[tuple[str, str, re.Match[str], str]]:
    """Yield each address that is written out in a layout of the site: its name, text, match and group."""
    for name in layouts.names():
        source = _source(layouts, name)
        for pattern in _LINKS if any(word in source for word in ("href", "src", "poster", "address")) else ():
            for found in pattern.finditer(source):
                groups = ("double", "single", "bare") if pattern is _LINKS[0] else ("double", "single")
                yield name, source, found, next(group for group in groups if found[group] is not None)


def _source(layouts: Layouts, name: str) -> str:
    """Return a layout's text, its comments blanked out; "" for one that cannot be read, which has been told."""
    try:
        text = layouts.source(name)[0]
    except (jinja2.TemplateError, LayoutMistake):
        return ""
    return _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _ancestors(layouts: Layouts, source: str) -> Iterator[str]:
    """Yield the texts of the layouts that one extends, and that these extend in turn."""
    seen: set[str] = set()
    while True:
        extended = [*_EXTENDS.finditer(source)]
        name = extended[0]["double"] or extended[0]["single"] if len(extended) == 1 else ""
        if not name or name in seen:
            return
        seen.add(name)
        source = _source(layouts, name)
        yield source


def _outer_blocks(source: str) -> Iterator[re.Match[str]]:
    """Yield the beginnings of blocks that are in no other block: what else is in such a layout is not shown."""
    depth = 0
    for tag in _BLOCK.finditer(source):
        if tag["name"] and depth == 0:
            yield tag
        depth += 1 if tag["name"] else -1
