"""Signs around words that are never closed: `**bold`, `==marked`, `~~struck` and a back-tick."""

from collections.abc import Iterator

from sitegen.markup.unfinished.page import Shown, problem
from sitegen.model.problem import Problem
from sitegen.patterns import late

_WORDS = r"[^*_`\[\]<>&\\=~\n\0]{1,40}"
_SIGNS = {
    # Powers, comparisons and patterns of files have a blank or a word on the other side.
    "**": (late(rf"(?<![\\*\w/])(?P<all>\*\*)(?=\w)(?!kwargs\b){_WORDS}"), "bold"),
    "~~": (late(rf"(?<![\\~\w])(?P<all>~~)(?=\w){_WORDS}"), "struck"),
    "==": (late(rf"(?<![\\=\w!<>])(?P<all>==)(?=\w){_WORDS}"), "marked"),
    "`": (late(rf"(?<![\\`\w])(?P<all>`)(?=[\w./~$-]){_WORDS}"), "set as code"),
}
"""By the sign, a pattern of what begins with it, and what becomes of words between two of them."""
_GAP = late(r"(?<![\\*\w])\*\*(?:[ \t]+(?=\S)([^*\n\0]+)(?<=\S)|(?=[^\s*])([^*\n\0]+)(?<=\S)[ \t]+)\*\*(?![*\w])")
_LOOSE = late(r"(?<![\\*\w])\*\*[ \t]+(?P<inner>[^\W\d_]{3,}(?:[ ][^\W\d_]+)*)[ \t]+\*\*(?![*\w])")
_GLUED = late(r"(?<![\\*A-Za-z0-9_])\*\*(?=\S)(?P<inner>[^*\n\0]*[^*\s\0\n])(?<!\w)\*\*(?=\w)")
"""Signs between a sign of a sentence and a letter close nothing (CommonMark 0.31, section 6.2)."""
_LAST = late(r"[^\w\s]+\Z")


def emphasis(found: Shown, signs: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for each of these signs that opens a passage and is never closed in its paragraph."""
    signs = tuple(sign for sign in signs if sign in found.words)  # and not in code alone
    for sign in signs:
        pattern, made = _SIGNS[sign]
        for match in found.matches(pattern):
            if found.block(match.start())[1].count(sign) == 1:
                fix = f"write {sign} behind the words that are to be {made}, or \\{sign} for the sign itself"
                yield problem(match, f"this {sign} is never closed in its paragraph", fix, "all")
    if "**" in signs:
        for match in found.matches(_GAP):
            message = "a blank between the signs and the words keeps them from being bold"
            yield problem(match, message, f"**{(match[1] or match[2]).strip()}**", edit=True)
        for match in found.matches(_LOOSE):
            message = "blanks between the signs and the words keep them from being bold"
            yield problem(match, message, f"**{match['inner']}**", edit=True)
        for match in found.matches(_GLUED):
            last = _LAST.search(match["inner"])
            if last and last.start():
                message = "a letter directly behind the signs keeps the words from being bold"
                yield problem(match, message, f"**{match['inner'][: last.start()]}**{last[0]}", edit=True)


def shown_signs(text: str, html: str) -> tuple[str, ...]:
    """Return the signs that a page shows. Nearly none shows any outside of code."""
    return (
        *(("**",) if "*" in html and "**" in html else ()),
        *(("~~",) if "~" in html and "~~" in html else ()),
        *(("==",) if "=" in text and "==" in text else ()),
        *(("`",) if "`" in html else ()),
    )
