"""Recognises HTML that the sanitiser would leave as it is, so that nearly every text can do without it.

Sanitising is to parse HTML, to take out what is not on the list, and to write the rest down again. In
the part of HTML that is described here nothing is off the list, and what is written down is what was parsed:

- each tag has one of a few forms; addresses have a scheme of the list and a plain host, or no scheme and no colon;
- text has no `<` or `>`, and only the references that are written again: `&amp;`, `&lt;`, `&gt;`, `&nbsp;`;
- each element is closed in the one that it was opened in, and that is one in which a parser of HTML lets it be:
  the parser then closes none early, opens none that was not typed, and moves none.

Most of a text are paragraphs, items and cells of plain words. One pattern finds these passages whole, and proves
them with that; the tags of what is left are looked at one by one.
"""

from functools import lru_cache

from sitegen.markup.html import legible
from sitegen.patterns import late

_VALUE = r"(?:[^<>&\"]++|&(?:amp|lt|gt|nbsp|quot);)*+"
_REST = r"(?:[^<>&\"\s]++|&amp;)*+"
_HOST = r"(?![^\"/]*xn--)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*+[a-z][a-z0-9]*+"
_ADDRESS = (
    rf"(?:https?://{_HOST}(?=[/\"]){_REST}|mailto:[\w.-]++@{_HOST}(?=\")"
    rf"|(?=[/.\#?]){_REST}|(?:[^<>&\":\s]++|&amp;)*+(?=\"))"
)
_LABEL = r"[\w-]++"
_TAG = (
    r"/?(?:p|em|strong|del|li|[uo]l|h[1-6]|blockquote|d[ltd]|table|t(?:head|body|r)|div)|br|hr|code|pre(?=><code)|t[hd]"
    rf"|/(?:a|code|pre|t[hd]|sup|abbr)|a href=\"{_ADDRESS}\"|img(?: src=\"{_ADDRESS}\")? alt=\"{_VALUE}\""
    rf"|img alt=\"{_VALUE}\" src=\"{_ADDRESS}\""
    rf"|code class=\"language-[^<>&\"\s]++\"|pre title=\"{_VALUE}\"(?=><code)|ol start=\"\d{{1,9}}\""
    rf"|t[hd] style=\"text-align: (?:left|center|right);\"|h[1-6] id=\"{_LABEL}\"|abbr title=\"{_VALUE}\""
    rf"|div class=\"footnote\"|li id=\"fn:{_LABEL}\""
    rf"|sup id=\"fnref\d*+:{_LABEL}\"|a class=\"footnote-ref\" href=\"\#fn:{_LABEL}\""
    rf"|a class=\"footnote-backref\" href=\"\#fnref\d*+:{_LABEL}\" title=\"\d++\""
)
_CHARS = r"(?:[^<>&]++|&(?:amp|lt|gt|nbsp);)"
_BARE = rf"{_CHARS}|<em>{_CHARS}*+</em>|<strong>{_CHARS}*+</strong>|<code>{_CHARS}*+</code>"
_INSIDE = rf"(?:{_BARE}|<a href=\"https?://{_HOST}(?=[/\"]){_REST}\">(?:{_BARE})*+</a>)*+"
_PASSAGE = "|".join(rf"<{tag}>(?!\s*\[){_INSIDE}</{tag}>" for tag in ("p", "li", "td", "th"))
"""A bracket at the beginning may be a sign: of a task, of a callout."""
_FORMS = rf"(?:[^<>&]++|&(?:amp|lt|gt|nbsp);|<(?:{_TAG})>)*+"
_OPEN_OR_CLOSED = late(r"<(?!br|hr|img)(/?[a-z0-9]++)")
_ROWS = late(r"<(?:table|/?(?:thead|tbody|tr)|/t[hd])>(?![ \n]*<(?:/?(?:thead|tbody|tr)|t[hd]\b|/table))")
"""What else is between the rows and cells of a table is moved out of it."""

_PARTS = frozenset(("em", "strong", "del", "a", "sup", "abbr"))
_WORDS = frozenset(("p", *(f"h{level}" for level in range(1, 7)), "dt"))
_FLOW = frozenset(("", "li", "blockquote", "dd", "div"))
_CELLS = frozenset(("th", "td"))
_WITHIN = {
    **dict.fromkeys(_PARTS, _PARTS | _WORDS | _FLOW | _CELLS),
    "code": _PARTS | _WORDS | _FLOW | _CELLS | {"pre"},
    **dict.fromkeys((*_WORDS, "ul", "ol", "blockquote", "dl", "div", "table", "pre"), _FLOW),
    "li": frozenset(("ul", "ol")),
    **dict.fromkeys(("dt", "dd"), frozenset(("dl",))),
    **dict.fromkeys(("thead", "tbody"), frozenset(("table",))),
    "tr": frozenset(("thead", "tbody")),
    **dict.fromkeys(_CELLS, frozenset(("tr",))),
}
"""The elements that an element may be directly in; the empty name is the page."""
_EMPTIED = {"<p>": "<p></p>", "<li": "<li></li>", "<td": "<td></td>", "<th": "<th></th>"}
_ALIGNED = late(r'(<t[hd] style="text-align: \w+)">')
_QUOTED = late(r"<[^>]*>|&quot;")


_PASSAGES, _ANY_FORMS = late(f"({_PASSAGE})"), late(_FORMS)
"""Passages, and text and tags in any order."""


@lru_cache(maxsize=2)
def parted(html: str) -> tuple[str, ...]:
    """Return HTML in pieces: every second one is a passage. They are asked for here and by the last pass."""
    return tuple(_PASSAGES.split(html))


def settled(html: str) -> str | None:
    """Return the HTML of a flavour as the sanitiser would, or None where only the sanitiser can tell.

    What a flavour writes otherwise (`/>`, `&quot;` in text, hard spaces, alignment) is settled first.
    """
    if " />" in html:
        html = html.replace("<br />", "<br>").replace("<hr />", "<hr>").replace('" />', '">')
    if "\xa0" in html:
        html = html.replace("\xa0", "&nbsp;")
    if "&quot;" in html:
        html = _QUOTED.sub(lambda found: '"' if found[0] == "&quot;" else found[0], html)
    if "text-align" in html:
        html = _ALIGNED.sub(r'\1;">', html)
    if legible(html) != html:
        return None
    pieces = parted(html)
    # The empty paragraphs say where passages were.
    rest = "".join([piece if number % 2 == 0 else _EMPTIED[piece[:3]] for number, piece in enumerate(pieces)])
    return html if _ANY_FORMS.fullmatch(rest) and _nested(rest) else None


def _nested(html: str) -> bool:
    """Return whether each element is in one that may hold it, and closed in that one."""
    if "<table>" in html and _ROWS.search(html):
        return False
    around = [""]
    for tag in _OPEN_OR_CLOSED.findall(html):
        if tag[0] == "/":
            if around.pop() != tag[1:]:
                return False
        elif around[-1] in _WITHIN[tag] and (tag != "a" or "a" not in around):
            around.append(tag)
        else:
            return False
    return len(around) == 1
