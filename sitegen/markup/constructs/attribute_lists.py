"""`{: .wide #map}`, as kramdown has it: classes, an id and other attributes of what is before it, or below it."""

from collections.abc import Mapping

from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import Token, attributes, tag, tokens
from sitegen.markup.placeholders import Mark, Marks
from sitegen.markup.sanitise import policy
from sitegen.patterns import late

_NAME = "attribute lists"
_LEADING = "leading attribute lists"
"""Those behind a blank line, which belong to the block below them."""
_PARTS = late(r"([.#])([\w-]+)|([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'}]+))")
_OPTION = late(r"\{:(?:[:/]|\w[\w-]*:)")
_FOOTNOTES = late(r"class=\"footnote\"|id=\"fn:")
"""In what a flavour writes around notes: they keep their names."""
_SPANS = frozenset(("a", "abbr", "code", "del", "em", "mark", "strong"))
_AROUND = frozenset(("blockquote", "dl", "ol", "table", "ul"))
_BLOCKS = _AROUND | {"dd", "div", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre", "td", "th"}
_ADDRESSES = frozenset(("href", "poster", "src", "style"))
"""What a list sets in no element: it runs after the sanitiser, which looks at addresses."""


def _rewrite(html: str, marks: Marks) -> str:
    """Return the HTML in which elements have the attributes of the lists that belong to them."""
    lists = {
        marks.word(number): mark for number, mark in enumerate(marks.items) if mark.construct in (_NAME, _LEADING)
    }
    if not lists:
        return html
    found = tokens(html)
    pairs = _pairs(found)
    sign = late("|".join(lists))
    given: dict[int, list[Mark]] = {}
    gone: set[int] = set()
    for at, token in enumerate(found):
        if token.name in ("code", "pre"):
            continue
        for match in [*sign.finditer(token.text)][::-1]:
            mark = lists[match[0]]
            begins, ends = not token.text[: match.start()].strip(), not token.text[match.end() :].strip()
            owner: int | None = None
            if token.name == "img" and begins:
                owner = at
            elif match.start() == 0 and token.name[:1] == "/" and token.name[1:] in _SPANS:
                owner = pairs.get(at)
            elif ends and begins and token.name in ("p", "td"):
                owner = _alone(found, pairs, at, mark, gone)
            elif begins and token.name == "p" and mark.construct == _LEADING:
                owner = at
            elif ends:
                owner = _last(found, pairs, at, mark)
            if owner is not None and not _FOOTNOTES.search(found[owner].rest):
                given.setdefault(owner, []).append(mark)
                before, behind = token.text[: match.start()], token.text[match.end() :]
                if mark.construct == _LEADING:
                    behind = behind.lstrip()
                token.text = (before.rstrip() if ends else before) + behind
                if _refused(found[owner].name, mark):
                    # The last pass reports it where it meets the word. Lists and tables hold no words.
                    if found[owner].name in _AROUND:
                        found[owner - 1].text += match[0]
                    else:
                        found[owner].text = match[0] + found[owner].text
    return "".join(_written(at, token, given.get(at, [])) for at, token in enumerate(found) if at not in gone)


def _pairs(found: list[Token]) -> dict[int, int]:
    """Return the number of the opening tag for that of each closing one, and the other way round."""
    pairs: dict[int, int] = {}
    around: list[int] = []
    for at, token in enumerate(found):
        if token.name[:1] == "/":
            while around and found[around[-1]].name != token.name[1:]:
                around.pop()
            if around:
                pairs[at] = around.pop()
                pairs[pairs[at]] = at
        elif token.name:
            around.append(at)
    return pairs


def _alone(found: list[Token], pairs: Mapping[int, int], at: int, mark: Mark, gone: set[int]) -> int | None:
    """Return the block that a list in a paragraph or cell of its own belongs to, and take that away."""
    end = pairs.get(at, at)
    if found[at].name == "td":
        row = at - 1
        if found[row].name != "tr" or any(each.text.strip() for each in found[at + 1 : pairs.get(row, at)]):
            return None
        gone.update(range(row, pairs[row] + 1))
        return next((before for before in range(row, 0, -1) if found[before].name == "table"), None)
    if mark.construct == _LEADING:
        following = end + 1
        owner = following if following < len(found) and found[following].name in _BLOCKS else None
    else:
        before = found[at - 1].name
        owner = pairs.get(at - 1) if before[:1] == "/" and before[1:] in _BLOCKS else None
    if owner is not None and end == at + 1:
        gone.update((at, end))
    return owner


def _last(found: list[Token], pairs: Mapping[int, int], at: int, mark: Mark) -> int | None:
    """Return the block whose last line a list is: not set in, the outermost list or quote that ends there."""
    owner = None
    for closing in range(at + 1, len(found)):
        name = found[closing].name
        if name[0] != "/" or closing not in pairs:
            break
        if name[1:] in _BLOCKS and (owner is None or (name[1:] in _AROUND and mark.source[0] == "{")):
            owner = pairs[closing]
        if found[closing].text.strip():
            break
    return owner


def _refused(name: str, mark: Mark) -> list[str]:
    """Return the attributes of a list that content may not have."""
    rules = policy("sanitise")
    names = [found[2].lower() for found in _PARTS.findall(mark.source) if found[2]]
    return [each for each in names if each in _ADDRESSES or not rules.allows(name, each)]


def _written(at: int, token: Token, lists: list[Mark]) -> str:
    if not at:
        return token.text
    if not lists:
        return f"<{token.name}{token.rest}>{token.text}"
    values = attributes(token.rest)
    for mark in lists:
        refused = _refused(token.name, mark)
        for sort, word, name, *quoted in _PARTS.findall(mark.source):
            if sort == ".":
                values["class"] = f"{values.get('class', '')} {word}".strip()
            elif sort:
                values["id"] = word
            elif name.lower() not in refused:
                values[name.lower()] = next(filter(None, quoted), "")
    return tag(token.name, values) + token.text


def _write(page: Page, mark: Mark) -> None:
    """Report a list that belongs to nothing, or what it may not set. Options and named lists say nothing here."""
    if _OPTION.match(mark.source.lstrip()):
        return
    if refused := _refused("", mark):
        for name in refused:
            message = f"the attribute {name} is not allowed in content and was taken out"
            page.problem("html-removed", message, mark.start + mark.source.lower().index(name), len(name))
    else:
        message = f"{mark.source.strip()} belongs to nothing that could take it and was left out"
        fix = "put it directly under or above a block, or behind a link, a picture or emphasis"
        page.problem("attribute-list", message, mark.start, mark.length, fix=fix)


_LINE = r"[ ]{0,3}\{:(?![:/])[^{}\n]*\}(?=[ \t]*$)"

ATTRIBUTE_LISTS = Construct(
    name=_NAME,
    sign="{:",
    taken=late(
        rf"(?m)(?:(?<=[^\n]\n)|(?<=[^\n][ \t]\n)|(?<=\n>[ ])){_LINE}|(?<=[)\]*_`>])\{{:(?![:/])[^{{}}\n]*\}}"
        r"|\{:[:/][^{}\n]*\}"
    ),
    write=_write,
    rewrite=_rewrite,
)
LEADING_ATTRIBUTE_LISTS = Construct(
    name=_LEADING, sign="{:", taken=late(rf"(?m)(?:(?<=\n\n)|\A|(?<=\n[ \t]\n)){_LINE}"), write=_write
)
