"""Finds where in a source something was written, for problems that have to be reported."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import unquote

from sitegen.markup.sanitise import BOX
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.patterns import late
from sitegen.urls import composed

_CODE = late(
    r"^[ ]{0,3}(?P<outer>`{3,}|~{3,})[^\n]*\n(?:.*?^[ ]{0,3}(?P=outer)[`~]*[ \t]*$|.*)"
    r"|^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})[^\n]*\n"
    r"(?:.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*)"
    r"|(?<!`)(?P<span>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=span)(?!`)"
    r"|<!--.*?-->",
    re.M | re.S,
)
_RAW = late(r"<(pre|script)\b.*?</\1\s*>", re.S | re.I)
_DESTINATION = late(
    r"\]\(\s*(?:<(?P<angle>[^<>\n]*)>"
    r"|(?P<plain>(?:\{[{%][^\n]*?[}%]\}|[^\s()]|\([^\s()]*\)|[ ](?![\"'])|\n(?=[^\s()]+\)))*))"
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ ]*<?(?P<definition>[^\s>]+)"
    r"|\b(?:href|src|poster)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+))"
    r"|<(?P<auto>[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*(?:[ ][^\s<>\"'=]*)*)>",
    re.M,
)
_TAG = late(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?")
_FILE_OF_A_STYLE = late(r"\burl\(\s*[\"']?(?P<address>(?:https?:)?//(?P<host>[^\s/\"'()?#:]+)[^\s\"'()]*)", re.I)
_FRAME_END = late(r"</iframe[\s/>]", re.I)
_ESCAPE = late(r"\\([!-/:-@\[-`{-~])")
_QUOTED = late(r"[^\W_]+")
_SCHEME = late(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_BLANK = late(r"[\0-\x20]")
_LIQUID = late(r"^.*[}%]\}", re.S)


class Place(NamedTuple):
    """One destination as it was typed in the source."""

    start: int
    written: str
    image: bool

    @property
    def length(self) -> int:
        """The number of characters to underline."""
        return max(len(self.written), 1)


def masked(source: str, *, html: bool, comments: bool = True) -> str:
    """Return the source with code blanked out, with `comments` those of HTML, with `html` raw `pre` and script."""
    result = _CODE.sub(_blank if comments else _blank_code, source)
    return without_raw(result) if html else result


def without_raw(source: str) -> str:
    """Return the source with raw `pre` and script blanked out."""
    return _RAW.sub(_blank, source) if "<" in source else source


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else "\0" for char in match[0])


def _blank_code(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<!--") else _blank(match)


def destinations(source: str) -> Iterator[Place]:
    """Yield every destination of a link or picture, in order."""
    text = masked(source, html=True)
    for match in _DESTINATION.finditer(text):
        group = match.lastgroup or "plain"
        written = match[group].rstrip()
        if group in ("plain", "angle"):
            image = _is_image(text, match.start())
        else:
            image = group in ("double", "single", "bare") and match[0][:3].lower() == "src"
        yield Place(match.start(group), written, image)


def _is_image(text: str, closing: int) -> bool:
    depth = 0
    for index in range(closing, max(closing - 2000, -1), -1):
        depth += (text[index] == "]") - (text[index] == "[")
        if depth == 0:
            return text[index - 1 : index] == "!"
    return False


def plain(address: str) -> str:
    """Return an address in the one form that all its spellings share."""
    return composed(unquote(unescape(_ESCAPE.sub(r"\1", address))))


class Lines:
    """The lines of a text, by offset."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the lines before an offset, and its column counted from 1."""
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line] + 1


class Addresses:
    """The places of a source, by where they lead to."""

    def __init__(self, written: Iterable[Place]) -> None:
        """Take the places in the order of the source."""
        self._places = list(written)
        self._whole: dict[str, list[int]] = {}
        """An address as written -> numbers of its places."""
        self._tops: dict[str, list[int]] = {}
        """The same without its anchor, of those that have one."""
        self._tails: dict[str, list[int]] = {}
        """What follows the Liquid in an address -> numbers of its places."""
        self._found: dict[tuple[str, bool], list[Place]] = {}
        for number, place in enumerate(self._places):
            address = plain(place.written)
            self._whole.setdefault(address, []).append(number)
            if "#" in address:
                self._tops.setdefault(address.partition("#")[0], []).append(number)
            if "{" in address:
                tail = _LIQUID.sub("", address).partition("#")[0].lstrip("/")
                self._tails.setdefault(tail, []).append(number)
        self._tails.pop("", None)
        self._lengths = sorted(set(map(len, self._tails)))

    def find(self, target: str, nth: int, *, image: bool) -> Place | None:
        """Return the nth place that leads to `target`; the last one when there are fewer."""
        places = self._found.get((target, image))
        if places is None:
            places = self._found[target, image] = self._leading_to(plain(target), image=image)
        return places[min(nth, len(places) - 1)] if places else None

    def _leading_to(self, target: str, *, image: bool) -> list[Place]:
        """Return the places that lead to an address: those of its sort, or all when none is of that sort."""
        numbers = {*self._whole.get(target, ()), *self._whole.get(f"{target}#", ()), *self._tops.get(target, ())}
        for length in self._lengths:
            if length <= len(target):
                numbers.update(self._tails.get(target[-length:], ()))
        _, slash, name = target.rpartition("/")
        if image and slash and name and "{" not in name:
            numbers.update(self._whole.get(name, ()))
        same = [self._places[number] for number in sorted(numbers)]
        return [place for place in same if place.image == image] or same


