"""The `python-markdown` flavour: the library, its extensions, and where GitHub reads otherwise."""

from string import punctuation
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import HtmlInlineProcessor, SubstituteTagInlineProcessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import Treeprocessor

from sitegen.markup.flavours import pm_dialect, pm_fast
from sitegen.markup.flavours.comments import are_broken, on_a_line
from sitegen.markup.flavours.pm_fast import BACKSLASH_BREAK, TAG

_EXTENSIONS = ("abbr", "attr_list", "def_list", "md_in_html", "tables", "sane_lists", "admonition")


class _Dialect(NormalizeWhitespace):
    """Rewrites the lines, and takes fenced code out before tabs are expanded and HTML is looked for."""

    dropped: tuple[int, ...] = ()

    def run(self, lines: list[str]) -> list[str]:
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


class _Footnotes(FootnoteExtension):
    """Notes in the order they are referred to.

    Stock stumbles over a note without text, over one defined within another, and over a `div` of an author's that
    has the class it looks for; here the list itself is remembered.
    """

    notes: Element | None = None

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        super().extendMarkdown(md)
        md.treeprocessors.deregister("footnote-reorder")
        md.treeprocessors.deregister("footnote-duplicate")
        md.treeprocessors.register(_NoteOrder(self), "footnote-order", 15)

    def reset(self) -> None:
        super().reset()
        self.notes = None

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Return the id of a sign that refers to a note. Stock tries all numbers that are taken, for each sign."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        name, separator, label = reference.partition(self.get_separator())
        return f"{name}{count}{separator}{label}" if count > 1 else reference

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        if not self.footnotes:
            return None
        div = Element("div", {"class": "footnote"})
        SubElement(div, "hr")
        self.notes = SubElement(div, "ol")
        labels = list(self.footnotes)
        for label in labels:
            note = SubElement(self.notes, "li", {"id": self.makeFootnoteId(label)})
            holder = Element("div")
            self.parser.parseChunk(holder, self.footnotes[label])
            note.extend(holder)
            if len(self.footnotes) > len(labels):
                labels += list(self.footnotes)[len(labels) :]
        return div


class _NoteOrder(Treeprocessor):
    """Sorts and numbers the notes once all references are known, and links each back to them."""

    def __init__(self, footnotes: _Footnotes) -> None:
        super().__init__(footnotes.md)
        self.footnotes = footnotes

    def run(self, root: Element) -> None:
        notes = self.footnotes.notes
        if notes is None:
            return
        order = {self.footnotes.makeFootnoteId(label): n for n, label in enumerate(self.footnotes.footnote_order)}
        notes[:] = sorted(notes, key=lambda note: order.get(note.attrib["id"], len(order)))
        for number, note in enumerate(notes, 1):
            label = note.attrib["id"].partition(":")[2]
            count = self.footnotes.found_refs.get(f"fnref:{label}", 0)
            last = note[-1] if len(note) and note[-1].tag == "p" else SubElement(note, "p")
            for place in range(1, count + 1):
                if len(last):
                    last[-1].tail = f"{last[-1].tail or ''}\xa0"
                else:
                    last.text = f"{last.text or ''}\xa0"
                href = f"#fnref{place if place > 1 else ''}:{label}"
                back = SubElement(last, "a", {"class": "footnote-backref", "href": href, "title": str(number)})
                back.text = "\u21a9"


class PythonMarkdown:
    """One converter, reset between pages."""

    costly = True

    def __init__(self, *, quick: bool = True) -> None:
        footnotes = _Footnotes(USE_DEFINITION_ORDER=False)
        md = markdown.Markdown(extensions=[*_EXTENSIONS, footnotes], output_format="html")
        self._dialect = _Dialect(md)
        md.preprocessors.register(self._dialect, "normalize_whitespace", 30)
        md.parser.blockprocessors.register(_BlockQuote(md.parser), "quote", 20)
        assert md.delimiters is not None
        md.delimiters.add("~", "del", double=True)
        md.ESCAPED_CHARS = list(punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(BACKSLASH_BREAK, "br"), "backslash-break", 185)
        md.inlinePatterns.register(HtmlInlineProcessor(TAG, md), "html", 90)
        self._md = md
        if quick:
            pm_fast.quicken(md, {_BlockQuote: (">",)})

    def html(self, text: str) -> tuple[str, tuple[int, ...]]:
        """See `Flavour.html`."""
        html, dropped = self._converted(text)
        return (self._converted(on_a_line(text))[0] if are_broken(html) else html), dropped

    def _converted(self, text: str) -> tuple[str, tuple[int, ...]]:
        self._md.reset()
        self._dialect.dropped = ()
        return self._md.convert(text), self._dialect.dropped
