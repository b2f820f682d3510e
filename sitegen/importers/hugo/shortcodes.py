"""Hugo's shortcodes: what is known of them becomes Markdown, the rest is reported and its text stays."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence

from sitegen.importers.report import Report
from sitegen.importers.websites.code import code_spans, is_within, outside_code
from sitegen.importers.websites.media import gallery, piece
from sitegen.importers.websites.privacy import UNSEEN, unpublished

_TOKEN = re.compile(
    r"\{\{(?P<open>[<%])(?:/\*(?P<literal>.*?)\*/[>%]\}\}"
    r"|\s*(?P<end>/)?\s*(?P<name>[\w./-]*[\w-])?(?P<arguments>(?:\"(?:\\.|[^\"\\])*\"|`[^`]*`|(?!/?\s*[>%]\}\})[^\"`])*?)"
    r"(?P<closed>/)?\s*[>%]\}\})",
    re.DOTALL,
)
_OPEN = re.compile(r"\{\{[<%]")
_COMMENT = re.compile(r"\{\{-?\s*/\*(?:(?!\{\{-?\s*/\*).)*?\*/\s*-?\}\}", re.DOTALL)
MOST_FAILURES = 50
"""The shortcodes without an end in one text, because the end of each is looked for to the end of the text."""
_ARGUMENT = re.compile(
    r"(?:(?P<name>[\w-]+)\s*=\s*)?(?:\"(?P<double>(?:\\.|[^\"\\])*)\"|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"`=]+))"
)
_IN_ADDRESS = re.compile(r"[=(\"'/][^\s<>]*$")
_PLAIN = frozenset(
    ("rawhtml", "raw", "html", "markdown", "md", "center", "div", "span", "columns", "column", "row", "steps")
)
"""Shortcodes that are nothing but what stands between their halves."""


def without_comments(text: str, report: Report, first_line: int) -> str:
    """Return a text without comments of templates, such as `{{/* words */}}`, which are for writers alone."""
    if "/*" not in text:
        return text

    def gone(found: re.Match[str]) -> str:
        line = first_line + text.count("\n", 0, max(text.find(found[0]), 0))
        report.lost(line, "left out: a comment in double braces, which is for writers alone")
        return "\n" * found[0].count("\n")

    return outside_code(text, lambda part: _COMMENT.sub(gone, part))


class Shortcodes:
    """The shortcodes of one text."""

    def __init__(
        self,
        text: str,
        report: Report,
        first_line: int,
        *,
        reference: Callable[[str], str],
        parameter: Callable[[str], str],
        pictures: Callable[[str], list[str]],
        unpublished: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Take a text whose first line is `first_line` of its file.

        `reference` returns the address of the page that `ref` names, `parameter` the value of a parameter of the
        page or the site, and `pictures` the pictures in a folder; each returns nothing for what is not there.
        `unpublished` says whether what `reference` returned is the path of a draft.
        """
        self._text = text
        self._report = report
        self._first_line = first_line
        self._reference = reference
        self._parameter = parameter
        self._pictures = pictures
        self._unpublished = unpublished
        self._tokens = list(_tokens(text))
        self._code = code_spans(text) if self._tokens else []
        self._ends = _ends(self._tokens)

    def rewritten(self) -> str:
        """Return the text with its shortcodes as Markdown."""
        try:
            return self._range(0, 0, len(self._tokens), len(self._text)) if self._tokens else self._text
        except RecursionError:
            self._report.lost(self._first_line, "its shortcodes are too deep to be read, so they stay as they are")
            return self._text

    def _range(self, start: int, first: int, last: int, end: int) -> str:
        """Return the text between two offsets, which holds the tokens from `first` to before `last`."""
        out, position, number = [], start, first
        while number < last:
            token = self._tokens[number]
            out.append(self._text[position : token.start()])
            number += 1
            position = token.end()
            if token["literal"] is not None:
                sign = ">" if token["open"] == "<" else "%"
                out.append(f"{{{{{token['open']}{token['literal']}{sign}}}}}")
                continue
            if is_within(token.start(), self._code) or token["name"] is None:
                out.append(token[0])
                continue
            closing = self._ends.get(number - 1, last)
            inner = None
            if closing < last:
                inner = self._range(token.end(), number, closing, self._tokens[closing].start())
                number, position = closing + 1, self._tokens[closing].end()
            out.append("" if token["end"] else self._written(token, inner, self._text[token.start() : position]))
        out.append(self._text[position:end])
        return "".join(out)

    def _is_within_a_line(self, token: re.Match[str]) -> bool:
        """Whether there are words beside a shortcode."""
        before = self._text[self._text.rfind("\n", 0, token.start()) + 1 : token.start()]
        after = self._text[token.end() :].partition("\n")[0]
        return any(sign.isalnum() for sign in before + after)

    def _written(self, token: re.Match[str], inner: str | None, source: str) -> str:
        """Return what a shortcode comes to."""
        name = token["name"].lower()
        given = _arguments(token["arguments"])
        line = self._first_line + self._text.count("\n", 0, token.start())
        if name in ("ref", "relref"):
            to = given.get("path") or given.get("0", "")
            address = self._reference(to)
            if not address:
                self._report.lost(line, f"there is no page {to}")
            elif self._unpublished(address):
                self._report.lost(line, unpublished(to))
            return address or to
        if name in ("param", "site-param", "params"):
            return self._parameter(given.get("name") or given.get("0", ""))
        if name == "highlight" and inner is not None:
            return _fenced(inner, given.get("lang") or given.get("0", ""))
        if name.rpartition("/")[2] in UNSEEN and inner is not None:
            self._report.lost(line, f"left out with its text: `{token['name']}`, which keeps it from readers")
            return ""
        if name.rpartition("/")[2] in _PLAIN and inner is not None:
            return inner
        folder = given.get("dir") or given.get("path") or given.get("folder") or given.get("match") or ""
        if "gallery" in name and folder and not (inner or "").strip():
            if found := self._pictures(folder):
                return gallery((picture, "") for picture in found)
        else:
            found_piece = piece(posixpath.basename(name), given, inner)
            if found_piece is not None:
                return found_piece
        kept = ", so its text alone stays" if inner else ""
        self._report.lost(line, f"the shortcode `{token['name']}` is not known{kept}")
        if inner is not None:
            return inner
        words = " ".join(value for key, value in given.items() if key.isdigit())
        if words and self._is_within_a_line(token):
            return words
        before = self._text[max(token.start() - 200, 0) : token.start()]
        return source if _IN_ADDRESS.search(before) else f"<!-- {source.replace('--', '- -')} -->"


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the shortcodes of a text, each half by itself; after many that never end, the rest is no shortcode."""
    failures, position = 0, 0
    while failures < MOST_FAILURES and (start := _OPEN.search(text, position)):
        token = _TOKEN.match(text, start.start())
        if token:
            yield token
        else:
            failures += 1
        position = token.end() if token else start.end()


def _ends(tokens: Sequence[re.Match[str]]) -> dict[int, int]:
    """Return the number of the token that ends a shortcode, by the number of the one that begins it."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        name = token["name"]
        if name is None or token["closed"]:
            continue
        if not token["end"]:
            opened.setdefault(name, []).append(number)
        elif opened.get(name):
            found[opened[name].pop()] = number
    return found


def _fenced(code: str, language: str) -> str:
    """Return code in a fence that is longer than any within."""
    longest = max((len(run) for run in re.findall("`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"\n{fence}{language}\n{code.strip(chr(10)).rstrip()}\n{fence}\n"


def _arguments(source: str) -> dict[str, str]:
    """Return the arguments of a shortcode: those with a name by it, the others by their number."""
    given: dict[str, str] = {}
    number = 0
    for found in _ARGUMENT.finditer(source):
        value = found["double"]
        if value is not None:
            value = re.sub(r"\\(.)", r"\1", value)
        elif (value := found["raw"]) is None:
            value = found["bare"]
        if found["name"]:
            given[found["name"].lower()] = value
        else:
            given[str(number)] = value
            number += 1
    return given
