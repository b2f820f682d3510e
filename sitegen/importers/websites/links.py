"""Where the links of old texts lead now: old addresses, files by their old places, sources by their paths."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from sitegen.importers.websites.code import code_spans, is_within, outside_code
from sitegen.urls import is_external, join, output_path

_SIGNS = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22"}
_INLINE = re.compile(
    r"(?P<before>\]\([ \t]*<?)(?P<to>[^\s()<>]{1,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500}){0,5})"
    r"|(?P<angled>\]\([ \t]*<)(?P<spaced>[^<>\n]+)(?=>)"
)
_DEFINITION = re.compile(r"^(?P<before>[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)(?P<to>[^\s<>]+)", re.MULTILINE)
_TABS = re.compile(r"^([ ]{0,3}\[[^\]\n]+\]:)[ \t]*\t[ \t]*", re.MULTILINE)
"""White space with tabs between the words of a reference and its address."""
_ATTRIBUTE = re.compile(
    r"(?P<before>\s(?:href|src|poster|data)\s*=\s*)(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)'|(?P<bare>[^\s\"'<>=]+))",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(?P<signs>#{1,6})[ \t]+(?P<words>[^\n]+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\{:?\s*[#.][^}]*\}$")
"""The end of a heading that has an anchor by name."""
_PICTURE_OR_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_FRAGMENT = re.compile(r"#([^\s\"'<>()#]+)")


class Links:
    """What each address and each file of an old site is now."""

    def __init__(
        self,
        *,
        base: str,
        hosts: Iterable[str],
        addresses: Mapping[str, str],
        sources: Mapping[str, str],
        files: Mapping[str, str],
        unpublished: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take the answers.

        `base` is the path of the old site at its `hosts`, without a slash at its end. `addresses` are new
        addresses by the file that answered the old ones, `sources` the old addresses of pages by the path of their
        source, and `files` the paths below content/ of copied files by the path that they were published at.
        `unpublished` are the paths below content/ of drafts by the path of their source.
        """
        self._base = base
        self._hosts = frozenset(host.lower().removeprefix("www.") for host in hosts if host)
        self.addresses = addresses
        self.sources = sources
        self.files = files
        self._unpublished = unpublished

    def is_unpublished(self, path: str) -> bool:
        """Return whether the source at a path from the root became a draft."""
        return path.lstrip("/") in self._unpublished

    def rewritten(self, text: str, address: str, source: str, key: str) -> str:
        """Return a text with its links as they are in the new site; `key` is its path below content/.

        Links are read from the old `address` of the text, as a browser does, or else from the path of its
        `source`. A link that is not known is left as it is.
        """

        def new(found: re.Match[str]) -> str:
            typed = found["to"] or ""
            before = found["before"]
            if not typed and "spaced" in found.groupdict() and found["spaced"]:
                typed, before = found["spaced"], found["angled"]
            return f"{before}{self.find(typed, address, source, key) or typed}"

        def attribute(found: re.Match[str]) -> str:
            typed = found["double"] if found["double"] is not None else found["single"] or found["bare"] or ""
            to = self.find(typed, address, source, key)
            return found[0] if not to else f'{found["before"]}"{to}"'

        def rewrite(part: str) -> str:
            if "](" in part:
                part = _INLINE.sub(new, part)
            if "]:" in part:
                part = _DEFINITION.sub(new, _TABS.sub(r"\1 ", part))
            return _ATTRIBUTE.sub(attribute, part) if "<" in part else part

        return outside_code(text, rewrite)

    def find(self, typed: str, address: str, source: str, key: str) -> str:
        """Return what a link is to say now, "" for one that stays as it is."""
        target = unescape(typed.strip())
        split = self._inside(target)
        if split is None:
            return ""
        path, rest = split
        path = unquote(path)
        if not path:
            return ""
        for candidate in self._candidates(path, address, source):
            if to := self._page(candidate, source):
                return _shown(to + rest)
            if file := self.files.get(candidate.lstrip("/")):
                return _shown(self.to_file(file, key) + rest)
            if draft := self._unpublished.get(candidate.lstrip("/")):
                return _shown(self.to_file(draft, key) + rest)
        if self._base and typed.startswith(f"{self._base}/"):
            return _shown(path + rest)
        return ""

    def to_file(self, file: str, key: str) -> str:
        """Return how the text at `key` refers to a file of content/."""
        if file.startswith("static/"):
            return file.removeprefix("static")
        return posixpath.relpath(file, posixpath.dirname(key) or ".")

    def _inside(self, target: str) -> tuple[str, str] | None:
        """Return the path of a link within the old site, and what follows it; None for a link to another site."""
        if is_external(target) or target.startswith("//"):
            try:
                parts = urlsplit(target)
            except ValueError:
                return None
            if (
                parts.scheme not in ("http", "https", "")
                or parts.netloc.lower().removeprefix("www.") not in self._hosts
            ):
                return None
            path = parts.path or "/"
            rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        else:
            cut = min((place for sign in "?#" if (place := target.find(sign)) >= 0), default=len(target))
            path, rest = target[:cut], target[cut:]
        if self._base and path.startswith("/"):
            if path == self._base:
                path = "/"
            elif path.startswith(f"{self._base}/"):
                path = path[len(self._base) :]
        return path, rest

    def _candidates(self, path: str, address: str, source: str) -> Iterable[str]:
        """Yield the paths from the root that a link may mean, the likeliest first."""
        if path.startswith("/"):
            yield "/" + path.lstrip("/")
            return
        folder = address if address.endswith("/") else posixpath.dirname(address)
        tail = "/" if path.endswith("/") else ""
        if address and (found := join(folder, path)):
            yield f"/{found}{tail}"
        if found := join(posixpath.dirname(source), path):
            yield f"/{found}{tail}"
        if address and not path.startswith("."):
            yield f"/{path}"

    def _page(self, path: str, source: str) -> str:
        """Return the new address of the page that was at an old path, or has its source there; "" for none."""
        name = output_path(path)
        folder = path.rstrip("/")
        for each in (name, f"{folder.lstrip('/')}.html", output_path(path.lower())):
            if to := self.addresses.get(each):
                return to
        for each in (
            path.lstrip("/"),
            f"{path.strip('/')}.md",
            f"{path.strip('/')}/index.md",
            f"{path.strip('/')}/_index.md",
        ):
            if (old := self.sources.get(each)) is not None and each != source:
                return self.addresses.get(output_path(old), "")
        return ""


