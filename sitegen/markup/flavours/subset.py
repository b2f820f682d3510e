"""The common subset: texts that both flavours read alike. The compiled parser converts them for both.

Python-Markdown takes twenty times as long as the compiled parser, and most texts hold nothing on which the two
differ. The grammar below accepts such texts and no others. It is strict rather than complete: a text that it does
not accept is converted by Python-Markdown, so what is rare may be left out of it.

The grammar is two patterns, and a text must match both: one of its lines, whatever they belong to, and one of how
lines make blocks, whatever they say. Both read in linear time, because every quantifier is possessive.
"""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.markup.flavours.commonmark import CommonMark
from sitegen.patterns import late

if TYPE_CHECKING:
    from sitegen.markup.flavours.python_markdown import PythonMarkdown

# Blanks other than the space are left out: Python-Markdown strips more of them than the compiled parser does. The
# wide ones are looked for once, because a set of characters takes twenty times as long to compile with them.
_BLANKS = "\x00-\x1f\x7f-\xa0"
_WIDE_BLANKS = late("[\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")

# The parts of a line. Emphasis has blanks or the signs of a sentence around it, so that both see where it ends.
_PLAIN = rf"(?:[^{_BLANKS}\\`*_\[\]<>&{{}}~|!]++|!(?!\[)|&(?=[ ])|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))"
_CODE = rf"(?<!`)`(?![` ])(?:[^{_BLANKS}\\`<>&{{}}|^\]]++|\](?!:))++(?<![ ])`(?!`)"
_ADDRESS = r"(?a:(?:https?://[\w.-]++|mailto:(?=\w))?+(?:[\w/.~%?=\#@$+,-]|&(?=\w++=))*+)"
_PICTURE = rf"!\[(?![ ]){_PLAIN}*+(?<![ ])\]\({_ADDRESS}\)"
_AUTOMATIC = r"<(?a:https?://[\w/.?=-]++|[\w.-]++@[a-z0-9]++(?:[.-][a-z0-9]++)*+)>"
_LABEL = r"\[\^[a-z0-9-]++\]"
_SIGN = rf"(?<=[\w.,;:?!)]){_LABEL}(?![:(\[])"
_START = rf"(?![{_BLANKS} \\\]_>&{{}}|#=+:;-]|\d++[.)](?:\s|\Z)|!!!|\*\s|\[\^)"
"""Words begin with nothing that begins a block."""


def _run(*breaks: str) -> str:
    """Return the pattern of a part of a line; `breaks` are line breaks that may be within emphasis and links."""
    plain = "|".join((_PLAIN, _CODE, *breaks))
    link = rf"\[(?![ ^!\n])(?:{plain})++(?<![ \n])\]\({_ADDRESS}\)"
    inner = rf"(?![ \n])(?:{plain}|{link})++(?<![ \n])"
    emphasis = rf"\*\*{inner}\*\*|\*(?!\*){inner}\*|~~{inner}~~"
    return rf"{_PLAIN}|(?<![^\s(\"'])(?:{emphasis})(?=[\s.,;:?!)\"']|\Z)|{_CODE}|{link}|{_SIGN}"


_CELL = rf"(?:{_run()})*+"
_WORDS = rf"(?:{_run()}|{_PICTURE}|{_AUTOMATIC})++(?<![ ])"
_BREAK = rf"(?<![ ])\n{_START}"
_PROSE = rf"(?:{_run(_BREAK)}|{_PICTURE}|{_AUTOMATIC})++(?<![ ])"
"""Words of a paragraph that is in no other block: what is emphasised may go on in its next line."""

# Lines of blocks that are no words.
_FENCE = r"```(?:\w[\w+-]*+)?+(?:[ ]title=\"[^\"<>&\\`\n]*+\")?+\n(?:(?![ \t]*+```)[^\n]*+\n)*+```"
_RULE = r"\|(?:[ ]?+:?+-++:?+[ ]?+\|){2,}+"