class Places:
    """The places of the references of one source, which is read once, when the first is asked for."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._addresses = cache(lambda: Addresses(destinations(source)))

    def locate(self, reference: Reference) -> tuple[int, int] | None:
        """Return offset and length of what was typed, in the normalised body text; None when it is not found."""
        if reference.start is not None:
            return reference.start, reference.length
        target = reference.target or f"#{reference.anchor}"
        place = self._addresses().find(target, reference.nth, image=reference.kind == "image")
        if place is None and reference.target:  # written in a way that only one flavour reads
            start = self._source.find(reference.target)
            return (start, len(reference.target)) if start >= 0 else None
        return (place.start, place.length) if place else None

    def quotation(self, text: str) -> tuple[int, int] | None:
        """Return offset and length of the first place with the words of a text, whatever marks are between them.

        The marks that the text ends with are part of it where they are there, too. None where it is not found.
        """
        words = _QUOTED.findall(text)
        if not words:
            return None
        end = text[text.rindex(words[-1]) + len(words[-1]) :].strip()
        between = r"(?:[\W_]|&\#?\w+;)+"
        pattern = rf"(?<!\w){between.join(map(re.escape, words))}(?!\w)(?:{re.escape(end)})?"
        match = re.search(pattern, self._source, re.I)
        return (match.start(), len(match[0])) if match else None


def scheme_of(address: str) -> str:
    """Return the scheme of an address as a browser reads it, lower case; empty for a relative one."""
    if ":" not in address:
        return ""
    match = _SCHEME.match(_BLANK.sub("", address))
    return match[1].lower() if match else ""


def removed(source: str, lost: Iterable[tuple[str, str]]) -> list[Problem]:
    """Return a problem for each tag that the allow-list took out, and one for each attribute, with a count."""
    counts = Counter(lost)
    if not counts:
        return []
    text = masked(source, html=False)
    tags = list(_TAG.finditer(text))
    owners: dict[str, list[str]] = {}
    problems = []
    for tag, attribute in counts:
        if attribute:
            owners.setdefault(attribute, []).append(tag)
        else:
            places: list[int | None] = [
                match.start()
                for match in tags
                if match[1].lower() == tag and not (tag == "input" and BOX.search(match[2]))
            ]
            fix = f"to show it as text write it between back-ticks: `<{tag}>`"
            for start in (places or [None])[: counts[tag, ""]]:
                problems.append(_removed(f"<{tag}>", 1, fix, start, len(tag) + 1))
    for attribute, names in owners.items():
        name = re.compile(r"(?<![\w-])" + re.escape(attribute) + r"(?![\w-])", re.I)
        inside = (
            match.start(2) + found.start()
            for match in tags
            if match[1].lower() in names and (found := name.search(match[2]))
        )
        start = next(inside, None)
        if start is None:
            listed = re.search(r"\{[^{}\n]*?(?<![\w-])(" + re.escape(attribute) + r")(?![\w-])", text, re.I)
            start = listed.start(1) if listed else None
        what = f"the attribute {attribute} of {' and '.join(f'<{tag}>' for tag in names[:3])}"
        problems.append(_removed(what, sum(counts[tag, attribute] for tag in names), "", start, len(attribute)))
    return problems


def _removed(what: str, count: int, fix: str, start: int | None, length: int) -> Problem:
    times = f", {count} times" if count > 1 else ""
    message = f"{what} is not allowed in content and was taken out{times}"
    return Problem(code="html-removed", message=message, fix=fix, start=start, length=length)


def styled_from_elsewhere(source: str) -> list[Problem]:
    """Return a problem for each file of another host that a style names: browsers are told to load none."""
    found = []
    for match in _TAG.finditer(masked(source, html=True)):
        for file in _FILE_OF_A_STYLE.finditer(match[2]):
            message = f"this style asks {file['host']} for a file, which browsers are told not to load"
            start = match.start(2) + file.start("address")
            found.append(
                Problem(
                    code="other-host",
                    message=f"{message}: pages ask no other host",
                    fix="put the file into content/static/ and refer to it there",
                    start=start,
                    length=len(file["address"]),
                )
            )
    return found


def unclosed(source: str, html: str) -> list[Problem]:
    """Return a problem for a frame without an end, because a browser takes all that follows for its content."""
    if _open_frame(html) is None:
        return []
    opening = _open_frame(masked(source, html=True))
    return [
        Problem(
            code="html-removed",
            message="<iframe> is never closed, so that everything after it was taken out",
            fix="write </iframe> directly behind it",
            start=opening.start() if opening else None,
            length=len("<iframe"),
        )
    ]


def _open_frame(html: str) -> re.Match[str] | None:
    """Return the opening tag of the frame that runs to the end of the text, if there is one."""
    at = 0
    while tag := _TAG.search(html, at):
        at = tag.end()
        if tag[1].lower() == "iframe":
            end = _FRAME_END.search(html, at)
            if end is None:
                return tag
            at = end.end()
    return None
