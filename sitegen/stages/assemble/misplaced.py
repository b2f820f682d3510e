"""Files that look like entries and lie where they are none, or another kind of entry than their name says."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.model.comment import FOLDER as COMMENTS
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import File
from sitegen.patterns import late
from sitegen.stages.assemble.files import named_files
from sitegen.urls import DATED

STATIC = "static/"
NEARLY_MARKDOWN = (".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".txt", ".text")
"""The ends of names that a computer or another program has given to Markdown."""
COPIED = late(
    r"(.+?)(\.(?:md|markdown)(?:\.(?:txt|html|bak|backup|old|orig|save|tmp|copy)\d*|[ _(-].*|\.?~?\d+))", re.I
)
"""A name of Markdown to which something was added: by a computer, a download or a person who kept a copy."""
NO_END = "no end"
"""Stands for the end of a name without one."""
WEB_PAGES = (".html", ".htm", ".xhtml", ".shtml")
DOCUMENTS = (
    *(".docx", ".docm", ".doc", ".dotx", ".odt", ".fodt", ".rtf", ".pages", ".wpd", ".tex", ".ipynb"),
    *(".rst", ".adoc", ".asciidoc", ".org", ".textile", ".wiki", ".mediawiki", ".creole"),
)
"""The ends of names of texts that sitegen does not read."""
CALENDARS = (".ics", ".ical", ".vcs")
OF_PROGRAMMERS = frozenset(
    (
        *("readme", "license", "licence", "copying", "notice", "authors", "contributors", "changelog", "changes"),
        *("makefile", "dockerfile", "gemfile", "rakefile", "procfile", "version", "todo", "requirements", "cname"),
    )
)
"""Names without their end of files that are about the files beside them."""
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

_SHORTEST = 4
"""Shorter words are too near to each other to tell a slip from another word."""
_TOLD = (*NEARLY_MARKDOWN, *WEB_PAGES, *DOCUMENTS, *CALENDARS)


def looking_like(entries: Iterable[Entry[Meta]], kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Return, by key, the folder of the kind that each plain page in a folder with nearly its name looks like.

    A page whose file's name begins with a day looks like a post wherever it lies.
    """
    folders = _nearly(kinds.values())
    others: dict[str, Kind | None] = {word: kind for kind in kinds.values() for word in kind.other_words}
    dated = next((kind for kind in kinds.values() if kind.dated_name), None)
    found: dict[str, str] = {}
    for entry in entries:
        if kinds[entry.kind].folder:
            continue
        folder, slash, _ = entry.key.partition("/")
        word = _folded(folder) if slash else ""
        meant = folders.get(word, "")
        heads = entry.key.rpartition("/")[2].rpartition(".")[0] == "index"
        if meant == folder and heads:
            continue  # it heads the list of the kind
        if set(entry.key.split("/")[1:-1]) & LISTS:
            continue
        if word and word not in others and not meant:
            others[word] = _nearest(word, kinds.values())
        other = others.get(word)
        if other and not heads and _looks_like(entry, other):
            meant = other.folder
        if not meant and dated and DATED.match(posixpath.basename(entry.key)):
            meant = dated.folder
        if meant:
            found[entry.key] = meant
    return found


def misplaced_entries(
    lookalikes: Mapping[str, str], entries: Mapping[str, Entry[Meta]], kinds: Mapping[str, Kind]
) -> Iterator[Diagnostic]:
    """Yield a warning for each folder of plain pages that look like another kind; see `looking_like`."""
    found: dict[tuple[str, str], list[Entry[Meta]]] = {}
    for key, meant in lookalikes.items():
        found.setdefault((posixpath.dirname(key), meant), []).append(entries[key])
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


def _looks_like(entry: Entry[Meta], kind: Kind) -> bool:
    """Return whether a page has what an entry of a kind cannot do without."""
    return bool({"date", "extra.start"} & entry.places.keys()) or not (kind.dated or kind.order == "start")


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


@lru_cache(maxsize=512)
def _folded(folder: str) -> str:
    """Return a folder's name in small letters, without accents, blanks at its ends and what it begins with."""
    name = folder.strip(" _\u00a0").casefold()
    if name.isascii():
        return name
    return "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))


def _nearest(word: str, kinds: Iterable[Kind]) -> Kind | None:
    """Return the kind whose folder has a name that one slip of a finger makes this word of."""
    return next((kind for kind in kinds if kind.folder and _is_slip(word, kind.folder)), None)


