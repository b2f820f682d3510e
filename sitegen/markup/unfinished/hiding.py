"""`Draft: yes` as words at the beginning of a text, where it keeps nothing back."""

import re
from collections.abc import Iterator

from sitegen.markup.unfinished.page import Shown
from sitegen.model.problem import Problem
from sitegen.patterns import late

BEGINNING = 400
"""Fields that are typed as words are among the first characters of a text."""
HIDING = late(
    r"^[ \t>*_-]*(?P<all>(?:(?P<not>published?)|draft|private|hidden|unlisted)[*_]{0,3}[ \t]*[:=][*_]{0,3}[ \t]*"
    r"[\"'“”]?(?:(?P<no>false|no|off|0)|true|yes|on|1)[\"'“”]?)[*_.]{0,3}[ \t]*$",
    re.I | re.M,
)


def hiding(found: Shown) -> Iterator[Problem]:
    """Yield a problem for a line that would keep the page back if it were in the front matter."""
    match = HIDING.search(found.text[:BEGINNING])
    if match and bool(match["not"]) == bool(match["no"]) and found.prose[match.start("all")] != "\0":
        yield Problem(
            code="hides-nothing",
            message=f"{match['all']} keeps nothing back in a text, so the page would be published",
            fix="write draft: true between the two lines of --- at the top of the file, and take this line out",
            start=match.start("all"),
            length=len(match["all"]),
        )
