"""What each step from Markdown to a body costs, in microseconds of processor time a page, for both flavours.

Pages are converted by turns, step by step, each flavour after the other, so that whatever else the machine does
falls on all alike; the figures are medians over all pages. Ratios say more than microseconds.
"""

import argparse
import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from corpus import posts
from hub.files import written
from hub.plan import Hub

from sitegen.markup import Options, convert
from sitegen.markup.body.finish import finish
from sitegen.markup.body.headings import lift
from sitegen.markup.body.labels import words
from sitegen.markup.body.pass_state import Page
from sitegen.markup.constructs import CONSTRUCTS
from sitegen.markup.constructs.contract import present
from sitegen.markup.flavours import Flavour
from sitegen.markup.flavours.commonmark import CommonMark
from sitegen.markup.flavours.pm_dialect import Rewriter
from sitegen.markup.flavours.python_markdown import PythonMarkdown
from sitegen.markup.limits import guard, nested
from sitegen.markup.placeholders import normalise, protect
from sitegen.markup.sanitise import policy

CONTENT = Path(__file__).resolve().parents[1] / "content"
STOCK = "python-markdown as it comes"
STEPS = (
    "normalise",
    "guard",
    "present",
    "protect",
    "dialect",
    "convert",
    "clean",
    "rewrite",
    "lift",
    "finish",
    "all",
)
Result = TypeVar("Result")


class Clock:
    """Times of named steps, by flavour."""

    def __init__(self) -> None:
        self.times: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.flavour = ""

    def take(self, step: str, work: Callable[[], Result]) -> Result:
        """Do one step, and remember what it took."""
        start = time.process_time_ns()
        result = work()
        self.times[self.flavour, step].append((time.process_time_ns() - start) / 1000)
        return result

    def median(self, flavour: str, step: str) -> float:
        """Microseconds of the middle page."""
        taken = self.times[flavour, step]
        return statistics.median(taken) if taken else 0.0


def one(clock: Clock, flavour: Flavour, text: str) -> None:
    """Convert one page, step by step."""
    before = {step: len(clock.times[clock.flavour, step]) for step in STEPS}
    text = clock.take("normalise", lambda: normalise(text))
    clock.take("guard", lambda: guard(text, costly=flavour.costly))
    added = clock.take("present", lambda: present(CONSTRUCTS, text))
    protected, marks = clock.take("protect", lambda: protect(text, {}, added.taken))
    if isinstance(flavour, PythonMarkdown):
        lines = protected.split("\n")
        clock.take("dialect", lambda: Rewriter(lambda html: html).rewrite(lines))
    raw, _ = clock.take("convert", lambda: flavour.html(protected))
    if isinstance(flavour, PythonMarkdown):
        clock.times[clock.flavour, "convert"][-1] -= clock.times[clock.flavour, "dialect"][-1]
    rules = policy("sanitise")
    html = clock.take("clean", lambda: (nested(raw), rules.clean(raw))[1])
    html = clock.take("rewrite", lambda: added.rewritten(html, marks))
    html, title = clock.take("lift", lambda: lift(html, marks, "T"))

    def last() -> None:
        page = Page(
            html,
            text,
            marks,
            policy=rules,
            frames=(),
            smart=False,
            imgdir="",
            words=words("en"),
            writers=added.writers,
        )
        finish(page, title, [], added.handlers)

    clock.take("finish", last)
    taken = sum(sum(clock.times[clock.flavour, step][before[step] :]) for step in STEPS)
    clock.times[clock.flavour, "all"].append(taken)


def measure(texts: Iterable[str], rounds: int) -> Clock:
    """Convert every text with every flavour in turn."""
    flavours: dict[str, Flavour] = {
        STOCK: PythonMarkdown(quick=False),
        "python-markdown": PythonMarkdown(),
        "commonmark": CommonMark(),
    }
    texts = list(texts)
    for text in texts:
        # Code is coloured once and remembered, as in a build.
        for name in ("python-markdown", "commonmark"):
            convert(text, Options(flavour=name))
    gc.collect()
    gc.freeze()
    clock = Clock()
    for _ in range(rounds):
        for text in texts:
            for name, flavour in flavours.items():
                clock.flavour = name
                one(clock, flavour, text)
    return clock


def main() -> None:
    """Print the table for the benchmark's posts and hub and for the texts of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100, help="posts of the blog, and entries of the hub")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--content", type=Path, default=CONTENT, help="a folder of texts")
    given = parser.parse_args()
    bodies = [path.read_text(encoding="utf-8").partition("\n---\n")[2] for path in given.content.glob("**/*.md")]
    corpora = {
        f"{given.posts} posts of the benchmark": [post.body for post in posts(given.posts)],
        f"{given.posts} entries of the benchmark's hub": [
            text.partition("\n---\n")[2] for path, text in written(Hub(given.posts)) if path.endswith(".md")
        ],
        f"texts of 100 words and more in {given.content.name}/": [
            body for body in bodies if len(body.split()) >= 100
        ],
    }
    for name, texts in corpora.items():
        clock = measure(texts, given.rounds)
        columns = (STOCK, "python-markdown", "commonmark")
        print(
            f"\n{name}: {len(texts)} pages of {statistics.mean(len(text.split()) for text in texts):.0f} words\n"
        )
        print(f"| step | {' | '.join(columns)} | stock / quick |")
        print("|---|---|---|---|---|")
        for step in STEPS:
            taken = [clock.median(column, step) for column in columns]
            ratio = f"{taken[0] / taken[1]:.2f}" if taken[1] and step in ("convert", "all") else ""
            print(f"| {step} | {' | '.join(f'{value:,.0f}' if value else '' for value in taken)} | {ratio} |")


if __name__ == "__main__":
    main()
