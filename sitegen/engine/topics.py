"""The topics in the feeds that entries name, read where the last build has not read them already."""

import posixpath
from collections.abc import Iterable

from sitegen.diagnostics import Span, diagnose
from sitegen.disk import read
from sitegen.model.entry import Entry
from sitegen.model.inputs import Inputs
from sitegen.model.meta import Meta
from sitegen.model.place import CONTENT
from sitegen.model.source import File
from sitegen.model.topics import Topics
from sitegen.urls import composed, join


def read_all_topics(
    files: Iterable[File], entries: Iterable[Entry[Meta]], zone: str, past: Inputs | None
) -> dict[str, Topics]:
    """Return the topics of the feed that each entry names, by its key; `zone` is the site's."""
    known = {each.digest: each for each in past.topics.values()} if past and past.config.timezone == zone else {}
    named = {entry.key: (entry, name) for entry in entries if (name := getattr(entry.meta, "forum_feed", ""))}
    places = {file.path: file for file in files} if named else {}
    found = {}
    for key, (entry, name) in named.items():
        path = composed(name).lstrip("/") if name.startswith("/") else join(posixpath.dirname(key), composed(name))
        file = places.get(path) or places.get(f"static/{path}")
        if file is None:
            message = f"there is no file {name}, so no topics are shown"
            fix = "save the feed of the forum beside this entry, or take the line out"
            said = diagnose("forum-feed", entry.span("forum_feed"), message, fix=fix)
            found[key] = Topics(digest="", diagnostics=(said,))
        else:
            found[key] = known.get(file.digest) or _topics(file, zone)
    return found


def _topics(file: File, zone: str) -> Topics:
    from sitegen.stages.topics import read_topics

    path = f"{CONTENT.path}/{file.path}"
    try:
        return read_topics(read(file.location), path, zone)
    except OSError as error:  # it went away since it was listed
        said = diagnose("unreadable-file", Span(path=path), f"this file cannot be read: {error.strerror}")
        return Topics(digest="", diagnostics=(said,))
