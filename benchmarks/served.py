"""How long it takes from an edit to the page that has it, as a dev server's reader sees it."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from measure import Broken
from sites import EditedSite, Site, append

BEGINS = 900.0
"""Seconds a server may take to begin."""
FOLLOWS = 60.0
"""Seconds an edit may take to be served."""
PAUSE = 0.005
"""Seconds between two looks at the page: also the grain of what is measured."""
REST = 0.5
"""Seconds between an edit that is served and the next, for what a server still has to put away."""


class Server:
    """A dev server that runs."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.port = port

    def wait(self, page: str, words: str, seconds: float) -> None:
        """Look until a page has these words. Raises Broken when it has waited so many seconds."""
        path = f"/{page.removesuffix('index.html')}"
        end = time.perf_counter() + seconds
        while words not in self._get(path):
            if time.perf_counter() > end:
                raise Broken(f"{self.name} does not serve {words!r} within {seconds:.0f} s")
            time.sleep(PAUSE)

    def _get(self, path: str) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=FOLLOWS)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except (ConnectionError, TimeoutError, http.client.HTTPException):  # it is just being replaced
            return ""
        finally:
            connection.close()


@contextmanager
def running(site: Site) -> Iterator[Server]:
    """Start the dev server of a site, and stop it in the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    generator = site.generator
    with (site.folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [*generator.serve, str(port)],
            cwd=site.folder,
            env={**os.environ, **site.environment},
            stdout=log,
            stderr=log,
        )
        try:
            yield Server(generator.name, port)
        finally:
            process.terminate()
            process.wait(30)


def served(sites: Mapping[str, EditedSite], edits: int) -> dict[str, list[float]]:
    """Return the milliseconds from edit to served of each; they take turns, after one edit each to warm up."""
    with ExitStack() as open_servers:
        servers = {name: open_servers.enter_context(running(site)) for name, site in sites.items()}
        taken: dict[str, list[float]] = {name: [] for name in sites}
        for name, server in servers.items():
            server.wait(sites[name].middle[1], "</html>", BEGINS)
        for turn in range(edits + 1):
            for name, server in servers.items():
                time.sleep(REST)
                source, page = sites[name].middle
                words = f"Served in turn {turn}."
                started = time.perf_counter()
                append(source, words)
                server.wait(page, words, FOLLOWS)
                if turn:
                    taken[name].append(_since(name, started))
    return taken


def first_pages(sites: Mapping[str, Site], turns: int) -> dict[str, list[float]]:
    """Return the milliseconds from the start of the dev server, with nothing built before, to the front page."""
    taken: dict[str, list[float]] = {name: [] for name in sites}
    for _ in range(turns):
        for name, site in sites.items():
            site.clear()
            started = time.perf_counter()
            with running(site) as server:
                server.wait("", "</html>", BEGINS)
                taken[name].append(_since(name, started))
    return taken


def _since(name: str, started: float) -> float:
    """Print and return the milliseconds that have passed."""
    taken = round((time.perf_counter() - started) * 1000, 1)
    print(f"  {name:22} {taken:8,.1f} ms", flush=True)
    return taken
