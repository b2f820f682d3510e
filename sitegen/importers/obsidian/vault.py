"""The notes of a vault as drafts of wiki pages. A build reads their texts as Obsidian does, so they stay."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from msgspec.structs import replace

from sitegen.disk import skipped
from sitegen.importers.draft import Copy, Draft, Extract
from sitegen.importers.importer import Context
from sitegen.importers.obsidian.settings import PUBLISH, VaultSettings, vault_settings
from sitegen.importers.obsidian.tags import tags_in
from sitegen.importers.report import Report
from sitegen.importers.tally import Tally
from sitegen.importers.websites.addresses import kept
from sitegen.importers.websites.code import outside_code
from sitegen.importers.websites.dates import OldMoment, old_moment
from sitegen.importers.websites.entries import OldSite, drafts
from sitegen.importers.websites.formulas import FORMULAS, as_code
from sitegen.importers.websites.front_matter import OldText, old_text
from sitegen.importers.websites.links import Links
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.privacy import is_kept_back, waiting
from sitegen.importers.websites.sorts import POST, WIKI
from sitegen.importers.websites.values import first, is_no, text, texts
from sitegen.urls import slugify, spelled

TAGS = ("leave", "read")
DAILY = ("wiki", "posts", "none")
TOP = "wiki/"
"""Where a vault lies below content/."""
ALIEN = (".canvas", ".base", ".excalidraw", ".excalidraw.md")
"""Endings of files that Obsidian alone can show."""
EXCLUDED = "left out, because Obsidian is told to leave it out of sight"
READ = frozenset({"date created", "created", "alias"})
"""Properties that are read here, beside those that every importer reads."""
DROPPED = frozenset({"cssclass", "cssclasses", "banner_x", "banner_y", "kanban-plugin"})
"""Properties about the look of a note."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OPEN = re.compile(r"\]\(obsidian://open\?(?:[^)\s]*&)?file=([^&)\s]+?)(?:\.md)?(?:&[^)\s]*)?\)")
_QUERY = re.compile(
    r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<block>dataviewjs|dataview|tasks|query|base|bases|button|templater)\b"
    r"|`(?P<inline>\$?=[ \t]*(?:this\b|dv\.|[a-z]+\(|\[\[)[^`\n]*)`"
    r"|(?P<command><%[-_*+]*[ \t]*(?:await[ \t]+)?tp\.)",
    re.MULTILINE,
)
"""What asks a plugin: a block, words within a line (Dataview), a command (Templater)."""
_TEMPLATES = re.compile(r"[\W\d_]*templates?[\W_]*", re.IGNORECASE)
"""A folder of templates by its name, such as `_templates` or `99 Templates`."""


def extract(files: Mapping[str, bytes], context: Context) -> Extract:
    """Return the drafts of a vault's notes, and the files that they name."""
    vault = vault_settings(files)
    left = Tally("files")
    notes = {path: files[path] for path in files if _is_note(path, vault, left)}
    reports = [Report(path) for path in notes]
    read = [old_text(data, report) for data, report in zip(notes.values(), reports, strict=True)]
    pages = []
    for path, note, report in zip(notes, read, reports, strict=True):
        page = _page(path, note, report, vault, context, left)
        if page:
            pages.append(page)
    with_new_names = _renamed(files)
    formulas = Tally("times")

    def body(page: OldPage, report: Report) -> str:
        counted: Counter[str] = Counter()
        words = with_new_names(_without_program(page.body))
        words = words if context.maths else as_code(words, counted)
        if counted[FORMULAS]:
            formulas.add(report.path, "formulas are shown as they are typed", times=counted[FORMULAS])
        return words

    site = OldSite(
        url="",
        pages=tuple(pages),
        people=(),
        links=Links(base="", hosts=(), addresses={}, sources={}, files={}),
        copies=(),
        anchor=slugify,
        body=body,
        own_fields=context.fields,
    )
    found = drafts(site)
    copies = tuple(_copies(files, pages, vault, left))
    said = [each for report in reports for each in report.found]
    return replace(
        found,
        drafts=tuple(_with_own_slugs([replace(draft, uid=draft.path) for draft in found.drafts])),
        copies=copies,
        diagnostics=(*said, *found.diagnostics, *left.diagnostics(), *formulas.diagnostics()),
    )


def _is_note(path: str, vault: VaultSettings, left: Tally) -> bool:
    """Whether a file is a note that becomes an entry; report a note that does not."""
    if not path.lower().endswith((".md", ".markdown")) or _is_hidden(path):
        return False
    if path.endswith(ALIEN):
        return False
    if path.startswith(vault.templates):
        left.add(path, "left out: a template for notes")
        return False
    if any(_TEMPLATES.fullmatch(folder) for folder in path.split("/")[:-1]):
        left.add(
            path, "left out: a template, by the name of its folder", fix="rename the folder if it holds notes"
        )
        return False
    if vault.excludes(path):
        left.add(path, EXCLUDED, fix="take it over by hand if it is for all")
        return False
    return True


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") for part in path.split("/"))


