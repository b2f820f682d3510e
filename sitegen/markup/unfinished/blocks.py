"""Lines that begin like a heading, an item, a table, a note or a section and are none."""

import re
from collections.abc import Iterator
from html import unescape

from msgspec import structs

from sitegen.diagnostics import Edit
from sitegen.markup.constructs.containers import REMARKS
from sitegen.markup.unfinished.page import Shown, plain, problem
from sitegen.model.problem import Problem
from sitegen.patterns import late

_HEADING = late(r"^[ ]{0,3}(?P<all>(?P<signs>#{1,6})(?P<words>[^\W\d_][^\n]*?)[ \t]*)$", re.M)
_ITEM = late(r"^[ ]{0,3}(?P<all>(?P<sign>\d{1,2}[.)])(?P<words>[^\W\d_]{2}[^\n]*))$", re.M)
_BOX = late(
    r"^[ \t]*(?P<all>(?P<sign>[-*+])(?:[ \t]+(?P<empty>\[\])|(?P<full>\[[ xX]\])))"
    r"[ \t]+(?P<words>[^\s*_`~<&\\\[]+)",
    re.M,
)
_QUOTES = late(r"^[ ]{0,3}(?P<all>´{3}|'{3}|’{3}|‘{3})[\w+-]*[ \t]*$", re.M)
ITEM_SHOWN = late(r"<p>\d\d?[.)]\w")
_ROWS = late(r"^[ ]{0,3}(?P<first>\|[^\n]*\|)[ \t]*\n[ ]{0,3}(?P<second>\|[^\n]*\|)[ \t]*$", re.M)
_DASHES = late(r"[|:+= \t-]*-[|:+= \t-]*")
_SIGN = late(r"[*_`~<&\\=\[]")
_CALLOUT = late(r"^[ \t]*(?:>[ ]?)+(?P<all>\[!(?P<name>[\w-]+)(?![\w-]*\])[)}>|]?)(?=[^\]\n]*$)", re.M)
_NO_QUOTE = late(r"^[ ]{0,3}(?P<all>\[!(?P<name>note|tip|info|important|warning|caution|danger)\])", re.M | re.I)
_CODE_NAME = late(r"\w+(?:\.\w+)+")
"""What MkDocs puts the documentation of a module or class in the place of."""
_CONTAINER = late(r"^[ \t]*(?P<quote>(?:>[ \t]?)*)(?P<all>:{3,}[ \t]*(?P<name>[\w{][^\n]*)?)[ \t]*$", re.M)


