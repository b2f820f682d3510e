"""Double brackets, Liquid and a few addresses are taken out of the source before a flavour reads it.

Each becomes a word no Markdown rule touches; the flavour then decides whether the word stands in text, in code or in
an attribute, and `finish` meets it again there. Nothing here has to guess what is code.
"""

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

_DROPPED = re.compile("[\0\2\3\ud800-\udfff]")
_MARK = re.compile(
    r"(?P<wiki>(?<!\\)!?\[\[[^\[\]\n]*[^\[\]\n\s][^\[\]\n]*\]\](?!\())"
    r"|(?P<liquid>\{\{[^{}\n]*\}\}|\{%[^\n]*?%\})"
    r"|(?P<more><!--[ ]*more[ ]*-->)"
    # Emphasis would eat the stars and underscores of an address; quoted ones and link targets are safe already.
    r"|(?P<url>(?<![<\"'=\w/])(?<!\]\()https?://[^\s<>\[\]|*_~]*[*_~][^\s<>\[\]|]*)"
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}")
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_HIGHLIGHT = re.compile(r"\{%-?\s*highlight\s+([\w+#.-]+)[^%]*%\}")
_END_HIGHLIGHT = re.compile(r"\{%-?\s*endhighlight\s*-?%\}")
_FENCE = re.compile(r"[ >]*(`{3,}|~{3,})")
_POST_URL = re.compile(r"\{%-?\s*post_url\s+(\S+?)\s*-?%\}")
_OUTPUT = re.compile(r"\{\{-?\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+?))((?:\s*\|[^|}]*)*?)\s*-?\}\}")
_FILTER = re.compile(r"\s*\|\s*(?:relative_url|absolute_url|escape|prepend:\s*site\.(?:baseurl|url))\s*")
_EMPTY_WHEN_UNSET = ("page.imgdir", "site.baseurl")

Kind = Literal["wiki", "embed", "post", "value", "raw", "liquid", "more", "url", "literal"]


class Mark(Struct, frozen=True, kw_only=True):
    """One piece of the source that stands aside while a flavour works."""

    source: str
    """What the author typed."""
    start: int
    """Its offset in the normalised body text."""
    kind: Kind
    """`value` is Liquid with a known answer, `liquid` has none, `literal` was typed between raw and endraw."""
    value: str = ""
    """What Liquid stands for; the name in `post_url`."""


class Marks(Struct, frozen=True, kw_only=True):
    """All marks of one text, and how the words that stand for them begin."""

    prefix: str = ""
    items: tuple[Mark, ...] = ()

    def word(self, number: int) -> str:
        """The word that stands for a mark."""
        return f"{self.prefix}{number}x"

    def pattern(self) -> re.Pattern[str]:
        """Finds the words; group 1 is the number."""
        return re.compile(self.prefix + r"(\d+)x")


def normalise(text: str) -> str:
    """Line ends as `\\n`, and none of the characters our own machinery uses."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DROPPED.sub("", text)


def protect(text: str, values: Mapping[str, str]) -> tuple[str, Marks]:
    """The text with a word in place of each mark, on the same lines as before."""
    if not ("[[" in text or "{{" in text or "{%" in text or "<!--" in text or "://" in text):
        return text, Marks()
    found = list(_MARK.finditer(text))
    if not found:
        return text, Marks()
    prefix = "zqx"
    while prefix in text:
        prefix += "q"
    items = tuple(_classify(found, values))
    parts = []
    end = 0
    for number, match in enumerate(found):
        parts += text[end : match.start()], f"{prefix}{number}x"
        end = match.end()
    parts.append(text[end:])
    marks = Marks(prefix=prefix, items=items)
    return _fences("".join(parts), marks), marks


def _classify(found: list[re.Match[str]], values: Mapping[str, str]) -> list[Mark]:
    items = []
    last_end_raw = max((m.start() for m in found if _END_RAW.match(m[0])), default=-1)
    raw = False
    for match in found:
        source, kind, value = match[0], match.lastgroup, ""
        result: Kind
        if raw:
            raw = not _END_RAW.match(source)
            result = "literal" if raw else "raw"
        elif kind == "liquid":
            raw = bool(_RAW.match(source)) and match.start() < last_end_raw
            post = _POST_URL.match(source)
            known = _evaluate(source, values)
            if raw:
                result = "raw"
            elif post:
                result, value = "post", post[1]
            elif known is not None:
                result, value = "value", known
            else:
                result = "liquid"
        elif kind == "wiki":
            result = "embed" if source[0] == "!" else "wiki"
        else:
            result = "more" if kind == "more" else "url"
        items.append(Mark(source=source, start=match.start(), kind=result, value=value))
    return items


def _evaluate(source: str, values: Mapping[str, str]) -> str | None:
    """What `{{ ... }}` stands for; None when it is no form we know."""
    match = _OUTPUT.fullmatch(source)
    if not match or _FILTER.sub("", match[4]).strip():
        return None
    if match[3] is None:
        return (match[1] or match[2] or "") if match[4].strip() else None
    if match[3] in _EMPTY_WHEN_UNSET:
        return values.get(match[3], "")
    return values.get(match[3])


def _fences(text: str, marks: Marks) -> str:
    """Jekyll's highlight blocks as fenced code, unless they are themselves shown inside a fence."""
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