_CALLOUT = r">[ ]\[![a-zA-Z-]++\][+-]?+"
_LEAD = (
    r"[ ]*+(?:(?:-|\d\d?+\.)[ ](?:\[[ xX]\][ ])?+"  # an item, perhaps a task
    rf"|{_CALLOUT}[ ]|>[ ]|{_LABEL}:[ ]|:[ ]{{3}})?+"
)
_TEXT = (
    rf"(?:(?:{_FENCE}|---|>|{_CALLOUT}(?=\n|\Z)|{_RULE}|\|(?:{_CELL}\|){{2,}}+"
    rf"|{_START}{_PROSE}|(?:\#{{1,6}}[ ](?![ #])|{_LEAD}{_START}){_WORDS}|)(?:\n|\Z))*+"
)

_LINE = r"(?![->|#: ]|\d++[.)][ ]|```|\[\^)[^\n]++"
"""A line of a paragraph, as far as blocks are concerned."""


def _repeated(part: str, between: str, times: str = "+") -> str:
    """Return the pattern of parts with line breaks between them; each part takes its last line to the end.

    It holds the part once: written out as a part and further parts, lists within lists take long to compile. The
    break is optional before each part, but cannot be before the first nor missing before the others.
    """
    return rf"(?!\n)(?:(?:{between})?+{part}){times}+"


def _lines(lead: str = "") -> str:
    """Return the pattern of a paragraph, `lead` being what its further lines begin with."""
    return _repeated(_LINE, rf"\n{lead}")


def _items(lead: str, sublists: tuple[str, str] = ("", "")) -> tuple[str, str]:
    """Return the patterns of an item of a list with bullets, and of one with numbers."""
    bullet = rf"-[ ]{_lines(lead + '[ ]{2}')}{sublists[0]}"
    number = rf"(?:\d\.[ ]{_lines(lead + '[ ]{3}')}|\d\d\.[ ]{_lines(lead + '[ ]{4}')}){sublists[1]}"
    return bullet, number


def _tight(lead: str, items: tuple[str, str]) -> str:
    """Return the pattern of a list without blank lines."""
    return "|".join(_repeated(item, rf"\n{lead}") for item in items)


def _sublist(*widths: int) -> str:
    """Return the pattern of the lists that an item may hold, indented by so many spaces."""
    leads = [f"[ ]{{{width}}}" for width in widths]
    # Another number than 1 would go on with the paragraph above it.
    lists = [rf"\n{lead}(?!\d[^.]|[^1]\.)(?:{_tight(lead, _items(lead))})" for lead in leads]
    return rf"(?:{'|'.join(lists)})?+"


def _loose(item: str) -> str:
    """Return the pattern of a list with a blank line between all items."""
    # Further paragraphs of an item are of one line: Python-Markdown indents no second one.
    return _repeated(rf"{item}(?:\n\n[ ]{{4}}{_LINE})*+(?!\n[^\n])", r"\n\n", "{2,}")


_NOTE = rf"{_LABEL}:[ ]{_lines('[ ]{4}')}"


def _blocks() -> str:
    """Return the pattern of a text, as far as blocks are concerned."""
    lists = (*map(_loose, _items("")), _tight("", _items("", (_sublist(2, 3, 4), _sublist(3, 4)))))
    blocks = (
        rf"{_LINE}(?:\n:[ ]{{3}}{_lines('[ ]{4}')})++",
        _lines(),
        r"\#{1,6}[ ][^\n]++(?<!\#)",
        # A second list behind a blank line would belong to the first.
        rf"(?:{'|'.join(lists)})(?!\n\n++(?:-|\d|[ ]))",
        _FENCE,
        rf"\|[^\n]*+\n{_RULE}(?:\n\|[^\n]*+)++",
        _repeated(rf">[ ]{_lines('>[ ]')}", r"\n>\n"),
        "---",
    )
    # Between lists, notes would part them for one parser and not for the other: they are at the end.
    notes = rf"(?:{_NOTE}(?:\n++|\Z))*+"
    return rf"\n*+(?:(?:{'|'.join(blocks)})(?:\n\n++|\n*+\Z))*+{notes}"


