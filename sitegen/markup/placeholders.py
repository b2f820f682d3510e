"""Double brackets, Liquid and a few addresses are taken out of the source before a flavour reads it.

Each becomes a word that no Markdown rule touches. The flavour then decides whether the word is in text, in code or
in an attribute, and `finish` finds it there. Nothing here has to guess what is code.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from operator import itemgetter
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from sitegen.markup.body.inline import trimmed
from sitegen.markup.html import legible
from sitegen.patterns import late

_BRACKETS = late(
    r"\[\[(?=[^\[\]]*[^\[\]\s])[^\[\]\n]*"
    r"(?:\n[ \t>]*(?!(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]|`{3}|~{3})[^\[\]\n\s>][^\[\]\n]*)?\]\](?!\()"
)
"""Double brackets on one line or two: editors wrap lines. What begins a block on the second one is no wrapping."""
_SORTS = (
    ("wiki", "[[", _BRACKETS),
    ("liquid", "{", re.compile(r"\{(?:\{[^{}\n]*\}\}|%[^\n]{0,500}?%\})")),
    ("url", "://", re.compile(r"https?://[^\s<>\[\]|*_~]{0,2000}[*_~][^\s<>\[\]|]*")),
)
"""What to take out beside what constructs ask for: a name, a sign that must be there, and the pattern.

One by one the patterns are faster than together.
"""
_QUOTED = late(r"[<\"'=\w/]$|\]\($")
"""Matches the text before an address that emphasis cannot reach anyway."""
_EMPHASIS = late(r"[*_~]")
_RAW = late(r"\{%-?\s*raw\s*-?%\}")
_END_RAW = late(r"\{%-?\s*endraw\s*-?%\}")
_HIGHLIGHT = late(r"\{%-?\s*highlight\s+([\w+#.-]+)[^%]*%\}")
_END_HIGHLIGHT = late(r"\{%-?\s*endhighlight\s*-?%\}")
_FENCE = late(r"[ >]*(`{3,}|~{3,})")
_POST_URL = late(r"\{%-?\s*(?:post_url|link)\s+(\S+?)\s*-?%\}")
_REF = late(r"\{\{[<%]-?\s*(?:rel)?ref\s+(?:path=)?(?:\"([^\"]*)\"|'([^']*)'|(\S+?))[^{}]*?[>%]\}\}")
_LINKED = late(r"_?(.*?)(\.md|\.markdown|\.html?)?")
"""What Jekyll's `link` and Hugo's `ref` name: a path, perhaps below a collection's folder, and its extension."""
_OUTPUT = late(r"\{\{-?\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+?))((?:\s*\|[^|}]*)*?)\s*-?\}\}")
_URL_FILTER = r"(?:(?:relative|absolute|htmlBaseU)_?[uU]rl|url|relURL|absURL|prepend:\s*site\.(?:baseurl|url))"
_FILTER = late(rf"\s*\|\s*(?:{_URL_FILTER}|escape)\s*")
_ROOTED = late(r"\|\s*(?:relative_url|absolute_url|prepend:|url|relURL|absURL)")
"""A filter that makes a path an address from the top of the site."""
_EMPTY_WHEN_UNSET = ("page.imgdir", "site.baseurl", "site.url")

Kind = Literal["wiki", "embed", "post", "value", "raw", "liquid", "url", "literal", "construct"]
_KINDS: Mapping[str, Kind] = {"wiki": "wiki", "embed": "embed", "half": "literal", "url": "url"}


class Taken(NamedTuple):
    """What a construct has taken out of the source."""

    sign: str
    """Characters that are in every text with the construct."""
    pattern: re.Pattern[str]
    """Matches each part to take out."""
    words: Callable[[str], str]
    """Returns the words that replace a part."""


class Mark(Struct, frozen=True, kw_only=True):
    """One piece of the source that is taken out while a flavour works."""

    source: str
    """What the author typed."""
    start: int
    """Its offset in the normalised body text."""
    kind: Kind
    """`value` is Liquid with a known answer, `liquid` without. `literal` stays as typed: the text between
    raw and endraw, and each half of double brackets over two lines while the halves have not met."""
    value: str = ""
    """The words that replace Liquid or a part of a construct; the name in `post_url`."""
    construct: str = ""
    """The name of the construct that had it taken out."""
    length: int
    """Characters from `start` in the body text."""

    @property
    def words(self) -> str:
        """Its words in text: its value where it has one, else what was typed."""
        return self.value if self.kind in ("value", "post", "raw", "construct") else self.source

    @property
    def silent(self) -> bool:
        """Whether it has no words in a paragraph of its own. An embed is a block there."""
        return self.kind in ("embed", "raw") or (self.kind == "construct" and not self.value)


