"""The old addresses in front matter: one is added behind the others, or taken out again to the byte."""

import re

from sitegen.decoding import decode
from sitegen.fields.frontmatter import Form, split
from sitegen.fields.nodes import quoted
from sitegen.register import canonical

_KEYS = r"(?:aliases|alias|redirect_from)"
_KEY = re.compile(rf"^{_KEYS}[ \t]*:")
_LISTED = re.compile(rf"^[ \t]*{{?[ \t]*\"?{_KEYS}\"?[ \t]*[:=][ \t]*\[(?=[^\[\]]*\])|\"{_KEYS}\"[ \t]*:[ \t]*\[")
"""The beginning of a list in brackets on one line, in any of the languages of front matter."""
_BLOCK = re.compile(rf"^{_KEYS}[ \t]*:[ \t]*$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?=\S)")
_ADDRESSES = re.compile(rf"^{_KEYS}[ \t]*:[ \t]+/[^\s\"'#\[\]]*(?:,? +/[^\s\"'#\[\]]*)*(?=[ \t]*$)")
"""Addresses without brackets: they may go on with a comma."""
_SPECIAL = frozenset(",[]{}:#&*!|>%@`\"'")

Head = tuple[int, int]
"""The numbers of the first line of the front matter and of the line behind its last, from 0."""


def head_of(raw: str, path: str) -> tuple[Form, Head | None]:
    """Return the language of the front matter of a source, and its lines; None without any."""
    parts = split(decode(raw.encode(), path)[0] or "", path)
    if parts.head is None:
        return parts.form, None
    first = parts.head_line - 1
    return parts.form, (first, first + parts.head.removesuffix("\n").count("\n") + bool(parts.head))


def with_alias(raw: str, form: Form, head: Head | None, address: str) -> str:
    """Return a source in which an old address is the last of the aliases; `head` is None without front matter."""
    end = "\r" if "\r\n" in raw else ""
    item = quoted(address) if form != "yaml" or _SPECIAL & set(address) else address
    if head is None:
        marks = raw[: len(raw) - len(raw.lstrip("\ufeff"))]
        return f"{marks}---{end}\naliases: [{item}]{end}\n---{end}\n{raw[len(marks) :]}"
    lines = raw.split("\n")
    first, behind = head
    for number in range(first, behind):
        line = lines[number].rstrip("\r")
        listed = _LISTED.search(line)
        last = len(line[: line.index("]", listed.end())].rstrip()) if listed else 0
        if listed and last > listed.end():
            lines[number] = f"{line[:last]}, {item}{line[last:]}{end}"
            return "\n".join(lines)
        if form == "yaml" and _BLOCK.match(line):
            after = number + 1
            while after < behind and _ITEM.match(lines[after]):
                after += 1
            if after > number + 1:
                dash = _ITEM.match(lines[after - 1])
                lines.insert(after, f"{dash[0] if dash else ''}{item}{end}")
                return "\n".join(lines)
        if form == "yaml" and (found := _ADDRESSES.match(line)) and not _SPECIAL & set(address):
            lines[number] = f"{line[: found.end()]}, {item}{line[found.end() :]}{end}"
            return "\n".join(lines)
    if form == "json":
        lines[first] = lines[first].replace("{", f'{{"aliases": [{item}], ', 1)
    elif form == "toml":
        lines.insert(first, f"aliases = [{item}]{end}")
    else:
        key = "redirect_from" if any(_KEY.match(line) for line in lines[first:behind]) else "aliases"
        lines.insert(behind, f"{key}: [{item}]{end}")
    return "\n".join(lines)


def without_alias(raw: str, form: Form, head: Head, address: str) -> str:
    """Return a source in which an old address, however it is spelled, is no alias any more.

    A field that has no other goes, and so does front matter that has no other field.
    """
    lines = raw.split("\n")
    first, behind = head
    for number in range(first, behind):
        line = lines[number].rstrip("\r")
        for found in re.finditer(r"/[^\s,\"'\[\]]*", line):
            if canonical(found[0]) != address or not _is_alias(lines, first, number):
                continue
            start, stop = found.span()
            if line[start - 1 : start] in ("'", '"'):
                start, stop = start - 1, stop + 1
            if _is_alone(line[:start], line[stop:]):
                del lines[number : number + 1]
                left = lines[first : behind - 1]
                if re.fullmatch(r"[ \t]*-[ \t]+", line[:start]):
                    _take_out_key(lines, first, number, behind - 1)
                elif not any(map(str.strip, left)) and form == "yaml":
                    marks = lines[0][: len(lines[0]) - len(lines[0].lstrip("\ufeff"))]
                    del lines[:behind]
                    lines[0] = marks + lines[0]
                return "\n".join(lines)
            in_json = re.match(rf".*?(\"{_KEYS}\"[ \t]*:[ \t]*\[)$", line[:start])
            if in_json and line[stop:].startswith("], "):
                lines[number] = line[: in_json.start(1)] + line[stop + 3 :] + lines[number][len(line) :]
                return "\n".join(lines)
            before = re.sub(r",[ \t]*$", "", line[:start])
            after = line[stop:] if before != line[:start] else re.sub(r"^[ \t]*,[ \t]*", "", line[stop:])
            lines[number] = before + after + lines[number][len(line) :]
            return "\n".join(lines)
    return raw


def _is_alone(before: str, after: str) -> bool:
    """Return whether a line says nothing but that an address is an alias, or is an item of a list."""
    key = rf"{_KEYS}[ \t]*[:=][ \t]*"
    if re.fullmatch(rf"{key}\[[ \t]*", before):
        return re.fullmatch(r"[ \t]*\][ \t]*", after) is not None
    return re.fullmatch(rf"{key}|[ \t]*-[ \t]+", before) is not None and not after.strip()


def _is_alias(lines: list[str], first: int, number: int) -> bool:
    """Return whether a line belongs to the aliases."""
    if re.search(_KEYS, lines[number].partition("/")[0]):
        return True
    key = next((n for n in range(number, first - 1, -1) if re.match(r"[\w\"{]", lines[n])), number)
    return re.search(_KEYS, lines[key]) is not None


def _take_out_key(lines: list[str], first: int, number: int, behind: int) -> None:
    """Take out the line of a key whose last item stood at a line, where no other item is left."""
    above = lines[number - 1].rstrip("\r") if number > first else ""
    after = lines[number] if number < behind else ""
    if _BLOCK.match(above) and not _ITEM.match(after):
        del lines[number - 1]
