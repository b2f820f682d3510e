"""The Markdown of a hub's entries: how long it is, and which constructs stand in how many of each kind."""

import posixpath
import random
from collections.abc import Callable

from msgspec import Struct

from hub.plan import Entry, Hub, due
from hub.prose import Prose, wrapped

PARAGRAPH = 38
"""Words of a paragraph."""


class Shape(Struct, frozen=True, kw_only=True):
    """The bodies of a kind."""

    words: int
    """The mean."""
    wikilinks: float
    """The mean, too."""
    has: dict[str, float]
    """Construct -> how many entries of a hundred have it."""
    headings: float = 2.0
    """How many an entry has that has any."""


BODIES = {
    "post": Shape(
        words=155,
        wikilinks=5.5,
        headings=3.5,
        has={
            "root link": 31, "relative link": 6, "picture": 6, "admonition": 6, "footnote": 6, "table": 6,
            "code": 6, "definitions": 6, "tasks": 6, "heading": 12, "list": 13, "numbered": 6,
            "more": 12, "emphasis": 25,
        },
    ),
    "event": Shape(
        words=106,
        wikilinks=3.2,
        has={
            "root link": 12, "relative link": 18, "table": 6, "definitions": 6, "heading": 6, "list": 6,
            "numbered": 6, "emphasis": 12,
        },
    ),
    "stakeholder": Shape(words=83, wikilinks=3.7, has={"root link": 27, "relative link": 12, "emphasis": 8}),
    "message": Shape(words=84, wikilinks=4.1, has={"relative link": 11, "emphasis": 11}),
    "document": Shape(
        words=153,
        wikilinks=4.4,
        headings=3.5,
        has={
            "relative link": 20, "root link": 10, "picture": 10, "callout": 10, "table": 20, "definitions": 20,
            "heading": 20, "numbered": 20, "quote": 10, "emphasis": 20,
        },
    ),
    "wiki": Shape(
        words=207,
        wikilinks=5.4,
        headings=3.5,
        has={
            "embed": 11, "relative link": 18, "root link": 32, "link out": 7, "picture": 4, "callout": 11,
            "admonition": 4, "footnote": 7, "table": 29, "code": 39, "definitions": 14, "tasks": 7, "heading": 71,
            "list": 7, "numbered": 14, "quote": 11, "abbreviation": 7, "more": 4, "emphasis": 32,
            "code in words": 50,
        },
    ),
    "page": Shape(
        words=228,
        wikilinks=5.5,
        headings=4.2,
        has={"relative link": 50, "root link": 100, "table": 25, "heading": 100, "list": 25, "emphasis": 25},
    ),
}  # fmt: skip
DIRECTORIES = ("/events/", "/documents/", "/blog/", "/stakeholders/", "/next-steps/", "/wiki/")
CODE = {
    "python": "import csv\n\nwith open({name!r}) as file:\n    for row in csv.reader(file):\n"
    "        print(row[{number}], len(row))  # {words}",
    "markdown": "[{words}](/events/)\n![[{name}]]",
    "text": "https://example.org/{name}/calendar.ics",
    "sql": "select {name}, count(*) as found\nfrom registers\nwhere {name} > {number}\ngroup by {name};",
    "yaml": "title: {words}\nstart: 2026-03-04 18:{number}\nrepeat:\n  every: month",
}


def picture(entry: Entry) -> str:
    """Return the name of the picture beside an entry."""
    return f"{posixpath.basename(entry.path).removesuffix('.md')}.svg"


def constructs(entry: Entry) -> set[str]:
    """Return the names of the constructs that stand in an entry's body."""
    shares = BODIES[entry.kind].has
    return {name for name, share in shares.items() if due(entry.number, share / 100, name)}


