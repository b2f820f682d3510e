"""Python-Markdown without the work a text gives it no reason for: the same HTML in less than half the time.

The library asks every pattern about every run of text and every processor about every block, and nearly all of
them say no. Here each is asked only where a sign it cannot do without is there. Whatever has no entry in these
tables is always asked: something new is slow, never wrong.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

import markdown
from markdown import blockprocessors as blocks
from markdown import inlinepatterns as inline
from markdown.blockparser import BlockParser
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteInlineProcessor
from markdown.extensions.md_in_html import MarkdownInHtmlProcessor
from markdown.extensions.tables import TableProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import STX, AtomicString, Registry

_SET_IN = "    "

_BLOCKS: Mapping[type[blocks.BlockProcessor], tuple[str, ...]] = {
    AdmonitionProcessor: ("!!!", _SET_IN),
    MarkdownInHtmlProcessor: (STX,),
    blocks.ListIndentProcessor: (_SET_IN,),
    DefListIndentProcessor: (_SET_IN,),
    blocks.CodeBlockProcessor: (_SET_IN,),
    TableProcessor: ("|",),
    blocks.HashHeaderProcessor: ("#",),
    blocks.SetextHeaderProcessor: ("\n=", "\n-"),
    blocks.HRProcessor: ("-", "*", "_"),
    DefListProcessor: (": ",),
    FootnoteBlockProcessor: ("[^",),
    AbbrBlockprocessor: ("*[",),
    blocks.ReferenceProcessor: ("]:",),
}
"""What a block must hold one of for a processor to take it."""

_REFERENCES = (
    inline.ReferenceInlineProcessor,
    inline.ImageReferenceInlineProcessor,
    inline.ShortReferenceInlineProcessor,
    inline.ShortImageReferenceInlineProcessor,
)
"""Patterns that find nothing in a text that defines no reference."""

BACKSLASH_BREAK = r"\\\n"
"""A line break as CommonMark has it (0.31, section 6.7), besides the two blanks."""

_NAME, _VALUE = r"[a-zA-Z_:@][\w.:@-]*+", r"\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++"
TAG = (
    rf"(<(\/?+[a-zA-Z][a-zA-Z0-9-]*+(?:\s+{_NAME}(?:\s*+=\s*+(?:{_VALUE}))?+)*+\s*+/?|!--(?:(?!<!--|-->).)*--"
    r"|[?](?:(?!<[?]|[?]>).)*[?]|!\[CDATA\[(?:(?!<!\[CDATA\[|\]\]>).)*\]\])>)"
)
"""What CommonMark takes for a tag (0.31, section 6.6). For the library `<String, Integer>` is one, and lost."""

_INLINE: Mapping[tuple[type[inline.Pattern], str], str] = {
    (inline.BacktickInlineProcessor, inline.BACKTICK_RE): "`",
    (inline.EscapeInlineProcessor, inline.ESCAPE_RE): "\\",
    (FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): "[^",
    (inline.ReferenceInlineProcessor, inline.REFERENCE_RE): "[",
    (inline.LinkInlineProcessor, inline.LINK_RE): "](",
    (inline.ImageInlineProcessor, inline.IMAGE_LINK_RE): "![",
    (inline.ImageReferenceInlineProcessor, inline.IMAGE_REFERENCE_RE): "![",
    (inline.ShortReferenceInlineProcessor, inline.REFERENCE_RE): "[",
    (inline.ShortImageReferenceInlineProcessor, inline.IMAGE_REFERENCE_RE): "![",
    (inline.AutolinkInlineProcessor, inline.AUTOLINK_RE): "<",
    (inline.AutomailInlineProcessor, inline.AUTOMAIL_RE): "<",
    (inline.SubstituteTagInlineProcessor, inline.LINE_BREAK_RE): "  \n",
    (inline.SubstituteTagInlineProcessor, BACKSLASH_BREAK): "\\\n",
    (inline.HtmlInlineProcessor, TAG): "<",
    (inline.HtmlInlineProcessor, inline.ENTITY_RE): "&",
}
"""What a run of text must hold for a pattern to match."""

_BRACKET = re.compile(r"\[")
_BEGINNINGS: Mapping[type[inline.Pattern], re.Pattern[str]] = {
    inline.BacktickInlineProcessor: re.compile(r"[`\\]"),
    inline.LinkInlineProcessor: _BRACKET,
    inline.ReferenceInlineProcessor: _BRACKET,
    inline.ShortReferenceInlineProcessor: _BRACKET,
}
"""What a match of such a pattern begins with: the pattern itself looks behind at every character of a text."""

_WHOLE: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "html_block": (20, ("<", "&")),
    "attr_list": (8, ("{",)),
    "unescape": (0, ("\\",)),
}
"""What a whole text must hold one of, behind the step's priority in the library."""

