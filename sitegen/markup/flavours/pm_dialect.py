"""Rewrites lines that GitHub reads as lists, fences and tables into the form Python-Markdown asks for.

The idea is CommonMark's stack of containers: each list item opens one at the column where its text begins.
Whatever that column was, four spaces a container are written, blank lines are put where Python-Markdown needs
them, and fenced code is taken out whole, so that nothing can touch it.
"""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from sitegen.markup.flavours.fence import code_block
from sitegen.markup.flavours.pm_lines import HTML, VERBATIM, balance, closed, closes_more, dedent, indent_of

_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*)$")
_ITEM = re.compile(r"([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_DELIMITER = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_BOX = re.compile(r"!!! ?[\w-]|\[\^[^\]]+\]:|:[ ]")
_LIST = re.compile(r"\{:.*\}\s*$")
_TABLE_OF_CONTENTS = re.compile(r"\{:\s*toc\b.*\}\s*$")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])$")


class _Level(NamedTuple):
    offset: int
    """The column its content begins at."""
    kind: Literal["ul", "ol", "box"]


class Rewriter:
    """Rewrites one text; `dropped` then holds the numbers of attribute lists that belong to nothing."""

    def __init__(self, store: Callable[[str], str]) -> None:
        self.store = store
        self.dropped: list[int] = []

    def rewrite(self, lines: list[str], first: int = 0) -> list[str]:
        """Return the lines in the form that Python-Markdown reads; `first` is the number of the first one."""
        return _Pass(self, lines, first).run()


