"""The contract of a construct, and the parts of all constructs by the step that uses them."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from msgspec import Struct

from sitegen.markup.body.pass_state import Handler, Page, Writer
from sitegen.markup.placeholders import Marks, Taken
from sitegen.markup.translate import Between, Section


class Construct(Struct, frozen=True, kw_only=True, eq=False):
    """Something that Markdown can do in every flavour. It fills in only the steps that it takes part in."""

    name: str
    """Its name, which no other construct has."""
    sign: str = ""
    """Characters that are in every text with this construct; in other texts it takes no part."""
    hidden: Between | None = None
    """What no page shows: it is cut out before anything reads the text."""
    section: Section | None = None
    """Lines that are rewritten as Markdown that both flavours read, before anything else reads them."""
    tags: bool = False
    """Whether its form is that of a tag in braces, which is put on one line where it was typed over several."""
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
    end: Callable[[Page], None] | None = None
    """Called when the last pass has read the whole page."""
    idle: frozenset[str] = frozenset()
    """Those tags, out of `handlers`, that come out as they are where their words do not begin with a bracket."""


class Assembled(Struct, frozen=True, kw_only=True, eq=False):
    """The parts of several constructs, by the step that uses them."""

    hidden: tuple[Between, ...]
    """What is cut out of the text."""
    sections: tuple[Section, ...]
    """The sections that are rewritten."""
    tags: bool
    """Whether the text may hold tags in braces."""
    taken: Mapping[str, Taken]
    """What `placeholders.protect` takes out of the source, by the construct's name."""
    writers: Mapping[str, Writer]
    """Writers of what was taken out, by the construct's name, for the last pass."""
    rewriting: tuple[Callable[[str, Marks], str], ...]
    """Functions that rewrite the clean HTML, in the order of the constructs."""
    handlers: Mapping[str, Handler]
    """Writers of tags, by the tag's name, for the last pass."""
    ends: tuple[Callable[[Page], None], ...]
    """What is called when the last pass has read the whole page."""
    handled: frozenset[str]
    """The tags that a construct has to see, whatever is in them."""

    def rewritten(self, html: str, marks: Marks) -> str:
        """Return clean HTML with the elements that the constructs make."""
        for rewrite in self.rewriting:
            html = rewrite(html, marks)
        return html


def present(constructs: tuple[Construct, ...], text: str) -> Assembled:
    """Return the parts of those constructs that a text can contain. Each sign is looked for only here."""
    always, signed = _by_sign(constructs)
    found = []
    # One character is looked for fifty times as fast as two, and most texts have few of these characters.
    for first, group in signed:
        if first in text:
            found += [place for sign, place in group if _holds(text, first, sign)]
    if not found:
        return assembled(always)
    kept = {*found, *[place for place, each in enumerate(constructs) if not each.sign]}
    return assembled(tuple([constructs[place] for place in sorted(kept)]))


_BySign = tuple[tuple[str, tuple[tuple[str, int], ...]], ...]


@cache
def _by_sign(constructs: tuple[Construct, ...]) -> tuple[tuple[Construct, ...], _BySign]:
    """Return the constructs that need no sign, and signs and places of the others by the first character."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for place, each in enumerate(constructs):
        if each.sign:
            groups.setdefault(each.sign[0], []).append((each.sign, place))
    always = tuple(each for each in constructs if not each.sign)
    return always, tuple((first, tuple(group)) for first, group in groups.items())


def _holds(text: str, first: str, sign: str) -> bool:
    at = text.find(first)
    while at >= 0 and not text.startswith(sign, at):
        at = text.find(first, at + 1)
    return at >= 0


@cache
def assembled(constructs: tuple[Construct, ...]) -> Assembled:
    """Return the parts of constructs; ValueError when two have the same name or write the same tag."""
    names = [construct.name for construct in constructs]
    tags = [tag for construct in constructs for tag in construct.handlers]
    for each in (names, tags):
        if len(set(each)) < len(each):
            raise ValueError(f"two constructs for one of {', '.join(sorted(each))}")
    return Assembled(
        hidden=tuple(construct.hidden for construct in constructs if construct.hidden),
        sections=tuple(construct.section for construct in constructs if construct.section),
        tags=any(construct.tags for construct in constructs),
        ends=tuple(construct.end for construct in constructs if construct.end),
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
