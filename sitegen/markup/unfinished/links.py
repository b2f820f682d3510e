"""Signs of links that came to nothing: `[rules] (x.md)`, `(rules)[x.md]`, `[[House rules]`, `[x][ref]`."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from msgspec import structs

from sitegen.markup.unfinished.page import Shown, plain, problem
from sitegen.model.problem import Problem
from sitegen.patterns import late

_NAME = r"[\w./%-]+\.(?:md|markdown|html?|pdf|png|jpe?g|gif|svg|webp)(?:#[\w-]+)?"
_ADDRESS = rf"(?:https?://|mailto:|\.{{0,2}}/|#)[^\s()\[\]]+|{_NAME}"
_SURE = rf"(?:https?://|mailto:)[^\s()\[\]{{}}]+|{_NAME}"
"""An address that can hardly be anything else: `/x` and `#x` are taken for one only where all else is right."""
_FREE = r"(?<![\\\]\w])"
_SQUARE, _ROUND = r"\[(?P<words>[^\[\]\n]+)\]", r"\((?P<words>[^()\n]+)\)"
_CURLY = r"(?<![/$}])\{(?P<words>[^{}%\n]+)\}"
_PARTED = late(rf"{_FREE}\[(?=[^\[\]\n]*[^\W\d_])(?P<words>[^\[\]\n]+)\](?P<tail>\s+\((?P<to>{_ADDRESS})\))")
_SWAPPED = late(rf"{_FREE}{_ROUND}(?P<tail>\[(?!/\w+\])(?P<to>{_ADDRESS})\])")
_OTHERS = tuple(
    (late(rf"{_FREE}{words}(?P<tail>{to})"), signs)
    for words, to, signs in (
        (_ROUND, rf"[ ]\[(?P<to>{_SURE})\]", (") [",)),
        (_CURLY, rf"[ ]?\((?P<to>{_SURE})\)", ("}(", "} (")),
        (_CURLY, rf"[ ]?\[(?P<to>{_SURE})\]", ("}[", "} [")),
        (_SQUARE, rf"\{{(?P<to>{_SURE})\}}", ("]{",)),
        (_ROUND, rf"\{{(?P<to>{_SURE})\}}", ("){",)),
        (_SQUARE, rf"\[(?P<to>{_SURE})\]", ("][",)),
    )
)
"""Brackets of other sorts than a link has."""
_TURNED = late(rf"(?<![\\\]\w\[])\[(?P<words>[^\[\]\n]+)(?P<tail>\[(?P<to>{_ADDRESS})\])(?![\[\](])")
_NEVER_OPENED = late(rf"(?<=\w)\]\((?P<to>{_ADDRESS})\)")
_LAST_WORD = late(r"[^\W_][\w'’-]*\Z")
_HALF_OPEN = late(r"(?<![\\\[\w])\[\[(?=[^\W\d_])[^\[\]\n]*\](?![\](\[])")
_HALF_CLOSED = late(
    r"^(?:[^\[\]\n]*\[[^\[\]\n]*\](?!\]))*[^\[\]\n]*?(?P<all>(?<![\\\w])\[(?=[^\W\d_])[^\[\]\n]*\]\])", re.M
)
_UNCLOSED = late(r"(?<![\\\[\w])\[\[(?=[^\W\d_])[^\[\]\n]+$(?!\n[^\[\n]*\]\])", re.M)
_EMPTY = late(r"(?<![\\\w\[])\[\[[ \t]+\]\]")
_UNDEFINED = late(rf"{_FREE}\[(?P<words>[^\[\]\n]{{2,}}|\w)\](?P<tail>\[(?P<to>[^\[\]\n^]*)\])")
_APART = late(
    r"(?<![\\\]\w!])(?<!\][ ])\[(?P<words>[^\[\]\n]{1,80})\]"
    r"(?P<tail>[ ]\[(?P<to>[\w-]*[^\W\d_][\w-]*)\])(?![ ]?[\[(:])"
)
_ITEM = late(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\Z")
_OPEN_END = late(rf"{_FREE}\[(?P<words>[^\[\]\n]*)\](?P<tail>\((?P<to>{_ADDRESS}))(?![^\n]*(?:\n[^\n\s()]+)?\))")
_WORDLESS = late(r"(?<![!\\\]\w])\[[ \t]*\]\((?P<to>[^\s()<>]+)\)")
_FILE = late(r"(?:.*/)?([\w-]+)\.(?:md|markdown|html?)(?:#.*)?")
_BRACKET_OR_END = late(r"[\[\]\n]")
_DEFINED = late(r"^[ ]{0,3}\[(?!\^)([^\]\n]+)\]:(?=[ \t]*(?:\n[ \t]*)?\S)", re.M)
_NO_ADDRESS = late(r"^[ ]{0,3}(?P<all>\[(?!\^)(?P<label>[^\]\n]+)\]:)[ \t]*(?=\n[ \t]*\n|\n?\Z)", re.M)
_LEFT = ("](", "] (", "]\n(", "]  (", "]\t(", ")[", ") [", "][", "] [", "] <a", "[[", "]]", "]:")
"""What is left of a link that is none: two brackets next to each other. Tasks and asides have one alone."""
_LEFT_IN_BRACES = ("}(", "} (", "}[", "} [", "]{", "){")


def may_hold_links(html: str) -> bool:
    """Whether a page shows brackets that may be what is left of a link. Nearly none does."""
    if "[" in html:
        if any(sign in html for sign in _LEFT):
            return True
        if html.count("[") != html.count("]") and _TURNED.search(html):
            return True
    elif "]" in html and "](" in html:
        return True
    return "}" in html and any(sign in html for sign in _LEFT_IN_BRACES)


def links(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each link that is none."""
    left = any(sign in found.words for sign in (*_LEFT, *_LEFT_IN_BRACES))  # the page may have them in code alone
    if not (left or "] <a" in found.html or _TURNED.search(found.words)):
        return
    for pattern, signs, message in (
        (_PARTED, ("] (",), "a blank between the brackets keeps this from being a link"),
        (_SWAPPED, (")[",), "round and square brackets of this link are the wrong way round"),
        *((pattern, signs, "a link has square brackets, and then round ones") for pattern, signs in _OTHERS),
        (_TURNED, ("[",), "a bracket of this link is the wrong way round"),
        (_OPEN_END, ("](",), "the bracket behind this address is missing"),
    ):
        if not any(sign in found.words for sign in signs):
            continue
        for match in found.matches(pattern):
            yield problem(match, message, f"[{match['words']}]({match['to']})", edit=True)
    for match in found.matches(_NEVER_OPENED) if "](" in found.words else ():
        start, block = found.block(match.start())
        before = block[: match.start() - start]
        last = _LAST_WORD.search(before[-80:])
        if last and before.count("[") <= before.count("]"):
            fix = f"[{last[0]}]({match['to']})"
            told = problem(match, "no bracket opens this link", fix, edit=True)
            whole = len(last[0])
            yield structs.replace(told, start=match.start() - whole, length=len(match[0]) + whole)
    if "[[" in found.words or "]]" in found.words:
        yield from _double(found)
    if "] <a" in found.html or any(sign in found.words for sign in ("][", "] [", "]:")):
        yield from _references(found)