class Marks(Struct, frozen=True, kw_only=True):
    """All marks of one text, and the prefix of the words in their place."""

    prefix: str = ""
    items: tuple[Mark, ...] = ()
    wrapped: tuple[int, ...] = ()
    """The numbers of the marks whose brackets an editor broke over two lines.

    The two marks before such a one are its halves. Only the halves are in the text, so that a flavour sees the
    line break, and the quote or list that the second line continues.
    """

    def word(self, number: int) -> str:
        """Return the word in place of a mark."""
        return f"{self.prefix}{number}x"

    def pattern(self) -> re.Pattern[str]:
        """Return the pattern of the words; its group 1 is the number."""
        return re.compile(self.prefix + r"(\d+)x")

    def joined(self, words: str) -> str:
        """Return text in which halves with only white space between them are one mark."""
        for number in self.wrapped:
            halves = rf"{self.word(number - 2)}\s+{self.word(number - 1)}"
            words = re.sub(halves, self.word(number), words)
        return words


def normalise(text: str) -> str:
    """Return text with line ends as `\\n` and without the characters that no page can show."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return legible(text)


def protect(text: str, values: Mapping[str, str], taken: Mapping[str, Taken]) -> tuple[str, Marks]:
    """Return the text with a word in place of each mark, on the same lines as before but for marks of many lines.

    `taken` says what constructs have taken out, by their names.
    """
    found = _found(text, taken)
    if not found:
        return text, Marks()
    prefix = _prefix(text)
    items = tuple(_classify(found, values, taken))
    wrapped = tuple(n for n in range(2, len(items)) if items[n].start == items[n - 2].start)
    marks = Marks(prefix=prefix, items=items, wrapped=wrapped)
    parts: list[str] = []
    end = 0
    for number, mark in enumerate(items):
        if mark.start >= end:
            parts += text[end : mark.start], marks.word(number)
            end = mark.start + mark.length
    parts.append(text[end:])
    return _fences("".join(parts), marks), marks


def answered(marks: Marks, values: Mapping[str, str]) -> Marks:
    """Return the marks with new values for Liquid that has a known answer, such as the title found since."""
    items = tuple(
        replace(mark, value=_evaluate(mark.source, values) or "") if mark.kind == "value" else mark
        for mark in marks.items
    )
    return replace(marks, items=items)


def bracket(source: str) -> tuple[str, str, str]:
    """Return target, anchor and words of `[[target#anchor|words]]`."""
    inner = source.lstrip("!")[2:-2].replace("\\|", "|")
    name, _, label = inner.partition("|")
    target, _, anchor = name.strip().partition("#")
    if not anchor.strip():
        return name.strip(), "", label.strip()
    return target.strip(), anchor.strip(), label.strip()


def shown(target: str, anchor: str) -> str:
    """Return the words of a wiki link that gives none of its own."""
    kind, _, rest = target.partition(":")
    return (rest.strip() if rest and kind.isalpha() and not rest[0].isspace() else target) or anchor


_Piece = tuple[int, str, str, int]


def _prefix(text: str) -> str:
    """Return what the words in place of marks begin with: letters that no part of a page can form but these words.

    It repeats a letter more often than the text has it, because tags that the sanitiser takes out, and characters
    that are written as references, bring letters together.
    """
    shown = unescape(text) if "&" in text else text
    counts = {letter: shown.count(letter) for letter in "qjkvw"}
    letter = min(counts, key=counts.__getitem__)
    return f"z{letter * (counts[letter] + 1)}x"


def _found(text: str, taken: Mapping[str, Taken]) -> list[_Piece]:
    """Return offset, source, sort and length of each piece to take out, in order.

    Of two pieces that overlap only the first is taken.
    """
    pieces = []
    signs = [sign for sign, *_ in taken.values()]
    own = [(name, sign, pattern) for name, (sign, pattern, _) in taken.items()]
    # What a construct asks for goes before what has the same form otherwise.
    for sort, sign, pattern in (*own, *_SORTS):
        for match in pattern.finditer(text) if sign in text else ():
            start, source = match.start(), match[0]
            before = text[max(start - 2, 0) : start]
            if sort == "wiki":
                if before[-1:] == "\\":
                    continue
                if before[-1:] == "!" and before != "\\!":
                    pieces.append((start - 1, "!" + source, "embed"))
                    continue
            elif sort == "url":
                source = trimmed(source)
                if before in signs:
                    source = source.removesuffix(before)
                if _QUOTED.search(before) or not _EMPHASIS.search(source):
                    continue
            pieces.append((start, source, sort))
    pieces.sort(key=itemgetter(0))
    result: list[_Piece] = []
    end = 0
    for start, source, sort in pieces:
        if start < end:
            continue
        length = len(source)
        end = start + length
        first, broken, rest = source.partition("\n")
        if broken and sort in ("wiki", "embed"):
            rest = rest.lstrip(" \t>")
            result += (start, first, "half", len(first)), (end - len(rest), rest, "half", len(rest))
            source = f"{first.rstrip()} {rest}"
        result.append((start, source, sort, length))
    return result


def _classify(found: list[_Piece], values: Mapping[str, str], taken: Mapping[str, Taken]) -> Iterator[Mark]:
    last_end_raw = max((start for start, source, *_ in found if _END_RAW.match(source)), default=-1)
    raw = False
    for start, source, sort, length in found:
        kind: Kind
        value = construct = ""
        if raw:
            raw = not _END_RAW.match(source)
            kind = "literal" if raw else "raw"
        elif sort == "liquid":
            raw = bool(_RAW.match(source)) and start < last_end_raw
            post = _entry_named(source)
            known = _evaluate(source, values)
            if raw:
                kind = "raw"
            elif post:
                kind, value = "post", post
            elif known is not None:
                kind, value = "value", known
            else:
                kind = "liquid"
        elif sort in taken:
            kind, value, construct = "construct", taken[sort].words(source), sort
        else:
            kind = _KINDS[sort]
        yield Mark(source=source, start=start, kind=kind, value=value, construct=construct, length=length)


def _entry_named(source: str) -> str:
    """Return path and anchor of the entry that Jekyll's post_url or link, or Hugo's ref, names; "" for other tags.

    A file that is no entry is left to `_evaluate`.
    """
    if match := _POST_URL.match(source):
        found = _LINKED.fullmatch(match[1].lstrip("/"))
        return found[1] if found and (found[2] or "." not in match[1] or "post_url" in source[:14]) else ""
    if match := _REF.match(source):
        path, mark, anchor = (match[1] or match[2] or match[3] or "").partition("#")
        found = _LINKED.fullmatch(path.strip("/"))
        return f"{found[1] if found else path}{mark}{anchor}"
    return ""


def _evaluate(source: str, values: Mapping[str, str]) -> str | None:
    """Return the value of `{{ ... }}`; None for an unknown form."""
    if (file := _POST_URL.match(source)) and not _entry_named(source):
        return "/" + file[1].lstrip("/")
    match = _OUTPUT.fullmatch(source)
    if not match or _FILTER.sub("", match[4]).strip():
        return None
    if match[3] is None:
        words = match[1] or match[2] or ""
        if _ROOTED.search(match[4]) and not words.startswith(("/", "#")) and "://" not in words:
            words = f"/{words}"
        return words if match[4].strip() else None
    if match[3] in _EMPTY_WHEN_UNSET:
        return values.get(match[3], "")
    return values.get(match[3])


def _fences(text: str, marks: Marks) -> str:
    """Return text with Jekyll's highlight blocks as fenced code, but for those inside a fence."""
    opening = {marks.word(n): m[1] for n, i in enumerate(marks.items) if (m := _HIGHLIGHT.match(i.source))}
    closing = {marks.word(n) for n, i in enumerate(marks.items) if _END_HIGHLIGHT.match(i.source)}
    if not opening or not closing:
        return text
    lines = text.split("\n")
    fence, begin = "", -1
    for number, line in enumerate(lines):
        word = line.strip()
        if begin >= 0:
            if word in closing:
                ticks = "`" * 9
                while any(ticks in inner for inner in lines[begin:number]):
                    ticks += "`"
                lines[begin] = ticks + opening[lines[begin].strip()]
                lines[number] = ticks
                begin = -1
        elif fence:
            closed = _FENCE.match(line)
            fence = "" if closed and closed[1].startswith(fence) and word == closed[1] else fence
        elif word in opening:
            begin = number
        elif opened := _FENCE.match(line):
            fence = opened[1]
    return "\n".join(lines)
