"""Render: one target, one artifact. Slots are filled here, and addresses take the form their place needs."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from markupsafe import Markup, escape

from sitegen.layouts.filters import size
from sitegen.locales import ENGLISH, Locale
from sitegen.markup.data_table import data_table
from sitegen.markup.embedded import embedded, ids, part_of
from sitegen.markup.picture_tags import picture_in_text
from sitegen.model.body import SLOT
from sitegen.model.config import Config
from sitegen.model.listing import Listing
from sitegen.model.table import Table
from sitegen.model.target import Target
from sitegen.questions.answers import FileAnswer
from sitegen.questions.contract import Output, View
from sitegen.questions.entries import FilledSlot, Filling
from sitegen.urls import to_absolute, to_files, to_relative, to_rooted

Bodies = Callable[[str], str]
"""An entry's HTML with its slots still open, by key."""

Lists = Callable[[Listing, int], str]
"""The HTML of a list of entries, whose headings have a level."""

Texts = Callable[[], Locale]
"""The texts of the language of the page, which are asked for where any is needed."""

PLAIN = "\x03"
"""Marks a link that leads nowhere, until its tags are taken off."""

PICTURE = "\x04"
"""Holds the place of a picture until all slots are known, because a picture changes the markup around it."""

ROOTED = frozenset({"404.html", "offline.html"})
"""Shown at any depth, so that a relative address would miss."""