class _Pass:
    def __init__(self, owner: Rewriter, lines: list[str], first: int) -> None:
        self.owner = owner
        self.lines = lines
        self.first = first
        self.at = 0
        self.out: list[str] = []
        self.levels: list[_Level] = []
        self.paragraph = False
        """The line before belongs to a paragraph that this one could continue or interrupt."""
        self.tight = False
        """That paragraph began beside an item's marker: a nested list may follow it directly."""
        self.html = 0
        """The number of elements around this line that were opened in HTML and are still open."""
        self.read = 0
        """The number of those whose Markdown the library reads, because they say so."""
        self.opened = 0
        """The number of containers around the first line since the last blank one."""

    def run(self) -> list[str]:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            indent, body = indent_of(line)
            if body:
                self._line(indent, body)
            else:
                self.out.append("")
                self.paragraph = False
                self.at += 1
        return self.out

    def _part(self) -> None:
        if self.out and self.out[-1]:
            self.out.append("")

    def _starts_block(self, body: str, following: bool) -> bool:
        """Return whether a line ends the paragraph before it; `following`: it may continue a list begun above."""
        if body[0].isalpha():
            return False  # all signs of blocks are signs or digits
        if body[0] == ">" or any(pattern.match(body) for pattern in (_FENCE, _HEADING, _RULE, _LIST, HTML)):
            return True
        item = _ITEM.match(body)
        if item is None or following:
            return item is not None
        return bool(item[3]) and (not body[0].isdigit() or item[1][:-1] == "1")

    def _line(self, indent: int, body: str) -> None:
        depth = sum(1 for level in self.levels if indent >= level.offset)
        inside = indent - (self.levels[depth - 1].offset if depth else 0)
        sibling = len(self.levels) > depth and self.levels[depth].kind != "box"
        starts = inside < 4 and self._starts_block(body, sibling)
        if self.paragraph and not starts:
            if depth == len(self.levels) or self.levels[-1].kind != "box":
                return self._continue(indent, body, depth)
        elif inside >= 4 and not (self.html > 0 and body[0] == "<"):
            del self.levels[depth:]
            return self._emit("    " * depth + " " * inside + body)
        previous = self.levels[depth].kind if sibling else ""
        outside = len(self.levels) > depth
        del self.levels[depth:]
        prefix = "    " * depth
        rule = None if body[0].isalpha() else _RULE.match(body)
        item = None if rule or body[0].isalpha() else _ITEM.match(body)
        fresh = item is not None
        if item and self._parted(depth, previous, "ol" if body[0].isdigit() else "ul"):
            self._part()
        column = indent
        while item:
            column, body = self._item(item, column)
            prefix += _marker(item)
            item = _ITEM.match(body) if body and not _RULE.match(body) else None
        if rule and previous:
            self._part()
        self.paragraph = self.paragraph and not outside
        self._block(indent, prefix, body, fresh)

    def _parted(self, depth: int, previous: str, kind: str) -> bool:
        """Return whether Python-Markdown needs a blank line before an item to read it as one of the right list."""
        if previous and (previous != kind or depth < self.opened):
            return True
        return self.paragraph and not self.tight

    def _item(self, item: re.Match[str], column: int) -> tuple[int, str]:
        spaces = len((item[2] or " ").expandtabs(4))
        content = item[3] or ""
        offset = column + len(item[1]) + (spaces if content and spaces < 5 else 1)
        self.levels.append(_Level(offset, "ol" if item[1][0].isdigit() else "ul"))
        return offset, content

    def _emit(self, line: str, *, paragraph: bool = False) -> None:
        if not self.out or not self.out[-1]:
            self.opened = (len(line) - len(line.lstrip(" "))) // 4
        self.out.append(line)
        self.paragraph = paragraph
        self.at += 1

    def _continue(self, indent: int, body: str, depth: int) -> None:
        """Write a further line of the paragraph before."""
        if "|" in body and self._table_next():
            del self.levels[depth:]
            self._part()
            return self._block(indent, "    " * depth, body, False)
        levels = len(self.levels)
        if _BOX.match(body) and indent < 4:
            return self._text("    " * levels, indent, body, self.tight)
        if levels and body[0].isdigit() and _ITEM.match(body):
            # Indented, this number would begin a list; on the line before it cannot.
            self.out[-1] += " " + body
            self.at += 1
        elif levels:
            self._emit("    " * levels + _escaped(body), paragraph=True)
        else:
            self._emit(_escaped(self.lines[self.at]), paragraph=True)

    def _block(self, indent: int, prefix: str, body: str, fresh: bool) -> None:
        """Write the block that begins on this line, behind the markers already in `prefix`."""
        if not body:
            self._emit(prefix)
        elif fence := _FENCE.match(body):
            self._fence(fence, indent, prefix, fresh)
        elif body[0] == ">":
            self._quote(prefix, body, fresh)
        elif body[0] == "{" and _LIST.match(body):
            self._attributes(body)
        elif body[0] == "#" and _HEADING.match(body):
            self._emit(prefix + closed(body))
        elif body[0] == "<" and (VERBATIM.match(body) or HTML.match(body)) and "markdown=" not in body:
            self._html(prefix, body)
        elif "|" in body and self._table_next():
            self._table(prefix, body)
        elif _RULE.match(body):
            # With blanks in it, or below no paragraph, it underlines nothing.
            underlines = self.paragraph and body[0] == "-" and not set(body.rstrip()) - {"-"}
            self._emit(prefix + (body.rstrip() if underlines else "* * *"))
            if not underlines:
                self.out.append("")
        else:
            self._text(prefix, indent, body, fresh)

    def _text(self, prefix: str, indent: int, body: str, fresh: bool) -> None:
        if "markdown=" in body and body[0] == "<":
            self.read += balance(body)
        box = _BOX.match(body)
        if box and not fresh:
            self.levels.append(_Level((self.levels[-1].offset if self.levels else 0) + 4, "box"))
        self.tight = fresh
        lead = "" if prefix or indent >= 4 or box else " " * indent
        self._emit(prefix + lead + _escaped(body), paragraph=not body.startswith("!!!"))

    def _base(self) -> int:
        return self.levels[-1].offset if self.levels else 0

    def _fence(self, fence: re.Match[str], indent: int, prefix: str, fresh: bool) -> None:
        base = self._base()
        columns = base if fresh else indent
        closing = re.compile(r"[ \t]*" + re.escape(fence[1][0]) + "{" + str(len(fence[1])) + r",}[ \t]*$")
        code: list[str] = []
        self.at += 1
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if closing.match(line) and indent_of(line)[0] < base + 4:
                self.at += 1
                break
            if line.strip() and indent_of(line)[0] < base:
                break
            code.append(dedent(line, columns))
            self.at += 1
        else:
            # The last line feed of a text begins no line.
            del code[len(code) - (code[-1:] == [""]) :]
        if not fresh:
            self._part()
        self.out += prefix + self.owner.store(code_block(fence[2], code)), ""
        self.paragraph = False

    def _quote(self, prefix: str, body: str, fresh: bool) -> None:
        first = self.first + self.at
        inner = [_unquote(body)]
        fenced = _is_fence(inner[0])
        base = self._base()
        self.at += 1
        while self.at < len(self.lines):
            indent, body = indent_of(self.lines[self.at])
            if body and body[0] == ">" and indent >= base:
                inner.append(_unquote(body))
            elif not body or fenced or not _is_paragraph(inner[-1]):
                break
            elif not self._starts_block(body, False) and not HTML.match(body):
                inner.append(body)
            else:
                break
            fenced ^= _is_fence(inner[-1])
            self.at += 1
        if not fresh:
            self._part()
        lead = "    " * len(self.levels)
        quoted = self.owner.rewrite(inner, first)
        while quoted and not quoted[-1]:
            quoted.pop()
        for number, line in enumerate(quoted):
            self.out.append((lead if number or not fresh else prefix) + (f"> {line}" if line else ">"))
        self.out.append("")
        self.paragraph = False

    def _attributes(self, body: str) -> None:
        """Write kramdown's attribute list for the block before, where Python-Markdown can apply it."""
        before = self.out[-1] if self.out else ""
        if _IMAGE.search(before) or _HEADING.match(before.lstrip()):
            self.out[-1] = (
                f"{before}{'' if before.endswith((')', ']')) and '![' in before else ' '}{body.rstrip()}"
            )
            self.at += 1
        elif self.paragraph and (self.tight or not self.levels):
            self._emit("    " * len(self.levels) + body)
        else:
            if _TABLE_OF_CONTENTS.match(body) and _ITEM.match(before):
                self.out.pop()
            self.owner.dropped.append(self.first + self.at)
            self.at += 1
        self.paragraph = False

    def _html(self, prefix: str, body: str) -> None:
        """Write HTML up to its end, or to a blank line: what follows that is Markdown, as on GitHub."""
        verbatim = VERBATIM.match(body)
        closing = None
        if verbatim:
            closing = f"</{verbatim[1]}>".lower() if verbatim[1] else "-->"
        base = self._base()
        lines = [body]
        self.at += 1
        while not (closing and closing in lines[-1].lower()) and self.at < len(self.lines):
            line = dedent(self.lines[self.at], base)
            if not closing and not line.strip():
                break
            lines.append(line)
            self.at += 1
        html = "\n".join(lines)
        more = 0 if verbatim else balance(html)
        lead = "    " * len(self.levels)
        if "markdown=" in html or (self.read > 0 and self.html + more < 0):
            self.read = max(self.read + more, 0)
        elif more or (not self.read and not verbatim and closes_more(html)):
            # The library takes all up to the closing tag for HTML. Set aside, a tag is a block of its own.
            self.html = max(self.html + more, 0)
            self._part()
            self.out += prefix + self.owner.store(html), ""
            self.paragraph = False
            return
        self.out += [(lead if number else prefix) + line for number, line in enumerate(lines)]
        self.paragraph = False

    def _table_next(self) -> bool:
        """Return whether the next line is a table's row of dashes."""
        if self.at + 1 == len(self.lines):
            return False
        following = self.lines[self.at + 1]
        return "-" in following and "|" in following and _DELIMITER.match(following) is not None

    def _table(self, prefix: str, body: str) -> None:
        self._emit(prefix + body)
        lead = "    " * len(self.levels)
        while self.at < len(self.lines):
            body = self.lines[self.at].strip()
            if not body or ("|" not in body and self._starts_block(body, False)):
                break
            self._emit(lead + (body if "|" in body else f"| {body} |"))


def _marker(item: re.Match[str]) -> str:
    marker = item[1]
    if not item[3] and marker == "-":
        # A hyphen alone would underline the item before it.
        return "* "
    return (marker[:-1] + "." if marker[-1] == ")" else marker) + " "


def _escaped(body: str) -> str:
    """Return a line of text so that Python-Markdown does not take `#tag` for a heading."""
    return "\\" + body if body[0] == "#" and not _HEADING.match(body) else body


def _unquote(body: str) -> str:
    return body[2:] if body[1:2] == " " else body[1:]


def _is_paragraph(quoted: str) -> bool:
    """Return whether a quoted line is one of a paragraph, so that a line without `>` may go on with it."""
    last = quoted.lstrip(" >")
    return bool(last) and not _HEADING.match(last) and not _RULE.match(last)


def _is_fence(quoted: str) -> bool:
    return _FENCE.match(quoted.lstrip()) is not None
