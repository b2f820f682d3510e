"""The lines of a pasted text as blocks: which lines are one paragraph, and which are headings."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from sitegen.patterns import late
from sitegen.tidying.lines import UNDERLINE, Line, Sort

SHORT, LONG = 120, 200
"""Lines of more than LONG characters were not broken to fit: each is a paragraph. Up to SHORT, words without any
sign stay one paragraph whatever their lengths; between the two, where each line is full or ends no sentence."""
MOST_WORDS = 9
MOST_LETTERS = 70
"""What a heading may have at most."""
CHAIN = 3
"""How many bare lines in a row may be headings, one below the other; more are a list of names."""

_HEADING = late(r"[^\W_](?:[^`*_\[\]<>|={}\\#@]|(?<=\w)_(?=\w))*(?<![.,:;!?…])")
DAY = late(r"\d{1,2}(?:\w{2}|\.)?[ ]+(?:\w+[ ]+){1,3}\d{4}|[A-Z][a-z]+ \d{1,2}(?:\w{2})?, \d{4}")
"""Matches a day in words: `19 January 2010`."""
_ENDED = late(r"[.!?:;…][\"'”’)\]]*$")


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph, an item, a numbered paragraph or a part with the lines of its words, or lines of Markdown."""

    sort: Sort | Literal["heading"]
    line: Line
    """Its first line, with its sign and what it is set in by."""
    words: tuple[str, ...]
    after_blank: bool
    """Whether there was an empty line above it."""
    after_page: bool = False
    """Whether there was the number of a page above it."""

    @property
    def text(self) -> str:
        """Return its words in one line."""
        return " ".join(self.words)


def read_blocks(lines: Sequence[Line], pages: frozenset[int] | set[int]) -> list[Block]:
    """Return the blocks of a text without the lines at the places `pages`, which are numbers of pages."""
    kept = [structs.replace(line, sort="blank", text="") if at in pages else line for at, line in enumerate(lines)]
    found: list[Block] = []
    blank, torn = True, False
    start = 0
    while start < len(kept):
        if kept[start].sort == "blank":
            blank, torn, start = True, torn or start in pages, start + 1
            continue
        end = start
        while end < len(kept) and kept[end].sort not in ("blank", "kept"):
            end += 1
        if end == start:
            while end < len(kept) and kept[end].sort == "kept":
                end += 1
            raw = tuple(line.text for line in kept[start:end])
            found.append(Block(sort="kept", line=kept[start], words=raw, after_blank=blank))
        else:
            first, *others = _paragraphs(kept[start:end], blank)
            found += (structs.replace(first, after_page=torn), *others)
        blank, torn, start = False, False, end
    return _with_headings(_joined_signs(found))


def _paragraphs(lines: Sequence[Line], blank: bool) -> Iterator[Block]:
    """Yield the blocks of adjacent lines of words."""
    texts = all(line.sort == "text" for line in lines)
    width = max(line.indent + len(line.text) for line in lines)
    bare = texts and all(looks_like_heading(line.text) and not line.indent for line in lines)
    if bare and 1 < len(lines) <= CHAIN - 1:
        for number, line in enumerate(lines):
            yield Block(sort="text", line=line, words=(line.text,), after_blank=blank or number > 0)
        return
    if bare and len(lines) > 1:  # an address, or names: each on its line, as it was
        each = (*(f"{line.text}  " for line in lines[:-1]), lines[-1].text)
        yield Block(sort="text", line=lines[0], words=each, after_blank=blank)
        return
    first, words = lines[0], [lines[0].text]
    for above, line in pairwise(lines):
        if line.sort == "text" and _goes_on(above, line, width, texts=texts):
            words[-1] += "  " if above.breaks else ""
            words.append(line.text)
            continue
        yield Block(sort=first.sort, line=first, words=tuple(words), after_blank=blank)
        first, words, blank = line, [line.text], False
    yield Block(sort=first.sort, line=first, words=tuple(words), after_blank=blank)


def _goes_on(above: Line, line: Line, width: int, *, texts: bool) -> bool:
    """Whether a line is more of the paragraph above it: that was broken because the next word did not fit."""
    if width > LONG:
        return False
    if (texts and width <= SHORT) or line.text[:1].islower() or (line.indent and not line.tabbed):
        return True
    if texts and not _ENDED.search(above.text) and not looks_like_heading(above.text):
        return True
    return above.indent + len(above.text) + 1 + len(line.text.split(" ", 1)[0]) > width


def _joined_signs(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which a sign that was alone on its line has the paragraph below it for its words."""
    found: list[Block] = []
    for block in blocks:
        above = found[-1] if found else None
        waits = above is not None and above.sort in ("number", "part", "item") and not above.text
        if above is not None and waits and block.sort == "text" and (above.line.pasted or above.sort != "item"):
            found[-1] = structs.replace(above, words=block.words)
        elif above is not None and _was_torn(above, block):
            found[-1] = structs.replace(above, words=(*above.words, *block.words))
        else:
            found.append(block)
    return found


def _was_torn(above: Block, block: Block) -> bool:
    """Whether a paragraph is the rest of the one above it, which the number of a page has parted."""
    return (
        block.after_page
        and block.sort == "text"
        and block.text[:1].islower()
        and above.sort in ("text", "number", "part", "item")
        and not _ENDED.search(above.text)
    )


def looks_like_heading(text: str) -> bool:
    """Whether words may be a heading: few, begun with a capital, ended by no stop, no day and no Markdown."""
    return (
        len(text) <= MOST_LETTERS
        and len(text.split()) <= MOST_WORDS
        and not text[:1].islower()
        and any(map(str.isalpha, text))
        and _HEADING.fullmatch(text) is not None
        and not DAY.fullmatch(text)
    )


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which bare lines are headings where words follow.

    In a chain of such lines all are; in a long one, which is a list of names, the last alone. Above what only
    Markdown has, such as a table, such a line is none.
    """
    found = list(blocks)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _is_bare(found[end]):
            end += 1
        if start < end < len(found) and found[end].sort != "kept":
            for place in range(start if end - start <= CHAIN else end - 1, end):
                found[place] = structs.replace(found[place], sort="heading")
        start = max(end, start + 1)
    return found


def _is_bare(block: Block) -> bool:
    alone = block.sort == "text" and len(block.words) == 1 and not block.line.indent
    return alone and looks_like_heading(block.text)


def is_heading(block: Block) -> bool:
    """Whether a block is a heading, bare or of Markdown."""
    return block.sort == "heading" or (block.sort == "kept" and _opens_section(block))


def _opens_section(block: Block) -> bool:
    return block.words[0].lstrip().startswith("#") or (
        len(block.words) > 1 and UNDERLINE.match(block.words[1]) is not None
    )
