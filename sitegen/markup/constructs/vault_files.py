"""`![[plan.png|300]]`, as Obsidian has it: a picture, a film, a sound, a table, or a link to any other file."""

import re
from typing import Literal

from sitegen.markup.body.draft import Draft
from sitegen.markup.body.pass_state import Page
from sitegen.markup.body.pictures import picture
from sitegen.markup.constructs.contract import Construct
from sitegen.markup.html import tag, text
from sitegen.markup.placeholders import Mark, bracket
from sitegen.patterns import late

_PICTURES = frozenset(("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"))
_FILMS = frozenset(("mkv", "mov", "mp4", "ogv", "webm"))
_SOUNDS = frozenset(("3gp", "flac", "m4a", "mp3", "ogg", "wav"))
_TABLES = frozenset(("csv", "tsv"))
_OTHERS = ("docx?", "epub", "ics", "odp", "ods", "odt", "pdf", "pptx?", "txt", "xlsx?", "zip")
_ENDINGS = "|".join((*sorted(_PICTURES | _FILMS | _SOUNDS | _TABLES), *_OTHERS))
_SIZE_BEHIND = late(r"\|\s*\d+(?:x\d+)?\s*\]\]$")
_SIZE = late(r"(\d+)(?:x(\d+))?")


def _write(page: Page, mark: Mark) -> None:
    target, anchor, label = bracket(mark.source)
    words = [word.strip() for word in label.split("|")] if label else []
    size = _SIZE.fullmatch(words.pop()) if words and _SIZE.fullmatch(words[-1]) else None
    said = " ".join(words)
    ending = target.rpartition(".")[2].lower()
    block = not (page.in_paragraph or page.open_headings or page.in_table)
    if block and ending in _TABLES:
        draft = _draft(page, mark, "embed", target, anchor)
        draft.text = said
        page.out.append(page.slot(draft))
        return
    page.out.append("<p>" if block else "")
    if ending in _PICTURES:
        found = {"alt": said}
        if size:
            found |= {"width": size[1], **({"height": size[2]} if size[2] else {})}
        picture(page, target, found, mark)
    elif ending in _FILMS | _SOUNDS and not page.in_link:
        draft = _draft(page, mark, "link", target, anchor)
        name = "video" if ending in _FILMS else "audio"
        page.out.append(
            f"{tag(name, {'src': page.slot(draft), 'controls': '', 'title': said or target})}</{name}>"
        )
    elif page.in_link:
        page.out.append(text(said or target))
        page.say(text(said or target))
    else:
        draft = _draft(page, mark, "wiki", target, anchor)
        draft.text = said or target.rpartition("/")[2]
        page.out.append(page.slot(draft))
        page.say(text(draft.text))
        draft.end = page.here
    page.out.append("</p>" if block else "")


def _draft(page: Page, mark: Mark, kind: Literal["link", "wiki", "embed"], target: str, anchor: str) -> Draft:
    draft = Draft(kind, target, page.here)
    draft.anchor, draft.start, draft.length = anchor, mark.start, mark.length
    return draft


def _end(page: Page) -> None:
    """Report the pictures that nothing describes: nearly all of a vault, so that it is one problem of a page."""
    if not page.wordless:
        return
    address, mark = page.wordless[0]
    size = _SIZE_BEHIND.search(mark.source)
    more = f" and {len(page.wordless) - 1} more" if len(page.wordless) > 1 else ""
    page.problem(
        "image-alt",
        f"the picture {address}{more} {'have' if more else 'has'} no words for those who cannot see it",
        mark.start,
        mark.length,
        fix=f"say what it shows: ![[{address}|what it shows{size[0] if size else ']]'}",
    )


VAULT_FILES = Construct(
    name="vault files",
    sign="![[",
    taken=late(rf"(?<!\\)!\[\[[^\[\]\n|#]+\.(?:{_ENDINGS})(?:#[^\[\]\n|]*)?(?:\\?\|[^\[\]\n]*)?\]\]", re.I),
    write=_write,
    end=_end,
)
