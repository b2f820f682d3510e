"""Hubs as sites, for sitegen alone: the corpus `hub/` of any size, the demo hub, and a site of three entries."""

import datetime as dt
import shutil
from collections.abc import Sequence
from pathlib import Path

from generators import Generator
from hub.files import written
from hub.heads import SETTINGS
from hub.plan import CLOCK, Entry, Hub
from sites import Check, EditedSite, Site, rename

ADDED = """\
---
title: Added in turn {turn}
author: [{author}]
tags: [{tag}]
---

Written after [[{before}]] and before the [next steps](/next-steps/).
"""
THREE = {
    "posts/2025-11-03-hello.md": "---\ntitle: Hello\ntags: [news]\n---\n\nWe had an [[Open evening]].\n",
    "events/open-evening.md": "---\ntitle: Open evening\nstart: 2026-02-03 18:00\n---\n\nCome in.\n",
    "wiki/how-we-began.md": "---\ntitle: How we began\n---\n\nWith a [post](../posts/2025-11-03-hello.md).\n",
}
"""A site of three entries: path below `content/` -> text."""


class HubSite(EditedSite):
    """A hub of so many entries."""

    corpus = "hub"
    unit = "entries"
    clock = CLOCK

    def __init__(self, folder: Path, generator: Generator, count: int) -> None:
        super().__init__(folder, generator, count)
        self.plan = Hub(count)

    def write(self) -> None:
        """Write all entries and files, with the settings."""
        for path, text in written(self.plan):
            place = self.folder / "content" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        _settle(self, SETTINGS)

    def pages(self) -> Sequence[str]:
        """Return the page of each entry."""
        return [_page(entry) for entry in self.plan.entries]

    def lists(self) -> Sequence[str]:
        """Return home, the page for the lost, and lists of every sort."""
        names = ("", "tags/", "blog/", "events/", "stakeholders/", "documents/", "messages/", "wiki/")
        return ["404.html", *(f"{name}index.html" for name in names)]

    @property
    def middle(self) -> tuple[Path, str]:
        """A wiki page that others link to."""
        pages = self.plan.of("wiki")
        entry = pages[len(pages) // 2]
        return self._source(entry), _page(entry)

    def retitle(self, words: str) -> Check:
        """Give the newest post but one another title: no link names it, so none breaks."""
        before, entry, after = self.plan.of("post")[-3:]
        rename(self._source(entry), words)
        tags = [f"tags/{tag.replace(' ', '-')}/index.html" for tag in entry.tags]
        near = [_page(post) for post in (before, entry, after)]
        return lambda: self.expect(words, "blog/index.html", "blog/feed.xml", "feed.xml", *tags, *near)

    def add(self, turn: int) -> Check:
        """Add a post that links to a wiki page, to which hardly anything else links."""
        date = self.plan.of("post")[-1].date + dt.timedelta(days=1 + turn)
        target = self.plan.of("wiki")[-1]
        tag = self.plan.tags[0]
        text = ADDED.format(turn=turn, author=self.plan.people[0].title, tag=tag, before=target.title)
        (self.folder / "content/posts" / f"{date}-added-{turn}.md").write_text(text, encoding="utf-8")
        before = f"blog/added-{turn - 1}/index.html" if turn else _page(self.plan.of("post")[-1])
        lists = ["index.html", "feed.xml", "blog/index.html", f"tags/{tag.replace(' ', '-')}/index.html"]
        pages = [f"blog/added-{turn}/index.html", before, _page(target)]
        return lambda: self.expect(f"Added in turn {turn}", *lists, *pages)

    def _source(self, entry: Entry) -> Path:
        return self.folder / "content" / entry.path


class Demo(Site):
    """The hub in `content/` of the generator's own checkout."""

    corpus = "demo hub"
    unit = "texts"
    clock = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)

    def __init__(self, folder: Path, generator: Generator) -> None:
        super().__init__(folder, generator, sum(1 for _ in (generator.checkout / "content").rglob("*.md")))

    def write(self) -> None:
        """Copy it; the flavour of its settings stays."""
        shutil.copytree(self.generator.checkout / "content", self.folder / "content")
        settings = (self.generator.checkout / "site.yaml").read_text(encoding="utf-8")
        (self.folder / "site.yaml").write_text(f"{settings}{self.generator.further}", encoding="utf-8")

    def pages(self) -> Sequence[str]:
        """Return home and lists of every kind."""
        return ["index.html", "blog/index.html", "events/index.html", "wiki/index.html", "stakeholders/index.html"]


class Three(Site):
    """A site of three entries."""

    corpus = "three entries"
    unit = "entries"
    clock = CLOCK

    def __init__(self, folder: Path, generator: Generator) -> None:
        super().__init__(folder, generator, len(THREE))

    def write(self) -> None:
        """Write a post, an event and a wiki page."""
        for path, text in THREE.items():
            place = self.folder / "content" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        _settle(self, "title: Our hub\nurl: https://hub.example.org/\n")

    def pages(self) -> Sequence[str]:
        """Return home and the pages of the three."""
        return [
            "index.html",
            "blog/hello/index.html",
            "events/open-evening/index.html",
            "wiki/how-we-began/index.html",
        ]


def _settle(site: Site, settings: str) -> None:
    """Write settings in the generator's flavour."""
    flavour = f"markdown: {{flavour: {site.generator.flavour}}}\n"
    (site.folder / "site.yaml").write_text(f"{settings}{site.generator.further}{flavour}", encoding="utf-8")


def _page(entry: Entry) -> str:
    return f"{entry.address.strip('/')}/index.html"
