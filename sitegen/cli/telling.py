"""What a command says: the report of problems, and the line about what was done."""

import os
import sys

TYPE_CHECKING = False  # of `typing`, which a build with nothing to do has no time to import
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from sitegen.diagnostics import Diagnostic
    from sitegen.engine.request import Result


MOST = 4
"""How many reasons of a change are told."""
NOTICED = 1.0
"""A build whose search index took at least so many seconds says how long it took."""


def echo(words: str, *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Print as click does, which is asked itself when the terminal or the words are out of the ordinary."""
    stream = sys.stderr if err else sys.stdout
    encoding = getattr(stream, "encoding", None)
    if encoding is None or encoding.lower() != "utf-8" or "\x1b" in words:
        import click

        click.echo(words, nl=nl, err=err, color=color)
        return
    stream.write(f"{words}\n" if nl else words)
    stream.flush()


def exit_code(result: "Result") -> int:
    """Return 0 for a good build, 2 when the site's configuration is at fault, 1 for anything else."""
    if not result.failed:
        return 0
    elsewhere = result.diagnostics[0].code in ("build-locked", "output-place")
    return 2 if result.config is None and not elsewhere else 1


def report(diagnostics: "Sequence[Diagnostic]", root: "Path", form: str, *, verbose: bool) -> None:
    """Print the diagnostics in the form asked for: text to standard error, the others to standard output."""
    if form == "text" and not diagnostics:
        return
    from sitegen import disk
    from sitegen.diagnostics import report as forms

    diagnostics, root = report_from_here(diagnostics, root)
    if form == "json":
        echo(forms.as_json(diagnostics))
    elif form == "github":
        echo(forms.github(diagnostics), nl=False)
    else:

        def read(path: str) -> str | None:
            try:
                return disk.read(root / path).decode("utf-8", "replace")
            except OSError:
                return None

        colour = colourful()
        echo(forms.text(diagnostics, read, colour=colour, every=verbose), err=True, color=colour)


def report_from_here(diagnostics: "Sequence[Diagnostic]", root: "Path") -> "tuple[Sequence[Diagnostic], Path]":
    """Return diagnostics with paths from where the command was called, and that folder."""
    from pathlib import Path

    from msgspec import structs

    here = Path.cwd()
    site = root.resolve()
    if site == here or not (site.is_relative_to(here) or here.is_relative_to(site)):
        return diagnostics, root
    way = site.as_posix()
    moved = []
    for found in diagnostics:
        path = found.span.path
        span = (
            found.span if path.startswith("-") else structs.replace(found.span, path=_way(f"{way}/{path}", here))
        )
        moved.append(structs.replace(found, span=span))
    return moved, here


def _way(path: str, here: "Path") -> str:
    """Return a path from a folder, with slashes on every system."""
    return os.path.relpath(path, here).replace(os.sep, "/")


def colourful() -> bool:
    """Whether to colour the report: as NO_COLOR and FORCE_COLOR say, else when somebody is looking."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stderr.isatty()


def outcome(result: "Result") -> "dict[str, Any]":
    """Return what there is to say of a good build, as plain values that can be kept for the next."""
    return {
        "problems": counted(result.diagnostics),
        "entries": result.entries,
        "files": result.files,
        "waiting": waiting(result),
        "next": next_change(result),
    }


def summary(
    said: "Mapping[str, Any]", output: "str | Path", *, changed: int, seconds: float, indexing: float = 0.0
) -> str:
    """Return the last lines of a good build: what was built, how long it took, and how to look at it.

    `indexing` are the seconds that were spent on the search index; they are told where somebody noticed them.
    """
    took = f"{seconds:.2f} s" + (f", {indexing:.2f} s of them for the search index" if indexing >= NOTICED else "")
    did = f"built {entries(said['entries'])} into {said['files']} files in {took} ({changed} changed)."
    look = f"Look at it: python3 -m http.server -d {output} 8000, then open http://localhost:8000/"
    return "\n".join([" ".join([said["problems"] + did, *said["waiting"]]), said["next"], look])


def checked(result: "Result", *, seconds: float) -> str:
    """Return the last lines of a good check."""
    did = f"{counted(result.diagnostics)}{entries(result.entries)} checked in {seconds:.2f} s."
    return "\n".join([" ".join([did, *waiting(result)]), next_change(result)])


def refused(result: "Result", output: "Path", *, write: bool) -> str:
    """Return the last line of a build or check that found errors."""
    problems = counted(result.diagnostics)
    if not write:
        return f"{problems.rstrip('; ')}."
    kept = f" {output}/ is as it was." if output.exists() else ""
    return f"{problems}nothing was written.{kept}"


def counted(diagnostics: "Sequence[Diagnostic]") -> str:
    """Return how many problems there are, as the beginning of a sentence: `2 warnings in 1 file; `."""
    if not diagnostics:
        return ""
    from sitegen.diagnostics import Severity

    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    files = len({found.span.path for found in diagnostics})
    problems = ", ".join(
        f"{count} {noun}{'s' if count != 1 else ''}"
        for count, noun in ((errors, "error"), (len(diagnostics) - errors, "warning"))
        if count
    )
    return f"{problems} in {files} {'file' if files == 1 else 'files'}; "


def entries(count: int) -> str:
    """Return a number of entries in words."""
    return f"{count} {'entry' if count == 1 else 'entries'}"


def waiting(result: "Result") -> list[str]:
    """Return a sentence for each thing that time or its author will change."""
    said = []
    if result.drafts:
        said.append(f"Left out: {result.drafts} {'draft' if result.drafts == 1 else 'drafts'} (-D shows them).")
    if result.scheduled and result.next_due:
        said.append(f"Scheduled: {result.scheduled}, the next for {result.next_due:%Y-%m-%d %H:%M}.")
    if result.expired:
        said.append(f"Expired: {result.expired}.")
    return said


def without_remarks(result: "Result") -> str:
    """Return how many remarks of writers no page shows."""
    remarks = f"{result.remarks} {'remark' if result.remarks == 1 else 'remarks'}"
    return f"Left out of texts: {remarks}, as between %% and %%."


def newly_registered(result: "Result") -> str:
    """Return which addresses were added to the register, or that its lines were put in order."""
    if not result.registered:
        return "addresses.txt: its lines are in order again, each once; commit the file."
    first, *more = result.registered
    named = f"{first} and {len(more):,} more are" if more else f"{first} is"
    return f"addresses.txt: {named} published for the first time; commit the file."


def next_change(result: "Result") -> str:
    """Return when the clock alone will change a page, by the clock of the site, and why."""
    if result.next_change is None or result.config is None:
        return "Next change: none by the clock alone."
    from sitegen import dates
    from sitegen.facets.schedule import zone_of

    zone = result.config.timezone
    at = result.next_change.astimezone(zone_of(zone))
    why = list(result.next_why)
    if len(why) > MOST:
        why[MOST - 1 :] = [f"{len(why) - MOST + 1} more"]
    last = why.pop()
    words = f"{', '.join(why)} and {last}" if why else last
    return f"Next change: {dates.day(at.date())}, {dates.clock(at)} {dates.zone_words(zone)}, when {words}."
