"""Front matter in JSON as nodes with places."""

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]

from sitegen.decoding import UNPRINTABLE
from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, SequenceNode, YamlNode
from sitegen.patterns import late

MAX_CHARACTERS = 256_000
MAX_DEPTH = 64

_SPACE = re.compile(r"[ \t\n]*")
_WORD = re.compile(r"[^\s,\[\]{}]+")
_FAULTS = {
    "Expecting property name": "a name between double quotes is missing here",
    "Expecting ':'": "a colon is missing here",
    "Expecting ','": "a comma is missing here",
    "Expecting value": "this is no value: a text needs double quotes, a list square brackets",
    "Unterminated string": "the quote that opens here is never closed",
    "Invalid \\escape": "a backslash has a meaning in JSON; for one that is to be seen, type two",
    "Invalid control": "a text ends on the line on which it begins; for a line break type \\n",
    "Extra data": "the front matter ended before this",
    "Illegal trailing comma": "there is a comma behind the last field",
}
_TRAILING = late(r",(\s*)\Z")


def json_nodes(text: str, path: str, first_line: int) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Return the object that `text` holds (None for an error) and what is wrong with it.

    `first_line` is the line of the file on which the text begins; places count from the top of the file.
    """

    def wrong(
        code: str, at: int, message: str, length: int = 1, fix: str = ""
    ) -> tuple[None, tuple[Diagnostic, ...]]:
        line, column, _ = _place(text, at, at, first_line)
        span = Span(path=path, line=line, column=column, length=length)
        return None, (diagnose(code, span, message, fix=fix),)

    if len(text) > MAX_CHARACTERS:
        message = f"this is too long to be read: {len(text):,} characters, at most {MAX_CHARACTERS:,}"
        return wrong("yaml-too-large", 0, message)
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        at = error.pos
        words = next((said for start, said in _FAULTS.items() if error.msg.startswith(start)), "this is not JSON")
        comma = _TRAILING.search(text, 0, at)
        if comma and text[at : at + 1] in ("}", "]"):
            at, words = comma.start(), "there is a comma behind the last field"
        cure = "take that comma out" if "comma behind" in words else ""
        return wrong("json-syntax", min(at, len(text.rstrip()) - 1 if text.strip() else 0), words, fix=cure)
    except RecursionError:
        return wrong("yaml-too-deep", 0, "this is nested too deep")
    if not isinstance(found, dict):
        return wrong("front-matter-not-a-mapping", 0, "front matter in JSON stands between { and }")
    reader = _Reader(text, first_line)
    try:
        node, _ = reader.node(_SPACE.match(text).end(), 0)  # type: ignore[union-attr]
    except RecursionError:
        return wrong("yaml-too-deep", 0, "this is nested too deep")
    assert isinstance(node, MappingNode)
    return smuggled(node, path) or (node, ())


def smuggled(node: MappingNode, path: str) -> tuple[None, tuple[Diagnostic, ...]] | None:
    """Return an error for the first text that an escape has given a character that no text should hold."""
    todo: list[YamlNode] = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, MappingNode):
            todo += [part for pair in each.pairs for part in pair]
        elif isinstance(each, SequenceNode):
            todo += each.items
        elif match := UNPRINTABLE.search(each.value):
            line, column, length = each.place
            span = Span(path=path, line=line, column=column, length=length)
            message = f"an escape in this text is one character that shows nothing (U+{ord(match[0]):04X})"
            return None, (diagnose("control-character", span, message, fix="take it out"),)
    return None


class _Reader:
    """Reads JSON that is known to be well formed."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line

    def node(self, at: int, depth: int) -> tuple[YamlNode, int]:
        """Return the value that begins at an offset, and the offset behind it."""
        if depth > MAX_DEPTH:
            raise RecursionError
        sign = self.text[at]
        if sign in "[{":
            return self._many(at, depth, "]" if sign == "[" else "}")
        if sign == '"':
            value, end = scanstring(self.text, at + 1)
            return ScalarNode(self._place(at, end), value, '"'), end
        word = _WORD.match(self.text, at)
        assert word is not None
        return ScalarNode(self._place(at, word.end()), word[0]), word.end()

    def _many(self, start: int, depth: int, close: str) -> tuple[YamlNode, int]:
        items: list[YamlNode] = []
        at = self._behind_space(start + 1)
        while self.text[at] != close:
            item, at = self.node(at, depth + 1)
            items.append(item)
            at = self._behind_space(at)
            if self.text[at] in ",:":
                at = self._behind_space(at + 1)
        place = self._place(start, at + 1)
        if close == "]":
            return SequenceNode(place, tuple(items)), at + 1
        return MappingNode(place, tuple(zip(items[::2], items[1::2], strict=True))), at + 1

    def _behind_space(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        assert match is not None
        return match.end()

    def _place(self, start: int, end: int) -> Place:
        return _place(self.text, start, end, self.first_line)


def _place(text: str, start: int, end: int, first_line: int) -> Place:
    line = text.count("\n", 0, start)
    length = min(end, text.find("\n", start) if "\n" in text[start:end] else end) - start
    return first_line + line, start - text.rfind("\n", 0, start), max(length, 1)