_LINES, _BLOCKS = late(_TEXT), late(_blocks())
"""All lines of a text, and all of its blocks."""
_NOTES = late(r"\[\^([a-z0-9-]+)\](:?)")
_NESTED = late(r"^[->|: \d][^\n]*\[\^|\n:[ ]", re.M)
_WITHIN = late(r"^(?:\[\^[^\n\]]*\]:|[ ]{4})[^\n]*\[\^", re.M)


def common(text: str) -> bool:
    """Return whether both flavours make the same page of a text, but for the line breaks that `alike` mends."""
    if not text.isascii() and _WIDE_BLANKS.search(text):
        return False
    if not _BLOCKS.fullmatch(text) or not _LINES.fullmatch(text):
        return False
    if "\n|" in text or text.startswith("|"):
        for block in text.split("\n\n"):
            rows = block.strip("\n")
            if rows.startswith("|") and len({row.count("|") for row in rows.split("\n")}) > 1:
                return False
    return "[^" not in text or _noted(text)


def _noted(text: str) -> bool:
    """Return whether each note of a text is defined once and referred to.

    Python-Markdown numbers notes of lists and quotes after those of paragraphs: a text with a sign in them may
    have no other. Notes have no signs.
    """
    if "```" in text or _WITHIN.search(text):
        return False
    found = _NOTES.findall(text)
    signs = {label for label, colon in found if not colon}
    notes = [label for label, colon in found if colon]
    return signs == set(notes) and len(notes) == len(signs) and (len(found) == 2 or not _NESTED.search(text))


_ROWS = late(r"(<table>|</?(?:thead|tbody|tr)>|</t[hd]>)(?=<)")
_PICTURES = late(r'<img( src="[^"]*")( alt="[^"]*") />')
_ALIGNED = late(r'(<t[hd] style="text-align: \w+)">')
_LISTS = late(r"<[uo]l.*?</[uo]l>(?!\n</li>)", re.S)
_ITEMS = ("<li>", "</li>", "</ul>", "</ol>", "<p>")


def alike(text: str, html: str) -> str:
    """Return the HTML that the compiled parser made of a common text as Python-Markdown writes it.

    Only blanks, the order of attributes and a semicolon differ. The compiled parser writes the rows of a table on
    one line. In lists Python-Markdown leaves the further lines of an item indented, and a list follows its words.
    """
    if "<table>" in html:
        html = _ROWS.sub(r"\1\n", html)
        if "text-align" in html:
            html = _ALIGNED.sub(r'\1;">', html)
    if "<img" in html:
        html = _PICTURES.sub(r"<img\2\1 />", html)
    # Items on more than one line, and items of lists within lists, are indented in the source.
    if "\n  " not in text or "<li>" not in html:
        return html
    body, notes, items = html.partition('<div class="footnote">')
    return f"{_LISTS.sub(_with_breaks, body)}{notes}{items}"


def _with_breaks(found: re.Match[str]) -> str:
    lines: list[str] = []
    depth = 0
    for line in found[0].split("\n"):
        if line.startswith(("<ul>", "<ol")):
            if depth:
                lines[-1] += line
            else:
                lines.append(line)
            depth += 1
        elif depth and not line.startswith(_ITEMS):
            lines.append(f"    {line}")
        else:
            lines.append(line)
            depth -= line in ("</ul>", "</ol>")
    return "\n".join(lines)


class CommonFirst:
    """The `python-markdown` flavour, with the compiled parser for the texts on which both agree."""

    costly = True

    def __init__(self) -> None:
        self._compiled = CommonMark()

    @cached_property
    def _library(self) -> "PythonMarkdown":
        # Many sites have no text that needs the library, which takes long to import.
        from sitegen.markup.flavours.python_markdown import PythonMarkdown

        return PythonMarkdown()

    def html(self, text: str) -> tuple[str, tuple[int, ...]]:
        """See `Flavour.html`."""
        if common(text):
            return alike(text, self._compiled.html(text)[0]), ()
        return self._library.html(text)
