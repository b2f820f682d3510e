"""Elements of HTML and braces of other generators that are never closed."""

import re
from collections import Counter
from collections.abc import Iterator

from sitegen.markup.positions import masked
from sitegen.markup.unfinished.page import Shown, problem
from sitegen.model.problem import Problem
from sitegen.patterns import late

_BLOCKS = ("details", "summary", "div", "section", "article", "aside", "figure", "table", "center", "blockquote")
_INLINE = ("b", "strong", "em", "i", "u", "s", "del", "ins", "small", "sub", "sup", "mark", "kbd", "span", "q")
OPENS = late(rf"<(?:{'|'.join(_BLOCKS + _INLINE)})\b", re.I)
_TAG = late(
    rf"<(?P<end>/?)(?P<name>{'|'.join(_BLOCKS + _INLINE)})(?![\w-])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*(?<!/)>", re.I
)
_BRACES = late(
    r"(?<!\\)(?:\{\{(?P<sign>[<%]?)(?P<inner>[^{}\n]*?)[ \t]*(?P<close>[>%]?\}(?!\})|[>%](?![}>%])(?=[ \t]*$))"
    r"|\{%(?P<tag>[^{}%\n]*?)[ \t]*(?P<end>\}|%(?!\})(?=[ \t]*$)))",
    re.M,
)


def elements(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each element that is never closed, so that it takes along what is behind it."""
    around: list[re.Match[str]] = []
    lost: list[re.Match[str]] = []
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    # Money is no mathematics here: $100</b> and $200.
    for match in _TAG.finditer(masked(found.text, html=True)):
        name = match["name"].lower()
        if not match["end"]:
            around.append(match)
            inside[name] += 1
            opened[name] += 1
            continue
        closed[name] += 1
        if inside[name]:
            while (last := around.pop())["name"].lower() != name:
                inside[last["name"].lower()] -= 1
                lost.append(last)
            inside[name] -= 1
    open_ones = opened - closed
    for match in sorted([*lost, *around], key=re.Match.start):
        name = match["name"].lower()
        # What the page shows as text, in code that is set in, is no element.
        if open_ones[name] > 0 and len(re.findall(rf"<{name}(?=[ >])", found.html)) >= opened[name]:
            open_ones[name] -= 1
            message = f"this <{name}> is never closed, so that it takes along what is behind it"
            yield problem(match, message, f"write </{name}> where it ends")


def braces(found: Shown) -> Iterator[Problem]:
    """Yield a problem for braces that are not closed as they were opened."""
    for match in found.matches(_BRACES):
        if match["tag"] is not None:
            fix = f"{{% {match['tag'].strip(' -')} %}}"
        else:
            sign = match["sign"]
            inner = match["inner"].strip()
            fix = f"{{{{{sign} {inner} {'>' if sign == '<' else sign}}}}}"
        yield problem(match, "these braces are not closed as they were opened", fix, edit=True)
