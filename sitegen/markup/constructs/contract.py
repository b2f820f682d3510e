"""The contract of a construct, and the parts of all constructs by the step that uses them."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from sitegen.markup.body.pass_state import Handler, Writer
from sitegen.markup.placeholders import Marks, Taken


class Construct(Struct, frozen=True, kw_only=True, eq=False):
    """Something that Markdown can do in every flavour. It fills in only the steps that it takes part in."""

    name: str
    """Its name, which no other construct has."""
    sign: str = ""
    """Characters that are in every text with this construct; in other texts it takes no part."""
    taken: re.Pattern[str] | None = None
    """Matches the parts of the source that no flavour may read. Code and attributes get them back as typed, text
    and addresses as the next two fields have it."""
    words: Callable[[str], str] = lambda source: ""
    """Returns the words that replace a part in text, titles, ids and addresses."""
    write: Writer | None = None
    """Called for a part that is in running text, in place of writing its words."""
    rewrite: Callable[[str, Marks], str] | None = None
    """Returns the page's clean HTML with the construct's own elements in it. It runs after the sanitiser, so the
    elements have to be in `sanitise.TAGS`, and it writes no text of an author unescaped."""
    handlers: Mapping[str, Handler] = {}
    """Writers of tags in the last pass, by the tag's name. The name of a closing tag begins with a slash."""
    idle: frozenset[str] = frozenset()
    """Those tags, out of `handlers`, that come out as they are where their words do not begin with a bracket."""


class Assembled(Struct, frozen=True, kw_only=True, eq=False):
    """The parts of several constructs, by the step that uses them."""

    taken: Mapping[str, Taken]
    """What `placeholders.protect` takes out of the source, by the construct's name."""
    writers: Mapping[str, Writer]
    """Writers of what was taken out, by the construct's name, for the last pass."""
    rewriting: tuple[Callable[[str, Marks], str], ...]
    """Functions that rewrite the clean HTML, in the order of the constructs."""
    handlers: Mapping[str, Handler]
    """Writers of tags, by the tag's name, for the last pass."""
    handled: frozenset[str]
    """The tags that a construct has to see, whatever is in them."""

    def rewritten(self, html: str, marks: Marks) -> str:
        """Return clean HTML with the elements that the constructs make."""
        for rewrite in self.rewriting:
            html = rewrite(html, marks)
        return html


def present(constructs: tuple[Construct, ...], text: str) -> Assembled:
    """Return the parts of those constructs that a text can contain. Each sign is looked for only here."""
    # One character is looked for a hundred times as fast as two, and most texts have no `=` at all.
    return assembled(tuple([each for each in constructs if each.sign[:1] in text and each.sign in text]))


@cache
def assembled(constructs: tuple[Construct, ...]) -> Assembled:
    """Return the parts of constructs; ValueError when two have the same name or write the same tag."""
    names = [construct.name for construct in constructs]
    tags = [tag for construct in constructs for tag in construct.handlers]
    for each in (names, tags):
        if len(set(each)) < len(each):
            raise ValueError(f"two constructs for one of {', '.join(sorted(each))}")
    return Assembled(
        taken={
            construct.name: Taken(construct.sign, construct.taken, construct.words)
            for construct in constructs
            if construct.taken
        },
        writers={construct.name: construct.write for construct in constructs if construct.write},
        rewriting=tuple(construct.rewrite for construct in constructs if construct.rewrite),
        handlers={tag: handler for construct in constructs for tag, handler in construct.handlers.items()},
        handled=frozenset(tag.lstrip("/") for each in constructs for tag in each.handlers if tag not in each.idle),
    )