class Writer:
    """Writes the body of one entry."""

    def __init__(self, hub: Hub, entry: Entry, chance: random.Random) -> None:
        self.hub = hub
        self.entry = entry
        self.chance = chance
        self.prose = Prose(chance, hub.words)
        self.notes: list[str] = []
        """What stands at the end: footnotes and abbreviations."""

    def body(self) -> str:
        """Return the Markdown."""
        shape = BODIES[self.entry.kind]
        has = constructs(self.entry)
        length = int(shape.words * self.chance.uniform(0.6, 1.4))
        blocks = [make(self) for name, make in BLOCKS.items() if name in has]
        self.chance.shuffle(blocks)
        links = self._links(shape, has)
        length = max(PARAGRAPH // 2, length - sum(len(part.split()) for part in (*blocks, *links)))
        count = max(1, round(length / PARAGRAPH))
        paragraphs = [self.prose.paragraph(length // count, links[turn::count]) for turn in range(count)]
        if "footnote" in has:
            paragraphs[-1] += "[^where]"
            self.notes.append(f"[^where]: {wrapped(f'{self.prose.line(14)}.')}")
        if "abbreviation" in has:
            paragraphs[0] += " See the GLA."
            self.notes.append("*[GLA]: Greater London Authority")
        if "more" in has:
            paragraphs[0] += "\n\n<!--more-->"
        parts = [paragraphs[0], *self._mixed(paragraphs[1:], blocks, shape.headings if "heading" in has else 0)]
        if "embed" in has:
            parts.append(f"![[{self.chance.choice(self.hub.of('message')).title}]]")
        return "\n\n".join([*parts, *self.notes]) + "\n"

    def _mixed(self, paragraphs: list[str], blocks: list[str], headings: float) -> list[str]:
        """Return paragraphs and blocks by turns, under headings if there are any."""
        parts = [part for turn in range(max(len(paragraphs), len(blocks)))
                 for part in (*paragraphs[turn : turn + 1], *blocks[turn : turn + 1])]  # fmt: skip
        wanted = round(headings * self.chance.uniform(0.7, 1.3))
        step = max(1, len(parts) // wanted) if wanted else 0
        said: list[str] = []
        for turn, part in enumerate(parts):
            if step and turn % step == 0 and turn // step < wanted:
                said.append(f"## {self.prose.line(self.chance.randrange(1, 5))}")
            said.append(part)
        return said

    def _links(self, shape: Shape, has: set[str]) -> list[str]:
        """Return what is put among the words: links of every sort, emphasis, code."""
        number = max(1, round(shape.wikilinks * self.chance.uniform(0.5, 1.5)))
        targets = self.hub.targets(self.chance, number, but=self.entry)
        said = [self.name(entry) for entry in targets]
        said += [make(self) for name, make in INLINE.items() if name in has]
        self.chance.shuffle(said)
        return said

    def name(self, entry: Entry) -> str:
        """Return a link by name; one in sixteen has words of its own."""
        own = self.chance.random() < 1 / 16
        return f"[[{entry.title}|{self.prose.phrase(2)}]]" if own else f"[[{entry.title}]]"

    def relative(self) -> str:
        """Return a link to another file of the hub, by its path from this one."""
        (target,) = self.hub.targets(self.chance, 1, but=self.entry)
        path = posixpath.relpath(target.path, posixpath.dirname(self.entry.path) or ".")
        return f"[{self.prose.phrase(2)}]({path})"

    def table(self) -> str:
        """Return a table of three to five rows with a link or two."""
        rows = [[self.prose.phrase(2), str(self.chance.randrange(90)), self.prose.phrase(3)] for _ in range(4)]
        rows[1][2] = self.name(self.hub.targets(self.chance, 1, but=self.entry)[0])
        lines = [f"| {' | '.join(row)} |" for row in ([self.prose.line(1) for _ in range(3)], *rows)]
        return "\n".join([lines[0], "|---|---:|---|", *lines[1:]])

    def code(self) -> str:
        """Return a fenced block; half of them name Python."""
        language = self.chance.choice(("python", "python", "markdown", "text", "sql", "yaml"))
        text = CODE[language].format(
            name=self.chance.choice(self.hub.words), number=self.chance.randrange(10, 50), words=self.prose.line(3)
        )
        return f"```{language}\n{text}\n```"

    def items(self, mark: str, count: int = 4) -> str:
        """Return a list of so many items that begin with this mark."""
        lengths = (self.chance.randrange(3, 12) for _ in range(count))
        return "\n".join(f"{mark} {self.prose.phrase(length)}" for length in lengths)


INLINE: dict[str, Callable[[Writer], str]] = {
    "root link": lambda writer: f"[{writer.prose.phrase(2)}]({writer.chance.choice(DIRECTORIES)})",
    "relative link": Writer.relative,
    "link out": lambda writer: (
        f"[{writer.prose.phrase(2)}](https://example.org/{writer.chance.choice(writer.hub.words)}/)"
    ),
    "emphasis": lambda writer: f"*{writer.prose.phrase(2)}*",
    "code in words": lambda writer: f"`{writer.prose.phrase(1)}`",
}
BLOCKS: dict[str, Callable[[Writer], str]] = {
    "table": Writer.table,
    "code": Writer.code,
    "list": lambda writer: writer.items("-"),
    "numbered": lambda writer: "\n".join(
        f"{turn}. {writer.prose.line(9)}." + ("\n    - one part\n    - another part" if turn == 2 else "")
        for turn in (1, 2, 3)
    ),
    "tasks": lambda writer: f"{writer.items('- [x]', 3)}\n{writer.items('- [ ]', 2)}",
    "definitions": lambda writer: "\n\n".join(
        f"{writer.prose.phrase(1)}\n:   {wrapped(f'{writer.prose.line(11)}.', '    ')}" for _ in range(3)
    ),
    "quote": lambda writer: wrapped(f"> {writer.prose.line(16)}.", "> "),
    "callout": lambda writer: f"> [!important]\n> {wrapped(f'{writer.prose.line(16)}.', '> ')}",
    "admonition": lambda writer: (
        f'!!! tip "{writer.prose.line(4)}"\n    {wrapped(f"{writer.prose.line(14)}.", "    ")}'
    ),
    "picture": lambda writer: (
        f'![{writer.prose.line(6)}]({picture(writer.entry)}){{: .wide width="640" height="360"}}'
    ),
}
