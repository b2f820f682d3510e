"""Any YAML as nodes with places, the same with and without libyaml.

The two parsers of PyYAML differ in tabs, tags, marks and corners of flow style. So libyaml reads only text in
which both are known to agree; all else, and every text that fails, goes to the parser in Python.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from sitegen.decoding import UNPRINTABLE, unprintable
from sitegen.diagnostics import Diagnostic, Edit, Span, diagnose, in_order
from sitegen.fields.nodes import MappingNode, ScalarNode, SequenceNode, YamlNode, quoted
from sitegen.fields.syntax import Refusal, explain
from sitegen.fields.unfold import unfold

MAX_CHARACTERS = 256_000
MAX_DEPTH = 64
MOST_FAULTS = 10
"""After so many faults of one text no further one is looked for: each costs a reading."""

_ODD = re.compile("[\t\u2028\u2029\ufeff]|\\[\\[|[^\\s\\[,:]\\{|[^\\s\\[{,]\\?|\\?[ ]*[,\\]}]")
_SEPARATORS = {0x2028: " ", 0x2029: " ", 0xFEFF: "\u2060"}
_LITERAL = re.compile(
    r"\[\[[^\[\]\n]+\]\]|\{\{[^{}\n]*\}\}|(?<=[^\s\[{,:])\{\w+\}|(?<=[^\s\[{,])\?|\?(?=[ ]*[,\]}])"
)
"""A wikilink, a Liquid output, a part of an address pattern, the end of a question: text, whatever YAML thinks."""
_SPECIAL = "[]{},:#&*!|>'\"%@`?-\\"
_MASK = {ord(character): 0xFDD0 + number for number, character in enumerate(_SPECIAL)}
_MASKED = re.compile("[\ufdd0-\ufdef]")
_UNMASK = {mask: character for character, mask in _MASK.items()}

_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_SHORT_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85"}
"""What may follow a backslash between double quotes (YAML 1.1, 5.6), as far as it shows nothing."""

_ANYWHERE = re.compile("")
_START = re.compile(r"(?:^|[:\-?,\[{])[ ]*[&*!]", re.MULTILINE)
_NEAR_BRACKETS = re.compile(r"[?:][,\[\]{}]|[\[{,][ ]*[?:]")
_BLOCK = re.compile(r"[|>][0-9+-]*#")
_DIFFERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("\t", _ANYWHERE),  # a tab that sets in
    ("\\", _ANYWHERE),  # escapes
    ("<<", _ANYWHERE),
    ("\n" + " " * 11, _ANYWHERE),  # what might be deep
    ("- -", re.compile(r"(?:-[ ]+){4}")),
    ("-  ", re.compile(r"(?:-[ ]+){4}")),
    ("%", re.compile("^%", re.MULTILINE)),  # directives and marks of documents
    ("---", re.compile("^---", re.MULTILINE)),
    ("...", re.compile(r"^\.\.\.", re.MULTILINE)),
    ("&", _START),  # anchors, aliases, tags
    ("*", _START),
    ("!", _START),
    ("?", re.compile(r"(?:^|[ \[{,])\?(?:[ ]|$)", re.MULTILINE)),  # keys that are not plain text
    ("|", _BLOCK),
    (">", _BLOCK),
    ("[", _NEAR_BRACKETS),
    ("{", _NEAR_BRACKETS),
)
"""Where the parsers may disagree: a sign, and what must surround it. A wider net than needed."""
_COMMENT = re.compile(r"[ ]+(#[^\s#].*)")


class _Careful(yaml.SafeLoader):
    """PyYAML's composer with a floor to the depth and without tags."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "tag", None) is not None:
            raise Refusal("yaml-tag", event.start_mark)
        if self.depth >= MAX_DEPTH:
            raise Refusal("yaml-too-deep", event.start_mark)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