_Signs = tuple[str, ...] | None
"""None: always ask."""

_Step = tuple[inline.Pattern, _Signs, re.Pattern[str] | None]


class _Blocks(BlockParser):
    """Asks a processor about a block only when the block holds one of its signs."""

    steps: tuple[tuple[blocks.BlockProcessor, _Signs], ...]

    def parseBlocks(self, parent: etree.Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            for processor, signs in self.steps:
                if signs is not None:
                    for sign in signs:
                        if sign in block:
                            break
                    else:
                        continue
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break


class _Inline(InlineProcessor):
    """Asks a pattern about a run of text only when the text holds its sign, and none where it holds none."""

    def __init__(self, md: markdown.Markdown, patterns: Iterable[inline.Pattern]) -> None:
        super().__init__(md)
        self._patterns = tuple(_step(pattern) for pattern in patterns)
        self._without_references = tuple(
            (pattern, () if type(pattern) in _REFERENCES and signs else signs, beginning)
            for pattern, signs, beginning in self._patterns
        )
        self._steps = self._patterns
        known = [signs for _, signs, _ in self._patterns if signs is not None]
        self._any: _Signs = None
        if len(known) == len(self._patterns):
            self._any = tuple(dict.fromkeys(sign for signs in known for sign in signs))

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        self._steps = self._patterns if self.md.references else self._without_references
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        """The library's own step by its private name; `patternIndex` is the first pattern to ask."""
        if isinstance(data, AtomicString):
            return data
        if self._any is not None:
            for sign in self._any:
                if sign in data:
                    break
            else:
                return data
        for index in range(patternIndex, len(self._steps)):
            pattern, signs, beginning = self._steps[index]
            start, matched = 0, True
            while matched:
                if signs is not None:
                    for sign in signs:
                        if data.find(sign, start) >= 0:
                            break
                    else:
                        break
                if beginning is not None:
                    first = beginning.search(data, start)
                    if first is None:
                        break
                    start = first.start()
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
        return data


def _step(pattern: inline.Pattern) -> _Step:
    signs = _inline_signs(pattern)
    return pattern, signs, _BEGINNINGS.get(type(pattern)) if signs is not None else None


def _inline_signs(pattern: inline.Pattern) -> _Signs:
    if type(pattern) is inline.DelimiterProcessor and pattern.pattern == "|".join(map(re.escape, pattern.tokens)):
        return tuple(pattern.tokens)
    sign = _INLINE.get((type(pattern), pattern.pattern))
    return None if sign is None else (sign,)


_SQUARE, _ROUND = re.compile(r"[\[\]]"), re.compile(r"[()]")
_NOT_ANGULAR = re.compile(r"\(\s*+(?!<)")
_PLAIN_TARGET = re.compile(rf"\(([^\s()<>'\"{STX}]*)\)")


class _AtEnd:
    """The attributes at the end of a heading, looked for where it ends in a brace, not from each that opens."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def search(self, text: str) -> re.Match[str] | None:
        return self._pattern.search(text) if text.rstrip(" ").endswith("}") else None


def _lighten(pattern: inline.Pattern) -> None:
    """Let a pattern take the plain case of what it reads sign by sign at once."""
    if isinstance(pattern, inline.LinkInlineProcessor):
        pattern.getText = _text(pattern.getText)  # type: ignore[assignment, method-assign]
        pattern.getLink = _target(pattern.getLink)  # type: ignore[assignment, method-assign]
    elif type(pattern) is inline.BacktickInlineProcessor:
        pattern.find_code_spans = _span(pattern.find_code_spans)  # type: ignore[assignment, method-assign]


def _text(stock: Callable[[str, int], tuple[str, int, bool]]) -> Callable[[str, int], tuple[str, int, bool]]:
    """A link's words: all up to the bracket that closes.

    The library counts brackets to the end of the text from each that is never closed, which takes seconds where a
    thousand are open. Here the partners of all brackets of a text are found in one pass.
    """
    paired = lru_cache(maxsize=1)(partial(_paired, _SQUARE))

    def read(data: str, index: int) -> tuple[str, int, bool]:
        end = data.find("]", index)
        if end < 0:
            return "", index, False
        if data.find("[", index, end) >= 0:
            if not data.startswith("[", index - 1):
                return stock(data, index)
            end = paired(data).get(index, -1)
            if end < 0:
                return "", index, False
        return data[index:end], end + 1, True

    return read


def _paired(brackets: re.Pattern[str], data: str) -> dict[int, int]:
    """Return the offset of each bracket that closes, by the offset behind the one that opens."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for bracket in brackets.finditer(data):
        if bracket[0] in "[(":
            opened.append(bracket.end())
        elif opened:
            found[opened.pop()] = bracket.start()
    return found


_Target = tuple[str, str | None, int, bool]


def _target(stock: Callable[[str, int], _Target]) -> Callable[[str, int], _Target]:
    """A link's address: one without brackets, quotes and blanks.

    As with words, the library goes on to the end of the text from each bracket that is never closed.
    """
    paired = lru_cache(maxsize=1)(partial(_paired, _ROUND))

    def read(data: str, index: int) -> _Target:
        plain = _PLAIN_TARGET.match(data, index)
        if plain:
            return plain[1], None, plain.end(), True
        quoted = data.find('"', index) >= 0 or data.find("'", index) >= 0
        if not quoted and _NOT_ANGULAR.match(data, index) and index + 1 not in paired(data):
            return "", None, index, False
        return stock(data, index)

    return read


_Span = tuple[int, int | None] | None


def _span(stock: Callable[[int, str], _Span]) -> Callable[[int, str], _Span]:
    """Code between two single back-ticks."""

    def read(start: int, text: str) -> _Span:
        end = text.find("`", start + 1)
        if end < start + 2 or text.startswith("`", end + 1):
            return stock(start, text)
        return start + 1, end

    return read


class _Resting:
    """A step over a whole text that does nothing while the text holds none of its signs."""

    def __init__(self, step: Any, signs: tuple[str, ...]) -> None:
        self._step = step
        self.signs = signs
        self.awake = True

    def run(self, given: Any) -> Any:
        return self._step.run(given) if self.awake else given

    def __getattr__(self, name: str) -> Any:
        return getattr(self._step, name)


class _Look(Preprocessor):
    """Wakes the steps a text needs; fenced code has been taken out by then."""

    def __init__(self, steps: Iterable[_Resting]) -> None:
        super().__init__()
        self._steps = tuple(steps)

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        for step in self._steps:
            step.awake = any(sign in text for sign in step.signs)
        return lines


def quicken(md: markdown.Markdown, extra: Mapping[type[blocks.BlockProcessor], tuple[str, ...]]) -> None:
    """Let a converter, complete with its extensions, skip what is idle; `extra` adds to the signs of blocks.

    A library other than the one whose loops are rewritten here is left as it is.
    """
    reader = md.treeprocessors["inline"]
    known = type(md.parser) is BlockParser and type(reader) is InlineProcessor
    if not known or markdown.__version_info__[:2] != (3, 11):
        return
    # Processors and extensions have taken hold of this parser: it has to stay the same object.
    md.parser.__class__ = _Blocks
    assert isinstance(md.parser, _Blocks)
    signs = {**_BLOCKS, **extra}
    md.parser.steps = tuple((step, signs.get(type(step))) for step in md.parser.blockprocessors)
    for pattern in md.inlinePatterns:
        _lighten(pattern)
    md.treeprocessors.register(_Inline(md, md.inlinePatterns), "inline", 20)
    if "attr_list" in md.treeprocessors:
        attributes = md.treeprocessors["attr_list"]
        assert isinstance(attributes, AttrListTreeprocessor)
        attributes.HEADER_RE = _AtEnd(attributes.HEADER_RE)  # type: ignore[misc, assignment]
    resting = []
    registries: tuple[Registry[Any], ...] = (md.preprocessors, md.treeprocessors)
    for registry in registries:
        for name, (priority, needed) in _WHOLE.items():
            if name in registry:
                resting.append(_Resting(registry[name], needed))
                registry.register(resting[-1], name, priority)
    md.preprocessors.register(_Look(resting), "look", 25)
    md.block_level_elements = frozenset(md.block_level_elements)  # type: ignore[assignment]