def headings(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each heading without a blank behind its signs.

    After one sign, words that look like a tag are left alone.
    """
    for match in found.matches(_HEADING):
        words = match["words"]
        first, _, rest = words.partition(" ")
        meant = len(match["signs"]) > 1 or (first[0].isupper() and (first[1:].islower() or not first[1:]))
        if not meant or (len(match["signs"]) == 1 and "#" in words):
            continue
        if rest or len(match["signs"]) > 1:
            message = "a heading has a blank behind its signs"
            yield problem(match, message, f"{match['signs']} {words}", "all", edit=True)
        elif _alone(found, match):
            message = (
                "this is no heading without a blank behind its sign, and no tag in a text: it is shown as typed"
            )
            fix = f"write # {words} for a heading; tags are listed under tags: in the front matter"
            yield problem(match, message, fix, "all")


def boxes(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each task whose box is not as it has to be: `- [] call` and `-[ ] call`."""
    for match in found.candidates(_BOX):
        shown = match["empty"] or match["all"]
        if plain(f"{shown} {match['words']}") in found.words:
            message = (
                "a box has a blank or an x in it" if match["empty"] else "an item has a blank behind its sign"
            )
            yield problem(match, message, f"{match['sign']} {match['full'] or '[ ]'}", "all", edit=True)


def fences_of_quotes(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each pair of lines of quotes that look like back-ticks."""
    opened = None
    for match in found.candidates(_QUOTES):
        if opened is None:
            opened = match
        elif match["all"] == opened["all"]:
            if f">{opened['all']}" in unescape(found.html):
                yield problem(
                    opened, "code is between lines of back-ticks", "write ``` here and where it ends", "all"
                )
            opened = None


def items(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each item of a numbered list without a blank behind its number."""
    for match in found.matches(_ITEM):
        words = match["words"]
        if match["sign"][-1] == ")" or (words[0].isupper() and words[1].islower()):
            message = "an item of a list has a blank behind its number"
            yield problem(match, message, f"{match['sign']} {words}", "all", edit=True)


def tables(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each table that is shown with its bars."""
    end = -1
    for match in found.candidates(_ROWS):
        first, second = match["first"], match["second"]
        cells = first.replace("\\|", "").count("|") - 1
        sign = _SIGN.search(first)
        shown = plain(first[: sign.start()] if sign else first)
        if match.start() < end or cells < 2 or "\0" in match[0] or shown not in found.words:
            continue
        start, block = found.block(match.start())
        end = start + len(block)
        dashes = f"|{' --- |' * cells}"
        if _DASHES.fullmatch(first):
            message = "a table begins with a row of names, and the row of dashes is below it"
            yield problem(match, message, "put the row with the names of the columns above the dashes", "first")
        elif not _DASHES.fullmatch(second):
            message = "a table needs a row of dashes below its first row: this is shown with its bars"
            told = problem(match, message, f"below it: {dashes}", "first")
            yield structs.replace(told, edit=Edit(text=f"{first}\n{dashes}"))
        elif second.count("|") - 1 != cells:
            message = f"the row of dashes needs as many cells as the row above it, which has {cells}"
            yield problem(match, message, dashes, "second", edit=True)
        elif _above(found, match):
            message = "a table needs a blank line above it: this is shown with its bars"
            yield problem(match, message, "put an empty line above this one", "first")


def callouts(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each note whose first line is not right."""
    for match in found.candidates(_CALLOUT):
        if plain(match["all"]) in found.words:
            yield problem(match, "the sign of a note is closed by ]", f"[!{match['name']}]", "all", edit=True)
    for match in found.candidates(_NO_QUOTE):
        if found.html.find(f"<p>{match['all']}") >= 0:
            fix = f"> {match['all']}"
            yield problem(match, "a note is a quote, in which each line begins with >", fix, "all", edit=True)


def containers(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each line of three colons that is left, because it has no partner."""
    for match in found.candidates(_CONTAINER):
        if plain(match["all"]) not in found.words:
            continue
        if match["name"] and match["name"].strip("{. }").lower() in REMARKS:
            quoted = bool(match["quote"])
            yield Problem(
                code="hides-nothing",
                message="this remark would be published, because it is "
                + ("in a quote" if quoted else "never closed"),
                fix="take the > away before its lines"
                if quoted
                else "write ::: on a line of its own where it ends",
                start=match.start("all"),
                length=len(match["all"]),
            )
            continue
        if match["quote"]:
            message, fix = "a section between colons cannot be in a quote", "take the > away before its lines"
        elif _CODE_NAME.fullmatch(match["name"] or ""):
            message = "sitegen takes nothing out of the code of a program: this line is shown as typed"
            fix = "take it out, or write what it stands for"
        elif match["name"]:
            message = "this section between colons is never closed"
            fix = "write ::: on a line of its own where it ends"
        else:
            message = "this closes nothing, since no section between colons is open above it"
            fix = "take this line out, or write :::note where the section begins"
        yield problem(match, message, fix, "all")


def _alone(found: Shown, match: re.Match[str]) -> bool:
    """Whether a line is a paragraph of its own."""
    below = found.text[match.end() + 1 :].partition("\n")[0]
    return not _above(found, match) and not below.strip()


def _above(found: Shown, match: re.Match[str]) -> str:
    """Return the words of the line above."""
    return found.text[: match.start()].rpartition("\n")[0].rpartition("\n")[2].strip()
