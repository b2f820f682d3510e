"""A blog of any size, the same at every run: what benchmarks build.

Each post has about 500 words, three of 200 tags (drawn by Zipf's law, so that a few are on most posts) and one of
20 authors; every fifth has a table and a code block.
"""

import datetime as dt
import itertools
import json
import random
from collections.abc import Iterator

from msgspec import Struct

SEED = 20100125
TAGS = 200
AUTHORS = 20
FIRST_DAY = dt.date(2016, 1, 1)
DAYS = 3600
"""Posts are spread evenly over this time."""

SYLLABLES = (
    "da",
    "ta",
    "lo",
    "cal",
    "pub",
    "lic",
    "no",
    "ri",
    "ver",
    "ment",
    "op",
    "en",
    "tra",
    "sta",
    "ke",
    "hol",
)
ENDINGS = ("", "s", "ing", "ed", "er", "al")


class Post(Struct, frozen=True, kw_only=True):
    """A post before a generator's own front matter is put on it."""

    slug: str
    title: str
    date: dt.date
    author: str
    tags: tuple[str, ...]
    body: str
    """Markdown that every generator reads alike."""


def posts(count: int) -> Iterator[Post]:
    """Yield posts, the oldest first."""
    chance = random.Random(SEED)
    words = vocabulary(chance)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, TAGS + 1)))
    for number in range(count):
        tags: dict[int, None] = {}
        while len(tags) < 3:
            tags[chance.choices(range(TAGS), cum_weights=weights)[0]] = None
        yield Post(
            slug=f"post-{number}",
            title=f"{' '.join(chance.choices(words, k=5)).capitalize()} {number}",
            date=FIRST_DAY + dt.timedelta(days=number * DAYS // count),
            author=f"Author {chance.randrange(AUTHORS) + 1}",
            tags=tuple(f"topic {tag + 1}" for tag in tags),
            body=_body(chance, words, rich=number % 5 == 0),
        )


def vocabulary(chance: random.Random) -> list[str]:
    """Return some hundred made-up words, in order."""
    return sorted(
        {chance.choice(SYLLABLES) + chance.choice(SYLLABLES) + chance.choice(ENDINGS) for _ in range(900)}
    )


def _body(chance: random.Random, words: list[str], *, rich: bool) -> str:
    parts = []
    for section in range(4):
        if section:
            parts.append(f"## {' '.join(chance.choices(words, k=3)).capitalize()}")
        parts += (_paragraph(chance, words, 55), _paragraph(chance, words, 45))
        if section == 1:
            parts.append("\n".join(f"- {' '.join(chance.choices(words, k=12))}" for _ in range(4)))
        if section == 2:
            parts.append(f"> {' '.join(chance.choices(words, k=30))}.")
    if rich:
        rows = (f"| {' | '.join(chance.choices(words, k=3))} |" for _ in range(6))
        parts.append("\n".join(("| Name | Place | Kind |", "| --- | --- | --- |", *rows)))
        lines = (f"    {name} = measure({name!r}, {chance.randrange(99)})" for name in chance.choices(words, k=8))
        parts.append("\n".join(("```python", "def compare(measure):", *lines, "    return locals()", "```")))
    return "\n\n".join(parts) + "\n"


def _paragraph(chance: random.Random, words: list[str], length: int) -> str:
    said = chance.choices(words, k=length)
    said[5] = f"**{said[5]}**"
    said[17] = f"*{said[17]}*"
    said[23] = f"`{said[23]}`"
    said[31] = f"[{said[31]} {said[32]}](https://example.org/{said[31]}/)"
    said[length // 2] += "."
    return f"{' '.join(said).capitalize()}."


def yaml_head(post: Post) -> str:
    """Return the front matter that sitegen, Hugo, MkDocs and Eleventy all read."""
    head = {"title": post.title, "date": str(post.date), "authors": [post.author], "tags": list(post.tags)}
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in head.items())
    return f"---\n{lines}---\n\n"


def pelican_head(post: Post) -> str:
    """Return the same in Pelican's form."""
    head = {"Title": post.title, "Date": post.date, "Author": post.author, "Slug": post.slug}
    return "".join(f"{name}: {value}\n" for name, value in head.items()) + f"Tags: {', '.join(post.tags)}\n\n"
