"""Serve the preview on loopback, and tell open pages of every build."""

import asyncio
import gc
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from urllib.parse import quote

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sitegen.devserver.files import find, media_type, with_script
from sitegen.devserver.hosts import expected
from sitegen.devserver.lookout import Lookout
from sitegen.devserver.preview import Preview, Shown
from sitegen.devserver.search import FOLDER, PreviewIndex
from sitegen.devserver.watcher import Changes, Watcher
from sitegen.engine.search.pagefind import IndexingFailed

OWN = "/.sitegen/"
"""Where the server's own files are: at the root of the host, by a name that no page of a site has."""
OWN_FILES = {"reload.js": "text/javascript", "overlay.css": "text/css"}
RETRY = 500
"""Milliseconds after which a page looks for a server that went away."""
LONGEST_SLEEP = 30.0
"""Seconds: a computer that was asleep is told the time soon after it wakes."""

_PAGE = b"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>%(title)s</title></head>
<body><h1>%(title)s</h1><p>%(words)s</p></body>
</html>
"""
_WAITING = _PAGE % {
    b"title": b"Nothing to show yet",
    b"words": b"The site could not be built. This page goes on by itself when it can.",
}
_MISSING = _PAGE % {b"title": b"No such page", b"words": b"There is nothing at this address."}


def serve(
    preview: Preview,
    listening: socket.socket,
    host: str,
    watcher: Watcher,
    changes: Changes,
    lookout: Lookout,
    ready: Callable[[], None],
) -> None:
    """Build and serve until interrupted; `ready` is called once the first build can be seen.

    The first build is made before there is any thread. All later ones are made by the calling thread, too, so
    that an interruption or a fault of ours ends them like any other command.
    """
    gc.disable()
    preview.build()
    gc.enable()
    streams = Streams()
    with watcher, _running(_application(preview, streams, host), listening, streams):
        ready()
        preview.warm_up()  # and build what was saved, unseen, while the first build ran
        while True:
            due = preview.patience()
            paths = changes.settled(min(LONGEST_SLEEP, lookout.patience(), LONGEST_SLEEP if due is None else due))
            lookout.reported(paths)
            unreported = () if paths else lookout.changed()
            if not paths and not unreported and preview.patience() != 0.0:
                continue
            watcher.revalidate([*paths, *unreported])
            before = preview.shown
            preview.build(paths)
            if preview.shown != before:
                streams.send(preview.shown)
            if not paths:
                preview.rest()


class Streams:
    """The open event streams: one queue for each page that listens."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Shown | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def send(self, shown: Shown | None) -> None:
        """Tell all pages, from any thread; None ends the streams."""
        self._closed = self._closed or shown is None
        if self._loop:
            self._loop.call_soon_threadsafe(self._spread, shown)

    def _spread(self, shown: Shown | None) -> None:
        for queue in self._queues:
            queue.put_nowait(shown)

    async def messages(self, preview: Preview) -> AsyncIterator[bytes]:
        """Yield what is shown now and whatever comes, as server-sent events (HTML, section 9.2)."""
        queue: asyncio.Queue[Shown | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        self._queues.add(queue)
        try:
            yield b"retry: %d\n\n" % RETRY
            shown: Shown | None = preview.shown
            while shown and not self._closed:
                yield b"data: %s\n\n" % msgspec.json.encode(shown)
                shown = await queue.get()
        finally:
            self._queues.discard(queue)


class _Answers:
    """What is answered at which path."""

    def __init__(self, preview: Preview, streams: Streams) -> None:
        self._preview = preview
        self._streams = streams
        self._index = PreviewIndex(preview.folder, lambda: preview.shown.build)

    async def events(self, request: Request) -> Response:
        return StreamingResponse(self._streams.messages(self._preview), media_type="text/event-stream")

    async def own(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in OWN_FILES:
            return PlainTextResponse("no such file", 404)
        content = (files("sitegen.devserver") / name).read_bytes()
        return Response(content, media_type=OWN_FILES[name])

    async def page(self, request: Request) -> Response:
        shown = self._preview.shown  # before any file is read: a page may be newer than it says, never older
        path: str = request.scope["path"]
        if not shown.base:
            return _html(_WAITING, shown, 503)
        if not path.startswith(shown.base):
            above = shown.base.startswith(path.rstrip("/") + "/")
            return RedirectResponse(quote(shown.base)) if above else self._missing(shown)
        below = path.removeprefix(shown.base)
        if below.startswith(FOLDER):
            return await self._indexed(below)
        place = find(self._preview.folder, below)
        if place and place.is_dir():
            place /= "index.html"
            if place.is_file() and not path.endswith("/"):
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(quote(path) + "/" + query)
        if place is None or not place.is_file():
            return self._missing(shown)
        if media_type(place) == "text/html":
            return _html(place.read_bytes(), shown)
        return FileResponse(place, media_type=media_type(place))

    async def _indexed(self, path: str) -> Response:
        """Return a file of the search index, which may have to be made for it in a thread of its own."""
        try:
            data = await run_in_threadpool(self._index.file, path)
        except IndexingFailed as failure:
            return PlainTextResponse(f"{failure}\n", 503)
        return PlainTextResponse("no such file", 404) if data is None else Response(data)

    def _missing(self, shown: Shown) -> Response:
        place = find(self._preview.folder, "404.html")
        return _html(place.read_bytes() if place else _MISSING, shown, 404)


def _html(page: bytes, shown: Shown, status: int = 200) -> Response:
    script = f"{OWN}reload.js?build={shown.build}"
    return Response(with_script(page, script), status, media_type="text/html")


class _Guard:
    """Answers only to names of this server, and lets nobody keep what was answered."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def unkept(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["cache-control"] = "no-store"
            await send(message)

        app = self._app
        if not expected(Headers(scope=scope).get("host", ""), self._host):
            app = PlainTextResponse("This server does not go by that name. --host NAME adds one.\n", 421)
        await app(scope, receive, unkept)


def _application(preview: Preview, streams: Streams, host: str) -> ASGIApp:
    answers = _Answers(preview, streams)
    routes = [
        Route(f"{OWN}events", answers.events),
        Route(f"{OWN}{{name}}", answers.own),
        Route("/{path:path}", answers.page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_Guard, host=host)])


@contextmanager
def _running(application: ASGIApp, listening: socket.socket, streams: Streams) -> Iterator[None]:
    """Run the server in a thread of its own: there it leaves signals to the thread that builds."""
    config = uvicorn.Config(
        application,
        log_config=None,
        log_level="error",
        access_log=False,
        lifespan="off",
        loop="asyncio",
        http="h11",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="server", daemon=True)
    thread.start()
    try:
        yield
    finally:
        streams.send(None)
        server.should_exit = True
        thread.join(2.0)
