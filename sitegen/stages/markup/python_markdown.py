"""The `python-markdown` flavour: the library, its extensions, and the few places where GitHub reads otherwise."""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace

from sitegen.stages.markup import pm_dialect

if TYPE_CHECKING:
    from markdown import Markdown

_EXTENSIONS = ("abbr", "attr_list", "def_list", "md_in_html", "tables", "sane_lists", "admonition")


class _Dialect(NormalizeWhitespace):
    """Rewrites the lines, and takes fenced code out before tabs are expanded and HTML is looked for."""

    def __init__(self, md: "Markdown") -> None:
        super().__init__(md)
        self.dropped: tuple[int, ...] = ()

    def run(self, lines: list[str]) -> list[str]:
        self.dropped = ()
        if not pm_dialect.needed("\n".join(lines)):
            return super().run(lines)
        rewriter = pm_dialect.Rewriter(self.md.htmlStash.store)
        result = rewriter.rewrite(lines)
        self.dropped = tuple(rewriter.dropped)
        return [*result, "", ""]


class _BlockQuote(BlockQuoteProcessor):
    """Each block of quoted lines is a quote of its own: stock joins two that a blank line parts."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match:
            self.parser.parseBlocks(parent, [block[: match.start()]])
            block = "\n".join(self.clean(line) for line in block[match.start() :].split("\n"))
        self.parser.state.set("blockquote")
        self.parser.parseChunk(SubElement(parent, "blockquote"), block)
        self.parser.state.reset()


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Looks for HTML only where there can be some."""

    def run(self, lines: list[str]) -> list[str]:
        return super().run(lines) if any("<" in line or "&" in line for line in lines) else lines


class _AttributeLists(AttrListTreeprocessor):
    """Looks for attribute lists only where a brace was typed."""

    def run(self, doc: Element) -> None:
        if any("{" in line for line in self.md.lines):
            super().run(doc)


class PythonMarkdown:
    """One converter, reset between pages."""

    def __init__(self) -> None:
        footnotes = FootnoteExtension(USE_DEFINITION_ORDER=False)
        md = markdown.Markdown(extensions=[*_EXTENSIONS, footnotes], output_format="html")
        self._dialect = _Dialect(md)
        md.preprocessors.register(self._dialect, "normalize_whitespace", 30)
        md.preprocessors.register(_HtmlBlocks(md), "html_block", 20)
        md.parser.blockprocessors.register(_BlockQuote(md.parser), "quote", 20)
        md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)
        assert md.delimiters is not None
        md.delimiters.add("~", "del", double=True)
        self._md = md

    def html(self, text: str) -> tuple[str, tuple[int, ...]]:
        """See `Flavour.html`."""
        self._md.reset()
        return self._md.convert(text), self._dialect.dropped
