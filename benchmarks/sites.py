"""A blog in one generator's hands: written, built, edited, looked at."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from corpus import Post, posts
from generators import Generator
from measure import Broken, Run, timed


class Site:
    """A folder with the blog, as one generator wants it."""

    def __init__(self, folder: Path, generator: Generator, count: int) -> None:
        self.folder = folder
        self.generator = generator
        self.count = count
        """How many posts it began with."""

    @property
    def output(self) -> Path:
        """Where the pages are."""
        return self.folder / self.generator.output

    def write(self, post: Post) -> None:
        """Write or overwrite the file of one post."""
        self.source(post.slug).write_text(f"{self.generator.head(post)}{post.body}", encoding="utf-8")

    def source(self, slug: str) -> Path:
        """Return the file of a post."""
        return self.folder / self.generator.posts / f"{slug}.md"

    def clear(self) -> None:
        """Remove all that builds have left behind."""
        for name in (self.generator.output, *self.generator.leaves):
            place = self.folder / name
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)

    def build(self, *, again: bool = False) -> Run:
        """Build it, `again` with what the build before left; say what that took. Raises Broken."""
        generator = self.generator
        command = (*generator.build, *generator.again) if again else generator.build
        return timed(command, self.folder, generator.environment)

    def append(self, slug: str, words: str) -> None:
        """Add a paragraph to a post."""
        with self.source(slug).open("a", encoding="utf-8") as text:
            text.write(f"\n{words}\n")

    def rename(self, slug: str, title: str) -> None:
        """Give a post another title."""
        lines = self.source(slug).read_text(encoding="utf-8").split("\n")
        place = next(number for number, line in enumerate(lines) if line.startswith("title: "))
        lines[place] = f"title: {json.dumps(title)}"
        self.source(slug).write_text("\n".join(lines), encoding="utf-8")

    def mark_frame(self, words: str) -> None:
        """Put a comment into the layout that every page stands in; our own site gets the layout with it."""
        place = self.folder / self.generator.frame
        before, found, after = self.generator.original.read_text(encoding="utf-8").partition("</head>")
        if not found:
            raise Broken(f"{self.generator.original} has no </head>")
        place.parent.mkdir(exist_ok=True)
        comment = self.generator.comment.format(words)
        place.write_text(f"{before}{comment}{found}{after}", encoding="utf-8")

    def renew(self) -> None:
        """Copy everything file by file and take the copies: same names and bytes, new times and inodes."""
        kept = self.folder.with_name(f"{self.folder.name}-kept")
        self.folder.rename(kept)
        shutil.copytree(kept, self.folder, symlinks=True, copy_function=shutil.copyfile)
        shutil.rmtree(kept)

    def expect(self, words: str, *pages: str) -> None:
        """Raise Broken unless each page has these words."""
        for page in pages:
            place = self.output / page
            if not place.is_file() or words not in place.read_text(encoding="utf-8"):
                raise Broken(f"{self.generator.name} has no {words!r} in {place}")


def write(sites: Sequence[Site]) -> None:
    """Write the same posts for all, in one go."""
    for site in sites:
        (site.folder / site.generator.posts).mkdir(parents=True)
        site.generator.prepare(site.folder)
    for post in posts(sites[0].count):
        for site in sites:
            site.write(post)


def page_of(slug: str) -> str:
    """Return the page of a post: every generator is told to put it there."""
    return f"blog/{slug}/index.html"
