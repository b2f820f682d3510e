"""Every file of a hub: entries, lists, tags, pictures and attachments."""

import random
from collections.abc import Iterator

from hub.bodies import Writer, constructs, picture
from hub.heads import Heads, files, yaml
from hub.plan import SEED, Entry, Hub
from hub.prose import Prose

LISTS = {
    "": "Find the numbers about your place",
    "stakeholders": "Stakeholders",
    "events": "Events",
    "posts": "Blog",
    "documents": "Documents",
    "messages": "Messages",
    "wiki": "Wiki",
}
"""Folder -> title of its list."""
SHAPES = '<rect x="{0}" y="{1}" width="40" height="60" fill="none" stroke="#345"/>'


def written(hub: Hub) -> Iterator[tuple[str, str]]:
    """Yield each file below `content/`, by its path, with its text."""
    heads = Heads(hub, random.Random(SEED))
    chance = random.Random(SEED + 1)
    for entry in hub.entries:
        yield entry.path, page(heads, Writer(hub, entry, chance))
        yield from _beside(entry, chance)
    prose = Prose(chance, hub.words)
    for folder, title in LISTS.items():
        yield f"{folder}/index.md".lstrip("/"), f"---\ntitle: {title}\n---\n\n{prose.paragraph(16, [])}\n"
    for tag in hub.tags:
        links = [f"[[{chance.choice(hub.of('wiki')).title}]]" for _ in range(3)]
        text = f"{prose.paragraph(60, links)}\n"
        head = yaml({"title": tag, "excerpt": f"{prose.line(8)}."})
        yield f"tags/{tag.replace(' ', '-')}.md", f"---\n{head}---\n\n{text}"


def page(heads: Heads, writer: Writer) -> str:
    """Return the text of one entry."""
    return f"---\n{yaml(heads.of(writer.entry))}---\n\n{writer.body()}"


def _beside(entry: Entry, chance: random.Random) -> Iterator[tuple[str, str]]:
    folder = entry.path.rpartition("/")[0]
    if entry.kind == "post" or "picture" in constructs(entry):
        yield f"{folder}/{picture(entry)}", _svg(chance)
    if entry.kind == "document":
        for name in files(entry):
            lines = (f"{chance.randrange(900)},{chance.randrange(900)},{entry.number}" for _ in range(60))
            yield f"{folder}/{name}", "\n".join(("one,two,three", *lines, ""))


def _svg(chance: random.Random) -> str:
    shapes = "".join(SHAPES.format(chance.randrange(600), chance.randrange(300)) for _ in range(24))
    size = 'width="640" height="360" viewBox="0 0 640 360"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}</svg>\n'
