"""Where in a layout's text something is, for what has to be told of it: Jinja itself knows the line alone."""

import re

from sitegen.diagnostics import Span
from sitegen.patterns import late

TAG = late(r"\{\{.*?\}\}|\{%.*?%\}|\{\{.*|\{%.*", re.DOTALL)
_UNQUOTED = late(r"\{%[-+]?\s*(?P<how>extends|include|import|from)\s+(?P<name>[a-zA-Z_.][\w./-]*)(?=\s)")
_REFERRING = late(r"\{%[-+]?\s*(?P<how>extends|include|import|from)\b.*?%\}", re.DOTALL)


def spot(path: str, source: str, line: int, *words: str) -> Span:
    """Return the place of the first of `words` in a tag on this line, or further on in a tag that begins on it.

    Without any, it is the first tag on the line, and without a tag the first word of the line.
    """
    start = _start_of(source, line)
    end = source.find("\n", start)
    end = len(source) if end < 0 else end
    tags = [tag for tag in TAG.finditer(source) if tag.end() > start and tag.start() < max(end, start + 1)]
    for word in words:
        whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
        for tag in tags:
            if word and (found := whole.search(source, max(tag.start(), start), tag.end())):
                return span_of(path, source, found.start(), len(word))
    if tags and tags[0].start() >= start:
        return span_of(path, source, tags[0].start(), len(tags[0][0].partition("\n")[0]))
    text = source[start:end]
    return Span(path=path, line=line, column=len(text) - len(text.lstrip()) + 1, length=max(len(text.strip()), 1))


def named_in_tag(path: str, source: str, name: str) -> tuple[Span, str] | None:
    """Return where a layout refers to another by its `name`, and how; None where it does not."""
    for tag in _REFERRING.finditer(source):
        at = tag[0].find(name)
        if at > 0 and tag[0][at - 1] in "\"'":
            return span_of(path, source, tag.start() + at - 1, len(name) + 2), tag["how"]
    return None


def unquoted(path: str, source: str, line: int) -> tuple[Span, str, str] | None:
    """Return where a layout on this line or below refers to another without quotes, its name, and how."""
    tag = _UNQUOTED.search(source, _start_of(source, line))
    return (span_of(path, source, tag.start("name"), len(tag["name"])), tag["name"], tag["how"]) if tag else None


def _start_of(source: str, line: int) -> int:
    start = 0
    for _ in range(line - 1):
        end = source.find("\n", start)
        if end < 0:
            break
        start = end + 1
    return start


def span_of(path: str, source: str, at: int, length: int) -> Span:
    """Return the place at an offset of a text."""
    line_start = source.rfind("\n", 0, at) + 1
    return Span(path=path, line=source.count("\n", 0, at) + 1, column=at - line_start + 1, length=length)
