"""The contract of a construct, and what a tuple of constructs adds to each step."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from sitegen.markup.body.pass_state import Handler, Meeting
from sitegen.markup.placeholders import Marks, Taken


class Construct(Struct, frozen=True, kw_only=True, eq=False):
    """Something that Markdown can do here in every flavour. It fills in only the steps it takes part in."""

    name: str
    """Its name, which no other construct has."""
    sign: str = ""
    """Characters that are in every text with this construct; in other texts it takes no part."""
    taken: re.Pattern[str] | None = None
    """Matches the parts of the source that no flavour may read. The next three fields say what becomes of them; in
    code and attributes they return as typed."""
    says: Callable[[str], str] = lambda source: ""
    """Returns the words that a part stands for in text, titles, ids and addresses."""
    meet: Meeting | None = None
    """Called for a part that is in running text, in place of writing its words."""
    rewrite: Callable[[str, Marks], str] | None = None
    """Returns the page's clean HTML with the construct's own elements in it. It runs after the sanitiser, so the
    elements have to be in `sanitise.TAGS`, and it writes no text of an author unescaped."""
    handlers: Mapping[str, Handler] = {}
    """What writes a tag in the last pass, by the tag's name; a closing tag's begins with a slash."""


class Assembled(Struct, frozen=True, kw_only=True, eq=False):
    """What a tuple of constructs adds to each step, by step."""

    taken: Mapping[str, Taken]
    """What protect takes out, by the construct's name."""
    meetings: Mapping[str, Meeting]
    """What the last pass calls for a part that was taken out, by the construct's name."""
    rewriting: tuple[Callable[[str, Marks], str], ...]
    """What rewrites the clean HTML, in order."""
    handlers: Mapping[str, Handler]
    """What writes a tag in the last pass."""

    def rewritten(self, html: str, marks: Marks) -> str:
        """Return clean HTML with the elements that the constructs make."""
        for rewrite in self.rewriting:
            html = rewrite(html, marks)
        return html


def present(constructs: tuple[Construct, ...], text: str) -> Assembled:
    """Return what those constructs add to each step that this text can hold: a sign is looked for only once."""
    # One character is looked for a hundred times as fast as two, and most texts have no `=` at all.
    return assembled(tuple([each for each in constructs if each.sign[:1] in text and each.sign in text]))


@cache
def assembled(constructs: tuple[Construct, ...]) -> Assembled:
    """Return what constructs add to each step; ValueError when two have one name or write the same tag."""
    names = [construct.name for construct in constructs]
    tags = [tag for construct in constructs for tag in construct.handlers]
    for each in (names, tags):
        if len(set(each)) < len(each):
            raise ValueError(f"two constructs for one of {', '.join(sorted(each))}")
    return Assembled(
        taken={
            construct.name: Taken(construct.sign, construct.taken, construct.says)
            for construct in constructs
            if construct.taken
        },
        meetings={construct.name: construct.meet for construct in constructs if construct.meet},
        rewriting=tuple(construct.rewrite for construct in constructs if construct.rewrite),
        handlers={tag: handler for construct in constructs for tag, handler in construct.handlers.items()},
    )
