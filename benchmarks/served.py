"""How long it takes from an edit to the page that has it, as a dev server's reader sees it."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from measure import Broken
from sites import Site, page_of

BEGINS = 900.0
"""Seconds a server may take to begin."""
FOLLOWS = 60.0
"""Seconds an edit may take to be served."""
PAUSE = 0.005
"""Seconds between two looks at the page: also the grain of what is measured."""
REST = 0.5
"""Seconds between an edit that is served and the next, for what a server still has to put away."""


class Server:
    """A dev server that runs, and one page of it."""

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self.port = port
        self.slug = f"post-{site.count // 2}"

    def wait(self, words: str, seconds: float) -> None:
        """Look until the page has these words. Raises Broken when it has waited so many seconds."""
        path = f"/{page_of(self.slug).removesuffix('index.html')}"
        end = time.perf_counter() + seconds
        while words not in self._get(path):
            if time.perf_counter() > end:
                raise Broken(f"{self.site.generator.name} does not serve {words!r} within {seconds:.0f} s")
            time.sleep(PAUSE)

    def edited(self, turn: int) -> float:
        """Add a paragraph to the post, and return the milliseconds until it is served."""
        words = f"Served in turn {turn}."
        started = time.perf_counter()
        self.site.append(self.slug, words)
        self.wait(words, FOLLOWS)
        return round((time.perf_counter() - started) * 1000, 1)

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
    """Start the dev server of a site, wait for its first page, and stop it in the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    generator = site.generator
    with (site.folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [*generator.serve, str(port)],
            cwd=site.folder,
            env={**os.environ, **generator.environment},
            stdout=log,
            stderr=log,
        )
        try:
            server = Server(site, port)
            server.wait("</html>", BEGINS)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def served(sites: Sequence[Site], edits: int) -> dict[str, list[float]]:
    """Return the milliseconds from edit to served of each; they take turns, after one edit each to warm up."""
    with ExitStack() as open_servers:
        servers = [open_servers.enter_context(running(site)) for site in sites]
        taken: dict[str, list[float]] = {server.site.generator.name: [] for server in servers}
        for turn in range(edits + 1):
            for server in servers:
                time.sleep(REST)
                milliseconds = server.edited(turn)
                if turn:
                    taken[server.site.generator.name].append(milliseconds)
    return taken