_DEAD_LINK = re.compile(rf'<a\b[^>]*href="{PLAIN}"[^>]*>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<h([1-6])\b")


def render(output: Output, target: Target, view: View, config: Config) -> bytes | Path:
    """Make one artifact: its bytes, or the file to copy. Raises LayoutMistake when a layout fails."""
    content = output.render(target, view)
    if isinstance(content, str):
        if not target.path.endswith(".html") or target.path in ROOTED:
            view.ask("base")
        content = settle(content, target.path, config)
    return content


def settle(text: str, path: str, config: Config) -> bytes:
    """Return a text in UTF-8, with every internal address in the form that its place needs."""
    if path in ROOTED and not config.portable:
        return to_rooted(text, config.base).encode()
    if path.endswith(".html"):
        return to_relative(to_files(text) if config.portable else text, path)
    return to_absolute(text, config.base).encode()


def fill(
    filling: Filling,
    bodies: Bodies,
    lists: Lists,
    texts: Texts = lambda: ENGLISH,
    *,
    inviting: bool = True,
    within: bool = False,
) -> str:
    """Return an entry's HTML with every slot filled.

    A name without a page leads to the form that begins the page, unless the HTML is not `inviting`. The first
    picture of a page is loaded at once, unless the HTML is shown `within` another or below a picture.
    """
    html = bodies(filling.key)
    if SLOT not in html:
        return html
    inside = iter(filling.embedded)
    parts = html.split(SLOT)
    taken = ids(html) if filling.embedded else set()
    fills = [_fill(slot, inside, bodies, lists, texts, taken, inviting) for slot in filling.slots]
    if filling.lists:
        _put_lists(filling, parts, fills, lists)
    if PICTURE in fills:
        _put_pictures(filling, parts, fills, later=within or filling.led)
    parts[1::2] = [fills[int(number)] for number in parts[1::2]]
    html = "".join(parts)
    return _DEAD_LINK.sub(r"\1", html).replace(PLAIN, "") if PLAIN in html else html


def _put_pictures(filling: Filling, parts: list[str], fills: list[str], *, later: bool) -> None:
    """Put pictures in `fills`, and what goes around each in `parts`; the first of a page is not loaded `later`."""
    for at in range(1, len(parts), 2):
        number = int(parts[at])
        if fills[number] != PICTURE:
            continue
        slot = filling.slots[number]
        sizes = [(each.to, each.width) for each in slot.sizes]
        measures = (slot.width, slot.height)
        fills[number] = picture_in_text(parts, at, slot.to, measures, sizes, eager=not later)
        later = True


def _put_lists(filling: Filling, parts: Sequence[str], fills: list[str], lists: Lists) -> None:
    """Put lists of entries in `fills`, the headings of each one level below the heading that it is under."""
    level = 1
    for at, part in enumerate(parts):
        if at % 2 == 0:
            level = int((_HEADING.findall(part) or [level])[-1])
        elif listing := filling.slots[int(part)].listing:
            fills[int(part)] = lists(listing, min(level + 1, 6))


def _fill(
    slot: FilledSlot,
    inside: Iterator[Filling],
    bodies: Bodies,
    lists: Lists,
    texts: Texts,
    taken: set[str],
    inviting: bool,
) -> str:
    """Return the HTML of one slot; markup leaves slots only where this HTML may go.

    `taken` are the ids of the body and of the embeds before; those of this embed are added.
    """
    kind = slot.kind
    if kind == "image":
        return PICTURE
    if kind in ("link", "post"):
        return str(escape(slot.to)) if slot.to and not slot.state else PLAIN
    if slot.state in ("redlink", "missing"):
        text = escape(slot.text)
        if slot.to and inviting:
            form = f'<a class="redlink" rel="nofollow" href="{escape(slot.to)}">'
            return f"{form}{text} <small>({escape(texts().text('not written yet: write it'))})</small></a>"
        note = escape(texts().text("not written yet"))
        return f'<span class="redlink">{text} <small>({note})</small></span>'
    if slot.state:
        return str(escape(slot.text))
    if slot.table and slot.file:
        return _table(slot.text, slot.file, slot.table, texts(), taken)
    if slot.wording:
        return _wording(slot, texts())
    if kind == "embed" and slot.key:
        return _embed(next(inside), slot.anchor, bodies, lists, texts, taken, inviting)
    return f'<a href="{escape(slot.to)}">{escape(slot.text)}</a>'


def _embed(
    filling: Filling, anchor: str, bodies: Bodies, lists: Lists, texts: Texts, taken: set[str], inviting: bool
) -> str:
    """Return another entry's body for showing inside this one: its ids prefixed, its headings one level down.

    The prefix is the entry's slug, with a number behind it where an id of the page would be there twice.
    """
    html = fill(filling, bodies, lists, texts, inviting=inviting, within=True)
    html = embedded(part_of(html, anchor) if anchor else html, filling.slug, filling.address, taken)
    title = escape(filling.title)
    address = escape(filling.address + (f"#{anchor}" if anchor else ""))
    link = Markup(f'<a href="{address}">{title}</a>')
    source = f'<p class="embed-source">{texts().text("From {page}", page=link)}</p>'
    return f'<div class="embed" role="group" aria-label="{title}">{html}{source}</div>'


def _wording(slot: FilledSlot, locale: Locale) -> str:
    """Return words of an entry as a quotation with its source."""
    link = Markup('<a href="{}">{}</a>').format(slot.to, slot.text)
    words = "".join(f"<p>{escape(part)}</p>" for part in slot.wording.split("\n\n"))
    source = f'<p class="embed-source">{locale.text("From {page}", page=link)}</p>'
    return f'<div class="embed" role="group" aria-label="{escape(slot.text)}">{words}{source}</div>'


def _table(words: str, file: FileAnswer, table: Table, locale: Locale, taken: set[str]) -> str:
    """Return a file's table with a link to the file, or the link alone where the file cannot be shown."""
    link = f'<a href="{escape(file.to)}" download="">'
    ending = file.name.rpartition(".")[2]
    form = f"{ending.upper()}, {size(file.size, locale)}"
    caption = in_words(file.name) if words.lower().endswith(f".{ending.lower()}") else words
    if not table.header:
        return f'<p class="embed-source">{link}{escape(caption)}</a> ({form})</p>'
    download = f"{link}{escape(file.name)}</a> ({form})"
    if table.total > len(table.rows):
        rows = locale.plural(
            len(table.rows), "The first row is shown here.", "The first {count} rows are shown here."
        )
        whole = locale.plural(table.total, "All {count} rows: {file}", "All {count} rows: {file}", file=file.name)
        download = f"{escape(rows)} {link}{escape(whole)}</a> ({form})"
    label, number = locale.text("Table: {heading}", heading=caption), 1
    while label in taken:
        number += 1
        label = locale.text("Table: {heading}", heading=f"{caption}, {number}")
    taken.add(label)
    return data_table(table, caption, label, f'<p class="embed-source">{download}</p>')


def in_words(name: str) -> str:
    """Return the name of a file in words: `Budget 2026` for `budget-2026.csv`."""
    words = " ".join(re.split(r"[-_\s]+", name.rpartition(".")[0] or name)).strip() or name
    return words[:1].upper() + words[1:]
