"""The blog of `corpus.py` as a site, for every generator."""

import datetime as dt
from collections import deque
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus import DAYS, FIRST_DAY, Post, posts
from sites import Check, EditedSite, rename


class Blog(EditedSite):
    """A blog of so many posts."""

    corpus = "blog"
    unit = "posts"

    def write(self) -> None:
        """Write all posts, with the settings."""
        write([self])

    def write_post(self, post: Post) -> None:
        """Write or overwrite the file of one post."""
        self.source(post.slug).write_text(f"{self.generator.head(post)}{post.body}", encoding="utf-8")

    def source(self, slug: str) -> Path:
        """Return the file of a post."""
        return self.folder / self.generator.posts / f"{slug}.md"

    def pages(self) -> Sequence[str]:
        """Return the page of each post that it began with."""
        return [page_of(f"post-{number}") for number in range(self.count)]

    def lists(self) -> Sequence[str]:
        """Return home, tags, the blog's list and the page for the lost, as far as the generator makes them."""
        lists = ["index.html", "tags/index.html"]
        return lists if self.generator.plain else [*lists, "404.html", "blog/index.html", "blog/page/2/index.html"]

    @property
    def middle(self) -> tuple[Path, str]:
        """A post of average age."""
        slug = f"post-{self.count // 2}"
        return self.source(slug), page_of(slug)

    def retitle(self, words: str) -> Check:
        """Give the newest post but one another title.

        Which posts are its neighbours is each generator's affair where several share a day.
        """
        number = self.count - 2
        alone = self.generator.plain or self.count > DAYS
        rename(self.source(f"post-{number}"), words)
        near = [number] if alone else [number - 1, number, number + 1]
        tags = [tag.replace(" ", "-") for tag in _newest(self.count)[0].tags]
        return lambda: self.expect(words, *(page_of(f"post-{other}") for other in near), *self._follow(tags))

    def add(self, turn: int) -> Check:
        """Add a post under the three tags most posts have, so that lists shift by one."""
        post = Post(
            slug=f"added-{turn}",
            title=f"Added in turn {turn}",
            date=FIRST_DAY + dt.timedelta(days=3600 + turn),
            author="Author 1",
            tags=("topic 1", "topic 2", "topic 3"),
            body=_newest(self.count)[1].body,
        )
        self.write_post(post)
        before = f"post-{self.count - 1}" if turn == 0 else f"added-{turn - 1}"
        pushed = f"/post-{self.count - 20 + turn}/"

        def check() -> None:
            self.expect(post.title, page_of(post.slug), *self._follow(["topic-1", "topic-3"]))
            if self.count <= DAYS and not self.generator.plain:
                self.expect(post.title, page_of(before))
                self.expect(pushed, "blog/page/2/index.html")

        return check

    def _follow(self, tags: Sequence[str]) -> list[str]:
        """Return the lists and feeds that show a new post of these tags, as far as the generator makes them."""
        follow = ["index.html", "feed.xml", *(f"tags/{tag}/index.html" for tag in tags)]
        if self.generator.plain:
            return follow
        return [*follow, "blog/index.html", "blog/feed.xml", *(f"tags/{tag}/feed.xml" for tag in tags)]


def write(sites: Sequence[Blog]) -> None:
    """Write the same posts for all, in one go."""
    for site in sites:
        (site.folder / site.generator.posts).mkdir(parents=True)
        site.generator.prepare(site.folder)
    for post in posts(sites[0].count):
        for site in sites:
            site.write_post(post)


def page_of(slug: str) -> str:
    """Return the page of a post: every generator is told to put it there."""
    return f"blog/{slug}/index.html"


@cache
def _newest(count: int) -> tuple[Post, Post]:
    """Return the two newest posts of so many, the older one first."""
    older, newer = deque(posts(count), 2)
    return older, newer
