"""Terms of a glossary in a text: which of them it may hold, and a link at the first use of each.

This works on the finished HTML of a body, so that another term converts no text again.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from sitegen.patterns import UNSPACED, late
from sitegen.urls import composed

Term = tuple[str, str]
"""A name of a term, and the address of its page."""

LEFT_ALONE = frozenset((
    "a", "abbr", "audio", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "iframe", "kbd", "label", "math",
    "object", "option", "pre", "samp", "script", "select", "style", "summary", "svg", "textarea", "title", "var",
    "video",
))  # fmt: skip
"""The elements in which no word becomes a link: links and what is pressed, headings, code, and what is no text."""
_TAG = late(r"""<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)
_WORD = late(r"\w+")
_UNSPACED = late(UNSPACED)


class Glossary:
    """The names of terms by the word they begin with."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = {}
        self._unspaced: list[str] = []
        for name in names:
            first = _WORD.search(name.casefold())
            if first and not _UNSPACED.search(name):
                self._by_word.setdefault(first[0], []).append(name)
            elif first:
                self._unspaced.append(name)

    def names_in(self, html: str) -> Iterator[str]:
        """Yield the names whose first words a text has: all that it holds, and perhaps some more."""
        for word in self._by_word.keys() & set(_WORD.findall(html.casefold())):
            yield from self._by_word[word]
        yield from (name for name in self._unspaced if name in html)


def link_terms(html: str, terms: Sequence[Term]) -> str:
    """Return a body with a link at the first use of each term; of names that overlap the longest counts.

    A name is found as whole words, whatever their case; one in capitals, such as `IT`, only in capitals.
    """
    named = sorted(terms, key=lambda term: -len(term[0]))
    marks = _marks_in(html)
    pattern = re.compile("|".join(f"({_pattern(name, marks)})" for name, _ in named))
    linked: set[str] = set()

    def link(found: re.Match[str]) -> str:
        address = named[(found.lastindex or 1) - 1][1]
        if address in linked:
            return found[0]
        linked.add(address)
        return f'<a class="term" href="{escape(address)}">{found[0]}</a>'

    parts, end, inside, depth = [], 0, "", 0
    for tag in _TAG.finditer(html):
        name = (tag[2] or "").lower()
        if not inside:
            parts.append(pattern.sub(link, html[end : tag.start()]))
            end = tag.start()
            if name in LEFT_ALONE and not tag[1]:
                inside, depth = name, 1
        elif name == inside:
            depth += -1 if tag[1] else 1
            inside = inside if depth else ""
        if not inside:
            parts.append(html[end : tag.end()])
            end = tag.end()
    rest = html[end:]
    return "".join((*parts, rest if inside else pattern.sub(link, rest)))


def _pattern(name: str, marks: str) -> str:
    """Return the pattern of a name: whole words, with any space between them. The `marks` belong to words too."""
    words = r"\s+".join(re.escape(escape(word, quote=False)) for word in composed(name).split())
    before = "" if _UNSPACED.match(name[0]) else rf"(?<![\w{marks}\-\u00ad/@.])"
    after = "" if _UNSPACED.match(name[-1]) else rf"(?![\w{marks}\-\u00ad]|[./@]\w)"
    return f"{before}{words}{after}" if name.isupper() else f"{before}(?i:{words}){after}"


def _marks_in(html: str) -> str:
    """Return the marks in a text that belong to the letters before them, for a set in a pattern."""
    return "".join(sorted(char for char in set(html) if unicodedata.category(char)[0] == "M"))
