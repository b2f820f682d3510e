"""`^hours` at the end of a paragraph or item, or below a list, table or quote: an anchor, as Obsidian has it."""

from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import Token, tag, tokens
from sitegen.markup.placeholders import Marks
from sitegen.patterns import late

_LABELLED = frozenset(("p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_NAME = "block ids"


def _rewrite(html: str, marks: Marks) -> str:
    """Return the HTML with an id for the block that each sign is in, or behind."""
    words = {marks.word(number): mark.source for number, mark in enumerate(marks.items) if mark.construct == _NAME}
    if not words:
        return html
    sign = late(rf"\s*({'|'.join(words)})(?=\s*\Z)")
    found = tokens(html)
    around: list[int] = []
    """The numbers of the opening tags of the blocks around a token."""
    before: dict[int, int] = {}
    """The number of the opening tag of the last block that was closed within another one."""
    labels: dict[int, str] = {}
    gone: set[int] = set()
    for at, token in enumerate(found):
        name = token.name.lstrip("/")
        if token.name[:1] == "/" and around and found[around[-1]].name == name:
            opened = around.pop()
            if opened not in gone:
                before[around[-1] if around else 0] = opened
        elif name in _BLOCKS and token.name == name:
            around.append(at)
        match = sign.search(token.text) if around else None
        inner = around[-1] if around else 0
        following = found[at + 1].name if at + 1 < len(found) else ""
        if match is None or (following != f"/{found[inner].name}" and following not in ("ul", "ol")):
            continue
        rest = token.text[: match.start()]
        if found[inner].name == "p" and inner == at and not rest.strip():
            # Alone, it belongs to the block before.
            outer = around[-2] if len(around) > 1 else 0
            if outer in before:
                labels[before[outer]] = words[match[1]]
                gone |= {at, at + 1}
                token.text = ""
        elif found[inner].name in _LABELLED:
            labels[inner] = words[match[1]]
            token.text = rest + token.text[match.end() :]
    return "".join(_written(at, token, labels.get(at, "")) for at, token in enumerate(found) if at not in gone)


_BLOCKS = _LABELLED | {"ul", "ol", "dl", "table", "blockquote", "pre", "div"}


def _written(at: int, token: Token, label: str) -> str:
    opening = f"<{token.name}{token.rest}>" if at else ""
    if label and ' id="' not in token.rest and token.name in _LABELLED and token.name[0] != "h":
        opening = f'<{token.name} id="{label}"{token.rest}>'
    elif label:
        opening = tag("span", {"id": label}) + "</span>" + opening
    return opening + token.text


BLOCK_IDS = Construct(
    name=_NAME,
    sign="^",
    taken=late(r"(?m)(?:(?<=[ \t])|(?<=\]\])|^)\^(?=[\w-]*[a-zA-Z]|\d{6})[\w-]{2,}(?=[ \t]*$)"),
    rewrite=_rewrite,
)
