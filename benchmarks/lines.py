"""The lines of the promises: what is changed before a build, what must be there after it, what it may cost."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Sequence
from functools import cache

from corpus import DAYS, FIRST_DAY, Post, posts
from measure import Broken, Run, digest
from msgspec import Struct
from sites import Site, page_of

Check = Callable[[], None]
"""Raises Broken when a build did not do what it was timed for."""
Change = Callable[[Site, int], Check]
"""Changes a site before the turn of that number, and returns how to tell that the build saw it."""


class Line(Struct, frozen=True, kw_only=True):
    """One kind of work, and how much of Hugo's time it may take at 10,000 posts."""

    name: str
    title: str
    promise: float
    alarm: float
    change: Change
    flavour: str = "python-markdown"


def cold(site: Site, _: int) -> Check:
    """Begin without output, store and cache."""
    site.clear()

    def check() -> None:
        found = sum(1 for _ in site.output.glob("blog/post-*/index.html"))
        if found != site.count:
            raise Broken(f"{site.generator.name} made {found} pages of {site.count} posts")

    return check


def nothing(site: Site, _: int) -> Check:
    """Change nothing: the output stays as it is, to the byte."""
    return _same_output(site)


def body(site: Site, turn: int) -> Check:
    """Add a paragraph to a post in the middle."""
    slug, words = f"post-{site.count // 2}", f"A paragraph of turn {turn}."
    site.append(slug, words)
    return lambda: site.expect(words, page_of(slug))


def title(site: Site, turn: int) -> Check:
    """Give another title to the newest post but one, so that neighbours, tags, list, home and feeds follow.

    Which posts are its neighbours is each generator's affair where several share a day.
    """
    number = site.count - 2
    words = f"Titled in turn {turn}"
    one_a_day = site.count <= DAYS
    site.rename(f"post-{number}", words)
    tags = [f"tags/{tag.replace(' ', '-')}/" for tag in _newest(site.count)[0].tags]
    near = [page_of(f"post-{other}") for other in (number - 1, number, number + 1) if one_a_day or other == number]
    lists = ["index.html", "feed.xml", "blog/index.html", "blog/feed.xml"]
    lists += [f"{tag}{name}" for tag in tags for name in ("index.html", "feed.xml")]
    return lambda: site.expect(words, *near, *lists)


def frame(site: Site, turn: int) -> Check:
    """Put a comment into the layout that every page stands in."""
    words = f"frame of turn {turn}"
    site.mark_frame(words)
    pages = [page_of(f"post-{number}") for number in range(site.count)]
    lists = ["index.html", "404.html", "blog/index.html", "blog/page/2/index.html", "tags/index.html"]
    return lambda: site.expect(words, *lists, *pages)


def added(site: Site, turn: int) -> Check:
    """Add a post newer than all, under the three tags most posts have, so that lists shift by one."""
    post = Post(
        slug=f"added-{turn}",
        title=f"Added in turn {turn}",
        date=FIRST_DAY + dt.timedelta(days=3600 + turn),
        author="Author 1",
        tags=("topic 1", "topic 2", "topic 3"),
        body=_newest(site.count)[1].body,
    )
    site.write(post)
    before = f"post-{site.count - 1}" if turn == 0 else f"added-{turn - 1}"
    lists = ["index.html", "feed.xml", "blog/index.html", "tags/topic-1/index.html", "tags/topic-3/feed.xml"]
    pushed = f"/post-{site.count - 20 + turn}/"

    def check() -> None:
        site.expect(post.title, page_of(post.slug), *lists)
        if site.count <= DAYS:
            site.expect(post.title, page_of(before))
            site.expect(pushed, "blog/page/2/index.html")

    return check


def checkout(site: Site, _: int) -> Check:
    """Restore the whole folder, store and output with it, as if it had been checked out anew."""
    check = _same_output(site)
    site.renew()
    return check


def by_turns(sites: Sequence[Site], pairs: int, change: Change, *, again: bool = False) -> dict[str, list[Run]]:
    """Build A B A B ..., so that what slows the machine for a while slows all; return the runs by generator."""
    runs: dict[str, list[Run]] = {site.generator.name: [] for site in sites}
    for turn in range(pairs):
        for site in sites:
            check = change(site, turn)
            run = site.build(again=again)
            check()
            runs[site.generator.name].append(run)
            print(
                f"  {site.generator.name:9} {run.wall:8.3f} s {run.cpu:8.3f} s CPU {run.peak:7.0f} MiB", flush=True
            )
    return runs


def _same_output(site: Site) -> Check:
    before = digest(site.output, site.generator.steady)

    def check() -> None:
        if digest(site.output, site.generator.steady) != before:
            raise Broken(f"{site.generator.name} wrote something else from the same sources")

    return check


@cache
def _newest(count: int) -> tuple[Post, Post]:
    """Return the two newest posts of so many, the older one first."""
    older, newer = deque(posts(count), 2)
    return older, newer


COLD = Line(name="cold", title="cold, python-markdown", promise=1.3, alarm=1.6, change=cold)
LINES = (
    Line(
        name="cold-commonmark",
        title="cold, commonmark",
        promise=0.4,
        alarm=0.5,
        change=cold,
        flavour="commonmark",
    ),
    COLD,
    Line(name="nothing", title="nothing changed", promise=0.03, alarm=0.05, change=nothing),
    Line(name="body", title="one body edited", promise=0.07, alarm=0.1, change=body),
    Line(name="title", title="one title edited", promise=0.1, alarm=0.15, change=title),
    Line(name="layout", title="base layout edited", promise=0.35, alarm=0.5, change=frame),
    Line(name="added", title="one post added", promise=0.35, alarm=0.5, change=added),
    Line(
        name="checkout",
        title="fresh checkout, store and output restored",
        promise=0.12,
        alarm=0.2,
        change=checkout,
    ),
)
