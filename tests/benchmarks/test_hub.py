"""The hub that benchmarks build: it builds without a problem, and is made like the hub in `content/`."""

import re
from collections import Counter
from pathlib import Path

import pytest
from generators import sitegen
from hub.files import written
from hub.heads import SETTINGS
from hub.plan import CLOCK, SHARES, Hub
from hubs import HubSite
from lines import cold
from measure import ROOT

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site

ENTRIES = sum(SHARES.values())
CONSTRUCTS = {
    "link by name": r"(?<!!)\[\[",
    "embed": r"(?m)^!\[\[",
    "relative link": r"(?<!!)\[[^\]]*\]\((?![a-z]+:|#|/)[^)]+\)",
    "link from the root": r"(?<!!)\[[^\]]*\]\(/",
    "picture": r"!\[[^\]]*\]\(",
    "callout": r"(?m)^> \[!",
    "admonition": r"(?m)^!!! ",
    "footnote": r"(?m)^\[\^[^\]]+\]:",
    "table": r"(?m)^\|[ :-]+-{2,}",
    "code": r"(?m)^```\w",
    "definition": r"(?m)^:   ",
    "heading": r"(?m)^## ",
    "list": r"(?m)(?:^|\n\n)- ",
    "numbered list": r"(?m)(?:^|\n\n)1\. ",
}


def texts(site: Path) -> dict[str, tuple[str, str]]:
    """Return path -> head and body of every entry, without lists and tags."""
    found = {}
    for path in sorted((site / "content").rglob("*.md")):
        name = path.relative_to(site / "content").as_posix()
        if not name.startswith("tags/") and (path.name != "index.md" or name.count("/") > 1):
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            found[name] = head, body
    return found


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = HubSite(tmp_path_factory.mktemp("hub") / "site", sitegen(tmp_path_factory.mktemp("engine")), ENTRIES)
    site.write()
    return site.folder


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
def test_a_hub_builds_without_a_warning_and_all_its_links_resolve(tmp_path: Path, flavour: str) -> None:
    settings = f"{SETTINGS}markdown: {{flavour: {flavour}}}\n"
    site = Site(tmp_path, KINDS, OUTPUTS)
    site.write({"site.yaml": settings, **{f"content/{path}": text for path, text in written(Hub(ENTRIES))}})
    site.build(as_of=CLOCK)
    assert site.result.diagnostics == ()
    pages = {path.parent.parent.name for path in tmp_path.glob("output/wiki/*/*/index.html")}
    of_entries = [path for path in tmp_path.glob("output/wiki/*/*/index.html") if path.parent.parent.name != "by"]
    assert len(of_entries) == SHARES["wiki"] and "by" in pages


def test_a_hub_is_the_same_at_every_run() -> None:
    assert list(written(Hub(60))) == list(written(Hub(60)))


@pytest.mark.parametrize("count", [9, 109, 500])
def test_a_hub_has_as_many_entries_as_asked_for_with_a_name_each(count: int) -> None:
    entries = Hub(count).entries
    assert (
        len(entries)
        == len({entry.title for entry in entries})
        == len({entry.address for entry in entries})
        == count
    )


def test_kinds_are_as_frequent_as_in_the_demo_hub(hub: Path) -> None:
    ours, theirs = (Counter(name.split("/")[0] for name in texts(site) if "/" in name) for site in (hub, ROOT))
    del theirs["comments"]  # what readers say is no kind of entry
    for folder, count in theirs.items():
        assert ours[folder] == pytest.approx(count, abs=3), folder


def test_bodies_are_as_long_as_in_the_demo_hub(hub: Path) -> None:
    ours, theirs = (sum(len(body.split()) for _, body in texts(site).values()) for site in (hub, ROOT))
    assert ours == pytest.approx(theirs, rel=0.12)


def test_links_are_as_many_as_in_the_demo_hub(hub: Path) -> None:
    ours, theirs = (sum(body.count("[[") for _, body in texts(site).values()) for site in (hub, ROOT))
    assert ours == pytest.approx(theirs, rel=0.12)


@pytest.mark.parametrize(("name", "pattern"), CONSTRUCTS.items(), ids=list(CONSTRUCTS))
def test_constructs_stand_in_as_many_entries_as_in_the_demo_hub(hub: Path, name: str, pattern: str) -> None:
    found = re.compile(pattern)
    ours, theirs = (sum(bool(found.search(body)) for _, body in texts(site).values()) for site in (hub, ROOT))
    assert ours == pytest.approx(theirs, abs=max(3, 0.2 * theirs)), name


@pytest.mark.parametrize(
    "field",
    ["repeat", "attending", "member_of", "audience", "attachments", "consultation", "actions"],
)
def test_fields_are_as_frequent_as_in_the_demo_hub(hub: Path, field: str) -> None:
    ours, theirs = (sum(f"\n{field}:" in head for head, _ in texts(site).values()) for site in (hub, ROOT))
    assert ours == pytest.approx(theirs, abs=max(2, 0.2 * theirs))


def test_a_hub_is_measured_from_nothing(tmp_path: Path) -> None:
    site = HubSite(tmp_path / "site", sitegen(tmp_path), 40)
    site.write()
    check = cold(site, 0)
    assert site.build().wall > 0
    check()