def fragments(texts: Iterable[str]) -> frozenset[str]:
    """Return the anchors that any of some texts links to."""
    found = (match[1] for text in texts if "#" in text for match in _FRAGMENT.finditer(text))
    return frozenset(unquote(anchor) for anchor in found)


def with_anchors(text: str, used: frozenset[str], anchor: Callable[[str], str], own: Callable[[str], str]) -> str:
    """Return a text whose headings keep the anchors that links use.

    `anchor` gives the anchor of a heading's words in the old site, `own` that in this one; where they differ and
    the old one is used, the heading gets it by name.
    """
    if not used or "#" not in text:
        return text
    taken: dict[str, int] = {}
    blocks = [span for span in code_spans(text) if "\n" in text[slice(*span)]]

    def keep(found: re.Match[str]) -> str:
        words = found["words"].strip()
        if is_within(found.start(), blocks) or _NAMED.search(words):
            return found[0]
        plain = _PICTURE_OR_LINK.sub(r"\1", words)
        plain = re.sub(r"[`*_]|<[^<>]*>", "", plain)
        old = anchor(plain)
        number = taken[old] = taken.get(old, -1) + 1
        old = f"{old}-{number}" if number else old
        return f"{found['signs']} {words} {{#{old}}}" if old in used and old != own(plain) else found[0]

    return _HEADING.sub(keep, text)


def github_anchor(words: str) -> str:
    """Return the anchor of a heading's words as GitHub makes it, and as Jekyll and Hugo do by default."""
    return re.sub(r"[ \t]", "-", re.sub(r"[^\w\- \t]", "", words.lower()))


def _shown(address: str) -> str:
    """Return an address as Markdown and HTML take it."""
    return "".join(_SIGNS.get(sign, sign) for sign in address)
