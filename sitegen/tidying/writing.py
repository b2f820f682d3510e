"""Blocks as Markdown: numbered paragraphs with what belongs to them set in, parts and items below each other."""

from collections.abc import Sequence

from msgspec import Struct

from sitegen.tidying.blocks import SHORT, Block, is_heading, looks_like_heading

DEEPER = 3
"""What parts of parts are set in by: one more blank would make code of them."""


class _Item(Struct, frozen=True, kw_only=True):
    """An item that is open."""

    indent: int
    sign: str
    words_at: int
    """Where its words begin in the source; 0 for an item that a word processor has made."""
    column: int
    """Where it begins in what is written."""
    width: int


class Writer:
    """Writes blocks one after the other, and knows what is open."""

    def __init__(self, blocks: Sequence[Block], *, paper: bool = False) -> None:
        """Take the blocks, and whether the numbers among them are those of paragraphs."""
        self.blocks = blocks
        self.paper = paper
        self.lines: list[str] = []
        self.column = 0
        """Where the words of the open numbered paragraph begin; 0 without one."""
        self.last_number = 0
        self.nests = False
        """Whether paragraphs behind that number belong to it."""
        self.items: list[_Item] = []
        self.moved_parts = False
        """Whether a part was not set in under its number."""

    def text(self) -> str:
        """Return all blocks, with an empty line between them where there must be one."""
        last: Block | None = None
        for place, block in enumerate(self.blocks):
            if last is not None and ((self.paper and block.sort == "number") or not _is_tight(block, last)):
                self.lines.append("")
            self._write(place, block)
            last = block
        return "\n".join(self.lines) + "\n" if self.lines else ""

    def _write(self, place: int, block: Block) -> None:
        line = block.line
        if block.sort == "kept":
            if is_heading(block) or line.indent < self.column or not self.column:
                self._close(numbered=is_heading(block) or line.indent < self.column)
            self.lines += block.words
        elif block.sort == "heading":
            self._close(numbered=True)
            self.lines.append(f"## {block.text}")
        elif block.sort == "number" and not self._is_below(block):
            self._close(numbered=True)
            self.last_number = line.number
            self._put(0, f"{line.number}.", block.words)
            self.column = len(f"{line.number}. ")
            self.nests = self._holds_paragraphs(place)
        elif block.sort == "part":
            self.items = []
            self.moved_parts |= line.indent < self.column
            self._put(
                self.column + (DEEPER if len(line.counters) > 1 else 0), line.sign, block.words, hanging=False
            )
        elif block.sort in ("item", "number"):
            self._item(block)
        else:
            self._paragraph(block)

    def _close(self, *, numbered: bool) -> None:
        self.items = []
        if numbered:
            self.column = 0

    def _is_below(self, block: Block) -> bool:
        """Whether a number is that of an item below another."""
        line = block.line
        if any((each.indent, each.sign) == (line.indent, f"{line.number - 1}.") for each in self.items):
            return True
        opened = self.items[0].words_at if self.items and self.items[0].words_at else self.column
        return bool(opened) and line.indent >= opened and not line.tabbed and line.number != self.last_number + 1

    def _holds_paragraphs(self, place: int) -> bool:
        """Whether paragraphs behind a number belong to it: by what follows, or because its words announce them."""
        number = self.blocks[place]
        for block in self.blocks[place + 1 :]:
            if is_heading(block):
                break
            if block.sort == "part" or (block.sort == "number" and block.line.number == number.line.number + 1):
                return True
        return number.text.rstrip().endswith(":") or looks_like_heading(number.text)

    def _item(self, block: Block) -> None:
        line = block.line
        same = [at for at, each in enumerate(self.items) if (each.indent, each.sign) == (line.indent, line.sign)]
        if same and block.sort == "item":
            del self.items[same[-1] :]
        elif line.pasted:
            while self.items and self.items[-1].indent > line.indent:
                self.items.pop()
        else:
            while self.items and line.indent < (self.items[-1].words_at or self.items[-1].indent + 1):
                self.items.pop()
        above = self.items[-1] if self.items else None
        column = above.column + above.width if above else self.column
        sign = "-" if line.pasted and block.sort == "item" else line.sign
        width = len(sign) + 1
        self.items.append(
            _Item(
                indent=line.indent,
                sign=line.sign,
                words_at=0 if line.pasted else line.width,
                column=column,
                width=width,
            )
        )
        self._put(column, sign, block.words)

    def _paragraph(self, block: Block) -> None:
        line = block.line
        if not line.tabbed:
            inside = [at for at, each in enumerate(self.items) if each.words_at and line.indent >= each.words_at]
            if inside:
                del self.items[inside[-1] + 1 :]
                self._put(self.items[-1].column + self.items[-1].width, "", block.words)
                return
        nested = self.column and (self.nests or (line.indent >= self.column and not line.tabbed))
        self._close(numbered=not nested)
        self._put(self.column, "", block.words)

    def _put(self, column: int, sign: str, words: Sequence[str], *, hanging: bool = True) -> None:
        """Write a sign and words; further lines begin where its words do, or else where the sign does."""
        first, *others = words
        inner = column + len(sign) + 1 if sign and hanging else column
        self.lines.append(f"{' ' * column}{f'{sign} ' if sign else ''}{first}".rstrip() + _hard(first))
        self.lines += [f"{' ' * inner}{each}".rstrip() + _hard(each) for each in others]


def _hard(words: str) -> str:
    return "  " if words.endswith("  ") and words.strip() else ""


def _is_tight(block: Block, last: Block) -> bool:
    """Whether there is no empty line between two blocks: items that are pasted, and what had none in Markdown."""
    if block.sort == "item" == last.sort and block.line.pasted:
        return True
    if block.after_blank:
        return False
    signed = ("item", "number")
    short = block.sort == "item" or (len(block.text) <= SHORT and len(last.text) <= SHORT)
    listed = block.sort in signed and last.sort in signed and not block.line.pasted and short
    return listed or "kept" in (block.sort, last.sort)