def _is_slip(word: str, meant: str) -> bool:
    """Whether one letter of a word is too many, missing, another one, or has changed places with the next."""
    if word == meant or abs(len(word) - len(meant)) > 1 or min(len(word), len(meant)) < _SHORTEST:
        return False
    same = next((at for at, (one, two) in enumerate(zip(word, meant, strict=False)) if one != two), len(word))
    mine, other = word[same:], meant[same:]
    swapped = mine[:2] == other[1::-1] and mine[2:] == other[2:]
    return mine[1:] == other[1:] or mine[1:] == other or mine == other[1:] or swapped


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
    files: Iterable[File],
    published: Iterable[File],
    hidden: Iterable[Entry[Meta]],
    keys: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield a warning for each file of content/ that was meant to be published, and is not.

    Nothing is said of a file to which an entry refers, be it one that is not `published` yet, as the `hidden` are.
    No cure gives a file the name of one of the `keys`, which are those of entries.
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
        sort = _sort(file.path)
        if sort in (NO_END, ".txt", ".text") and posixpath.join(folder, f"{_bare(name)}.md") in keys:
            continue  # it is something to do with that entry, which is there
        groups.setdefault((folder, sort), []).append(name)
    for (folder, end), names in groups.items():
        markdown = f"{_bare(names[0])}.md"
        path = posixpath.join("content", folder, names[0])
        message, fix = _words(path, end, markdown, taken=posixpath.join(folder, markdown) in keys)
        span = Span(path=path)
        message = f"{message}{_more(len(names), folder)}"
        yield diagnose("misplaced-file", span, message, fix=fix, note=_silence())


def published_as_typed(files: Iterable[File], entries: Iterable[Entry[Meta]]) -> Iterator[Diagnostic]:
    """Yield a warning for the first text of Markdown in content/static/, where no page is made of it.

    Nothing is said of one to which an entry refers, and of those that are about the files beside them.
    """
    raw = [
        file.path
        for file in files
        if file.path.startswith(STATIC)
        and file.path.lower().endswith((".md", ".markdown"))
        and posixpath.basename(file.path).partition(".")[0].lower() not in OF_PROGRAMMERS
    ]
    if raw:
        named = {posixpath.basename(each.target) for entry in entries for each in entry.body.references}
        raw = [path for path in raw if posixpath.basename(path) not in named]
    if raw:
        message = "this is published as it was typed, because no page is made of what is in static/"
        message += f" ({len(raw) - 1} more in content/static)" if len(raw) > 1 else ""
        fix = f"move it to content/{posixpath.basename(raw[0])} to make a page of it"
        yield diagnose("misplaced-file", Span(path=f"content/{raw[0]}"), message, fix=fix, note=_silence())


def _is_told(path: str) -> bool:
    if path.startswith(STATIC):
        return False
    return path.lower().startswith(STATIC) or _sort(path) != ""


def _sort(path: str) -> str:
    """Return the end by which files of one sort are known; "" for a file that may lie where it is, unpublished."""
    folder, name = posixpath.split(path.lower())
    if not folder and name in FOR_THE_TOP:
        return name
    if name.partition(".")[0] in OF_PROGRAMMERS:
        return ""
    if (".md" in name or ".markdown" in name) and COPIED.fullmatch(name):
        return ".md"
    _, dot, end = name.rpartition(".")
    if dot + end in _TOLD:
        return dot + end
    return NO_END if not dot or " " in end else ""


def _bare(name: str) -> str:
    """Return a name without all that stands behind the name of a text."""
    if copied := COPIED.fullmatch(name):
        return copied[1]
    stem, dot, end = name.rpartition(".")
    return stem if dot and " " not in end else name


def _words(path: str, end: str, markdown: str, *, taken: bool) -> tuple[str, str]:
    """Return what to say of a file of a sort, and the cure.

    `markdown` is what it would be called as an entry, and `taken` whether an entry is called so already.
    """
    if end == STATIC:
        message = "this file is not published: the name of its folder is not spelt `static`"
        return message, "rename it to content/static/"
    if end in NEARLY_MARKDOWN or end in (".md", NO_END):
        message = "the name of this file does not end in .md, so it is no entry"
        if taken:
            return message, f"take what is new in it over into {markdown}, and delete it"
        offered = end in (".txt", ".text", NO_END) and not path.startswith(f"content/{COMMENTS}")
        other = ", or link to it to offer it for download" if offered else ""
        return message, f"rename it to {markdown}{other}"
    if end in WEB_PAGES:
        as_it_is = "move it to content/static/ to publish it as it is"
        fix = f"{as_it_is}, or {'delete it' if taken else f'write its text into {markdown}'}"
        return "this file is not published: content/ is for Markdown", fix
    if end in DOCUMENTS:
        first = "delete it" if taken else f"save its text as {markdown}"
        fix = f"{first}, or link to the file to offer it for download"
        return "this file is not published: it is no Markdown, and nothing refers to it", fix
    if end in CALENDARS:
        quoted = f"'{path}'" if " " in path else path
        fix = f"make entries of it: `sitegen import ics {quoted}`, then delete it; or link to it to offer it"
        return "this calendar is not published, and its events are no entries", fix
    return (
        "this file is not published: nothing refers to it",
        f"move it to content/static/{posixpath.basename(path)}",
    )


def _more(count: int, folder: str) -> str:
    return f" ({count - 1} more in content/{folder})" if count > 1 else ""


def _silence() -> str:
    return "If it is meant so, say in site.yaml:\nchecks: {misplaced-file: off}"
