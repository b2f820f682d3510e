"""Where this sitegen was installed from, and in which zone this machine is."""

import json
import os
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zoneinfo import ZoneInfo


def installed_from() -> str:
    """Return what pip takes to install the same elsewhere; "" where it came from a folder of this machine.

    pip writes down from which repository and commit it installed a package. There is no package index to ask.
    """
    try:
        told = distribution("sitegen").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    return requirement(told or "{}")


def requirement(told: str) -> str:
    """Return the line for pip that the words of a `direct_url.json` come to; "" for a folder or no words."""
    origin = json.loads(told)
    url, kept = origin.get("url", ""), origin.get("vcs_info")
    if not url.startswith(("https://", "ssh://")):
        return ""
    return f"sitegen @ {kept['vcs']}+{url}@{kept['commit_id']}" if kept else f"sitegen @ {url}"


def zone_here() -> str:
    """Return the name of the time zone that this machine is set to, `UTC` where it does not tell one."""
    named = os.environ.get("TZ", "").removeprefix(":")
    _, _, linked = Path("/etc/localtime").resolve().as_posix().partition("/zoneinfo/")
    for name in (named, linked):
        if "/" in name and not name.startswith("Etc/"):
            try:
                return ZoneInfo(name).key
            except (OSError, ValueError):
                continue
    return "UTC"
