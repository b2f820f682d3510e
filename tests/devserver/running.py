"""`sitegen serve` in a process of its own, asked over HTTP as a browser would."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

SITE = "title: A hub\nurl: https://hub.example/hub/\ntimezone: Europe/London\nsearch: false\n"
AS_OF = "2026-11-22T09:00"
SOON = 20.0
"""Seconds after which what has not come will not come; generous, because the machine may be busy."""


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """A server that was started, and what it says."""

    def __init__(self, site: Path, *options: str, **environment: str) -> None:
        self.site = site
        quiet = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "serve", "-p", "8100", *options],
            cwd=site,
            stderr=subprocess.PIPE,
            text=True,
            env={**quiet, "NO_COLOR": "1", **environment},
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.address = ""
        self.port = 0

    def wait(self) -> None:
        """Wait until the site can be seen."""
        self.address = self.says("serving ").split()[1]
        self.port = int(self.address.split(":")[2].partition("/")[0])

    def _read(self) -> None:
        assert self.process.stderr
        with self.process.stderr as said:
            self.lines += iter(said.readline, "")

    def says(self, words: str, times: int = 1) -> str:
        """Wait until a line with these words was said so often, and return the last of them."""
        until(lambda: sum(words in line for line in self.lines) >= times, lambda: f"{words!r} in {self.lines}")
        return [line for line in self.lines if words in line][times - 1]

    def rebuilds(self) -> list[str]:
        """The lines about builds after the first."""
        return [line for line in self.lines if line.startswith("rebuilt ")]

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path just as it is spelt."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in named)
        for name, value in named.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return answer

    def shows(self, path: str, words: str) -> Answer:
        """Wait until a page holds these words, and return it."""
        answers: list[Answer] = []

        def there() -> bool:
            answers.append(self.get(path))
            return words.encode() in answers[-1].body

        until(there, lambda: f"{words!r} at {path}: {answers[-1]}")
        return answers[-1]

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, Any]]]:
        """Listen to the event stream; yields the messages as they come."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)
        connection.request("GET", "/.sitegen/events")
        response = connection.getresponse()
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        lines = iter(response.readline, b"")
        try:
            yield (json.loads(line.removeprefix(b"data: ")) for line in lines if line.startswith(b"data: "))
        finally:
            response.close()
            connection.close()

    def stop(self, with_signal: signal.Signals = signal.SIGINT) -> tuple[int, float]:
        """Stop it; returns the exit code and the seconds it took."""
        started = time.monotonic()
        self.process.send_signal(with_signal)
        code = self.process.wait(SOON)
        self._reader.join()
        return code, time.monotonic() - started


def until(there: Callable[[], bool], what: Callable[[], str]) -> None:
    """Wait for something."""
    end = time.monotonic() + SOON
    while not there():
        assert time.monotonic() < end, f"never came: {what()}"
        time.sleep(0.01)


@contextmanager
def running(site: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Serve a site for as long as the block lasts."""
    server = Server(site, *options, **environment)
    try:
        server.wait()
        yield server
    finally:
        server.stop(signal.SIGKILL)


def write(place: Path, text: str | bytes) -> None:
    """Write a file as a simple editor does: in place."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())


def make(folder: Path) -> Path:
    """Write a small sound site."""
    write(folder / "site.yaml", SITE)
    write(folder / "content/about.md", "---\ntitle: About\n---\nFirst words.\n")
    write(folder / "content/posts/2026-01-01-tides.md", "---\ntitle: Tides\n---\nHigh and low.\n")
    write(folder / "content/static/plan.pdf", b"%PDF-" + bytes(range(256)))
    write(folder / "content/static/dates.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    return folder
