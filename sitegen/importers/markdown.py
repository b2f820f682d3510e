"""Plain text as Markdown that shows the text as it was typed, in either flavour; web addresses become links."""

import re
from html.parser import HTMLParser

from sitegen.markup.constructs import CONSTRUCTS

_ADDRESS = re.compile(r"https?://[^\s<>\[\]|\\`{}\"^]+", re.IGNORECASE)
_EMPHASIS = re.compile("[*_~]")
_ENTITY = re.compile(r"&#?\w+;")
_AFTER_BARE = re.compile(r"[.,;:!?)]*(?:\s|$)")
"""Text that may follow an address without brackets and is not taken for a part of it."""
_CONSTRUCTS = [each.sign for each in CONSTRUCTS if each.sign]
"""Signs that mean something in every flavour because a construct has them, such as `==`."""
_SIGNS = {
    **{sign: f"\\{sign}" for sign in "\\`*[]{}"},
    **{sign: f"&#{ord(sign)};" for sign in ("~", "|", "^", *(sign[0] for sign in _CONSTRUCTS))},
    "<": "&lt;",
    "&": "&amp;",
}
_BEGINS = "".join(f"|{re.escape(sign[0])}(?={re.escape(sign[1:])})" for sign in _CONSTRUCTS)
_ANYWHERE = re.compile(r"[\\`*\[\]{}~|^<]|&(?=#|\w+;)|(?<![^\W_])_|_(?![^\W_])" + _BEGINS)
_AT_START = re.compile(r"(?P<sign>[#>+!-])|(?P<number>\d+)(?P<dot>[.)])|(?P<other>[:=])")
_TAGS = re.compile(
    r"<(?:script|style|title)[\s>]|</?(?:a|b|br|div|em|font|h[1-6]|html|html-blob|i|li|ol|p|span|strong|table|td|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INVISIBLE = frozenset({"script", "style", "title"})
"""Elements whose text no page shows."""
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"})


def markdown(text: str) -> str:
    """Return Markdown for a text: signs with a meaning in Markdown are escaped, and line breaks are kept."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join(
        "  \n".join(_line(line) for line in paragraph.split("\n") if line.strip()) for paragraph in paragraphs
    )


def plain(text: str) -> str:
    """Return the plain text of a text that contains HTML; other text is returned as it is."""
    if not _TAGS.search(text):
        return text
    reader = _TextOfHtml()
    reader.feed(text)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _line(line: str) -> str:
    """Return the Markdown of one line."""
    line = " ".join(line.split())
    found, end = [], 0
    for match in _ADDRESS.finditer(line):
        address = match[0].rstrip(".,;:!?'*_~&" if "(" in match[0] else ".,;:!?'*_~&)")
        if _ENTITY.search(match[0]):  # one flavour reads an entity here and the other does not: so no link
            head, _, tail = match[0].partition(":")
            found.append(f"{_escaped(line[end : match.start()])}{head}&#58;{_escaped(tail)}")
            end = match.end()
            continue
        after = line[match.start() + len(address) :]
        bare = not _EMPHASIS.search(address) and _AFTER_BARE.match(after)
        found += [_escaped(line[end : match.start()]), address if bare else f"<{address}>"]
        end = match.start() + len(address)
    found.append(_escaped(line[end:]))
    markup = "".join(found)
    return _AT_START.sub(_escaped_start, markup, count=1) if _AT_START.match(markup) else markup


def _escaped(words: str) -> str:
    return _ANYWHERE.sub(lambda found: _SIGNS.get(found[0], f"\\{found[0]}"), words)


def _escaped_start(found: re.Match[str]) -> str:
    if found["other"]:
        return f"&#{ord(found['other'])};"
    return f"{found['number']}\\{found['dot']}" if found["number"] else f"\\{found['sign']}"


class _TextOfHtml(HTMLParser):
    """The text of HTML with its line breaks, and the address of each link."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._link = ""
        self._link_text: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add the line break of a block, and begin a link."""
        if tag in _INVISIBLE:
            self._hidden = tag
        elif tag == "br" or tag in ("li", "tr"):
            self.found.append("\n- " if tag == "li" else "\n")
        elif tag in _BLOCKS:
            self.found.append("\n\n")
        elif tag == "a":
            self._link, self._link_text = dict(attrs).get("href") or "", []

    def handle_endtag(self, tag: str) -> None:
        """Add the address of a link behind its text, unless the text is the address."""
        if tag == self._hidden:
            self._hidden = ""
        elif tag in _BLOCKS:
            self.found.append("\n\n")
        elif tag == "a" and self._link:
            text = "".join(self._link_text).strip()
            if _ADDRESS.fullmatch(self._link) and text.rstrip("/") != self._link.rstrip("/"):
                self.found.append(f" ({self._link})" if text else self._link)
            self._link = ""

    def handle_data(self, data: str) -> None:
        """Add the text that a page would show."""
        if self._hidden:
            return
        self.found.append(data)
        if self._link:
            self._link_text.append(data)
