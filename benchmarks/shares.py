"""Which share of a site's texts takes each fast path: what a path turns away goes the slow way."""

from collections import Counter

from sites import Site

from sitegen.fields.frontmatter import split
from sitegen.fields.simple_yaml import simple_nodes
from sitegen.markup import Options
from sitegen.markup.paths import SHORTCUTS, shortcuts

HEAD = "front matter without YAML"
PATHS = (HEAD, *SHORTCUTS)
"""Names of the fast paths."""


def shares(site: Site) -> dict[str, float]:
    """Return fast path -> share of the site's texts that takes it, with the flavour `python-markdown`."""
    taken: Counter[str] = Counter()
    texts = sorted((site.folder / "content").rglob("*.md"))
    for path in texts:
        parts = split(path.read_text(encoding="utf-8"), path.name)
        if parts.head is None or simple_nodes(parts.head, parts.head_line):
            taken[HEAD] += 1
        taken.update(shortcuts(parts.body, Options(flavour="python-markdown")))
    return {name: taken[name] / len(texts) for name in PATHS}
