"""The text of a source as its front matter and body."""

import re

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Span, diagnose

_OPEN = re.compile(r"(?:[ ]*\n)*---[ \t]*(?:\n|\Z)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


class Parts(Struct, frozen=True, kw_only=True):
    """The two parts of a source."""

    head: str | None
    """What stands between the fences; None without front matter."""
    head_line: int
    """The line of the file on which the head's first line stands."""
    body: str
    body_line: int
    """The line of the file on which the body begins."""
    diagnostics: tuple[Diagnostic, ...] = ()


def split(text: str, path: str) -> Parts:
    """Part the front matter between `---` and `---` (or `...`) from the body; there may be none."""
    opening = _OPEN.match(text)
    if opening is None or (opening[0][0] != "-" and not re.match(r"[\w-]+[ \t]*:", text[opening.end() :])):
        return Parts(head=None, head_line=1, body=text, body_line=1)
    head_line = opening[0].count("\n") + 1
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        unclosed = diagnose(
            "front-matter-unclosed",
            Span(path=path, line=max(head_line - 1, 1), column=1, length=3),
            "the front matter that begins here never ends",
            fix="put a line with only --- behind the last field",
        )
        return Parts(head=None, head_line=head_line, body="", body_line=head_line, diagnostics=(unclosed,))
    head = text[opening.end() : closing.start()]
    body_line = head_line + head.count("\n") + 1
    return Parts(head=head, head_line=head_line, body=text[closing.end() + 1 :], body_line=body_line)
