"""Entries that a computer made beside another one, such as `plan (Copy).md`."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.patterns import late

_CONFLICT = late(
    r"(?P<stem>.+?)(?:[ ._-]*\([^()]*(?:conflicted copy|case conflict|in konflikt stehende kopie|konfliktkopie"
    r"|copie en conflit|copia en conflicto|copia in conflitto)[^()]*\)|[._-]sync-conflict-\d{8}-.*"
    r"|_conf\(\d{4}-\d\d-\d\d.*\))",
    re.I,
)
"""What Dropbox, Nextcloud, Syncthing and Synology call the version of a file that another one has replaced."""
_COPY = r"(?:copy|kopie|copie|copia|cópia|kopia|kopi)"
_KEPT = late(
    rf"(?P<stem>.+?)(?:[ _]\((?:another |\d+\w\w )?{_COPY}(?: \d+)?\)|[ ]-[ ]{_COPY}(?: \(\d+\))?"
    rf"|[ ]{_COPY}(?: \d+)?)"
    rf"|{_COPY}(?: \(\d+\))? (?:of|von|de|di|av|van)[ ](?P<behind>.+)",
    re.I,
)
"""What Windows, macOS and the desktops of Linux call a copy."""
_NUMBERED = late(r"(?P<stem>.+?)[ ]?\(\d+\)")
_SIGNS = ("(", "cop", "kop", "conf", "cóp")
"""The name of every copy has one of these."""


def published_copies(entries: Mapping[str, Entry[Meta]]) -> Iterator[Diagnostic]:
    """Yield a warning for each entry whose file is called as the copy of another one.

    Only a version that lost a conflict needs no other file of its name; a number in brackets says too little
    by itself, so it counts where both have one title.
    """
    for entry in entries.values():
        key = entry.key.casefold()
        if entry.meta.draft or not any(sign in key for sign in _SIGNS):
            continue
        folder, name = posixpath.split(entry.key)
        stem, dot, end = name.rpartition(".")
        conflict, kept, numbered = (each.fullmatch(stem) for each in (_CONFLICT, _KEPT, _NUMBERED))
        match = conflict or kept or numbered
        if match is None:
            continue
        found = match.groupdict()
        original = posixpath.join(folder, f"{found['stem'] or found['behind']}{dot}{end}")
        there = original in entries
        if not there and not conflict:
            continue
        if match is numbered and entries[original].meta.title != entry.meta.title:
            continue
        first = posixpath.basename(original)
        words = "a version that another one has replaced" if conflict else f"a copy of {first}"
        yield diagnose(
            "misplaced-file",
            Span(path=entry.path, line=1, column=1),
            f"this is published as well, and is called like {words}",
            fix=f"take what is new in it over into {first}, and delete it" if there else f"rename it to {first}",
            note="If it is meant so, say in site.yaml:\nchecks: {misplaced-file: off}",
        )
