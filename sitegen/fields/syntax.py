"""What is wrong with a text that is not YAML, in a writer's words, with the line to type instead.

The parser knows where it stopped; what the writer meant is read off the lines around that place.
"""

import re

import yaml

from sitegen.diagnostics import Diagnostic, Edit, Span, diagnose
from sitegen.fields.fences import looks_like_end, names_field
from sitegen.fields.nodes import quoted
from sitegen.fields.retyped import safe, value_meant
from sitegen.fields.yaml_stop import FIELD, Finding, Stop

_TIGHT = re.compile("(?P<key>[ ]*(?:-[ ]+)*[\\w-]+):[\u00a0\u2007\u202f\u200b]*(?P<value>\\S.*)")
"""`key:value`, where YAML wants a space."""

_HASHED = re.compile(r"(?<=[\s,\[{])(#[^\s,\]}]*)")
"""A hashtag where YAML reads a comment."""
LONG = 30
"""The length from which a value is a text that may go on in the next line."""
_NAMED = re.compile(
    r"(?P<key>[\w-]*\w)(?:\s*(?:[=：]+>?|:=|[-–—]+>|→)|[;.,](?=\s)|\s+(?:[-–—](?=\s)|:)|(?=\s)|$)\s*(?P<value>.*)"
)
"""A word, perhaps a sign that is no colon, and the rest of a line."""
_SIGNED_KEY = re.compile(r"\W+(?P<key>\w[\w -]*)[^\w:]*:(?P<value>[ ].*)")
"""A field with signs around its name: `**draft**: true`."""
_LIST_SIGNS = re.compile(r"[\s\[\]{},\"']*|\s*-\s*|.*[\"'\[\]{}].*")
"""Lines of signs alone that are a part of YAML."""

_FENCES = ("---", "...")
_REFUSED = {
    "yaml-tag": "a value cannot begin with `!`",
    "yaml-too-deep": "this is nested too deep",
    "yaml-too-large": "the aliases in this make it too large",
}