_FAST: Any = None
"""libyaml's parser, where there is one; tags are never asked for here, so it works out none."""
if hasattr(yaml, "CSafeLoader"):

    class _Untagged(yaml.CSafeLoader):
        def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
            return ""

        def descend_resolver(self, current_node: Any, current_index: Any) -> None:
            pass

        def ascend_resolver(self) -> None:
            pass

    _FAST = _Untagged


def yaml_nodes(
    text: str, path: str, first_line: int, *, pure: bool = False
) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Return the mapping that `text` holds (None for nothing, or for an error) and what is wrong with it.

    `first_line` is the line of the file on which the text begins; the nodes' marks count from the top of the
    file. Merge keys are resolved, anchors and aliases are bounded in size, and no text makes it raise.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = unprintable(text, path, first_line)
    if problems:
        return None, problems
    if len(text) > MAX_CHARACTERS:
        message = f"this is too long to be read: {len(text):,} characters, at most {MAX_CHARACTERS:,}"
        return None, (diagnose("yaml-too-large", Span(path=path, line=first_line, column=1), message),)
    typed = "\n" * (first_line - 1) + text + "\n"
    plain = _plain(typed) if _ODD.search(typed) else typed
    try:
        root = _nodes(plain, pure)
        if root is None:
            return None, ()
        if not isinstance(root, yaml.MappingNode):
            raise Refusal("front-matter-not-a-mapping", root.start_mark)
        if "*" in plain or "<<" in plain:
            unfold(root, MAX_DEPTH)
        if "\\" in plain or _MASKED.search(plain):
            problems = tuple(_restore(root, plain, path))
            if problems:
                return None, in_order(problems)
    except (yaml.MarkedYAMLError, Refusal) as error:
        return None, _all_faults(error, typed, path)
    mapping = _mapping(root, {})
    if " #" not in plain:
        return mapping, ()
    return mapping, tuple(_comments(root, typed.split("\n"), plain.split("\n"), path))


