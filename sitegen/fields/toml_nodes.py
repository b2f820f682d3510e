"""Front matter in TOML as nodes with places.

The parser of the standard library gives values without their places. These are read off the lines, on which TOML
puts one key each.
"""

import datetime as dt
import re
import tomllib
from typing import Any

from sitegen.diagnostics import Diagnostic, Edit, Span, diagnose
from sitegen.fields.json_nodes import MAX_CHARACTERS, MAX_DEPTH, smuggled
from sitegen.fields.nodes import MappingNode, Place, ScalarNode, SequenceNode, YamlNode, quoted
from sitegen.fields.scalars import TRUTH_VALUES
from sitegen.patterns import late

_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_LINE = late(rf"^[ \t]*(?:(?P<table>\[\[?)[ \t]*(?P<name>{_KEY})[ \t]*\]|(?P<key>{_KEY})[ \t]*=[ \t]*)", re.M)
_ITEM = late(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[^\s,\[\]{}\"'#]+|#.*")
_STATEMENT = late(r"(?P<key>[\w.-]+)[ \t]*[:=][ \t]*(?P<value>[^\n]*?)[ \t]*")
_STOPPED = late(r"(?P<words>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.S)
_FAULTS = {
    "Invalid value": "this is no value: a text needs quotes",
    "Expected '=' after a key": "in TOML `=` stands between a key and its value",
    "Cannot overwrite a value": "this key is there already",
    "Unclosed array": "the bracket [ is never closed",
    "Unclosed inline table": "the bracket { is never closed",
    "Unterminated string": "the quote is never closed",
    "Illegal character": "the quote is never closed on its line",
    "Unescaped '\\' in a string": "a backslash has a meaning between double quotes; take single ones",
    "Invalid hex value": "a backslash has a meaning between double quotes; take single ones",
    "Expected newline or end of document": "the text goes on behind the value: a text needs quotes",
    "Invalid statement": "this line is not of the form `key = value`",
    "Invalid date": "this names a day that does not exist",
    "Cannot declare": "this table is there already",
}

_Path = tuple[str | int, ...]


def toml_nodes(text: str, path: str, first_line: int) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Return the table that `text` holds (None for an error) and what is wrong with it.

    `first_line` is the line of the file on which the text begins; places count from the top of the file.
    """
    top = Span(path=path, line=first_line, column=1)
    if len(text) > MAX_CHARACTERS:
        message = f"this is too long to be read: {len(text):,} characters, at most {MAX_CHARACTERS:,}"
        return None, (diagnose("yaml-too-large", top, message),)
    try:
        found = tomllib.loads(text, parse_float=str)
        node = _Placed(text, first_line).node(found, (), (first_line, 1, 1), 0)
    except tomllib.TOMLDecodeError as error:
        return None, (_explained(str(error), text, path, first_line),)
    except RecursionError:
        return None, (diagnose("yaml-too-deep", top, "this is nested too deep"),)
    assert isinstance(node, MappingNode)
    return smuggled(node, path) or (node, ())


def _explained(words: str, text: str, path: str, first_line: int) -> Diagnostic:
    """Return what stopped the parser, with the line to type where putting it in quotes is enough."""
    stopped = _STOPPED.fullmatch(words)
    lines = text.split("\n")
    number, column = len(text.rstrip().split("\n")), 1
    if stopped and stopped["line"]:
        number, column = int(stopped["line"]), int(stopped["column"])
    if number > 1 and (number > len(lines) or (not lines[number - 1][: column - 1].strip() and column == 1)):
        before = lines[number - 2]
        if "newline" in words or "Unterminated" in words or "Illegal" in words:
            number, column = number - 1, len(before) or 1
    said = next((plain for start, plain in _FAULTS.items() if words.startswith(start)), "this is not TOML")
    line = lines[number - 1] if number <= len(lines) else ""
    if words.startswith("Cannot"):
        column = 1
    if not words.startswith(("Invalid value", "Unterminated", "Illegal")):
        column = min(column, max(len(line), 1))
    span = Span(path=path, line=first_line + number - 1, column=column, length=1)
    fix = _meant(lines, number - 1)
    return diagnose("toml-syntax", span, said, fix=fix, edit=Edit(text=fix, where="line") if fix else None)


def _meant(lines: list[str], row: int) -> str:
    """Return a line as TOML wants it; "" where what was typed does not tell."""
    statement = _STATEMENT.fullmatch(lines[row].strip()) if row < len(lines) else None
    if statement is None or not statement["value"]:
        return ""
    value = statement["value"]
    truth = TRUTH_VALUES.get(value.casefold())
    bare = value.strip("\"'“”")
    items = [quoted(item.strip().strip("\"'“”")) for item in value[1:-1].split(",")]
    whole = f"[{', '.join(items)}]" if value[0] == "[" and value[-1] == "]" else quoted(bare)
    for typed in (value, str(truth).lower(), whole) if truth is not None else (value, whole):
        fix = f"{statement['key']} = {typed}"
        try:
            tomllib.loads(fix)
            tomllib.loads("\n".join([*lines[:row], fix]))
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
        return fix
    return ""


class _Placed:
    """The values of a text in TOML as nodes, with the places at which their keys are written."""

    def __init__(self, text: str, first_line: int) -> None:
        self.keys: dict[_Path, Place] = {}
        self.values: dict[_Path, list[Place]] = {}
        """The place of a value, and then those of the words in it."""
        table: _Path = ()
        counts: dict[_Path, int] = {}
        for match in _LINE.finditer(text):
            line = text.count("\n", 0, match.start()) + first_line
            start = text.rfind("\n", 0, match.end()) + 1
            if match["table"]:
                table = self._table(_parts(match["name"]), match["table"] == "[[", counts)
                self._note(table, (line, match.start("name") - start + 1, len(match["name"])))
                continue
            path = (*table, *_parts(match["key"]))
            self._note(path, (line, match.start("key") - start + 1, len(match["key"])))
            following = _LINE.search(text, match.end())
            end = following.start() if following else len(text)
            words = [each for each in _ITEM.finditer(text, match.end(), end) if each[0][0] != "#"]
            rest = text[match.end() : end].partition("\n")[0].rstrip()
            whole = len(words[0][0]) if words and words[0].start() == match.end() else len(rest)
            places = [(line, match.end() - start + 1, max(whole, 1))]
            for each in words:
                begun = text.rfind("\n", 0, each.start()) + 1
                row = text.count("\n", 0, each.start()) + first_line
                places.append((row, each.start() - begun + 1, len(each[0])))
            self.values.setdefault(path, places)

    def _table(self, parts: _Path, repeated: bool, counts: dict[_Path, int]) -> _Path:
        """Return the path of a table, with the number of each list of tables on the way."""
        path: _Path = ()
        for number, part in enumerate(parts):
            path = (*path, part)
            if repeated and number == len(parts) - 1:
                counts[path] = counts.get(path, -1) + 1
            if path in counts:
                path = (*path, counts[path])
        return path

    def _note(self, path: _Path, place: Place) -> None:
        for length in range(len(path), 0, -1):
            self.keys.setdefault(path[:length], place)

    def node(self, value: Any, path: _Path, above: Place, depth: int) -> YamlNode:
        """Return a value as a node; one that has no place of its own gets that of the value `above` it."""
        if depth > MAX_DEPTH:
            raise RecursionError
        places = self.values.get(path, [])
        place = places[0] if places else self.keys.get(path, above)
        if isinstance(value, dict):
            pairs = []
            for key, below in value.items():
                spot = self.keys.get((*path, key), place)
                pairs.append((ScalarNode(spot, key, '"'), self.node(below, (*path, key), spot, depth + 1)))
            return MappingNode(place, tuple(pairs))
        if isinstance(value, list):
            own = places[1:] if len(places) == len(value) + 1 else []
            items = [
                self.node(item, (*path, number), own[number] if own else place, depth + 1)
                for number, item in enumerate(value)
            ]
            return SequenceNode(place, tuple(items))
        return ScalarNode(place, _text(value), '"' if isinstance(value, str) else "")


def _parts(key: str) -> _Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat(" ") if isinstance(value, dt.datetime) else str(value)
