"""Headings: their anchors as GitHub makes them, and the one that is the page's title."""

import re
import unicodedata
from html import unescape

from sitegen.markup.body.pass_state import Page
from sitegen.markup.html import attributes, tag
from sitegen.markup.placeholders import Mark, Marks, bracket, shown
from sitegen.model.body import Heading
from sitegen.urls import composed

_OPENING = re.compile(r"\s*<h([1-6])([^>]*)>((?:(?!<h[1-6]).)*?)</h\1>\s*", re.S)
_FIRST = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_TAGS = re.compile(r"<[^>]*>")
_OTHER = re.compile(r"[^\w\- ]")
_UNLISTED = frozenset(("no_toc", "no-toc", "notoc", "unlisted"))
"""Classes of headings that kramdown, Hugo's themes and Pandoc leave out of the contents."""


def anchor(words: str) -> str:
    """Return a heading's id: letters, digits and marks of any script in lower case, and hyphens for spaces."""
    words = composed(composed(words.strip()).lower())
    kept = _OTHER.sub(lambda m: m[0] if unicodedata.category(m[0])[0] == "M" else "", words)
    return kept.replace(" ", "-")


def lift(html: str, marks: Marks, title: str) -> tuple[str, str]:
    """Return the HTML without an opening heading that is the title, and the title.

    Of such a heading only the anchor stays. A page without a title in its front matter takes it from a heading.
    """
    opening = _OPENING.match(html)
    if opening:
        words = spoken(opening[3], marks)
        if words and (_folded(words) == _folded(title) if title else opening[1] == "1"):
            identity = attributes(opening[2]).get("id") or anchor(words)
            top = tag("span", {"id": identity}) + "</span>" if identity else ""
            return top + html[opening.end() :], title or words
    if title:
        return html, title
    first = _FIRST.search(html)
    return html, spoken(first[1], marks) if first else ""


def spoken(html: str, marks: Marks) -> str:
    """Return the words of a piece of HTML in one line, without tags, entities and marks."""
    html = _TAGS.sub("", html)
    if marks.items:
        html = marks.pattern().sub(lambda m: _said(marks.items[int(m[1])]), marks.joined(html))
    return " ".join(unescape(html).split())


def _said(mark: Mark) -> str:
    if mark.kind in ("wiki", "embed"):
        target, place, label = bracket(mark.source)
        return label or shown(target, place)
    return mark.words


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def open_heading(page: Page, rest: str) -> None:
    """Remember where a heading begins: its id is made of its words, which are known only at its end."""
    page.block()
    page.open_headings.append((len(page.out), page.here))
    page.out.append(rest)


def close_heading(page: Page, rest: str) -> None:
    """Make the anchor, and write the opening and the closing tag."""
    level = min(int(page.name()[2]) + page.shift, 6)
    at, piece = page.open_headings.pop()
    words = page.words_since(piece)
    found = attributes(page.out[at])
    identity = found.pop("id", "") or page.unique(anchor(words) or "section")
    page.out[at] = tag(f"h{level}", {"id": identity, **found})
    page.out.append(f"</h{level}>")
    listed = "class" not in found or _UNLISTED.isdisjoint(found["class"].split())
    page.headings.append(Heading(level=level, id=identity, text=words, listed=listed))
    page.block()