def wordless(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each link that has no words to follow it by."""
    for match in found.candidates(_WORDLESS):
        file = _FILE.fullmatch(match["to"])
        words = file[1].replace("-", " ").replace("_", " ").strip() if file else "words"
        fix = f"write words between its brackets, such as [{words}]({match['to']})"
        yield problem(match, "this link has no words, so that readers cannot see it", fix)


def _double(found: Shown) -> Iterator[Problem]:
    """Yield a problem for double brackets that lack one, or that name nothing."""
    for pattern, message, fix in (
        (_HALF_OPEN, "these double brackets are closed by one bracket alone", "{}]"),
        (_HALF_CLOSED, "these double brackets are opened by one bracket alone", "[{}"),
        (_UNCLOSED, "these double brackets are never closed", "{}]]"),
    ):
        for match in found.candidates(pattern):
            group = "all" if "all" in match.groupdict() else 0
            balanced = pattern is _HALF_OPEN and _closes_later(found.prose, match.end())
            if plain(match[group]) in found.words and not balanced:
                yield problem(match, message, fix.format(match[group]), group, edit=True)
    for match in found.matches(_EMPTY):
        fix = "write the name of a page between them"
        yield problem(match, "these double brackets name no page", fix)


def _closes_later(prose: str, at: int) -> bool:
    """Return whether the bracket that seems to be missing comes later in the line: `[[sic] he said]`."""
    depth = 0
    for sign in _BRACKET_OR_END.finditer(prose, at):
        depth += {"[": 1, "]": -1}.get(sign[0], -len(prose))
        if depth < 0:
            return sign[0] == "]"
    return False


def _references(found: Shown) -> Iterator[Problem]:
    """Yield a problem for each name of an address that no line of the text gives."""
    empty: set[str] = set()
    for match in found.matches(_NO_ADDRESS):
        empty.add(match["label"].strip().casefold())
        fix = f"write the address behind {match['all']}"
        yield problem(match, "no address is behind the colon", fix, "all")
    known = _DEFINED.findall(found.prose)
    labels = {label.casefold() for label in known}
    for match in found.matches(_UNDEFINED):
        words, label = match["words"].strip(), match["to"].strip() or match["words"].strip()
        alone = not match["to"].strip() and not found.prose[: match.start()][-1:].strip()
        # Numbers are citations, and letters stand in formulas.
        if not words or label.isdigit() or label.casefold() in empty or re.fullmatch(_SURE, label):
            continue
        if len(words + label) > 2 or alone:
            near = get_close_matches(label, known, 1)
            fix = f"[{words}][{near[0]}]" if near else f"write a line [{label}]: with the address behind it"
            message = f"no line of this text gives the address of [{label}]"
            yield problem(match, message, fix, edit=bool(near))
    for match in found.candidates(_APART):
        words, label = match["words"].strip(), match["to"]
        line = found.prose[found.prose.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not words or words.isdigit() or "\0" in match[0] or _ITEM.match(line) or label.casefold() in empty:
            continue
        if label.casefold() in labels and plain(f"[{words}] {label}") in found.words:
            message = "a blank between the brackets keeps this from being a link"
            yield problem(match, message, f"[{words}][{label}]", edit=True)
        elif label.casefold() not in labels and plain(match[0]) in found.words:
            message = f"no line of this text gives the address of [{label}]"
            fix = f"write [{words}][{label}], and a line [{label}]: with the address behind it"
            yield problem(match, message, fix)