def _all_faults(error: yaml.MarkedYAMLError | Refusal, typed: str, path: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a text: its first fault, and those that come up once the line of each is cured.

    A line that has no cure counts as a comment. What is found on a line that has been cured is passed over.
    """
    lines = typed.split("\n")
    found = [explain(error, lines, path)]
    while len(found) < MOST_FAULTS:
        last = found[-1]
        if not last.code.startswith("yaml-") or last.code in ("yaml-too-deep", "yaml-too-large"):
            break
        edit = last.edit
        lines[last.span.line - 1] = edit.text if edit else f"# {lines[last.span.line - 1]}"
        text = "\n".join(lines)
        try:
            yaml.compose(_plain(text) if _ODD.search(text) else text, Loader=_Careful)
            break
        except (yaml.MarkedYAMLError, Refusal) as further:
            found.append(explain(further, lines, path))
        if found[-1].span.line in {each.span.line for each in found[:-1]}:
            found.pop()
            break
    return in_order(found)


def _nodes(text: str, pure: bool) -> yaml.Node | None:
    if _FAST and not pure and text.count("[") + text.count("{") <= 16 and not _differs(text):
        try:
            return yaml.compose(text, Loader=_FAST)
        except yaml.YAMLError:
            pass  # the other parser finds the words
    return yaml.compose(text, Loader=_Careful)


def _node(node: yaml.Node, known: dict[int, YamlNode]) -> YamlNode:
    """Return a node of YAML as a value; one that aliases repeat is made once, and kept in `known`."""
    found = known.get(id(node))
    if found is not None:
        return found
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, known)
    start, end = node.start_mark, node.end_mark
    place = start.line + 1, start.column + 1, max(end.index - start.index, 1)
    block = (*place[:2], 1)
    made: YamlNode
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_node(item, known) for item in node.value)
        made = SequenceNode(place if node.flow_style or not items else block, items)
    else:
        assert isinstance(node, yaml.ScalarNode)
        style = node.style or ""
        made = ScalarNode(block if style in ("|", ">") else place, node.value, style, start.line < end.line)
    known[id(node)] = made
    return made


def _mapping(node: yaml.MappingNode, known: dict[int, YamlNode]) -> MappingNode:
    pairs = tuple((_node(key, known), _node(value, known)) for key, value in node.value)
    shown = node if node.flow_style or not pairs else node.value[0][0]
    length = max(shown.end_mark.index - shown.start_mark.index, 1)
    made = MappingNode((node.start_mark.line + 1, node.start_mark.column + 1, length), pairs)
    known[id(node)] = made
    return made


def _differs(text: str) -> bool:
    return any(sign in text and pattern.search(text) for sign, pattern in _DIFFERS)


def _plain(text: str) -> str:
    """Turn tabs that only separate into spaces, and hide the signs inside `[[...]]`; no character moves."""
    if "\t" in text:
        text = "\n".join(_without_tabs(line) for line in text.split("\n"))
    return _LITERAL.sub(lambda match: match[0].translate(_MASK), text.translate(_SEPARATORS))


def _without_tabs(line: str) -> str:
    words = line.lstrip(" \t")
    indent = line[: len(line) - len(words)]
    if not words or words[0] == "#":
        indent = indent.replace("\t", " ")
    return indent + words.replace("\t", " ")


def _scalars(root: yaml.Node) -> Iterator[tuple[yaml.ScalarNode, yaml.Mark]]:
    """Yield all scalars, each with the mark after which a comment on it would be."""
    seen: set[int] = set()
    todo: list[tuple[yaml.Node, yaml.Mark]] = [(root, root.start_mark)]
    while todo:
        node, mark = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node, mark
        elif isinstance(node, yaml.SequenceNode):
            todo += ((item, item.end_mark) for item in node.value)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                todo += ((key, key.end_mark), (value, value.end_mark))


def _restore(root: yaml.Node, plain: str, path: str) -> Iterator[Diagnostic]:
    """Bring back the signs that were hidden; complain of each escape such as `\\0` that smuggles something in."""
    for node, _ in _scalars(root):
        node.value = node.value.translate(_UNMASK)
        if UNPRINTABLE.search(node.value):
            yield from _smuggled(plain, node.start_mark.index, node.end_mark.index, path)


def _smuggled(plain: str, start: int, end: int, path: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each escape between two places that means what no text should hold."""
    for match in _ESCAPE.finditer(plain, start, end):
        character = chr(int(match[1][1:], 16)) if match[1][1:] else _SHORT_ESCAPES.get(match[1], " ")
        if UNPRINTABLE.search(character):
            line = plain.count("\n", 0, match.start()) + 1
            column = match.start() - plain.rfind("\n", 0, match.start())
            yield diagnose(
                "control-character",
                Span(path=path, line=line, column=column, length=len(match[0])),
                f"in double quotes `{match[0]}` is one character that shows nothing (U+{ord(character):04X})",
                fix=f"take it out; for a backslash that is to be seen, type two: \\{match[0]}",
            )


def _comments(root: yaml.Node, typed: list[str], plain: list[str], path: str) -> Iterator[Diagnostic]:
    """Find values that a `#` cut short: a comment is written `# so`, a hashtag or number is not."""
    for node, mark in _scalars(root):
        comment = None if node.style else _COMMENT.match(plain[mark.line], mark.column)
        if comment is None:
            continue
        line = typed[mark.line]
        start = node.start_mark.column if node.value else comment.start(1)
        whole = line[start:].rstrip()
        kept = f"only `{node.value}` is read" if node.value else "nothing is read"
        single = node.start_mark.line == mark.line or not node.value
        meant = quoted(whole)
        if line[:start].strip() == "order:" and whole[1:].isdecimal():
            meant = whole[1:]
        yield diagnose(
            "yaml-comment",
            Span(path=path, line=mark.line + 1, column=comment.start(1) + 1, length=len(comment[1].rstrip())),
            f"what stands behind ` #` is a comment: {kept}",
            fix=(line[:start] + meant).strip() if single else "put the whole value in quotes",
            note="A comment has a space behind the #.",
            edit=Edit(text=line[:start] + meant, where="line") if single else None,
        )
