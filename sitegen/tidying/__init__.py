"""Texts that were pasted from a word processor as clean Markdown, for `sitegen tidy`."""

from collections.abc import Sequence

from msgspec import Struct

from sitegen.diagnostics import Diagnostic
from sitegen.fields.frontmatter import split
from sitegen.tidying.blocks import read_blocks
from sitegen.tidying.characters import outside_code, plain
from sitegen.tidying.head import NUMBERED, begun, is_numbered, with_numbered
from sitegen.tidying.lines import Line, page_numbers, read
from sitegen.tidying.writing import Writer

__all__ = ["Tidied", "tidied"]


class Tidied(Struct, frozen=True, kw_only=True):
    """A text after its repair."""

    text: str
    repairs: tuple[str, ...] = ()
    """What was done, in words: `8 bullets`; empty where nothing was."""
    diagnostics: tuple[Diagnostic, ...] = ()


def tidied(text: str, path: str, fields: Sequence[str] = ()) -> Tidied:
    """Return a text without what a word processor has left in it; one without such signs comes back as it is.

    Words keep their order, and none is lost but the numbers of pages. Front matter stays, and is begun where there
    is none and the text has a title: then with the lines `fields` as well.
    """
    parts = split(text, path)
    if any(found.code == "front-matter-unclosed" for found in parts.diagnostics):
        return Tidied(text=text, diagnostics=parts.diagnostics)
    head = text[: len(text) - len(parts.body)] if parts.body else text
    raw = parts.body.split("\n")
    lines = [plain(line) if is_text else line for line, is_text in outside_code(raw)]
    unseen = sum(before != after for before, after in zip(raw, lines, strict=True))
    repairs = [_counted(unseen, "line with characters that nobody sees", "lines with characters that nobody sees")]
    known = read(lines)
    pages = page_numbers(known)
    blocks = read_blocks(known, pages)
    headings = sum(block.sort == "heading" for block in blocks)
    numbered = is_numbered(blocks)
    written = Writer(blocks, paper=numbered)
    body = written.text()
    pasted = pages or written.moved_parts or any(line.pasted for line in known)
    if not pasted and (headings < 2 or any(map(_is_markdown, known))):
        return Tidied(text=head + "\n".join(lines), repairs=tuple(filter(None, repairs)))
    if parts.head is None:
        added, rest = begun(blocks, [*fields, *([NUMBERED] if numbered else [])])
        head = "---\n" + "\n".join(added) + "\n---\n" if added else ""
        body = Writer(rest, paper=numbered).text()
    elif numbered and parts.form == "yaml" and with_numbered(parts.head) != parts.head:
        head = head.replace(parts.head, with_numbered(parts.head), 1)
    repairs += [
        _counted(sum(block.sort == "item" and block.line.pasted for block in blocks), "bullet", "bullets"),
        _counted(len(pages), "number of a page", "numbers of pages"),
        _counted(sum(block.sort == "heading" for block in blocks), "heading", "headings"),
        _counted(sum(block.sort == "number" for block in blocks), "numbered paragraph", "numbered paragraphs"),
        _counted(sum(block.sort == "part" for block in blocks), "part of one", "parts of them"),
    ]
    blank = "\n" if head and body and not head.endswith("\n\n") else ""
    return Tidied(text=f"{head}{blank}{body}", repairs=tuple(filter(None, repairs)))


def _is_markdown(line: Line) -> bool:
    return (
        line.sort == "kept"
        or (line.sort == "item" and not line.pasted)
        or any(sign in line.text for sign in "*`[<|")
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
