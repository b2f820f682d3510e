"""Front matter of other generators: YAML, TOML or JSON, also where it is not quite as its language wants it."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml
from msgspec import Struct

from sitegen.fields.nodes import ScalarNode, SequenceNode, YamlNode
from sitegen.fields.simple_yaml import simple_nodes
from sitegen.importers.report import Report

_YAML = re.compile(r"\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"(?P<indent>[ ]*)(?P<dash>-[ ]+)?(?:(?P<name>[\w.-]+)[ ]*:(?:[ ]+|$))?(?P<value>.*)")
_UNSAFE = re.compile(r"[@`%*&!{}\[\]?|>]|.*(?::\s|\s#|:$)|.*\{[{%]")
"""A value that YAML does not read as the text that it is."""
_LINE = re.compile(r"^[\"']?([\w.-]+)[\"']?[ \t]*[:=]", re.MULTILINE)
_TOML_FIELD = re.compile(r"^([\w-]+)\s*=\s*(.+)$", re.MULTILINE)


MOST_VALUES = 200_000
"""The parts of the values of one file."""
MOST_DEPTH = 60
"""How deep they may lie in each other."""


class OldText(Struct, frozen=True, kw_only=True):
    """A text file of an old site."""

    fields: dict[str, Any]
    """Its front matter by the names as written: texts, lists and mappings; numbers and days are texts, too."""
    lines: dict[str, int]
    """The line of each field."""
    body: str
    body_line: int = 1
    """The line on which the body begins."""
    has_head: bool = True
    """Whether there is any front matter."""

    def line(self, name: str) -> int:
        """Return the line of a field, of the first line for a field that is not written there."""
        return self.lines.get(name, 1)


def old_text(data: bytes, report: Report) -> OldText:
    """Return the front matter and the body of a file; what cannot be read of them is reported as lost."""
    text = decoded(data)
    if found := _YAML.match(text):
        fields = yaml_fields(found[1], report, text.count("\n", 0, found.start(1)) + 1)
    elif found := _TOML.match(text):
        fields = toml_fields(found[1], report, text.count("\n", 0, found.start(1)) + 1)
    elif text.lstrip().startswith("{") and not text.lstrip().startswith(("{%", "{{", "{:", "{#")):
        start = len(text) - len(text.lstrip())
        try:
            value, end = json.JSONDecoder().raw_decode(text, start)
            fields = plain_value(value)
        except (ValueError, RecursionError):
            return OldText(fields={}, lines={}, body=text, has_head=False)
        body = text[end:].removeprefix("\n")
        places = re.finditer(r"\"([\w.-]+)\"\s*:", text[:end])
        lines = {place[1]: text.count("\n", 0, place.start()) + 1 for place in places}
        return OldText(
            fields=fields if isinstance(fields, dict) else {},
            lines=lines,
            body=body,
            body_line=text.count("\n", 0, len(text) - len(body)) + 1,
        )
    else:
        return OldText(fields={}, lines={}, body=text, has_head=False)
    first = text.count("\n", 0, found.start(1)) + 1
    lines = {}
    for place in _LINE.finditer(found[1]):
        lines.setdefault(place[1], first + found[1].count("\n", 0, place.start()))
    return OldText(
        fields=fields, lines=lines, body=text[found.end() :], body_line=text.count("\n", 0, found.end()) + 1
    )


def decoded(data: bytes) -> str:
    """Return the text of a file with `\\n` line ends: UTF-8, else Windows' own letters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t") if _has_controls(text) else text


def yaml_fields(text: str, report: Report, first_line: int = 1) -> dict[str, Any]:
    """Return the mapping that YAML holds; where it is broken, all that can be read of it line by line."""
    simple = simple_nodes(text, first_line)
    if simple is not None:
        return {_of_node(name): _of_node(value) for name, value in simple.pairs}
    text = _without_tabs(text)
    try:
        found = plain_value(_loaded(text))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (min(mark.line, text.count("\n")) if mark else 0)
        found = _repaired(text)
        if found is None:
            found = _line_by_line(text)
            message = "this is no YAML, so the fields were read line by line, as far as each makes sense"
            report.lost(line, message, fix="compare them with those of the new file")
    return found if isinstance(found, dict) else {}


def _of_node(node: YamlNode) -> Any:
    """Return the value of a node."""
    if isinstance(node, ScalarNode):
        return plain_value(node.value) if not node.style else node.value
    if isinstance(node, SequenceNode):
        return [_of_node(item) for item in node.items]
    return {_of_node(name): _of_node(value) for name, value in node.pairs}


