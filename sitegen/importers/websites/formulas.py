"""Formulas of an old text: kept for a site that shows them, and code for any other.

As text they would not do, because their signs mean something in Markdown.
"""

import re
from collections import Counter
from collections.abc import Callable

from sitegen.importers.websites.code import Fence, outside_code
from sitegen.markup.constructs.maths import FORMULA

FORMULAS = "formulas"
_BLOCK = re.compile(r"^(?P<start>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<sign>\$\$|\\\[)(?P<rest>.*)$")
_CLOSING = {"$$": "$$", "\\[": "\\]"}
_IN_LINE = re.compile(r"(?<![\\$])\$(?=[^\s$])((?:\\.|[^$\\\n`])+?)(?<!\s)\$(?![\d$])|\\\((.+?)\\\)")


_BRACKETED = re.compile(
    r"(?<!\\)\\\((?P<round>[^\n`]+?)\\\)|(?<!\\)\\\[(?P<square>(?:(?!\n[ \t>]*\n)[^`])+?)\\\]", re.DOTALL
)
"""A formula between backslashes with brackets, as LaTeX has it."""
_TOKEN = re.compile("\ue002(\\d+)\ue003")


def taken_out(text: str) -> tuple[str, Callable[[str], str]]:
    """Return a text with a token for each formula, and the function that puts them back, between dollars."""
    formulas: list[str] = []
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return text, lambda rewritten: rewritten

    def token(found: re.Match[str]) -> str:
        if "\ue000" in found[0] or "\ue002" in found[0]:
            return found[0]  # code, or another formula, is in it
        given = found.groupdict()
        if words := (given.get("round") or "").strip():
            formulas.append(f"${words}$")
        elif words := given.get("square") or "":
            formulas.append(f"$${words}$$")
        else:
            formulas.append(found[0])
        return f"\ue002{len(formulas) - 1}\ue003"

    without = outside_code(text, lambda part: _BRACKETED.sub(token, FORMULA.sub(token, part)))
    return without, lambda rewritten: _TOKEN.sub(lambda found: formulas[int(found[1])], rewritten)


def as_code(text: str, counted: Counter[str]) -> str:
    """Return a text with its formulas as blocks of code and code in lines, and count them."""
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return text

    def inline(found: re.Match[str]) -> str:
        words = (found[1] or found[2]).strip()
        if not words or "`" in words:
            return found[0]
        counted[FORMULAS] += 1
        return f"`{words}`"

    return outside_code(_with_blocks(text, counted), lambda part: _IN_LINE.sub(inline, part))


def _with_blocks(text: str, counted: Counter[str]) -> str:
    """Return a text with a block of code for each formula that has lines of its own."""
    lines = text.split("\n")
    found: list[str] = []
    fence, at = Fence(), 0
    while at < len(lines):
        line = lines[at]
        opening = None if fence.read(line) else _BLOCK.match(line)
        end = _end(lines, at, _CLOSING[opening["sign"]]) if opening else -1
        if opening is None or end < 0:
            found.append(line)
            at += 1
            continue
        counted[FORMULAS] += 1
        start = opening["start"]
        indent = re.sub(r"[^\s>]", " ", start)
        inner = [opening["rest"], *lines[at + 1 : end + 1]]
        inner[-1] = inner[-1].rstrip()[:-2].rstrip()
        body = [inner[0].strip(), *(each.rstrip() for each in inner[1:])]
        found.append(f"{start}```tex")
        found += (f"{indent}{body[0]}",) if body[0] else ()
        found += (each for each in body[1:] if each.strip(" \t>"))
        found.append(f"{indent}```")
        at = end + 1
    return "\n".join(found)


def _end(lines: list[str], at: int, closing: str) -> int:
    """Return the number of the line that ends a formula, -1 where its paragraph ends before."""
    first = lines[at].rstrip()
    if first.endswith(closing) and len(first.lstrip(" \t>-*+0123456789.)")) > len(closing) + 1:
        return at
    for number in range(at + 1, len(lines)):
        line = lines[number].rstrip()
        if not line.strip(" \t>"):
            return -1
        if line.endswith(closing):
            return number
    return -1
