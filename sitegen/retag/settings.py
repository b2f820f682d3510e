"""The lines of site.yaml that say as which tag another counts: a renamed tag goes on under its old name there."""

import re
from collections.abc import Container, Mapping

from sitegen.decoding import decode
from sitegen.fields.compose import compose
from sitegen.fields.field_types import is_empty, raw
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import MappingNode, YamlNode
from sitegen.retag.change import Change, Refused
from sitegen.retag.quoting import like, plain
from sitegen.retag.splices import RawText, Splice
from sitegen.urls import same_tag

FIELD = "tags"
_INDENT = "  "


def counted(data: bytes, path: str) -> dict[str, str]:
    """Return the tags that count as others, as site.yaml has them; nothing where it cannot be read."""
    value = _value(data, path)
    return {name_of(key): str(raw(tag)) for key, tag in value.pairs} if isinstance(value, MappingNode) else {}


def rewritten(
    data: bytes, path: str, change: Change, words: Mapping[str, str], published: Container[str] = ()
) -> bytes:
    """Return site.yaml in which the tags that give way count as the new one.

    What counted as one of them counts as the new one, and the new one as itself: to rename a tag to a word that
    counted as it takes the renaming back. `words` are further words that are to count as the new tag, and
    `published` those of the tags that give way whose addresses have to answer whatever happens. Raises Refused
    where the lines cannot be written.
    """
    known = counted(data, path)
    wanted = {
        word: change.new if same_tag(tag) in change.forms else tag
        for word, tag in known.items()
        if same_tag(word) != same_tag(change.new) or same_tag(tag) not in change.forms
    }
    gone = [word for word in known if word not in wanted]
    forms = {same_tag(word) for word in wanted}
    kept = [old for old in change.old if not gone or change.merging or old in published]
    added = dict.fromkeys(kept, change.new)
    new = {word: tag for word, tag in {**added, **words}.items() if same_tag(word) not in forms and word != tag}
    result = _with_values(data, path, known, wanted)
    for word in gone:
        result = _without(result, path, word)
    for word, tag in new.items():
        result = _with(result, path, word, tag)
    if counted(result, path) != {**wanted, **new} or _others(result, path) != _others(data, path):
        line = "\n".join(f"  {word}: {tag}" for word, tag in {**wanted, **new}.items())
        raise Refused(f"{path}: write these lines below `{FIELD}:` first:\n{line}")
    return result


def _pair(data: bytes, path: str) -> tuple[YamlNode | None, YamlNode | None]:
    """Return the key `tags` of site.yaml and its value."""
    text, _ = decode(data, path)
    node, _ = compose(text or "", path, 1)
    for key, value in node.pairs if node else ():
        if name_of(key) == FIELD:
            return key, value
    return None, None


def _value(data: bytes, path: str) -> YamlNode | None:
    return _pair(data, path)[1]


def _others(data: bytes, path: str) -> list[tuple[str, object]]:
    text, _ = decode(data, path)
    node, _ = compose(text or "", path, 1)
    return [(name_of(key), raw(value)) for key, value in (node.pairs if node else ()) if name_of(key) != FIELD]


def _with_values(data: bytes, path: str, known: Mapping[str, str], wanted: Mapping[str, str]) -> bytes:
    """Return site.yaml with the values of lines that are there changed."""
    value = _value(data, path)
    splices = [
        Splice(*tag.place, like(RawText(data).segment(*tag.place), wanted[name_of(key)]))
        for key, tag in (value.pairs if isinstance(value, MappingNode) else ())
        if name_of(key) in wanted and wanted[name_of(key)] != known[name_of(key)]
    ]
    return RawText(data).spliced(splices) if splices else data


def _with(data: bytes, path: str, word: str, tag: str) -> bytes:
    """Return site.yaml with one more line below `tags`."""
    line = f"{plain(word)}: {plain(tag)}"
    key, value = _pair(data, path)
    text = RawText(data)
    newline = "\r\n" if b"\r\n" in data else "\n"
    if key is None or value is None:
        last = text.lines[-1] if text.lines[-1] or len(text.lines) == 1 else text.lines[-2]
        ended = last.endswith(("\n", "\r")) or not data
        block = f"{FIELD}:{newline}{_INDENT}{line}"
        return data + (f"{block}{newline}" if ended else f"{newline}{block}").encode()
    if is_empty(value):
        row, column, length = key.place
        if isinstance(value, MappingNode):  # {}
            row, column, length = value.place
            return text.spliced([Splice(row, column + 1, 0, line)])
        behind = text.lines[row - 1][column - 1 + length :]
        colon = column + length + (len(behind) - len(behind.lstrip(" ")))
        return text.spliced([Splice(row, colon + 1, 0, f" {{ {line} }}")])
    if not isinstance(value, MappingNode) or not value.pairs:
        return data
    if _is_flow(data, value):
        row, column, length = value.pairs[-1][1].place
        return text.spliced([Splice(row, column + length, 0, f", {line}")])
    first, last = value.pairs[0][0], value.pairs[-1][1]
    indent = " " * (first.place[1] - 1)
    row = text.lines[last.place[0] - 1]
    bare = row.rstrip("\r\n")
    return text.spliced([Splice(last.place[0], len(bare) + 1, 0, f"{newline}{indent}{line}")])


def _without(data: bytes, path: str, word: str) -> bytes:
    """Return site.yaml without one line below `tags`, and without `tags` where it was the only one."""
    key, value = _pair(data, path)
    if key is None or not isinstance(value, MappingNode):
        return data
    text = RawText(data)
    number = next(number for number, (each, _) in enumerate(value.pairs) if name_of(each) == word)
    name, tag = value.pairs[number]
    row, column, _ = name.place
    end_row, end, length = tag.place
    if not _is_flow(data, value):
        rows = {*range(row, end_row + 1), *((key.place[0],) if len(value.pairs) == 1 else ())}
        return _without_lines(text, rows)
    if row != end_row:
        return data
    line = text.lines[row - 1]
    start, stop = column - 1, end - 1 + length
    if number and (comma := re.search(r",[ \t]*$", line[:start])):
        start = comma.start()
    elif comma := re.match(r"[ \t]*,[ \t]*", line[stop:]):
        stop += comma.end()
    elif opened := re.search(r"[ \t]*\{[ \t]+$", line[:start]):
        start, stop = opened.start(), stop + len(line[stop:].partition("}")[0]) + 1
    return text.spliced([Splice(row, start + 1, stop - start, "")])


def _without_lines(text: RawText, rows: set[int]) -> bytes:
    """Return a text without some lines, and without the line end before them where they were the last."""
    removed = [Splice(number, 1, len(text.lines[number - 1]), "") for number in rows]
    above = min(rows) - 1
    if above and not text.lines[max(rows) - 1].endswith(("\n", "\r")):
        before = text.lines[above - 1]
        bare = before.rstrip("\r\n")
        removed.append(Splice(above, len(bare) + 1, len(before) - len(bare), ""))
    return text.spliced(removed)


def _is_flow(data: bytes, value: MappingNode) -> bool:
    """Return whether a mapping is written in braces."""
    return RawText(data).segment(value.place[0], value.place[1], 1) == "{"
