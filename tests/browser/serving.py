"""A static host in small: one folder under one base path, with `404.html` for what is not there."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers as static hosts do, without a word on standard error."""

    def __init__(self, *given: Any, base: str, **named: Any) -> None:
        self.base = base
        super().__init__(*given, **named)

    def translate_path(self, path: str) -> str:
        """Return the file for a request; outside the base path there is none."""
        inside = path.startswith(self.base)
        return super().translate_path(path.removeprefix(self.base[:-1]) if inside else "/.outside")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for what is not there."""
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, base: str, answers: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder on a free port of the loopback interface; yields the address of its root, ending in `/`."""
    handler = functools.partial(answers, directory=str(folder), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()
