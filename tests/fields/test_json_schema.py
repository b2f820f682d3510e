"""The schemas for editors: they take what a build takes, and underline what is mistyped."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from sitegen.cli.schemas import schemas
from sitegen.kinds import KINDS
from sitegen.model.comment import is_comment

ROOT = Path(__file__).parents[2]
SCHEMAS = schemas()
KIND_OF = {kind.folder: kind.name for kind in KINDS}


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do: by its core schema 1.2, in which `on` and a day are texts."""


Editor.yaml_implicit_resolvers = {
    first: [pair for pair in found if pair[0].rpartition(":")[2] not in ("timestamp", "bool")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), "tf")


def read(text: str) -> Any:
    return yaml.load(text, Loader=Editor)


def head(path: Path) -> Any:
    return read(path.read_text(encoding="utf-8").split("---\n", 2)[1])


def wrong(name: str, data: Any) -> list[str]:
    return [
        f"{'.'.join(map(str, each.path))}: {each.message}"
        for each in Draft7Validator(SCHEMAS[name]).iter_errors(data)
    ]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_describes_every_field_of_its_own(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["properties"]


def test_all_that_the_demo_hub_says_is_fine() -> None:
    found = {}
    for path in sorted((ROOT / "content").rglob("*.md")):
        kind = KIND_OF.get(path.relative_to(ROOT / "content").parts[0], "page")
        text = path.read_text(encoding="utf-8")
        if is_comment(path.relative_to(ROOT / "content").as_posix()):
            continue
        if not text.startswith("---\n") or "\t" in text.split("---\n", 2)[1]:
            continue  # an editor cannot read the tabs of old front matter
        if problems := wrong(kind, head(path)):
            found[str(path)] = problems
    assert not found
    assert not wrong("site", read((ROOT / "site.yaml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("post", "titel: A"),
        ("post", "draft: maybe"),
        ("event", "title: A\nstart: 2026-12-01\nonlin: https://a.example/"),
        ("event", "title: A\nstart: 2026-12-01\nvenue: {nam: Hall}"),
        ("message", "title: A\nstatus: agred"),
        ("site", "title: A"),
        ("site", "title: A\nurl: https://a.example/\nmarkdown: {flavour: kramdown}"),
        ("site", "title: A\nurl: https://a.example/\nmenue: [/blog/]"),
    ],
)
def test_what_is_mistyped_or_missing_is_underlined(kind: str, text: str) -> None:
    assert wrong(kind, read(text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("post", "draft: yes"),
        ("post", "tags: one\nauthor: [[Lea]]"),
        ("post", "description: Words\nrelated:"),
        ("document", "title: A\ndate: 2026-12-01\ntype: paper\nversion: 1.10\nattachments: a.pdf"),
        ("event", "title: A\nstart: 14:00\nrepeat: {every: week, count: 2}"),
    ],
)
def test_what_a_build_takes_is_fine(kind: str, text: str) -> None:
    assert not wrong(kind, read(text.replace("14:00", "'2026-12-01 14:00'")))
