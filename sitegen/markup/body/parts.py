"""Parts of numbered paragraphs: paragraphs that begin with `a)` become a list, with `i)` in lists below them."""

import re
from collections.abc import Iterator

from sitegen.markup.body.sequences import Counter, Counters, counted
from sitegen.markup.html import value
from sitegen.patterns import late

SIGN = r"(?:\(([a-z]{1,5})\)|([a-z]{1,5})([.)]))\s+"
"""The sign of a part: `(a)`, `a)` or `a.`."""
_PART = late(rf"<(p|li)>{SIGN}")
_BLOCK = late(r"<(/?)(p|ul|ol|dl|blockquote|div|table|section|details|figure|pre|h[1-6])\b[^>]*>")


class Parts:
    """Gives the parts of the paragraphs of one body their lists and anchors."""

    def __init__(self, label: str) -> None:
        """Take how a link to a paragraph is named, with `{number}` in it."""
        self.label = label
        self.ids: list[str] = []
        """The anchors of paragraphs and of their parts."""

    def link(self, number: str, shown: str) -> str:
        """Return the link of a paragraph or part to itself."""
        name = value(self.label.format(number=number))
        return f'<a class="number" href="#p{number}" aria-label="{name}">{shown}</a>'

    def listed(self, html: str, number: int) -> str:
        """Return what a paragraph has in it, or what is behind it, with its parts as lists.

        Other blocks directly behind a part belong to it, and a paragraph does not.
        """
        if not number or not _PART.search(html):
            return html
        pieces: list[str] = []
        opened: Counters = ()
        lists: list[int] = []  # for each open list, how many sequences are open in it
        done = 0
        for start, end, name in _blocks(html):
            part = _PART.match(html, start) if name == "p" else None
            sign = (part[2] or part[3]) if part else ""
            now = counted(sign, opened, in_order=part[4] == "." or len(sign) > 1) if part else None
            closed = self._items(html[done:start], number)
            done = end
            if part is None or now is None:
                if name in ("p", "h1", "h2", "h3", "h4", "h5", "h6") and lists:
                    closed = "</li></ol>" * len(lists) + closed
                    lists = []
                pieces += (closed, self._items(html[start:end], number))
                continue
            pieces += (_between(lists, now, opened), closed if not lists else "")
            lists = [*(depth for depth in lists if depth < len(now)), len(now)]
            opened = now
            shown = part[0].partition(">")[2].rstrip()
            words = html[part.end() : end].removesuffix("</p>")
            pieces.append(self._opening("li", f"{number}{''.join(each.sign for each in now)}", shown) + words)
        rest = self._items(html[done:], number)
        return "".join(pieces) + "</li></ol>" * len(lists) + rest

    def _items(self, html: str, number: int) -> str:
        """Give the items of a list that begin with a letter anchors."""

        def item(found: re.Match[str]) -> str:
            letter = found[2] or found[3]
            if found[1] == "p" or len(letter) > 1 or found[4] == ".":
                return found[0]
            return self._opening("li", f"{number}{letter}", found[0].partition(">")[2].rstrip())

        return _PART.sub(item, html)

    def _opening(self, tag: str, number: str, shown: str) -> str:
        identity = f"p{number}"
        if identity in self.ids:
            return f'<{tag} class="part"><span class="number">{shown}</span> '
        self.ids.append(identity)
        return f'<{tag} class="part" id="{identity}">{self.link(number, shown)} '


def _between(lists: list[int], now: Counters, before: Counters) -> str:
    """Return the tags between two parts: the ends of lists and items, and the beginning of a list."""
    deeper = sum(depth > len(now) for depth in lists)
    ends = "</li></ol>" * deeper
    if len(lists) > deeper and lists[-deeper - 1] == len(now):
        if now[-1] == before[len(now) - 1].next:
            return f"{ends}</li>"
        ends += "</li></ol>"
    return f"{ends}{_list(now[-1])}"


def _list(first: Counter) -> str:
    start = f' start="{first.number}"' if first.number > 1 else ""
    return f'<ol class="parts" type="{first.style}"{start}>'


def _blocks(html: str) -> Iterator[tuple[int, int, str]]:
    """Yield beginning, end and name of each block of canonical HTML that is in no other."""
    depth, start, name = 0, 0, ""
    for tag in _BLOCK.finditer(html):
        if tag[1]:
            depth -= 1
            if depth == 0:
                yield start, tag.end(), name
        else:
            if depth == 0:
                start, name = tag.start(), tag[2]
            depth += 1
