"""Which texts repeat by hand the words that a message once had, or those of a message that should not be used.

Only a check asks, because every source is read once more for it.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from sitegen import dates
from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Edit
from sitegen.disk import read
from sitegen.facets.schedule import zone_of
from sitegen.fields.frontmatter import split
from sitegen.markup.locator import Locator
from sitegen.model.problem import Problem
from sitegen.model.site import Site
from sitegen.patterns import late

LEAST = 20
"""The number of letters and digits from which the same words are a quotation, and no chance."""
_WORD = late(r"[^\W_]+")
_APART = " / "
"""What takes the place of words that were dealt with, so that nothing is found across it."""


class Outdated(Struct, frozen=True, kw_only=True):
    """Words of a message that no text should repeat any more."""

    title: str
    """What the message is called now."""
    name: str
    """The name of the wording; "" for the message itself."""
    words: str
    now: str = ""
    """What the message says in their place; empty where it says nothing."""
    reason: str = ""
    """Why nothing of the message should be used: `is retired`; empty where it has other words now."""
    until: dt.datetime | None = None
    """When they were replaced; None where that is not known."""


def drifted(root: Path, site: Site) -> Iterator[Diagnostic]:
    """Yield a warning for each text that repeats outdated words, once for each of them.

    A text of a day on which they were still right is left out, because it says what was said then. So are the
    pages of the messages themselves.
    """
    outdated = {_plain(each.words): each for each in _outdated(site)}
    sought = sorted((words for words in outdated if len(words.replace(" ", "")) >= LEAST), key=len, reverse=True)
    said = (_plain(words) for entry in site.entries.values() for words in entry.meta.statements.values())
    right = [  # those of today that have words of yesterday in them
        words for words in said if words not in outdated and any(f" {each} " in f" {words} " for each in sought)
    ]
    for entry in site.entries.values() if sought else ():
        if entry.meta.statements:
            continue
        source, _ = decode(read(root / entry.path), entry.path)
        body = split(source or "", entry.path).body
        text = f" {_plain(body)} "
        for words in right:
            text = text.replace(f" {words} ", _APART)
        day = entry.meta.date.aware() if entry.meta.date and site.kinds[entry.kind].dated else None
        for words in sought:
            until = outdated[words].until
            if f" {words} " in text and not (day and until and day < until):
                text = text.replace(f" {words} ", _APART)
                yield Locator(entry, body).diagnostic(_problem(outdated[words]))


def _outdated(site: Site) -> Iterator[Outdated]:
    """Yield the words that were replaced, and then all words of messages that should not be used."""
    today = site.now.astimezone(zone_of(site.config.timezone)).date()
    for key, entry in site.entries.items():
        said, title = entry.meta.statements, entry.meta.title
        reason = entry.meta.withdrawn(today) if said else ""
        in_use = {_plain(words) for words in said.values()}
        for name, words, until in reversed(site.former.get(key, ())):
            if _plain(words) not in in_use:
                now = "" if reason else said.get(name, "")
                yield Outdated(title=title, name=name, words=words, now=now, reason=reason, until=until)
        for name, words in said.items() if reason else ():
            yield Outdated(title=title, name=name, words=words, reason=reason)


def _problem(found: Outdated) -> Problem:
    title, quoted = found.title, found.words
    message = f"“{title}”, which {found.reason}, says this"
    if not found.reason:
        message = f"“{title}” said this{f' until {dates.short_day(found.until.date())}' if found.until else ''}"
    if not found.now:
        fix = "take it out, or say it in other words"
        return Problem(code="drifted-wording", message=message, fix=fix, quoted=quoted)
    shown = f"![[{title}:{found.name}]]" if found.name else f"[[{title}]]"
    note = f"now it says: {' '.join(found.now.split())}"
    return Problem(
        code="drifted-wording", message=message, fix=shown, edit=Edit(text=shown), note=note, quoted=quoted
    )


def _plain(text: str) -> str:
    """Return the words of a text with a space between them, without marks and without upper case."""
    return " ".join(_WORD.findall(text.casefold()))
