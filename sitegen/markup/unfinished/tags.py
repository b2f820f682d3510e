"""Elements of HTML and braces of other generators that are never closed."""

import re
from collections.abc import Iterator

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
    opened: dict[str, int] = {}
    for match in _TAG.finditer(found.prose):
        name = match["name"].lower()
        if not match["end"]:
            around.append(match)
            opened[name] = opened.get(name, 0) + 1
        elif any(each["name"].lower() == name for each in around):
            while (last := around.pop())["name"].lower() != name:
                lost.append(last)
    for match in sorted([*lost, *around], key=re.Match.start):
        name = match["name"].lower()
        # What the page shows as text, in code that is set in, is no element.
        made = len(re.findall(rf"<{name}(?=[ >])", found.html))
        if made >= opened[name]:
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
