"""Plain text as Markdown that shows the text as it was typed, in either flavour; web addresses become links."""

import re

from sitegen.markup.constructs import CONSTRUCTS

_ADDRESS = re.compile(r"https?://[^\s<>\[\]|\\`{}\"^]+", re.IGNORECASE)
_EMPHASIS = re.compile("[*_~]")
_ENTITY = re.compile(r"&#?\w+;")
_AFTER_BARE = re.compile(r"[.,;:!?)]*(?:\s|$)")
"""Text that may follow an address without brackets and is not taken for a part of it."""
_STOPS = tuple(".,;:!?'*_~&")
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


def markdown(text: str) -> str:
    """Return Markdown for a text: signs with a meaning in Markdown are escaped, and line breaks are kept."""
    paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip())
    return "\n\n".join(
        "  \n".join(_line(line) for line in paragraph.split("\n") if line.strip()) for paragraph in paragraphs
    )


def _line(line: str) -> str:
    """Return the Markdown of one line."""
    line = " ".join(line.split())
    found, end = [], 0
    for match in _ADDRESS.finditer(line):
        address = _without_stops(match[0])
        # One flavour reads an entity here and the other does not, and `%%` begins a remark: so it is no link.
        if "%%" in match[0] or _ENTITY.search(match[0]):
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


def _without_stops(address: str) -> str:
    """Return an address without the stops behind it, and without a bracket that began before it."""
    while address[-1:] in _STOPS or (address[-1:] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address


def _escaped(words: str) -> str:
    return _ANYWHERE.sub(lambda found: _SIGNS.get(found[0], f"\\{found[0]}"), words)


def _escaped_start(found: re.Match[str]) -> str:
    if found["other"]:
        return f"&#{ord(found['other'])};"
    return f"{found['number']}\\{found['dot']}" if found["number"] else f"\\{found['sign']}"
