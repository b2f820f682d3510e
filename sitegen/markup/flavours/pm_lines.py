"""HTML, headings and indentation in the lines of a text, as `pm_dialect.py` asks about them."""

import re

VERBATIM = re.compile(r"<(pre|script|style|textarea)\b|<!--", re.I)
_BLOCK = (
    r"(?:address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|h[1-6]|header|hr|iframe|li|main|nav|ol|p|picture|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
    r"|video|audio)\b"
)
HTML = re.compile(rf"</?{_BLOCK}[^>]*(?:>|$)", re.I)
_NESTING = re.compile(rf"<(/?)(?!hr\b){_BLOCK}[^>]*?(/?)(?:>|\Z)", re.I)
_HEADING_LIST = re.compile(r"[ \t]+\{[^{}]*\}$")


def balance(html: str) -> int:
    """Return how many elements HTML opens more than it closes."""
    return sum(-1 if closes else 0 if alone else 1 for closes, alone in _NESTING.findall(html))


def closes_more(html: str) -> bool:
    """Return whether HTML closes an element that was opened before it, such as a cell in which a line is blank."""
    if not html.startswith("</"):
        return False
    depth = 0
    for closes, alone in _NESTING.findall(html):
        depth += -1 if closes else 0 if alone else 1
        if depth < 0:
            return True
    return False


def closed(body: str) -> str:
    """Return a heading whose signs at its end are escaped where a word ends in them, as in `C#`."""
    plain = body.rstrip()
    if (len(plain) - len(plain.rstrip("\\"))) % 2:
        return plain + "\\"
    if "#" not in plain[-1:] + plain[plain.rfind("{") - 2 : plain.rfind("{")]:
        return body
    attributes = _HEADING_LIST.search(plain)
    behind = attributes[0] if attributes else ""
    plain = plain.removesuffix(behind)
    words = plain.rstrip("#")
    if not words or words[-1] in " \t":
        return plain + behind
    signs = len(plain) - len(words)
    if (len(words) - len(words.rstrip("\\"))) % 2:
        words, signs = f"{words}#", signs - 1
    return words + "\\#" * signs + behind


def indent_of(line: str) -> tuple[int, str]:
    """Return the columns of white space that a line begins with, and the rest of it."""
    body = line.lstrip(" \t")
    lead = line[: len(line) - len(body)]
    return len(lead.expandtabs(4)) if "\t" in lead else len(lead), body


def dedent(line: str, columns: int) -> str:
    """Return the line without white space in its first columns; tabs further on stay."""
    width = 0
    for index, char in enumerate(line):
        if width >= columns or char not in " \t":
            return " " * (width - columns) + line[index:]
        width += 4 - width % 4 if char == "\t" else 1
    return " " * max(width - columns, 0)
