"""Texts drawn from the grammar of the common subset, and texts that are nearly of it."""

import random

_PROSE = """
data hub the of a I it 2026 well-known e.g. don't naïve Straße 東京 नमस्ते snake_case zqx0x zqx12x C5 (aside) x/y
"""
_RARE = """
12. 3) a) _x_ # + = : ; - – — … @you $5 50% C# & ! ? !! ==marked== [x] http://a.org a:b | "quoted" www.a.org
"""
_WORDS, _ODD = _PROSE.split(), _RARE.split()
_ADDRESSES = (
    *("https://example.org", "https://example.org/a/b.html?x=1&y=2#top", "/blog/", "../wiki/page.md", "#part"),
    *(
        "mailto:me@example.org",
        "zqx0x/pic.png",
        "a%20b",
        "a_b_c",
        "http://a-b.org:80/~me/",
        "a,b",
        "a+b",
        "@x",
        "",
    ),
)
_SIGNS = (
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```",
        "~",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](",
        "<",
        ">",
        "&",
        ";",
        "{",
        "}",
    ),
    *(
        "|",
        "\\",
        "#",
        "-",
        "+",
        "=",
        ":",
        "!",
        "^",
        '"',
        "'",
        "1.",
        "1)",
        "[^a]",
        "[^a]:",
        "[!note]",
        "&amp;",
        "</p>",
    ),
    *("<b>", " ", "  ", "    ", "\n", "\n\n", "\n    ", "\n  ", "\n- ", "\n1. ", "\n> ", "\n|", "\n# ", "\n:   "),
    *("\n---\n", "\t", "\xa0", "\u3000", "\u2028", "é", "“", "a", "1", "."),
)


class Draw:
    """Draws the parts of texts, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def some(self, least: int, most: int) -> range:
        """Return a range of a length between two numbers."""
        return range(self.chance.randint(least, most))

    def run(self, *, plain: bool = False) -> str:
        """Return a few words, in emphasis, code or a link as it comes."""
        words = " ".join(
            self.chance.choice(_ODD if self.chance.random() < 0.04 else _WORDS) for _ in self.some(1, 4)
        )
        kind = 0 if plain else self.chance.randint(0, 19)
        inner = self.run(plain=True) if kind in (6, 7, 13, 14) else words
        address = self.chance.choice(_ADDRESSES)
        return {
            1: f"**{words}**",
            2: f"*{words}*",
            3: f"`{words}`",
            4: f"[{words}]({address})",
            5: f"![{words}]({address})",
            6: f"**[{inner}]({address})**",
            7: f"*{inner} `{words}`*",
            8: f"[`{words}`]({address})",
            9: f"{words}[^{self.chance.choice('abc')}]",
            10: f"**{words}**,",
            11: f"~~{words}~~",
            13: f"**{words}\n{inner}**",
            14: f"*{words} {inner}\n{words}* [{words}\n{inner}]({address})",
            12: self.chance.choice(("<https://example.org/a?b=c>", "<me@example.org>")),
        }.get(kind, words)

    def line(self) -> str:
        """Return a line of text."""
        return " ".join(self.run() for _ in self.some(1, 4))

    def lines(self, lead: str = "") -> str:
        """Return a paragraph whose further lines begin with `lead`."""
        return f"\n{lead}".join(self.line() for _ in self.some(1, 3))

    def items(self, lead: str, depth: int) -> str:
        """Return a list, with lists in it."""
        marker = self.chance.choice(("- ", "1. "))
        gap = "\n\n" if self.chance.random() < 0.3 else "\n"
        made = []
        for number in self.some(1, 3):
            first = marker if marker == "- " else f"{number + 1}. "
            box = self.chance.choice(("", "", "", "[ ] ", "[x] "))
            item = lead + first + box + self.lines(lead + " " * len(first))
            if depth and self.chance.random() < 0.3:
                item += "\n" + self.items(lead + " " * self.chance.choice((2, 3, 4)), depth - 1)
            if gap == "\n\n" and self.chance.random() < 0.3:
                item += f"\n\n{lead}    {self.line()}"
            made.append(item)
        return gap.join(made)

    def table(self) -> str:
        """Return a table."""
        columns = self.chance.randint(1, 4)
        rows = [f"| {' | '.join(self.run() for _ in range(columns))} |" for _ in self.some(2, 4)]
        rule = "|".join(
            self.chance.choice(("---", " --- ", ":---", "---:", ":-:", ":----:")) for _ in range(columns)
        )
        return "\n".join((rows[0], f"|{rule}|", *rows[1:]))

    def block(self) -> str:
        """Return one block."""
        kind = self.chance.randint(0, 13)
        if kind == 1:
            return f"{'#' * self.chance.randint(1, 6)} {self.line()}"
        if kind in (2, 3, 4):
            return self.items("", 1)
        if kind == 5:
            language = self.chance.choice(("", "python", "c++", 'sh title="A file"'))
            return f"```{language}\n{self.lines()}\n\n    {self.line()}\n```"
        if kind in (6, 7):
            return self.table()
        if kind == 8:
            callout = self.chance.choice(("", "", "[!note] Title\n> ", "[!tip]\n> ", "[!tip]- "))
            return f"> {callout}{self.lines('> ')}" + (f"\n>\n> {self.lines('> ')}" if callout else "")
        if kind == 9:
            return f"{self.line()}\n:   {self.lines('    ')}"
        if kind == 10 and self.chance.random() < 0.3:
            return f"[^{self.chance.choice('abc')}]: {self.lines('    ')}"
        if kind == 11:
            return self.chance.choice(("---", "zqx0x", "***"))
        return self.lines()

    def text(self) -> str:
        """Return a text of a few blocks."""
        blocks = [self.block() for _ in self.some(1, 4)]
        for label in "abc":
            text = "\n".join(blocks)
            if self.chance.random() < 0.97 and f"[^{label}]" in text and f"[^{label}]:" not in text:
                blocks.append(f"[^{label}]: {self.lines('    ')}")
        return "\n\n".join(blocks) + "\n"

    def mutated(self, text: str) -> str:
        """Return a text with a sign put in, a part taken out, doubled or moved."""
        for _ in self.some(1, 3):
            at = self.chance.randint(0, len(text))
            end = at + self.chance.randint(1, 6)
            kind = self.chance.randint(0, 5)
            if kind < 3:
                text = text[:at] + self.chance.choice(_SIGNS) + text[at:]
            elif kind == 3:
                text = text[:at] + text[end:]
            elif kind == 4:
                text = text[:end] + text[at:]
            else:
                to = self.chance.randint(0, len(text))
                text = text[:at] + text[end:] if to > at else text[:to] + text[at:end] + text[to:]
        return text
