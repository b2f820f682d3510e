"""Comments of HTML that go on where a parser of Markdown lets their HTML end, such as behind a blank line."""

import re

from sitegen.markup.positions import masked
from sitegen.patterns import late

_BROKEN = late(r"<!--(?:(?!-->).)*?--&gt;", re.S)
"""Matches a comment whose end came out as text."""
_COMMENT = late(r"<!--(?!-?>)(?:(?!-->).)*?\n.*?-->", re.S)


def are_broken(html: str) -> bool:
    """Return whether HTML has a comment whose end came out as text, so that it takes more along."""
    return "<!--" in html and "--&gt;" in html and _BROKEN.search(html) is not None


def on_a_line(text: str) -> str:
    """Return the text in which no comment outside of code goes on over a line: it ends as in a browser.

    To CommonMark (0.31, section 4.6), HTML that begins with a comment or a tag ends with a line, whatever is
    open there.
    """
    shown = masked(text, html=True, comments=False)

    def joined(match: re.Match[str]) -> str:
        return match[0] if shown[match.start()] == "\0" else " ".join(match[0].split())

    return _COMMENT.sub(joined, text)
