"""The text of a source with its front matter and body, in which parts are replaced and every other byte stays."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from sitegen.decoding import decode
from sitegen.fields.frontmatter import Parts, split
from sitegen.markup.positions import Place, destinations, plain
from sitegen.model.reference import Reference
from sitegen.patterns import late

_LIQUID = late(r"^.*[}%]\}", re.S)
_UNSAFE = late(r"[\s<>()\"'\\%?#\[\]`{}|^&*]")
"""What a destination of a link is written without, wherever it stands."""
_IN_TASK = late(r"\w(?:(?!['’]s\b)[\w.:/&'’-])*(?<=\w)")
"""Matches a name that a task of minutes has without quotes or brackets."""

_COMMENT = late(r"(?:^|\s)#.*")
_WORDS = late(r"([\s\"'\[\]{},]+)")


class Change(NamedTuple):
    """A part of a text, and what takes its place."""

    start: int
    end: int
    new: str


class SourceText:
    """A source as its bytes are, and as sitegen reads it: with line ends as `\\n`."""

    def __init__(self, data: bytes, path: str) -> None:
        """Take the bytes of a file that could be read before."""
        self.raw = data.decode("utf-8")
        self.text = decode(data, path)[0] or ""
        self.parts: Parts = split(self.text, path)
        self.body_start = len(self.text) - len(self.parts.body)
        self._places: tuple[Place, ...] | None = None

    @property
    def body(self) -> str:
        """The text behind the front matter."""
        return self.parts.body

    def line_start(self, line: int) -> int:
        """Return the offset of a line, which counts from 1."""
        start = 0
        for _ in range(line - 1):
            start = self.text.index("\n", start) + 1
        return start

    def within(self, place: tuple[int, int, int], old: str, new: str) -> Change | None:
        """Return the change of a word in a field at a place; None where it is not to be found there."""
        line, column, length = place
        start = self.line_start(line) + column - 1
        end = max(start + length, self.text.find("\n", start) if length <= 1 else 0)
        found = self.text.find(old, start, end)
        return Change(found, found + len(old), self._of_task(found, new)) if found >= 0 else None

    def _of_task(self, start: int, new: str) -> str:
        """Return a name as a task of minutes has it at an offset: behind a bare `@` or `due:` one with spaces is
        in brackets."""
        bare = start >= self.body_start and self.text[start - 1] in "@:"
        return f"[[{new}]]" if bare and not _IN_TASK.fullmatch(new) else new

    def links(self, reference: Reference, new: str) -> Iterator[Change]:
        """Yield the changes that let each link with the target of a reference lead to a new path."""
        if self._places is None:
            self._places = tuple(destinations(self.body))
        target = plain(reference.target)
        same = [place for place in self._places if self._tail(place.written, target) is not None]
        image = reference.kind == "image"
        for place in [place for place in same if place.image == image] or same:
            tail = self._tail(place.written, target)
            if tail is None:
                continue
            before, path, _ = tail
            start = self.body_start + place.start + len(before)
            angle = self.body[place.start - 1 : place.start] == "<"
            whole = f"/{new}" if before and path.startswith("/") and not new.startswith("/") else new
            whole = whole.removeprefix("/") if before and not path.startswith("/") else whole
            yield Change(start, start + len(path), _written(whole, path, angle=angle))

    def hosted(self, reference: Reference, new: str) -> Change | None:
        """Return the change that lets a link with the host of the site lead to a new address.

        It is None where the link is not as it was read.
        """
        start = self.body_start + (reference.start or 0)
        typed = self.text[start : start + reference.length].partition("#")[0].partition("?")[0]
        if not typed.endswith(reference.target):
            return None
        if not reference.target.endswith("/"):
            new = new.rstrip("/")
        end = start + len(typed)
        return Change(end - len(reference.target), end, _written(new, reference.target, angle=False))

    @staticmethod
    def _tail(written: str, target: str) -> tuple[str, str, str] | None:
        """Return what is before, in and after the path of a destination with this target; None for another one."""
        liquid = _LIQUID.match(written)
        before = liquid[0] if liquid else ""
        rest = written[len(before) :]
        whole = rest.partition("#")[0]
        path = whole.partition("?")[0] if "?" in target else whole
        same = plain(whole) == target or (before and plain(whole).lstrip("/") == target.lstrip("/"))
        return (before, path, rest[len(path) :]) if same else None

    def renamed(self, reference: Reference, new: str, words: str) -> Change | None:
        """Return the change of what double brackets or Liquid name; None where the name is not to be found."""
        start = self.body_start + (reference.start or 0)
        source = self.text[start : start + reference.length]
        brackets = "[[" in source[:3]
        first = source.index("[[") + 2 if brackets else 0
        typed = r"[\s>]+".join(map(re.escape, reference.target.split()))
        found = re.compile(typed).search(source, first)
        if found is None:
            return None
        if not (brackets and words and "|" not in source):
            new = self._of_task(start, new) if reference.told else new
            return Change(start + found.start(), start + found.end(), new)
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        bar = "\\|" if "|" in line else "|"
        rest = source[found.end() : source.index("]]")]
        return Change(start + found.start(), start + source.index("]]"), f"{new}{rest}{bar}{words}")

    def changed(self, changes: Sequence[Change]) -> str:
        """Return the whole text, with line ends as they are, in which these parts are replaced."""
        places = _places(self.raw)
        parts, end = [], 0
        for change in sorted(set(changes)):
            if places[change.start] >= end:
                parts += [self.raw[end : places[change.start]], change.new]
                end = places[change.end]
        return "".join((*parts, self.raw[end:]))


def with_addresses(text: str, new: Mapping[str, str]) -> str:
    """Return the text of site.yaml with new addresses in place of those that stand by themselves."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        comment = _COMMENT.search(line)
        said = line[: comment.start()] if comment else line
        words = _WORDS.split(said)
        lines[number] = "".join(new.get(word, word) for word in words) + line[len(said) :]
    return "\n".join(lines)


def _places(raw: str) -> list[int]:
    """Return the offset in a text of each character that is left when its line ends are `\\n`, and of its end."""
    start = len(raw) - len(raw.lstrip("\ufeff"))
    found = [n for n in range(start, len(raw)) if not (raw[n] == "\n" and n and raw[n - 1] == "\r")]
    return [*found, len(raw)]


def _written(path: str, typed: str, *, angle: bool) -> str:
    """Return a path as the destination of a link; its last step as it was typed, where that step is the same."""
    safe = path.replace("%", "%25") if angle else _UNSAFE.sub(lambda sign: quote(sign[0]), path)
    name = path.rpartition("/")[2]
    last = typed.rpartition("/")[2]
    return safe[: len(safe) - len(safe.rpartition("/")[2])] + last if name and plain(last) == name else safe
