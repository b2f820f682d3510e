"""Comments of HTML that the page shows, and those that take the rest of it along."""

from collections.abc import Iterator

from sitegen.markup.unfinished.page import Shown, plain
from sitegen.model.problem import Problem
from sitegen.patterns import late

_REMARK = late(r"(?<!\\)<!--(?!-?>|[ ]*more\b)(?P<words>[^\n*_`~<&\\=\[-]{0,40})")


def remarks(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each comment of HTML that the page shows, and for one that takes the rest along."""
    if "&lt;!--" in found.html:
        for match in _REMARK.finditer(found.text):
            in_code = found.prose[: match.start()].endswith("\0")
            if not in_code and plain(match[0]) in found.words:
                closed = "-->" in found.text[match.end() :]
                yield Problem(
                    code="hides-nothing",
                    message="this remark would be published, because "
                    + ("a blank line is within it" if closed else "it is never closed"),
                    fix="begin it on a line of its own" if closed else "write --> where the remark ends",
                    start=match.start(),
                    length=4,
                )
        return
    last = found.prose.rfind("<!--")
    if last >= 0 and _REMARK.match(found.text, last) and "-->" not in found.text[last:]:
        yield Problem(
            code="unfinished-markup",
            message="this is never closed, so that everything behind it is left out",
            fix="write --> where the remark ends",
            start=last,
            length=4,
        )
