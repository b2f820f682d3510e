"""SVG drawings of writers: what a browser would run, or fetch from elsewhere, is cut out of them.

A drawing in a page runs no scripts, but one that is opened by its address does, with all the rights of the site.
Only what is dangerous is cut, so that any other byte is as it was written. A drawing whose markup depends on
entities is refused, because what its text comes to is not what is in it.
"""

import re
from html import escape
from xml.parsers import expat

from msgspec import Struct

from sitegen.pictures.style_sheets import fetches, without_fetching

UNSAFE = "unsafe"
MALFORMED = "malformed"
REFUSED = "refused"

_SCRIPT = "a script"
OUTSIDE = "what it fetches from elsewhere"
"""What a picture never fetches in a page; it does when its file is opened."""
_ELEMENTS = frozenset(
    (
        *("script", "handler", "listener", "iframe", "frame", "object", "embed", "applet", "link", "meta", "base"),
        *("form", "input", "button", "audio", "video"),
    )
)
"""What is cut out whole, from its opening to its closing tag."""
_FETCHED_FROM = frozenset(["href", "src", "srcset", "xlink:href", "xml:base"])
_LINKS = _FETCHED_FROM | frozenset(["action", "formaction", "data", "from", "to", "values", "by"])
_ANIMATING = frozenset(("animate", "set", "animatetransform", "animatemotion", "animatecolor"))
_FOLLOWED = frozenset(("http:", "https:", "mailto:", "tel:"))
"""Where a link that a reader follows may lead."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:")
_BLANKS = re.compile(r"[\0-\x20]+")
_ATTRIBUTE = re.compile(rb"\s+([^\s=/>\"']+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_OPENING = re.compile(r"<svg\b[^>]*>")


class Cut(Struct, frozen=True):
    """A range of bytes that is cut out."""

    start: int
    end: int
    what: str
    """In words: `a script`."""
    instead: bytes = b""


class Found(Struct, frozen=True):
    """What was found in a drawing."""

    cuts: tuple[Cut, ...] = ()
    flaw: str = ""
    """What is wrong with it, in a word; empty when nothing is."""
    error: str = ""
    """Why it cannot be read."""
    line: int = 1
    """Where that is."""
    column: int = 1


class _Refused(Exception):
    """The markup of a drawing depends on its entities."""


def cleaned(data: bytes) -> bytes:
    """Return a drawing without what would be run or fetched; empty for one that cannot be read or is refused."""
    found = inspected(data)
    if found.flaw not in ("", UNSAFE):
        return b""
    pieces: list[bytes] = []
    at = 0
    for cut in found.cuts:
        pieces += data[at : cut.start], cut.instead
        at = cut.end
    return b"".join((*pieces, data[at:]))


def inspected(data: bytes) -> Found:
    """Return what is dangerous in a drawing, in the order of the file, or why it cannot be read."""
    if b"\0" in data[:64]:
        return Found(flaw=MALFORMED, error="it is not in UTF-8")
    reader = _Reader(data)
    try:
        reader.read()
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        return Found(flaw=MALFORMED, error=words, line=error.lineno, column=error.offset + 1)
    except _Refused:
        return Found(flaw=REFUSED, line=reader.line)
    return Found(cuts=tuple(reader.cuts), flaw=UNSAFE if reader.cuts else "")


class _Reader:
    """Reads a drawing, and notes where in its bytes something is dangerous."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.cuts: list[Cut] = []
        """In the order of the file; none lies in another."""
        self._depth = 0
        self._cut_at = (0, 0)
        """The depth of the element that is being cut out, and where it begins; 0 for none."""
        self._style = -1
        """Where the text of an open style sheet begins; -1 outside of one."""
        self._text = ""
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.ProcessingInstructionHandler = self._instruction
        parser.EntityDeclHandler = self._entity
        parser.AttlistDeclHandler = self._default

    @property
    def line(self) -> int:
        """The line that was read last."""
        return self._parser.CurrentLineNumber

    def read(self) -> None:
        """Read all of it. Raises ExpatError for what is no XML, and _Refused."""
        self._parser.Parse(self.data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._cut_at[0]:
            return
        at, local = self._parser.CurrentByteIndex, name.rpartition(":")[2].lower()
        animated = attributes.get("attributeName", "").lower() if local in _ANIMATING else ""
        if local in _ELEMENTS or animated.startswith("on") or animated.endswith("href"):
            self._cut_at = self._depth, at
            return
        end = self._end_of_tag(at)
        if local == "style":
            self._style, self._text = end, ""
        for found in _ATTRIBUTE.finditer(self.data, at, end):
            written = found[1].decode("utf-8", "replace")
            if what := _danger(local, written.lower(), attributes.get(written, "")):
                self.cuts.append(Cut(*found.span(), what))

    def _end(self, name: str) -> None:
        at, depth = self._parser.CurrentByteIndex, self._depth
        self._depth -= 1
        local = name.rpartition(":")[2].lower()
        if self._cut_at[0] == depth:
            begin, self._cut_at = self._cut_at[1], (0, 0)
            end = self._end_of_tag(begin)
            end = end if self.data[end - 2 : end] == b"/>" else self._end_of_tag(at)
            self.cuts.append(Cut(begin, end, _SCRIPT if local == "script" else f"its element {name}"))
        elif local == "style" and 0 <= self._style <= at and not self._cut_at[0]:
            if fetches(self._text):
                rest = escape(without_fetching(self._text), quote=False).encode()
                self.cuts.append(Cut(self._style, at, OUTSIDE, rest))
            self._style = -1

    def _words(self, words: str) -> None:
        if self._style >= 0:
            self._text += words

    def _instruction(self, target: str, _: str) -> None:
        at = self._parser.CurrentByteIndex
        if not self._cut_at[0]:
            self.cuts.append(Cut(at, self.data.find(b"?>", at) + 2, f"its instruction {target}"))

    def _entity(self, _name: str, parameter: bool, value: str | None, *_: object) -> None:
        if parameter or value is None or "<" in value or "&" in value:
            raise _Refused

    def _default(self, element: str, name: str, _sort: str, default: str | None, _: bool) -> None:
        if default is not None and _danger(element.lower(), name.lower(), default):
            raise _Refused

    def _end_of_tag(self, at: int) -> int:
        found = _TAG.match(self.data, at)
        return found.end() if found else at


def _danger(element: str, name: str, value: str) -> str:
    """Return what an attribute would do, in words; empty for one that may stay."""
    if name.startswith("on"):
        return _SCRIPT
    plain = _BLANKS.sub("", value).lower()
    if name in _LINKS and ("javascript:" in plain or "vbscript:" in plain):
        return _SCRIPT
    if name in _FETCHED_FROM:
        scheme = _SCHEME.match(plain)
        if element == "a":
            return "" if scheme is None or scheme[0] in _FOLLOWED else "a link"
        within = plain.startswith("data:image/") and element in ("image", "feimage", "img")
        outside = scheme is not None or plain.startswith(("//", "\\", "/\\"))
        return OUTSIDE if outside and not within else ""
    return OUTSIDE if ("(" in plain or "@" in plain) and fetches(value) else ""


def wrong_with_drawing(data: bytes) -> str:
    """Return what is wrong with a drawing, in a word; empty when nothing is."""
    return inspected(data).flaw


def measures_of_drawing(data: bytes) -> tuple[int, int]:
    """Return the size of an SVG: width and height in pixels, else its viewBox (SVG 2, section 8.2)."""
    tag = _OPENING.search(data[:4096].decode("utf-8", "replace"))
    if not tag:
        return 0, 0
    sizes = [re.search(rf'\s{name}\s*=\s*["\']([\d.]+)(?:px)?["\']', tag[0]) for name in ("width", "height")]
    if all(sizes):
        return round(float(sizes[0][1])), round(float(sizes[1][1]))  # type: ignore[index]
    box = re.search(r'\sviewBox\s*=\s*["\'][-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)["\']', tag[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (0, 0)
