"""Addresses: the only code that joins, cuts or rewrites parts of URLs.

The index of the site holds internal addresses as plain strings: root-relative, without the base path. What is
rendered holds them behind MARK, so that they can be found in any text: `questions/addresses.py` puts the mark on,
and the last step of render replaces mark and address by the form that the file needs: relative for pages (so that
a site works at any address), rooted at the base path for 404.html, absolute for feeds and calendars.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NewType
from urllib.parse import quote, unquote, urlsplit

from sitegen.facets.schedule import Moment

MARK = "\x02"
"""The character before every internal address until the artifact's place is known; no text can contain it."""
Marked = NewType("Marked", str)
"""An internal address behind MARK."""
External = NewType("External", str)
"""An address that is written as it is: another site's, or one with the site's own host."""
Href = Marked | External
"""Where a link leads, or where a picture or file is fetched from."""
DATED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})-(?=.)")
"""The day that a file's name may begin with."""
_SAFE = "/#?&=%:@!$()*+,;~-._"
_PLAIN = f"a-zA-Z0-9{re.escape(_SAFE)}"
_FORM = rf"(/[{_PLAIN}]*)([^\s\"'<>\\{MARK}]*)"
"""An address: what needs no quoting, as nearly all of it, and the rest."""
_ADDRESS = re.compile(MARK + _FORM)
_STEP = r"a-zA-Z0-9?&=%@!$()*+,;~_\-"
_EVEN = rf"/(?:[{_STEP}][{_STEP}.]*+/)*+(?:[{_STEP}]++\.[{_STEP}.]*+)?+(?:#[{_PLAIN}]*+)?+(?:[\s\"'<>\\{MARK}]|\Z)"
_ODD = re.compile(f"{MARK}(?!{_EVEN}){_FORM}")
"""An address that is more than the steps to a folder, or to a file with a dot in its name, and a place in it."""
_ODD_BYTES = re.compile(_ODD.pattern.encode())
"""The same in UTF-8, where what ends an address is odd as well unless it is ASCII."""
_GOES_ON = re.compile(f"[{_STEP}#]".encode())
_MARK_BYTES = MARK.encode()
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
"""A slug as nearly all are."""
_NOT_SLUG = re.compile(r"[\W_]+")
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def slugify(text: str) -> str:
    """Return text as a slug: NFC, lower case, letters, digits and their marks kept, anything else one hyphen.

    A slug is its own slug. Empty when nothing is left.
    """
    if _SLUG.fullmatch(text):
        return text
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    kept = "".join(c if c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") else "-" for c in folded)
    return re.sub("-+", "-", kept).strip("-")


def stem(key: str) -> str:
    """Return what a source is called: its file's name without date and extension, a folder's for `index`."""
    folder, name = posixpath.split(key)
    name = name.rpartition(".")[0]
    if name == "index" and folder:
        name = posixpath.basename(folder)
    return DATED.sub("", name)


def composed(name: str) -> str:
    """Return a name, path or address in NFC: a Mac writes `ü` of file names as two characters, and people one."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def folded(words: str) -> str:
    """Return words without case, in NFC. Folding makes a dot of the Turkish İ, which is left out."""
    return composed(composed(words).casefold().replace("i\u0307", "i"))


def bare_tag(label: str) -> str:
    """Return a tag without the sign that Obsidian has before tags; the sign alone stays."""
    return label[1:].lstrip("# ") or label if label[:1] == "#" else label


@lru_cache(maxsize=8192)
def same_tag(label: str) -> str:
    """Return the form in which tags are compared: two labels with the same form are one tag."""
    return re.sub(r"[\s_-]+", "", folded(bare_tag(label)))


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """Return a name as links compare it: without case, space or punctuation.

    Marks stay, because they are the vowels of many scripts.
    """
    if name.isascii():
        return name.lower().encode().translate(None, _ASCII_SIGNS).decode()
    plain = folded(unicodedata.normalize("NFKC", name))
    return _NOT_SLUG.sub(lambda found: "".join(filter(_is_mark, found[0])), plain)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Mc")


def spelled(name: str) -> str:
    """Return a name as paths are compared where case does not count: in NFC and without case."""
    return folded(name).strip()


def expand(pattern: str, *, slug: str, path: str, date: Moment | None) -> str:
    """Fill a permalink pattern. Raises ValueError when it asks for a date the entry lacks."""
    if date is None and any(part in pattern for part in ("{year}", "{month}", "{day}")):
        raise ValueError("its address needs a date")
    day = date.day if date else None
    return pattern.format(
        slug=slug,
        path=path,
        year=f"{day.year:04}" if day else "",
        month=f"{day.month:02}" if day else "",
        day=f"{day.day:02}" if day else "",
    )


def output_path(address: str) -> str:
    """Return the file that answers an address: a folder's `index.html`, or the file it names."""
    path = address.strip("/")
    if address.endswith("/") or "." not in posixpath.basename(path):
        return posixpath.join(path, "index.html")
    return path


def address_of(path: str) -> str:
    """Return the address that a file below the output folder answers: the way back from `output_path`."""
    return "/" + (path.removesuffix("index.html") if posixpath.basename(path) == "index.html" else path)


def folders_of(path: str) -> Iterator[str]:
    """Yield the folders that contain a path below the output folder, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def stays_inside(address: str) -> bool:
    """Whether an address begins at the root and never climbs out of it."""
    if not address.startswith("/") or "\\" in address or address.startswith("//"):
        return False
    if "/." not in address and "%" not in address:
        return True
    return not any(part in ("..", ".") for part in unquote(address).split("/"))


def is_external(address: str) -> bool:
    """Whether an address leaves the site: it has a scheme or a host."""
    return address.startswith("//") or _SCHEME.match(address) is not None


def join(folder: str, relative: str) -> str:
    """Resolve a relative path against a folder, both with `/`. Climbing out of the root gives ""."""
    joined = posixpath.normpath(posixpath.join("/", folder, relative))
    depth = 0
    for part in [*folder.split("/"), *relative.split("/")]:
        depth += {"": 0, ".": 0, "..": -1}.get(part, 1)
        if depth < 0:
            return ""
    return joined.lstrip("/")


def marked(address: str) -> Marked:
    """Return a root-relative address behind the mark.

    Only `questions/addresses.py` and the filter `address` call this; tests/architecture.py enforces it.
    """
    return Marked(MARK + address)


def plain(address: str) -> str:
    """Return an address without the mark, for the filter `path` alone: layouts may show an address as text."""
    return address.removeprefix(MARK)


def base_path(base: str) -> str:
    """Return the path of an absolute base address, with a slash at both ends."""
    return "/" + f"{urlsplit(base).path.strip('/')}/".lstrip("/")


def to_absolute(text: str, base: str) -> str:
    """Turn every marked address in text into an absolute one."""
    root = base.rstrip("/")
    return _ADDRESS.sub(lambda found: root + found[1] + quote(found[2], safe=_SAFE), text)


def to_rooted(text: str, base: str) -> str:
    """Turn every marked address in text into one that begins with the base path."""
    root = base_path(base).rstrip("/")
    return _ADDRESS.sub(lambda found: root + found[1] + quote(found[2], safe=_SAFE), text)


def to_files(text: str) -> str:
    """Return a text in which every marked address names the file that answers it: a disk opens no folder."""

    def turn(found: re.Match[str]) -> str:
        address = found[0][1:]
        end = min((place for sign in "?#" if (place := address.find(sign)) >= 0), default=len(address))
        return f"{MARK}/{output_path(address[:end])}{address[end:]}"

    return _ADDRESS.sub(turn, text)


def to_relative(text: str, here: str) -> bytes:
    """Return the text of the artifact at path `here` in UTF-8, with every marked address in it a relative one."""
    folder = _steps("/" + posixpath.dirname(here))
    known: dict[str, str] = {}

    def turn(found: re.Match[str]) -> str:
        address = found[0]
        if address not in known:
            relative = _relative(address[1:], folder, here)
            known[address] = quote(relative, safe=_SAFE) if found[2] else relative
        return known[address]

    if not folder or "." in "".join(folder) or not here.endswith("/index.html"):
        return _ADDRESS.sub(turn, text).encode()
    data = text.encode()
    if _ODD_BYTES.search(data):
        data = _ODD.sub(turn, text).encode()
    # What begins with the same folders leads up from there and down again: the beginning alone is replaced.
    depths = range(len(folder), 0, -1)
    inner = [("/".join(["", *folder[:depth], ""]).encode(), b"../" * (len(folder) - depth)) for depth in depths]
    outermost, root = inner[-1][0], b"../" * len(folder)
    first, *parts = data.split(_MARK_BYTES)
    written = [first]
    for part in parts:
        if part.startswith(outermost):
            for start, up in inner:
                if part.startswith(start):
                    after = part[len(start) :]
                    written += (up or b"./" * (not _GOES_ON.match(after)), after)
                    break
        else:
            written += (root, part[1:]) if part.startswith(b"/") else (_MARK_BYTES, part)
    return b"".join(written)


def _relative(address: str, folder: list[str], here: str) -> str:
    path, mark, anchor = address.partition("#")
    if mark and output_path(path) == here:
        return mark + anchor
    steps = _steps(path)
    shared = 0
    for step, other in zip(steps, folder, strict=False):
        if step != other:
            break
        shared += 1
    relative = "/".join([".."] * (len(folder) - shared) + steps[shared:]) or "."
    if path.endswith("/"):
        relative += "/"
    if ":" in relative.partition("/")[0]:
        relative = "./" + relative
    return relative + mark + anchor


def _steps(path: str) -> list[str]:
    """Return the way from the root to a path."""
    return [step for step in posixpath.normpath(path).split("/") if step]
