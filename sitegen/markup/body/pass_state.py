"""The state of the pass over the HTML of one body."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from html import unescape

from sitegen.markup import positions
from sitegen.markup.body import excerpt
from sitegen.markup.body.draft import Draft
from sitegen.markup.body.inline import linked, typographic
from sitegen.markup.body.labels import Words
from sitegen.markup.body.passages import PASSAGE, TAGS, passages
from sitegen.markup.html import Token, attributes, tag, text, tokens, value
from sitegen.markup.placeholders import Mark, Marks, bracket, shown
from sitegen.markup.sanitise import Policy
from sitegen.model.body import SLOT, Heading, TaskLine
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference
from sitegen.urls import composed

BREAK = "\x1e"
"""Parts blocks in the plain text."""

_ENOUGH = 50
"""After so many problems the place of one more is not looked for."""


class Page:
    """One pass: tokens of canonical HTML in, pieces of the page's HTML out, and all that is learnt on the way."""

    def __init__(
        self,
        html: str,
        source: str,
        marks: Marks,
        *,
        policy: Policy,
        frames: tuple[str, ...],
        smart: bool,
        imgdir: str,
        words: Words,
        writers: Mapping[str, "Writer"],
        handled: frozenset[str] = frozenset(),
    ) -> None:
        self.tokens = tokens(html) if smart or handled & TAGS else passages(html, marks.prefix)
        self.at = 0
        """The number of the token that is being read."""
        self.source = source
        self.marks = marks
        self.word = marks.pattern() if marks.items else None
        self.policy = policy
        self.frames = frames
        self.smart = smart
        self.imgdir = imgdir
        self.words = words
        self.writers = writers
        """What to do with what a construct had taken out of the source, by the construct's name."""
        self.shift = 1 if "<h1" in html else 0
        self.out: list[str] = []
        self.plain: list[str] = []
        self.drafts: list[Draft] = []
        self.headings: list[Heading] = []
        self.problems: list[Problem] = []
        self.wordless: list[tuple[str, Mark]] = []
        """Address and mark of each picture in double brackets that nothing describes."""
        self.counts: Counter[tuple[str, str]] = Counter()
        self.labels: Counter[str] = Counter()
        self.written = {
            identity
            for token in (self.tokens if ' id="' in html else ())
            if ' id="' in token.rest and token.name != PASSAGE
            for identity in [attributes(token.rest).get("id", "")]
        }
        """The ids authors and flavours gave: generated ones keep away from them."""
        self.ids: dict[str, None] = {}
        self.numbers: Counter[str] = Counter()
        """The last number put behind each wished-for id."""
        self.link: Draft | None = None
        self.fenced = False
        """Whether a block of code has a fence within it."""
        self.formulas = 0
        self.refused = 0
        """How many addresses were taken out."""
        self.in_link = self.in_code = self.in_pre = self.in_table = self.in_picture = self.nested = 0
        self.closers: dict[str, list[str]] = {"/blockquote": [], "/div": []}
        self.box = ""
        """The check box that the next paragraph begins with."""
        self.tasks: list[TaskLine] = []
        self.title = ""
        """The closing tag of a callout's title while one is being read."""
        self.title_ends = 0
        """The number of the token whose first line break ends it; 0 when its paragraph does."""
        self.paragraph: tuple[int, int] | None = None
        """Where the first paragraph with words in it is, in pieces of `plain`."""
        self.in_paragraph = False
        self.begin = 0
        """Where the open paragraph began, in pieces of `plain`."""
        self.more: int | None = None
        self.open_headings: list[tuple[int, int]] = []
        """Where each open heading began: its piece of `out` and of `plain`."""

    @property
    def here(self) -> int:
        """The number of pieces of plain text so far."""
        return len(self.plain)

    # Reading

    def name(self, ahead: int = 0) -> str:
        """Return the name of the tag `ahead` tags from here; empty past the end."""
        at = self.at + ahead
        return self.tokens[at].name if at < len(self.tokens) else ""

    def after(self, ahead: int = 0) -> str:
        """Return the text behind that tag."""
        return self.tokens[self.at + ahead].text

    def until(self, closing: str) -> list[Token]:
        """Return the tokens from here to a closing tag, without that tag's own."""
        end = self.at
        while self.tokens[end].name != closing:
            end += 1
        return self.tokens[self.at : end]

    def skip(self, closing: str) -> list[Token]:
        """Return the same tokens; the closing tag becomes the current one."""
        passed = self.until(closing)
        self.at += len(passed)
        return passed

    def values(self, rest: str) -> dict[str, str]:
        """Return a tag's attributes with what was typed in place of marks."""
        found = attributes(rest)
        if not self.word or self.marks.prefix not in rest:
            return found

        def typed(match: re.Match[str]) -> str:
            return unescape(self.marks.items[int(match[1])].source)

        return {name: self.word.sub(typed, words) for name, words in found.items()}

    def restored(self, words: str, *, valued: bool = False) -> str:
        """Return words with each mark replaced by its source, or with `valued` by its value."""
        if not self.word:
            return words

        def replace(match: re.Match[str]) -> str:
            mark = self.marks.items[int(match[1])]
            if valued and mark.kind == "liquid":
                self.unknown(mark)
            return mark.words if valued else mark.source

        return self.word.sub(replace, words)

    # Writing

    def block(self) -> None:
        """Begin another block in the plain text."""
        self.plain.append(BREAK)

    def say(self, words: str) -> None:
        """Add escaped words to the plain text only."""
        self.plain.append(words)

    def text(self, words: str) -> None:
        """Write a run of text between two tags."""
        if self.title and self.title_ends == self.at:
            words, _, rest = words.partition("\n")
            self.title_ends = 0
            self.text(words)
            self.out += self.title, "\n"
            self.title = ""
            self.block()
            self.out.append("<p>")
            return self.text(rest)
        if self.word and self.marks.prefix in words:
            verbatim = self.in_code or self.in_pre
            parts = self.word.split(words if verbatim else self.marks.joined(words))
            for index, part in enumerate(parts):
                if index % 2:
                    self.mark(self.marks.items[int(part)])
                elif part:
                    self.run(part)
        else:
            self.run(words)

    def run(self, words: str) -> None:
        """Write text without marks."""
        if self.in_code or self.in_pre:
            self.out.append(words)
            if not self.in_pre:
                self.say(words)
            return
        if self.smart:
            words = typographic(words, self.plain[-1][-1:] if self.plain else "", self.words.quotes)
        self.say(words)
        self.out.append(linked(words) if ("://" in words or "www." in words) and not self.in_link else words)

    def mark(self, mark: Mark) -> None:
        """Write a mark that the flavour left in text."""
        if self.in_code or self.in_pre or mark.kind == "literal":
            self.out.append(text(mark.source))
            self.say("" if self.in_pre else text(mark.source))
        elif mark.kind in ("wiki", "embed"):
            self.wiki(mark)
        elif mark.kind == "post":
            self.post(mark)
        elif mark.construct in self.writers:
            self.writers[mark.construct](self, mark)
        elif mark.kind == "url":
            self.run(text(mark.source))
        elif mark.kind != "raw":
            words = text(mark.words)
            self.out.append(words)
            self.say(words)
            if mark.kind == "liquid":
                self.unknown(mark)

    def wiki(self, mark: Mark) -> None:
        """Write double brackets as a slot, or within a link as their words alone."""
        target, anchor, label = bracket(mark.source)
        words = text(label or shown(target, anchor))
        if self.in_link:
            self.out.append(words)
            self.say(words)
            message = f"{mark.source} stands inside another link and is shown as text"
            self.problem("link-in-link", message, mark.start, mark.length, fix="take it out of the link's words")
            return
        # An entry's whole text fits no sentence: there it is linked to.
        block = mark.kind == "embed" and not (self.in_paragraph or self.open_headings)
        draft = Draft("embed" if block else "wiki", target, self.here)
        draft.anchor, draft.text = anchor, label
        draft.start, draft.length = mark.start, mark.length
        self.out.append(self.slot(draft))
        if not block:
            self.say(words)
        draft.end = self.here

    def post(self, mark: Mark) -> None:
        """Write Jekyll's post_url, or its like, outside a link's target: as a link with the name as words."""
        name, _, anchor = mark.value.partition("#")
        draft = Draft("post", name, self.here)
        draft.anchor, draft.text, draft.start, draft.length = anchor, name, mark.start, mark.length
        words = text(name)
        self.out.append(words if self.in_link else f'<a href="{self.slot(draft)}">{words}</a>')
        self.say(words)
        draft.end = self.here

    def slot(self, draft: Draft) -> str:
        """Return the next slot, for this reference."""
        if not (draft.target.isascii() and draft.anchor.isascii()):
            draft.target, draft.anchor = composed(draft.target), composed(draft.anchor)
        key = (draft.kind, draft.target)
        draft.nth = self.counts[key]
        self.counts[key] += 1
        self.drafts.append(draft)
        return f"{SLOT}{len(self.drafts) - 1}{SLOT}"

    def claim(self, rest: str) -> str:
        """Return the attributes of a tag whose id is now taken; a second owner of an id gets another one."""
        found = self.values(rest)
        identity = found["id"] = composed(found["id"])
        if identity in self.ids or not identity:
            found["id"] = identity = self.unique(identity or "section")
            rest = tag("", found)[1:-1]
        elif not rest.isascii():
            rest = tag("", found)[1:-1]
        self.ids[identity] = None
        return rest

    def unique(self, identity: str) -> str:
        """Return an id that nothing else has: the one wished for, or the same with a number behind it."""
        result = identity
        while result in self.ids or result in self.written:
            self.numbers[identity] += 1
            result = f"{identity}-{self.numbers[identity]}"
        self.ids[result] = None
        return result

    def label(self, words: str) -> str:
        """Return an accessible name, escaped, that no other region of this page has."""
        self.labels[words] += 1
        count = self.labels[words]
        return value(words if count == 1 else f"{words}, {count}")

    # Reporting problems

    def problem(self, code: str, message: str, start: int | None, length: int = 1, *, fix: str = "") -> None:
        """Report something to the author."""
        self.problems.append(Problem(code=code, message=message, fix=fix, start=start, length=length))

    def unknown(self, mark: Mark) -> None:
        """Report Liquid without a meaning here."""
        message = f"{mark.source} is not understood and stays as typed"
        fix = "write what it stands for, or put it into code"
        self.problem("unknown-liquid", message, mark.start, mark.length, fix=fix)

    def place(self, target: str, nth: int, *, image: bool) -> tuple[int | None, int]:
        """Return offset and length of an address in the source."""
        if len(self.problems) > _ENOUGH:
            return None, 1
        found = self.addresses.find(target, nth, image=image)
        return (found.start, found.length) if found else (None, 1)

    @cached_property
    def destinations(self) -> list[positions.Place]:
        """Every address in the source, read when the place of the first one is needed."""
        return list(positions.destinations(self.source))

    @cached_property
    def addresses(self) -> positions.Addresses:
        """The same, by where they lead to."""
        return positions.Addresses(self.destinations)

    # The result

    def references(self, plain: str, offsets: Sequence[int]) -> tuple[Reference, ...]:
        """Return the references with their sentences; `offsets` are where the pieces of `plain` begin."""
        return tuple(
            Reference(
                kind=draft.kind,
                target=draft.target,
                anchor=draft.anchor,
                text=draft.text,
                start=draft.start,
                length=draft.length,
                nth=draft.nth,
                exact=draft.exact,
                told=draft.told,
                sentence=""
                if draft.kind in ("image", "embed") or not draft.target
                else excerpt.sentence(plain, offsets[draft.begin], offsets[draft.end], BREAK),
            )
            for draft in self.drafts
        )

    def words_since(self, piece: int) -> str:
        """Return the plain text from one of its pieces to here, without entities."""
        return excerpt.flat("".join(self.plain[piece:]), BREAK)


Handler = Callable[[Page, str], None]
"""Writes a tag: it gets the page, whose current tag it is, and that tag's attributes as written."""

Writer = Callable[[Page, Mark], None]
"""Writes, or remembers, a mark in running text."""
