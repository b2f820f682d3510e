"""The worker that keeps visited pages for times without a network, and the page for what was not visited."""

from collections.abc import Iterable

from sitegen.json_text import json_text
from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions import look
from sitegen.questions.contract import Output, Question, View
from sitegen.urls import output_path

SHOWN = ("site.css", "site.js", "theme.js")
"""The assets that the page shows."""
WORKER = "worker.js"
"""The asset that does the work, which has another address whenever it changes."""


def targets(site: Site) -> Iterable[Target]:
    """Name both files, where the site asks for them."""
    if site.config.offline:
        yield Target(path=output_path(address_book.OFFLINE), output="offline", phase="index", indexed=False)
        yield Target(path=output_path(address_book.WORKER), output="offline", phase="index", indexed=False)


def render(target: Target, view: View) -> str:
    """Render the page, or the script that a browser takes for the worker.

    The script is at the top of the site, because a worker rules over what lies beside and below it. Addresses in
    it count from there, so that it works under any base.
    """
    if target.path.endswith(".html"):
        return view.page("offline.html")
    worker, *files = view.kept_files()
    locale = view.locale()
    said = {
        "page": address_book.OFFLINE.lstrip("/"),
        "files": files,
        "language": view.config().language,
        "dated": locale.text("You are offline. This is a copy of the page as it was on {day}."),
        "undated": locale.text("You are offline. This is a copy of the page."),
    }
    return f"const site = {json_text(said)};\nimportScripts({json_text(worker)});\n"


def kept_files(site: Site) -> tuple[str, ...]:
    """Return the addresses, from the top of the site, of the worker's asset and of those that the page shows."""
    shown = (site.assets[name].address for name in (WORKER, *SHOWN))
    return tuple(address.lstrip("/") for address in (*shown, *look.addresses(site)))


OFFLINE = Output(name="offline", targets=targets, render=render, questions=(Question("kept_files", kept_files),))
