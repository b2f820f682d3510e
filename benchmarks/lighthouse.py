"""Says what Lighthouse finds of a page of every layout of the demo hub, on a phone of the middle class.

    .venv/bin/python benchmarks/lighthouse.py [--runs 3] [--write] [wiki post …]

The telephone and its network are Lighthouse's own: a Moto G Power, 1.6 Mbit/s, a processor four times as slow.
The hub is built for this moment, and its host compresses and keeps connections open, as static hosts do. The
browser is that of the tests (SITEGEN_CHROMIUM, or one that is found); Lighthouse comes from npm, into .venv. It
exits with 1 for a page below the goal, or one that moves while it loads.
"""

import argparse
import datetime as dt
import gzip
import http.server
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from measure import ROOT

sys.path.insert(0, str(ROOT))

from tests.browser.chromium import find
from tests.browser.hub import build
from tests.browser.pages import PAGES, largest
from tests.npm import program, run

VERSION = "13.5.0"
GOAL = 98
"""The performance that each page has at least."""
STILL = 0.001
"""The most that a page may move while it loads; none is seen below a tenth, and rounding is no move."""
AGAIN = 4
"""How often more a page is looked at that misses the goal: a neighbour on the same cores can block it."""
RESULT = ROOT / "benchmarks" / "results" / "lighthouse.md"
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
MEASURES = {
    "first-contentful-paint": "first paint",
    "largest-contentful-paint": "largest",
    "total-blocking-time": "blocked",
    "cumulative-layout-shift": "shift",
}
"""The audits that make the score, but for the speed index, by what the table calls them."""


class Host(http.server.SimpleHTTPRequestHandler):
    """A static host below /hub/ that compresses what is text, and lets what is named by its content be kept."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file at an address, or with the page for what is not there."""
        place = Path(self.directory) / self.path.partition("?")[0].removeprefix("/hub/").lstrip("/")
        place = place / "index.html" if place.is_dir() else place
        status = 200 if place.is_file() else 404
        data = (place if status == 200 else Path(self.directory) / "404.html").read_bytes()
        kind = self.guess_type(str(place)) if status == 200 else "text/html"
        self.send_response(status)
        if kind.startswith(COMPRESSED):
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        kept = "/assets/" in self.path
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if kept else "max-age=600")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def installed() -> str:
    """Return the program of Lighthouse, fetched if need be."""
    place = Path(sys.prefix) / f"lighthouse-{VERSION}"
    found = place / "node_modules" / ".bin" / "lighthouse"
    if not found.exists():
        place.mkdir(exist_ok=True)
        options = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        run([program("npm"), "install", *options, "--prefix", str(place), f"lighthouse@{VERSION}"])
    return str(found)


def judged(lighthouse: str, address: str) -> dict[str, Any]:
    """Return what Lighthouse says of the performance of a page."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        command = [lighthouse, address, "--quiet", "--output=json", f"--output-path={told}"]
        command += ["--only-categories=performance", f"--chrome-flags={flags}"]
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": find()}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        report: dict[str, Any] = json.loads(told.read_text("utf-8"))
        return report


def row(name: str, path: str, reports: list[dict[str, Any]]) -> tuple[str, bool]:
    """Return a line of the table with the middle of several runs, and whether it meets the goal."""
    scores = [round(report["categories"]["performance"]["score"] * 100) for report in reports]
    audits = [report["audits"] for report in reports]
    paint, largest_paint, blocked, shift = (
        statistics.median(each[audit]["numericValue"] for each in audits) for audit in MEASURES
    )
    weight = audits[0]["total-byte-weight"]["numericValue"] / 1024
    score = f"{statistics.median(scores):.0f} ({min(scores)} to {max(scores)})"
    times = f"{paint / 1000:.1f} s | {largest_paint / 1000:.1f} s | {blocked:.0f} ms"
    line = f"| {name} | `/{path}` | {score} | {times} | {shift:.3f} | {weight:.0f} KB |"
    return line, statistics.median(scores) >= GOAL and shift <= STILL


def table(layouts: list[str], runs: int) -> Iterator[tuple[str, bool]]:
    """Build the demo hub, and yield a line for a page of each layout, with whether it meets the goal."""
    lighthouse = installed()
    with tempfile.TemporaryDirectory() as folder:
        hub = build(Path(folder) / "site", f"{dt.datetime.now():%Y-%m-%dT%H:%M}")
        host = partial(Host, directory=str(hub))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), host) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for name in layouts:
                path = largest(hub, PAGES[name])
                address = f"http://127.0.0.1:{server.server_port}/hub/{path}"
                reports = [judged(lighthouse, address) for _ in range(runs)]
                if not row(name, path, reports)[1]:
                    reports += [judged(lighthouse, address) for _ in range(AGAIN)]
                yield row(name, path, reports)
            server.shutdown()


def main() -> int:
    """Measure, print a table, and keep it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"put the table into {RESULT.relative_to(ROOT)}")
    parser.add_argument("layouts", nargs="*", choices=[[], *PAGES], help="all by default")
    asked = parser.parse_args()
    lines = [
        f"# Lighthouse {VERSION}, {dt.datetime.now(dt.UTC).date()}",
        "",
        f"Written by `benchmarks/lighthouse.py --runs {asked.runs}`: on a phone, the middle of the runs.",
        "",
        "| layout | page | performance | " + " | ".join(MEASURES.values()) + " | weight |",
        "|---" * 8 + "|",
    ]
    print(*lines, sep="\n", flush=True)
    good = True
    for line, meets in table(asked.layouts or [*PAGES], asked.runs):
        print(line, flush=True)
        lines.append(line)
        good = good and meets
    if asked.write:
        RESULT.write_text("\n".join((*lines, "")), encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
