"""The texts of `fuzz.py`: front matter and Markdown as people write it, with some slips in each."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]


def _pieces(name: str) -> tuple[str, ...]:
    """Return the pieces of a file beside this one, which lines with a `%` part."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return tuple(text.removesuffix("\n").split("\n%\n"))


LONGEST = 30_000
"""Characters of an input: a long text, but one that somebody may have typed."""
MOST_SLIPS = 6
NEEDED = {
    "post": "date: 2026-02-03\n",
    "event": "start: 2026-12-01 14:00\n",
    "document": "date: 2026-02-03\ntype: paper\n",
    "stakeholder": "type: team\n",
    "message": "audience: Everybody\nstatus: agreed\n",
}
"""Kind -> the fields without which it has no page."""

FIELDS = _pieces("fuzz_fields.txt")
BLOCKS = (*_pieces("fuzz_blocks.txt"), "a\u202eb\u2066c", "\u200b\ufeffx")
SIGNS: tuple[str, ...] = (
    *"\t\n\r \\`*_[](){}<>#+-.!|~^=:;,'\"&%$@/?0aZé\0\x07\x1a\x0b\x85\xa0",
    *"\u200b\u2028\ufeff\ufffd\u0301\u202e“–😀ßİ",
    *_pieces("fuzz_signs.txt"),
    *("\n\n", "\n    ", "\n> ", "\n- ", "\n# ", "\r\n"),
)


@cache
def written() -> tuple[str, ...]:
    """Return the texts of the hub in content/, whole."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md")))


def draw(random: Random, kind: str) -> bytes:
    """Return the bytes of a file of a kind: a text of the hub or one put together, with up to some slips.

    In two files of three the front matter is sound and the slips are below it, or few texts would be read.
    """
    text = random.choice(written()) if random.random() < 0.3 else _head(random) + _body(random)
    kept = ""
    if random.random() < 0.66:
        kept, text = f"---\ntitle: Words\n{NEEDED.get(kind, '')}---\n", text.rpartition("\n---\n")[2]
    for _ in range(random.randrange(MOST_SLIPS + 1)):
        text = random.choice(SLIPS)(random, text)[:LONGEST]
    return _encoded(random, kept + text)


def _head(random: Random) -> str:
    fields = random.sample(FIELDS, random.randrange(8))
    form = random.random()
    if random.random() < 0.8:
        fields.insert(0, "title: Words")
    if form < 0.1:
        return "+++\n" + "\n".join(_toml(field) for field in fields) + "\n+++\n"
    if form < 0.2:
        parts = (field.partition(":") for field in fields)
        return (
            json.dumps({name.strip(): value.strip() for name, _, value in parts}, indent=random.choice((None, 2)))
            + "\n"
        )
    if form < 0.25:
        return "\n".join(fields) + "\n\n"
    fence = random.choice(("---", "---", "---", "---", "--- ", "—", "----", "...", "```"))
    return f"{fence}\n" + "\n".join(fields) + f"\n{random.choice((fence, '---', ''))}\n"


def _toml(field: str) -> str:
    name, _, value = (part.strip() for part in field.partition(":"))
    return f"{name} = {value if value.startswith(('[', '{', '2', chr(34))) else json.dumps(value)}"


def _body(random: Random) -> str:
    gap = random.choice(("\n\n", "\n\n", "\n", " "))
    return gap.join(random.choices(BLOCKS, k=random.randrange(1, 15))) + random.choice(("", "\n", "\n\n\n"))


def _encoded(random: Random, text: str) -> bytes:
    chance = random.random()
    if chance < 0.05:
        text = text.replace("\n", random.choice(("\r\n", "\r")))
    if chance > 0.97:
        return text.encode(random.choice(("latin-1", "utf-16", "utf-8-sig", "cp1252")), "replace")
    data = text.encode("utf-8", "surrogatepass")
    if chance > 0.95:
        place = random.randrange(len(data) + 1)
        return data[:place] + bytes([random.randrange(256)]) + data[place:]
    return data


def _place(random: Random, text: str) -> int:
    """Return an offset in a text; every third is in its front matter or just behind it."""
    return random.randrange(min(len(text), 300) + 1) if random.random() < 0.33 else random.randrange(len(text) + 1)


def _added(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + "".join(random.choices(SIGNS, k=random.randrange(1, 4))) + text[place:]


def _removed(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + text[place + random.choice((1, 1, 2, 5, 40)) :]


def _replaced(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + random.choice(SIGNS) + text[place + 1 :]


def _cut_off(random: Random, text: str) -> str:
    return text[: _place(random, text)]


def _lines_moved(random: Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(random.randrange(len(lines) + 1), lines.pop(random.randrange(len(lines))))
    return "\n".join(lines)


def _line_repeated(random: Random, text: str) -> str:
    lines = text.split("\n")
    number = random.randrange(len(lines))
    return "\n".join((*lines[:number], *[lines[number]] * random.choice((2, 3, 50)), *lines[number:]))


def _line_set_in(random: Random, text: str) -> str:
    lines = text.split("\n")
    number, many = random.randrange(len(lines)), random.choice((1, 1, 3, 20))
    sign = random.choice(
        (" ", "  ", "    ", "\t", "> ", "- ", "  - ", "1. ", "# ", "| ", ":   ", "\u00a0", "      ")
    )
    lines[number : number + many] = [sign + line for line in lines[number : number + many]]
    return "\n".join(lines)


def _piece_repeated(random: Random, text: str) -> str:
    place = _place(random, text)
    piece = random.choice((text[place : place + random.randrange(1, 30)], *random.sample(SIGNS, 2)))
    return text[:place] + piece * random.choice((2, 10, 300, 3000)) + text[place:]


def _block_put_in(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + random.choice(BLOCKS) + text[place:]


def _field_put_in(random: Random, text: str) -> str:
    first, newline, rest = text.partition("\n")
    return f"{first}{newline}{random.choice(FIELDS)}\n{rest}"


def _spliced(random: Random, text: str) -> str:
    other = random.choice(written())
    return text[: _place(random, text)] + other[_place(random, other) :]


def _case_changed(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + text[place : place + 20].swapcase() + text[place + 20 :]


SLIPS: tuple[Callable[[Random, str], str], ...] = (
    *(_added, _added, _removed, _removed, _replaced, _cut_off, _lines_moved, _line_repeated, _line_set_in),
    *(_piece_repeated, _block_put_in, _field_put_in, _spliced, _case_changed),
)
