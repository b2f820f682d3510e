"""Prints what a search costs: the time and size of the index, an edit, and the first result in a browser.

    .venv/bin/python benchmarks/search.py [--posts 10000]

The browser is that of the tests (SITEGEN_CHROMIUM, or one that is found).
"""

import argparse
import gzip
import http.server
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from corpus import posts, yaml_head
from measure import ROOT

SETTINGS = "title: Search\nurl: https://example.org/\n"
TURNS = 3
"""How many words are looked for, each in a browser that has loaded nothing yet."""


def write(site: Path, count: int) -> Path:
    """Write a blog of so many posts, and return the file of the one in the middle."""
    (site / "content/posts").mkdir(parents=True)
    (site / "site.yaml").write_text(SETTINGS)
    middle = site
    for number, post in enumerate(posts(count)):
        place = site / "content/posts" / f"{post.date:%Y-%m-%d}-{post.slug}.md"
        place.write_text(yaml_head(post) + post.body, encoding="utf-8")
        if number == count // 2:
            middle = place
    return middle


def build(site: Path) -> str:
    """Build, and return in words the seconds of the whole, and of the index alone as the build tells them."""
    started, before = time.perf_counter(), os.times()
    done = subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "--profile"],
        cwd=site,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, after = time.perf_counter() - started, os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    line = next(line for line in (done.stdout + done.stderr).splitlines() if line.startswith("search index"))
    return f"{seconds:.1f} s ({processor:.1f} s of processors), of these {line.split()[2]} s for the index"


def first_results(output: Path, words: list[str]) -> list[float]:
    """Return the milliseconds from the first key in the field to the first result, with an empty cache."""
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import find, launch

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

        def copyfile(self, source: Any, outputfile: Any) -> None:
            with suppress(ConnectionError):  # the browser has closed the page
                super().copyfile(source, outputfile)

    found, chromium = [], find()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(output))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = launch(playwright, chromium)
            for word in words:
                page = browser.new_context().new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/blog/")
                started = time.perf_counter()
                page.keyboard.press("/")
                page.keyboard.type(word)
                page.wait_for_selector(".found [role=status]:not(:empty)")
                found.append((time.perf_counter() - started) * 1000)
                page.context.close()
            browser.close()
        server.shutdown()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=10_000)
    count = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        middle = write(site, count)
        print(f"{count} posts from nothing: {build(site)}")
        middle.write_text(f"{middle.read_text('utf-8')}\nAnother paragraph.\n", "utf-8")
        print(f"an edited text: {build(site)}, which is made as a whole")
        files = [each for each in (site / "output/search/pagefind").rglob("*") if each.is_file()]
        size = sum(each.stat().st_size for each in files) / 2**20
        script = (site / "output/assets").glob("search.*.js")
        loaded = [*(site / "output/search/pagefind").glob("*.*"), *script]
        packed = (
            len(data) if data[:2] == b"\x1f\x8b" else len(gzip.compress(data, 9))
            for data in map(Path.read_bytes, loaded)
        )
        print(f"the index: {len(files)} files, {size:.1f} MB; with the first focus: {sum(packed) / 1024:.1f} KB")
        words = [word.lower() for word in re.findall("[A-Za-z]+", middle.read_text("utf-8"))[-40:]]
        results = first_results(site / "output", words[:TURNS])
        each = ", ".join(f"{found:.0f}" for found in results)
        print(f"from the first key to the first result: {statistics.median(results):.0f} ms ({each})")


if __name__ == "__main__":
    main()
