"""Which share of a site takes each fast path: what a path turns away goes the slow way and gains nothing.

.venv/bin/python benchmarks/shares.py FOLDER [TIME]    # a site's folder, and when it is built: shares as JSON
"""

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from measure import Broken

from sitegen.engine.build import build
from sitegen.engine.request import Request
from sitegen.fields.frontmatter import split
from sitegen.fields.simple_yaml import simple_nodes
from sitegen.kinds import KINDS
from sitegen.layouts.environment import Layouts
from sitegen.markup import Options
from sitegen.markup.paths import SHORTCUTS, shortcuts
from sitegen.outputs import OUTPUTS

HEAD = "front matter without YAML"
FUNCTION = "page by one function"
PATHS = (HEAD, *SHORTCUTS, FUNCTION)
"""Names of the fast paths."""


def shares(folder: Path, as_of: dt.datetime) -> dict[str, float]:
    """Return fast path -> share of a site's texts, or of its pages, that takes it. Raises Broken."""
    return {**texts(folder), FUNCTION: pages(folder, as_of)}


def texts(folder: Path) -> dict[str, float]:
    """Return fast path of a text -> share of the texts that takes it, with the flavour `python-markdown`."""
    taken: Counter[str] = Counter()
    found = sorted((folder / "content").rglob("*.md"))
    for path in found:
        parts = split(path.read_text(encoding="utf-8"), path.name)
        if parts.head is None or simple_nodes(parts.head, parts.head_line):
            taken[HEAD] += 1
        taken.update(shortcuts(parts.body, Options(flavour="python-markdown")))
    return {name: taken[name] / len(found) for name in (HEAD, *SHORTCUTS)}


def pages(folder: Path, as_of: dt.datetime) -> float:
    """Build a site; return the share of the pages that were not left to Jinja. Raises Broken."""
    taken: Counter[str] = Counter()

    def counted(name: str) -> Callable[..., str]:
        method = getattr(Layouts, name)

        def call(layouts: Layouts, layout: str, variables: Mapping[str, Any], *more: Any) -> str:
            taken[name] += 1
            text: str = method(layouts, layout, variables, *more)
            return text

        return call

    request = Request(root=folder, output=folder / "shares", config=folder / "site.yaml", as_of=as_of)
    with (
        patch.object(Layouts, "render", counted("render")),
        patch.object(Layouts, "render_by_jinja", counted("render_by_jinja")),
    ):
        result = build(request, KINDS, OUTPUTS)
    if result.failed or not taken["render"]:
        raise Broken(f"{folder} was not built: {result.diagnostics[:1]}")
    return 1 - taken["render_by_jinja"] / taken["render"]


if __name__ == "__main__":
    now = dt.datetime.now(dt.UTC)
    print(json.dumps(shares(Path(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2]) if sys.argv[2:] else now)))
