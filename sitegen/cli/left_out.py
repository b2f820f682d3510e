"""Why a file is not on the site, in words for its writer."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.cli.entry_reader import ListedEntry, site_entries
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.stages.discover import MARKDOWN

_IGNORED = (".", "_", "#")


def left_out(settings: Path, now: dt.datetime, name: str, diagnostics: Sequence[Diagnostic]) -> str:
    """Return why the file `name` is not published at `now`, and what to do; "" for no file and what is published.

    `diagnostics` are those of the whole site.
    """
    root = settings.parent.resolve()
    place = next((each for each in (Path(name).absolute(), root / name) if each.is_file()), None)
    if place is None:
        return ""
    if not place.is_relative_to(root / "content"):
        return f"{name} does not lie in content/, where the files of the site are; move it there"
    path = place.relative_to(root).as_posix()
    for part in place.relative_to(root / "content").parts:
        if part.startswith(_IGNORED) or part.endswith("~"):
            return f"{path} is left out because of the name {part}: it begins with . _ or #, or ends in ~"
    if wrong := [each for each in diagnostics if each.span.path == path and each.severity is Severity.ERROR]:
        return "\n".join(
            (f"{path} has an error, and a site with an error is not published:", *_errors(path, wrong))
        )
    found, _ = site_entries(settings, now)
    entry = next((each for each in found or () if each.path == path), None)
    if entry is None:
        return "" if place.suffix in MARKDOWN else _no_entry(path)
    if entry.state == "published" and any(each.severity is Severity.ERROR for each in diagnostics):
        return f"{path} is fine, but other files have errors, and such a site is not published: `sitegen check`"
    return _reason(entry)


def _errors(path: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield each error with its place, and its cure below it."""
    for each in found:
        yield f"  {path}:{each.span.line}:{each.span.column}: {each.message}"
        if each.fix:
            yield f"    = fix: {each.fix}"


def _no_entry(path: str) -> str:
    return f"{path} is no entry, because its name does not end in .md; link to it to offer it for download"


def _reason(entry: ListedEntry) -> str:
    """Return why the state of an entry keeps it off the site; "" for one that is published."""
    line = f"{entry.path}:{entry.line}"
    if entry.state == "draft":
        return f"{line} says that it is a draft: take the line away to publish it; `sitegen serve -D` shows it"
    if entry.state == "scheduled":
        return f"{line} says that it is published on {_day(entry)}; `sitegen serve -F` shows it before"
    if entry.state == "expired":
        return f"{line} says that it expired on {_day(entry)}: take the line away to publish it again"
    if entry.state == "internal":
        return f"{line} says that it is for colleagues: it is in `sitegen build --visibility internal` alone"
    if entry.state == "gone":
        return f"{line} says that it is gone: its address says so to readers"
    return ""


def _day(entry: ListedEntry) -> str:
    moment = dt.datetime.fromisoformat(entry.until)
    words = f"{moment.day} {moment:%B %Y}"
    return words if (moment.hour, moment.minute) == (0, 0) else f"{words}, {moment:%H:%M}"