def _page(
    path: str, note: OldText, report: Report, vault: VaultSettings, context: Context, left: Tally
) -> OldPage | None:
    """Return a note as a page; None for one that stays behind."""
    fields = note.fields
    name = posixpath.basename(path).rpartition(".")[0]
    if "excalidraw-plugin" in fields:
        left.add(path, "left out: a drawing that Obsidian alone can show", fix="export it as a picture")
        return None
    day = _day(path, name, vault)
    if day and context.chosen.get("daily-notes") == "none":
        left.add(path, "left out: a daily note")
        return None
    for field in sorted(DROPPED & fields.keys()):
        left.add(path, f"not carried over: `{field}`, which is about the look in Obsidian")
    for query in _QUERY.finditer(note.body):
        line = note.body_line + note.body.count("\n", 0, query.start())
        left.add(path, _asked(query), line=line)
    tags = [tag.strip("#/ ") for field in ("tags", "tag") for tag in _labels(fields.get(field))]
    body = note.body
    if context.chosen.get("tags-in-text") == "read":
        more, body = tags_in(body)
        tags += more
    aliases = [text(each) for field in ("aliases", "alias") for each in texts(fields.get(field) or "")]
    old = unquote(text(fields.get("permalink")).strip("/"))
    address, more_aliases = kept(f"/{old}/".replace("//", "/")) if "permalink" in fields else ("", ())
    aliases += more_aliases
    if (vault.published or "publish" in fields) and not is_no(fields.get("publish")):
        published = "/" + path.rpartition(".")[0].replace(" ", "+")
        aliases += [published] if spelled(published.strip("/")) != spelled(old) else []
    date = old_moment(text(first(fields, "date", "created", "date created")))
    as_post = bool(day) and context.chosen.get("daily-notes") == "posts"
    return OldPage(
        path=path,
        sort=POST if as_post else WIKI,
        key=f"posts/{name}.md" if as_post else TOP + _visible(path),
        address=address,
        fields={
            **{field: value for field, value in fields.items() if field not in READ | DROPPED},
            **waiting(fields),
        },
        lines=note.lines,
        body=body,
        body_line=note.body_line,
        title=text(fields.get("title")) or name,
        date=day if as_post else date,
        draft=is_no(fields.get("publish")) or is_kept_back(fields, note.lines, report, states=True),
        tags=tuple(dict.fromkeys(filter(None, tags))),
        aliases=tuple(dict.fromkeys(each for each in aliases if each)),
    )


def _asked(query: re.Match[str]) -> str:
    """Return the message about a query that a plugin of Obsidian would answer."""
    if query["block"]:
        return f"a block of `{query['block']}` asks a plugin of Obsidian; it stays as code"
    if query["inline"]:
        return "a query within a line asks a plugin of Obsidian (Dataview); it stays as code"
    return "a command of a plugin of Obsidian (Templater) stays as it is typed"


def _day(path: str, name: str, vault: VaultSettings) -> OldMoment | None:
    """Return the day of a daily note, None for any other note."""
    return old_moment(name) if _DAY.fullmatch(name) and path.startswith(vault.daily_folder) else None


def _labels(value: object) -> list[str]:
    """Return the tags of a property: a list, or a text with commas or spaces between them."""
    return [tag for each in texts(value or "") for tag in (each.split() if isinstance(value, str) else [each])]


def _visible(path: str) -> str:
    """Return a path whose parts a build reads: it leaves out names that begin with `_` or `#` or end with `~`."""
    return "/".join(map(_shown, path.split("/")))


def _shown(name: str) -> str:
    return name.lstrip("_#.").rstrip("~") or "note" if skipped(name) else name


def _without_program(body: str) -> str:
    """Return a text whose links that open a note in Obsidian lead to the note itself."""
    if "obsidian://open" not in body:
        return body
    return outside_code(body, lambda part: _OPEN.sub(lambda found: f"](<{unquote(found[1])}.md>)", part))


def _renamed(files: Iterable[str]) -> Callable[[str], str]:
    """Return a function that gives links their way to what has another name now."""
    parts = {part for path in files if not _is_hidden(path) for part in path.split("/") if skipped(part)}
    stems = {part.rpartition(".")[0] or part if part.endswith(".md") else part for part in parts}
    names = {typed: name for name in stems for typed in (name, quote(name))}
    if not names:
        return lambda body: body
    alternatives = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?<=[\[(<\"'/])(?:{alternatives})(?=[/\]|#).\"'])")

    def rewrite(part: str) -> str:
        return pattern.sub(lambda found: _shown(found[0]), part)

    return lambda body: outside_code(body, rewrite)


def _copies(
    files: Mapping[str, bytes], pages: Iterable[OldPage], vault: VaultSettings, left: Tally
) -> Iterator[Copy]:
    """Yield the files that a note names; report the others."""
    said = spelled(unquote("\n".join([page.body + "\n" + str(page.fields) for page in pages])))
    for path in files:
        name = spelled(posixpath.basename(path))
        if (
            _is_hidden(path)
            or path in PUBLISH
            or (path.lower().endswith((".md", ".markdown")) and not path.endswith(ALIEN))
        ):
            continue
        if path.endswith(ALIEN):
            ending = next(each for each in reversed(ALIEN) if path.endswith(each))
            left.add(path, f"left out: no page can show the format {ending}", fix="export it as a picture")
        elif vault.excludes(path):
            left.add(path, EXCLUDED, fix="take it over by hand if it is for all")
        elif name in said or (".excalidraw." in name and name.rpartition(".")[0] in said):
            yield Copy(path=path, key=TOP + _visible(path))
        else:
            left.add(path, "left out: a file that no note shows or links to")


def _with_own_slugs(made: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts; one whose name gives no address, or that of another note, gets a slug of its own."""
    taken: set[str] = set()
    for draft in made:
        parts = draft.key.rpartition(".")[0].split("/")
        own = "/".join(map(slugify, parts))
        fresh, number = slugify(parts[-1]), 1
        while not fresh or (own in taken and not draft.address):
            number += 1
            fresh = f"{slugify(parts[-1]) or 'note'}-{number}"
            own = "/".join([*map(slugify, parts[:-1]), fresh])
        taken.add(own)
        yield draft if fresh == slugify(parts[-1]) else replace(draft, fields={**draft.fields, "slug": fresh})
