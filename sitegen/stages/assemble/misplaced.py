"""Files that look like entries and lie where they are none, or another kind of entry than their name says."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import File
from sitegen.stages.assemble.files import named_files
from sitegen.urls import DATED

STATIC = "static/"
NEARLY_MARKDOWN = (".md.txt", ".markdown.txt", ".md.html", ".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn", ".md.bak")
"""The ends of names that a computer or another program has given to Markdown."""
WEB_PAGES = (".html", ".htm")
DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages", ".rst", ".adoc", ".asciidoc", ".org", ".textile")
"""The ends of names of texts that sitegen does not read."""
FOR_THE_TOP = (
    "cname",
    "robots.txt",
    "humans.txt",
    "ads.txt",
    "favicon.ico",
    "apple-touch-icon.png",
    "security.txt",
)
"""What web servers, browsers and robots look for at the top of a site."""

LISTS = frozenset(("tags", "tag", "categories", "category", "authors", "archive", "archives", "page"))
"""Folders in which other programs have pages that list entries, beside the entries."""

DRAFTS = frozenset(("draft", "drafts", "private", "privat"))
"""Folders whose names keep nothing back, whatever those who name them so may think; `_drafts` does."""

_TOLD = (*NEARLY_MARKDOWN, *WEB_PAGES, *DOCUMENTS)


def misplaced_entries(entries: Iterable[Entry[Meta]], kinds: Mapping[str, Kind]) -> Iterator[Diagnostic]:
    """Yield a warning for each folder of plain pages that is named nearly as the folder of a kind is.

    A page whose file's name begins with a day looks like a post wherever it lies.
    """
    folders = _nearly(kinds.values())
    dated = next((kind for kind in kinds.values() if kind.dated_name), None)
    found: dict[tuple[str, str], list[Entry[Meta]]] = {}
    for entry in entries:
        if kinds[entry.kind].folder:
            continue
        folder, slash, _ = entry.key.partition("/")
        meant = folders.get(folder.lstrip("_").casefold(), "") if slash else ""
        if meant == folder and entry.key.rpartition("/")[2].rpartition(".")[0] == "index":
            continue  # it heads the list of the kind
        if set(entry.key.split("/")[1:-1]) & LISTS:
            continue
        if not meant and dated and DATED.match(posixpath.basename(entry.key)):
            meant = dated.folder
        if meant:
            found.setdefault((posixpath.dirname(entry.key), meant), []).append(entry)
    labels = {kind.folder: kind.label.lower() for kind in kinds.values()}
    for (folder, meant), inside in found.items():
        first = min(inside, key=lambda entry: entry.key)
        name = posixpath.basename(first.key)
        article = "an" if labels[meant][0] in "aeiou" else "a"
        message = f"this is a plain page, and looks like {article} {labels[meant]}{_more(len(inside), folder)}"
        yield diagnose(
            "misplaced-file",
            Span(path=first.path, line=1, column=1),
            message,
            fix=f"move it to content/{meant}/{name}",
            note=_silence(),
        )


def published_drafts(entries: Iterable[Entry[Meta]]) -> Iterator[Diagnostic]:
    """Yield a warning for each folder called `drafts` or `private` whose entries are published unasked."""
    found: dict[str, list[Entry[Meta]]] = {}
    for entry in entries:
        folder = posixpath.dirname(entry.key)
        if (
            not DRAFTS.isdisjoint(folder.casefold().split("/"))
            and not {"draft", "published"} & entry.places.keys()
        ):
            found.setdefault(folder, []).append(entry)
    for folder, inside in found.items():
        first = min(inside, key=lambda entry: entry.key)
        name = next(step for step in folder.split("/") if step.casefold() in DRAFTS)
        yield diagnose(
            "misplaced-file",
            Span(path=first.path, line=1, column=1),
            f"this page is published: a folder called `{name}` keeps nothing back{_more(len(inside), folder)}",
            fix="draft: true",
            note="Where all of it is to stay back, call the folder _drafts.\n" + _silence(),
        )


def _nearly(kinds: Iterable[Kind]) -> dict[str, str]:
    """Return the folder of each kind by its name in small letters, its singular, and the address of its list."""
    found: dict[str, str] = {}
    for kind in kinds:
        if kind.folder:
            address = kind.directory.strip("/")
            for name in (kind.folder, kind.folder.removesuffix("s"), address if "/" not in address else ""):
                if name:
                    found.setdefault(name.casefold(), kind.folder)
    return found


def misplaced_files(
    files: Iterable[File], published: Iterable[File], hidden: Iterable[Entry[Meta]]
) -> Iterator[Diagnostic]:
    """Yield a warning for each file of content/ that was meant to be published, and is not.

    Nothing is said of a file to which an entry refers, be it one that is not `published` yet, as the `hidden` are.
    """
    lost = [file for file in files if _is_told(file.path)]
    if not lost:
        return
    shown = {file.path for file in published}
    named: set[str] = set()
    for entry in hidden:
        named |= {posixpath.basename(reference.target) for reference in entry.body.references}
        named |= {posixpath.basename(name) for _, name in named_files(entry)}
    lost = [file for file in lost if file.path not in shown and posixpath.basename(file.path) not in named]
    groups: dict[tuple[str, str], list[str]] = {}
    for file in lost:
        folder, name = posixpath.split(file.path)
        if file.path.lower().startswith(STATIC):
            top, _, below = file.path.partition("/")
            groups.setdefault((top, STATIC), []).append(below)
            continue
        end = next((end for end in _TOLD if name.lower().endswith(end)), name)
        groups.setdefault((folder, end), []).append(name)
    for (folder, end), names in groups.items():
        message, fix = _words(names[0], end)
        span = Span(path=posixpath.join("content", folder, names[0]))
        message = f"{message}{_more(len(names), folder)}"
        yield diagnose("misplaced-file", span, message, fix=fix, note=_silence())


def _is_told(path: str) -> bool:
    if path.startswith(STATIC):
        return False
    lower = path.lower()
    if lower.startswith(STATIC):
        return True
    return lower.endswith(_TOLD) or ("/" not in path and lower in FOR_THE_TOP)


def _words(name: str, end: str) -> tuple[str, str]:
    """Return what to say of a file with such an end of its name, and the cure."""
    if end == STATIC:
        message = "this file is not published: the name of its folder is not spelt `static`"
        return message, "rename it to content/static/"
    bare = name[: len(name) - len(end)]
    if end in NEARLY_MARKDOWN:
        return "the name of this file does not end in .md, so it is no entry", f"rename it to {bare}.md"
    if end in WEB_PAGES:
        fix = f"move it to content/static/ to publish it as it is, or write its text into {bare}.md"
        return "this file is not published: content/ is for Markdown", fix
    if end in DOCUMENTS:
        fix = f"save its text as {bare}.md, or link to the file to offer it for download"
        return "this file is not published: it is no Markdown, and nothing refers to it", fix
    return "this file is not published: nothing refers to it", f"move it to content/static/{name}"


def _more(count: int, folder: str) -> str:
    return f" ({count - 1} more in content/{folder})" if count > 1 else ""


def _silence() -> str:
    return "If it is meant so, say in site.yaml:\nchecks: {misplaced-file: off}"