def toml_fields(text: str, report: Report, first_line: int = 1) -> dict[str, Any]:
    """Return the mapping that TOML holds; where it is broken, its plain lines."""
    try:
        return dict(plain_value(tomllib.loads(text)))
    except (ValueError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        line = first_line + (int(place[1]) - 1 if place else 0)
        report.lost(
            line, "this is no TOML, so the fields were read line by line", fix="compare them with the new file"
        )
    found: dict[str, Any] = {}
    for field in _TOML_FIELD.finditer(text):
        try:
            found |= tomllib.loads(field[0])
        except (ValueError, RecursionError):
            found[field[1]] = field[2].strip().strip("\"'")
    try:
        return dict(plain_value(found))
    except ValueError:
        return {}


def data_value(path: str, data: bytes, report: Report) -> Any:
    """Return what a data file holds, in texts, lists and mappings; None for one that cannot be read."""
    text = decoded(data)
    try:
        if path.endswith(".json"):
            return plain_value(json.loads(text))
        if path.endswith(".toml"):
            return plain_value(tomllib.loads(text))
        return plain_value(_loaded(_without_tabs(text)))
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        report.lost(mark.line + 1 if mark else getattr(error, "lineno", 1), "this data file cannot be read")
        return None


def plain_value(value: Any) -> Any:
    """Return a value of TOML, JSON or YAML with texts for whatever is no list and no mapping.

    Raises ValueError for a value of more than MOST_VALUES parts, which aliases of YAML can make in a few lines.
    """
    left = MOST_VALUES

    def plain(value: Any, depth: int) -> Any:
        nonlocal left
        left -= 1
        if left < 0 or depth > MOST_DEPTH:
            raise ValueError("too many values, or too deep")
        if isinstance(value, Mapping):
            return {str(name): plain(inner, depth + 1) for name, inner in value.items()}
        if isinstance(value, list | tuple):
            return [plain(inner, depth + 1) for inner in value]
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, dt.datetime | dt.date | dt.time):
            return value.isoformat()
        return "" if value is None or value in ("null", "~") else str(value)

    return plain(value, 0)


def _untagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    """Return the value of a node whatever its tag says."""
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)  # type: ignore[arg-type]


class _Loader(yaml.SafeLoader):
    """YAML without types: each scalar is the text that was written."""

    yaml_implicit_resolvers = {"<": yaml.SafeLoader.yaml_implicit_resolvers["<"]}
    yaml_multi_constructors = {"": _untagged}


def _loaded(text: str) -> Any:
    """Return what YAML holds. Raises yaml.YAMLError, and ValueError for brackets that are too deep to be read."""
    depth = 0
    if text.count("[") + text.count("{") > MOST_DEPTH:
        for sign in text:
            depth += (sign in "[{") - (sign in "]}")
            if depth > MOST_DEPTH:
                raise ValueError("too deep")
    return yaml.load(text, Loader=_Loader)


def _has_controls(text: str) -> bool:
    return any(chr(code) in text for code in (*range(9), 11, 12, *range(14, 32)))


def _without_tabs(text: str) -> str:
    """Return YAML without the tabs that set in, or follow a name; other tabs are text."""
    if "\t" not in text:
        return text
    lines = []
    for line in text.split("\n"):
        start = line[: len(line) - len(line.lstrip(" \t"))].replace("\t", "  ")
        lines.append(start + re.sub(r"^((?:- )?[\w-]+:)[\t ]+", r"\1 ", line.lstrip(" \t")).rstrip("\t"))
    return "\n".join(lines)


def _repaired(text: str) -> Any:
    """Return what YAML means after quotes were put around values that need some; None where that does not help."""
    lines = []
    for line in text.split("\n"):
        field = _FIELD.fullmatch(line)
        value = field["value"].strip() if field else ""
        if field and (field["name"] or field["dash"]) and value and _UNSAFE.match(value) and not _is_closed(value):
            start = line[: field.start("value")]
            lines.append(f"{start}{json.dumps(value, ensure_ascii=False)}")
        else:
            lines.append(line)
    try:
        return plain_value(_loaded("\n".join(lines)))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _is_closed(value: str) -> bool:
    """Whether a value is a scalar or a list that YAML reads by itself."""
    if value in ("|", ">", "|-", ">-", "|+", ">+"):
        return True
    try:
        _loaded(value)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return value[0] in "\"'[{" and not value.startswith("{{")


def _line_by_line(text: str) -> dict[str, Any]:
    """Return the fields of YAML whose lines make sense by themselves."""
    found: dict[str, Any] = {}
    for block in re.split(r"\n(?=[\w.-]+[ ]*:)", text):
        value = _repaired(block)
        if isinstance(value, dict):
            found |= value
        elif field := re.match(r"([\w.-]+)[ ]*:[ ]*(.*)", block):
            found[field[1]] = field[2].strip().strip("\"'")
    return found
