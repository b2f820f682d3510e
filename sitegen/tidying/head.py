"""The front matter of a pasted paper: begun from its first lines, or one line longer."""

from collections.abc import Sequence
from itertools import pairwise

from sitegen.fields.suggestions import days_meant
from sitegen.model.new_entry import quoted
from sitegen.patterns import late
from sitegen.tidying.blocks import DAY, Block, is_heading, looks_like_heading

NUMBERED = "numbered: paragraphs"
FEW = 3
"""The numbers that a text has at least whose numbers are those of paragraphs."""
_HAS_NUMBERED = late(r"^numbered[ ]*:", 8)  # re.MULTILINE


def begun(blocks: Sequence[Block], fields: Sequence[str]) -> tuple[list[str], list[Block]]:
    """Return the lines of new front matter and the blocks that are left.

    The first bare line is the title, and a day below it the date; without such a title there are no lines.
    `fields` are further lines.
    """
    if not blocks or not (blocks[0].sort == "heading" or _may_be_title(blocks[0])):
        return [], list(blocks)
    left = list(blocks[1:])
    lines = [f"title: {quoted(blocks[0].text)}"]
    if left and left[0].sort == "text" and DAY.fullmatch(left[0].text):
        days = days_meant(left[0].text)
        if len(days) == 1:
            lines.append(f"date: {days[0].isoformat()}")
            del left[0]
    return [*lines, *fields], left


def _may_be_title(block: Block) -> bool:
    return block.sort == "text" and len(block.words) == 1 and looks_like_heading(block.text)


def is_numbered(blocks: Sequence[Block]) -> bool:
    """Whether the numbers of a text count its paragraphs: they go on across headings, or have lettered parts."""
    numbers = [(place, block.line.number) for place, block in enumerate(blocks) if block.sort == "number"]
    if len(numbers) < FEW or any(after != before + 1 for (_, before), (_, after) in pairwise(numbers)):
        return False
    first, last = numbers[0][0], numbers[-1][0]
    within = blocks[first:last]
    return any(is_heading(block) for block in within) or any(block.sort == "part" for block in blocks)


def with_numbered(head: str) -> str:
    """Return front matter in YAML that says that its paragraphs are numbered."""
    return head if _HAS_NUMBERED.search(head) else f"{head.rstrip()}\n{NUMBERED}\n".lstrip("\n")