class Refusal(Exception):
    """YAML that is well formed and yet not taken."""

    def __init__(self, code: str, mark: yaml.Mark, words: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.mark = mark
        self.words = words or _REFUSED.get(code, "")


def explain(error: yaml.MarkedYAMLError | Refusal, lines: list[str], path: str) -> Diagnostic:
    """Say what is wrong, where and what to type. `lines` are the file's, from its top."""
    finding = _refused(error, lines) if isinstance(error, Refusal) else _misread(error, lines)
    span = Span(path=path, line=finding.row + 1, column=finding.column + 1, length=max(finding.length, 1))
    fix, edit = finding.fix, None
    if fix and finding.takes:
        line = lines[finding.row]
        lead = "" if finding.takes == "whole" else line[: len(line) - len(line.lstrip())]
        edit = Edit(text=lead + fix, where="line")
    return diagnose(finding.code, span, finding.message, fix=fix, edit=edit)


def _refused(refusal: Refusal, lines: list[str]) -> Finding:
    stop = Stop(lines, None, refusal.mark)
    if refusal.code == "front-matter-not-a-mapping":
        return _without_colon(stop, stop.row)._replace(code=refusal.code)
    fix = ""
    if refusal.code == "yaml-tag":
        fix = _meant(stop, stop.row) or stop.in_quotes(stop.row)
    elif refusal.code != "bad-value":
        fix = "write it out with fewer levels and without `&` and `*`"
    takes = "line" if refusal.code == "yaml-tag" else ""
    return Finding(refusal.words, stop.row, stop.column, fix, code=refusal.code, takes=takes)


def _misread(error: yaml.MarkedYAMLError, lines: list[str]) -> Finding:
    stop = Stop(lines, error, error.problem_mark)
    ended = _ended(stop)
    if ended is not None:
        return ended
    for look in (_tab, _quote, _bracket, _colon, _key, _sign, _escape, _item, _behind, _indent, _document):
        finding = look(stop)
        if finding is not None:
            return finding
    fix = _meant(stop, stop.row) or stop.in_quotes(stop.row)
    return Finding("this line cannot be read", stop.row, stop.column, fix)


def _ended(stop: Stop) -> Finding | None:
    """Find the line that was to end the front matter above the place where the parser stopped."""
    if stop.lines[0].strip():
        return None  # a file without fences
    for row, line in enumerate(stop.lines[: stop.row + 1]):
        if looks_like_end(line) and line.rstrip() not in _FENCES and not _LIST_SIGNS.fullmatch(line):
            message = "this line is to end the front matter; that takes ---"
            return Finding(message, row, 0, "---", len(line), "front-matter-unclosed")
    return None


def _tab(stop: Stop) -> Finding | None:
    if r"'\t'" not in stop.problem:
        return None
    lead = len(stop.line) - len(stop.line.lstrip())
    spaces = stop.line[:lead].expandtabs(2) + stop.line.strip()
    return Finding(
        "a line is set in with spaces, never with a tab",
        stop.row,
        stop.column,
        spaces,
        lead - stop.column,
        takes="whole",
    )


def _quote(stop: Stop) -> Finding | None:
    open_end = "quoted scalar" in stop.context and "end of stream" in stop.problem
    if not open_end and "<scalar>" not in stop.problem:
        return None
    rows = [stop.began] if open_end else [stop.row, *range(stop.row - 1, -1, -1)]
    for row in rows:
        start = stop.began_column if open_end else stop.value_start(row)
        value = stop.lines[row].rstrip()[start:]
        if value[:1] not in ("'", '"'):
            continue
        if fix := _meant(stop, row):
            message = f"the quote {value[0]} closes here, before the end of the text"
            return Finding(message, row, start, fix, len(value))
        mark = value[0]
        before = stop.lines[row][:start].lstrip()
        end = value.find(mark, 1)
        if end < 0:
            message = f"the quote {mark} that opens here is never closed"
            return Finding(message, row, start, before + quoted(value[1:]), len(value))
        if row == stop.row and value[end + 1 :].lstrip()[:1] not in ("", "#"):
            inner = value[1:-1] if value.endswith(mark) else value
            message = f"the quote {mark} closes here, before the end of the text"
            return Finding(message, row, start + end, before + quoted(inner))
    return None


def _bracket(stop: Stop) -> Finding | None:
    if not stop.context.startswith("while parsing a flow"):
        return None
    line = stop.lines[stop.began].rstrip()
    if line[stop.began_column] in "]}":  # libyaml and PyYAML name another bracket than the one that opens
        stop.began_column = max(line.rfind("[", 0, stop.began_column), line.rfind("{", 0, stop.began_column), 0)
    opened = line[stop.began_column]
    close = {"[": "]", "{": "}"}.get(opened, "")
    hashed = _HASHED.search(line, stop.began_column)
    if hashed and opened in "[{" and close in line[hashed.start() :]:
        items = [item.strip().strip("\"'") for item in line[stop.began_column + 1 : line.rindex(close)].split(",")]
        tagged = ", ".join(quoted(item) if "#" in item else item for item in items)
        fix = f"{line[: stop.began_column].strip()} [{tagged}]" if opened == "[" else ""
        message = "what stands behind # is a comment, so the bracket is never closed"
        return Finding(message, stop.began, hashed.start(1), fix, len(hashed[1]))
    value = line[stop.began_column :]
    if stop.value_start(stop.began) == stop.began_column and (meant := _meant(stop, stop.began)):
        fix = meant
    elif close and close not in value and not line.endswith(("]", "}")):
        fix = line.strip().removesuffix(",") + close
        if opened == "{" and ":" not in value:
            fix = f"{line[: stop.began_column].strip()} [{value[1:].strip().removesuffix(',')}]"
    else:
        fix = stop.in_quotes(stop.began)
    message = f"the bracket {opened} that opens here is never closed"
    return Finding(message, stop.began, stop.began_column, fix)


def _colon(stop: Stop) -> Finding | None:
    if "mapping values are not allowed" not in stop.problem:
        return None
    start = stop.value_start(stop.row)
    if stop.field is not None and stop.field["value"] and stop.column >= start:
        message = f"the value of `{stop.field['key']}` needs quotes: `: ` in it reads as a new key"
        return Finding(message, stop.row, stop.column, stop.in_quotes(stop.row), code="yaml-colon")
    above = stop.above(stop.row)
    if above < 0:
        return None
    if FIELD.fullmatch(stop.lines[above].rstrip()) is None:
        return _without_colon(stop, above)
    return _aligned(stop, above, "this line is set in further than the field above, which has a value already")


def _key(stop: Stop) -> Finding | None:
    if "could not find expected ':'" not in stop.problem:
        return None
    return _without_colon(stop, stop.began)


def _without_colon(stop: Stop, row: int) -> Finding:
    line = stop.lines[row].strip()
    column = len(stop.lines[row]) - len(stop.lines[row].lstrip())
    tight = _TIGHT.fullmatch(line)
    if tight:
        message = "there is no plain space behind the colon"
        if ord(line[tight.end("key") + 1]) < ord("\u00a0"):
            message = "there is no space behind the colon"
        fix = f"{tight['key']}: {tight['value']}"
        return Finding(message, row, column + tight.end("key"), fix)
    if line.startswith("- "):
        return Finding("a list stands here without a key", row, column, "", len(line))
    below = next((each for each in stop.lines[row + 1 :] if each.strip()), "")
    if names_field(line) and re.match(r"[ ]*-[ ]", below):
        return Finding("no colon stands behind the name of this field", row, column, f"{line}:", len(line))
    above = stop.above(row)
    field = FIELD.fullmatch(stop.lines[above].rstrip()) if above >= 0 else None
    named = _NAMED.fullmatch(line)
    if named and names_field(named["key"]):
        message = "this line is not of the form `key: value`"
        value = named["value"]
        if named["key"] == "permalink":
            value = re.sub(r"%(year|month|day|slug|title)%|<(year|month|day|slug|title)>", r"{\1\2}", value)
        return Finding(message, row, column, f"{named['key']}: {safe(value)}" if value else "", len(line))
    if field:
        message = "this line has no key; to go on with the text above, set it in"
        long = len(field["value"] or "") >= LONG
        return Finding(message, row, column, " " * column + "  " + line if long else "", len(line), takes="whole")
    return Finding("this line is not of the form `key: value`", row, column, "", len(line))


def _sign(stop: Stop) -> Finding | None:
    """A value begins with a sign that YAML keeps for itself."""
    by_context = ("while scanning an alias", "while scanning an anchor", "while scanning a block scalar")
    if stop.context.startswith((*by_context, "while scanning a directive")):
        row, column = stop.began, stop.began_column
    elif any(
        words in stop.problem
        for words in (
            "cannot start any token",
            "undefined alias",
            "duplicate anchor",
            "keys are not allowed",
            "node content",
        )
    ):
        row, column = stop.row, stop.column
    else:
        return None
    line = stop.lines[row]
    sign = line[column : column + 1]
    if column == len(line) - len(line.lstrip()):
        if line.strip().startswith("* "):
            return Finding("an item of a list begins with -", row, column, f"- {safe(line.strip()[2:].strip())}")
        key = _SIGNED_KEY.fullmatch(line.strip())
        if key:
            value = key["value"].strip().strip(sign)
            message = f"the name of a field cannot begin with `{sign}`"
            return Finding(message, row, column, f"{key['key'].strip()}: {safe(value)}", len(line.strip()))
    return Finding(f"a value cannot begin with `{sign}`", row, column, _meant(stop, row) or stop.in_quotes(row))


def _meant(stop: Stop, row: int) -> str:
    """Return the line whose value was meant as a list, a link or a word; "" where it is a text."""
    line = stop.lines[row].rstrip()
    field = FIELD.fullmatch(line)
    value = value_meant(field["key"], field["value"].strip()) if field and field["value"] else ""
    return f"{line[: stop.value_start(row)].strip()} {value}" if value else ""


def _escape(stop: Stop) -> Finding | None:
    if "escape" not in stop.problem:
        return None
    row = stop.row
    start = stop.value_start(row)
    value = stop.lines[row].rstrip()[start:]
    inner = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
    column = max(stop.line.rfind("\\", 0, stop.column + 1), 0)
    message = "a backslash has a meaning inside double quotes; take single ones"
    fix = (stop.line[:start] + "'" + inner.replace("'", "''") + "'").strip()
    return Finding(message, row, column, fix, 2)


def _item(stop: Stop) -> Finding | None:
    """A list item where none can stand."""
    if "sequence entries are not allowed" in stop.problem:
        start = stop.value_start(stop.row)
        item = stop.line.rstrip()[start:].lstrip("- ")
        fix = f"{stop.line[:start].strip()} [{', '.join(re.split(r'[ ]+-[ ]+', item))}]"
        return Finding("a list cannot begin behind the colon", stop.row, stop.column, fix)
    if "but found '-'" in stop.problem:
        above = FIELD.fullmatch(stop.lines[max(stop.above(stop.row), 0)].rstrip())
        item = stop.line.strip().lstrip("- ")
        named = FIELD.fullmatch(item)
        if named and names_field(named["key"]) and stop.line.startswith("-"):
            message = "a field stands without a - before it"
            return Finding(message, stop.row, stop.column, item, 1)
        if above and above["value"]:
            message = f"a list item stands below `{above['key']}`, which has a value already"
            fix = f"{above['key']}: [{above['value'].strip()}, {item}]"
            return Finding(message, stop.row, stop.column, fix, takes="")
        return _aligned(stop, stop.above(stop.row), "a list item stands where a field is expected")
    if "but found '?'" in stop.problem and stop.lines[stop.began].lstrip().startswith("-"):
        message = "a field stands among the items of a list"
        fix = f"- {stop.line.strip()}" if not stop.line.startswith(" ") else stop.line.strip()
        return Finding(message, stop.row, stop.column, fix, len(stop.line.strip()))
    return None


def _behind(stop: Stop) -> Finding | None:
    if not stop.problem.endswith(
        ("found '<scalar>'", "found ','", "found '['", "found '{'", "found ']'", "found '}'")
    ):
        return None
    message = "the text goes on behind a closing bracket or quote"
    return Finding(message, stop.row, stop.column, _meant(stop, stop.row) or stop.in_quotes(stop.row))


def _indent(stop: Stop) -> Finding | None:
    if "start>'" not in stop.problem and "block end" not in stop.problem:
        return None
    above = stop.above(stop.row)
    if "document start" in stop.problem:
        first = next(row for row, line in enumerate(stop.lines) if line.strip() and line.lstrip()[0] != "#")
        message = "the first field is set in, the others are not"
        return Finding(
            message,
            first,
            0,
            stop.lines[first].strip(),
            len(stop.lines[first]) - len(stop.lines[first].lstrip()),
            takes="whole",
        )
    return _aligned(stop, above, "this line is set in differently from the lines above that it belongs to")


def _aligned(stop: Stop, above: int, message: str) -> Finding:
    words = stop.line.strip()
    lead = len(stop.line) - len(stop.line.lstrip())
    model = stop.lines[above] if above >= 0 else ""
    fix = model[: len(model) - len(model.lstrip())] + words
    return Finding(message, stop.row, lead, fix, len(words), takes="whole")


def _document(stop: Stop) -> Finding | None:
    if "another document" not in stop.problem and "end of document" not in stop.problem:
        return None
    return Finding("the file ends at this line as far as YAML goes", stop.row, 0, "delete this line", 3, takes="")
