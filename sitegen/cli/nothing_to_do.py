"""A build with nothing to do, which says what the last one said."""

import os
import time

from sitegen.cli.arguments import folder_of
from sitegen.disk import keep_state_in
from sitegen.engine.cache.untouched import Asked, untouched

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

DECIDE = ("base_url", "drafts", "future", "strict", "visibility", "portable")
"""The options that decide what is built."""


def say_again(given: "Mapping[str, Any]") -> bool:
    """Say what the last build said when this one would change nothing; return whether it was said.

    `given` are the arguments by name. False says nothing: then a build looks for itself.
    """
    started = time.perf_counter()
    if given["clean"] or given["verify"] or given["profile"] or given["form"] != "text":
        return False
    settings = given["config"]
    if os.path.isdir(settings):
        settings = os.path.join(settings, "site.yaml")
    root, config = os.path.split(settings)
    output = given["output"] or os.path.join(root, folder_of(given["visibility"], portable=given["portable"]))
    if any(os.path.normpath(place) != place for place in (settings, output)):
        return False
    if given["state"]:
        keep_state_in(given["state"], root or ".")
    now = _now(given["as_of"])
    if now is None:
        return False
    asked = Asked(root or ".", output, config, {name: given[name] for name in DECIDE})
    words = untouched(asked, now)
    if words is None:
        return False
    if not given["quiet"]:
        from sitegen.cli.telling import echo, summary

        entries, files, next_change, *waiting = words
        said = {
            "problems": "",
            "entries": int(entries),
            "files": int(files),
            "next": next_change,
            "waiting": waiting,
        }
        echo(summary(said, output, changed=0, seconds=time.perf_counter() - started), err=True)
    return True


def _now(as_of: str | None) -> float | None:
    """Return the clock of the build in seconds since 1970; None when that needs the zone of the site."""
    if as_of is None and not os.environ.get("SOURCE_DATE_EPOCH"):
        return time.time()
    from sitegen.cli.clock import moment

    now = moment(as_of)
    return now.timestamp() if now.tzinfo else None
