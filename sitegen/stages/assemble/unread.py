"""Fields that nothing reads: neither the kind of their entry nor a layout of the site."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec.structs import fields

from sitegen.diagnostics import Diagnostic, diagnose
from sitegen.facets.consultation import Consultation
from sitegen.fields.hiding import hides_in_part, may_hide
from sitegen.model.config import Config
from sitegen.model.entry import Entry
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta

LONGEST_NAME = 40
"""Characters of a name that are shown: what is longer is a text that has lost its place."""
TAKE_OUT = "take the line out"
"""The cure where nothing else is known of a field."""
ALL = "*"
"""Stands among the names that layouts read for all names there may be."""

_MEANT = {
    "image": (
        *(
            "cover",
            "cover_image",
            "coverimage",
            "thumbnail",
            "thumb",
            "banner",
            "banner_image",
            "hero",
            "hero_image",
        ),
        *("feature_image", "featured_image", "featuredimage", "og_image", "header_image", "teaser"),
    ),
    "order": ("weight", "nav_order", "menu_order", "sidebar_position", "position", "sort", "navorder"),
    "tags": ("keywords", "keyword", "topics", "topic", "labels", "subjects"),
    "updated": ("modified", "last_updated", "lastupdated", "last_update", "date_updated", "revised"),
    "authors": ("by", "byline", "writer", "creator", "contributors"),
    "title": ("headline", "name", "heading"),
    "excerpt": ("abstract", "lead", "intro", "introduction", "teaser_text", "blurb", "meta_description"),
    "permalink": ("url", "address"),
    "lang": ("language", "locale"),
    "related": ("see_also", "related_posts", "similar"),
    "republished": ("canonical", "canonical_url", "original_url"),
    "toc": ("table_of_contents", "show_toc"),
    "programme": ("series", "project"),
    "publish_date": (
        "release_date",
        "released",
        "go_live",
        "available_from",
        "not_before",
        "scheduled",
        "post_date",
    ),
    "expiry_date": ("valid_until", "available_until", "not_after", "valid_to", "delete_after"),
    "status": ("cancelled", "canceled", "postponed"),
}
_OF_CONSULTATIONS = frozenset(field.encode_name for field in fields(Consultation)) - {"for"}
"""Fields that stand below `consultation`."""
_OTHER_WORDS = {word: field for field, words in _MEANT.items() for word in words}
"""What other generators call a field."""


def unread_fields(
    entries: Iterable[Entry[Meta]],
    kinds: Mapping[str, Kind],
    config: Config,
    read: Collection[str],
    lookalikes: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """Yield a warning for each name of a field that nothing reads, at the first entry that has it.

    Nothing is said of a field that an entry's kind will have when it is moved to the folder among `lookalikes`.

    `read` are the names that layouts of the site read. A name that is nearly a known one has been told already.
    """
    if ALL in read:
        return
    found: dict[str, list[Entry[Meta]]] = {}
    own = {
        kind.folder: {each.encode_name for each in fields(kind.meta)}
        for kind in kinds.values()
        if kind.folder in lookalikes.values()
    }
    for entry in entries:
        for name, value in entry.meta.extra.items():
            if not value or name in read or f"extra.{name}" not in entry.places:
                continue
            if name not in own.get(lookalikes.get(entry.key, ""), ()):
                found.setdefault(name, []).append(entry)
    if not found:
        return
    readers = _readers(kinds.values())
    for name, all_holders in found.items():
        yield from _doubtful(name, all_holders, kinds, config)
        holders = [entry for entry in all_holders if not _meant(name, entry, kinds)]
        if not holders:
            continue
        first = min(holders, key=lambda entry: entry.path)
        more = f" (as in {len(holders) - 1} more)" if len(holders) > 1 else ""
        message, fix = _words(name, kinds[first.kind], readers)
        if fix == TAKE_OUT and any(hides_in_part(name, entry.meta.extra[name]) for entry in holders):
            message += ", so the page is published and listed as any other"
            fix = "to keep it back, write `draft: true`; else take the line out"
        yield diagnose(
            "unread-field",
            first.span(f"extra.{name}"),
            message + more,
            fix=fix,
            note=f"Where it is meant for something else, say so in site.yaml:\nfields: {_listed(config, name)}",
        )


def _doubtful(
    name: str, holders: Iterable[Entry[Meta]], kinds: Mapping[str, Kind], config: Config
) -> Iterator[Diagnostic]:
    """Yield a warning for each entry in which a field that nothing reads may be meant to keep the page back.

    None is counted in the line about another, because each is a page that somebody may have wanted to hide.
    """
    for entry in holders:
        if meant := _meant(name, entry, kinds):
            yield diagnose(
                "unread-field",
                entry.span(f"extra.{name}"),
                f"nothing reads `{name}`, so the page is published and listed as any other",
                fix=f"to keep it back, write `{meant}`",
                note=f"Where it hides nothing, say so in site.yaml:\nfields: {_listed(config, name)}",
            )


def _meant(name: str, entry: Entry[Meta], kinds: Mapping[str, Kind]) -> str:
    """Return the line that a field may be meant as which keeps a page back; "" for most."""
    if name.casefold() == "until" and kinds[entry.kind].order == "start":
        return ""
    return may_hide(name, entry.meta.extra[name])


def _words(name: str, kind: Kind, readers: Mapping[str, Kind]) -> tuple[str, str]:
    """Return what to say of a field, and the cure."""
    shown = name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"
    meant = _OTHER_WORDS.get(name.casefold().replace("-", "_").replace(" ", "_"), "")
    if name in _OF_CONSULTATIONS and not meant:
        return f"`{shown}` says nothing by itself: it belongs to `consultation`", "set it in below `consultation:`"
    other = readers.get(name)
    if other is not None and not meant:
        message = f"`{shown}` says nothing in {_with_article(kind)}: {_with_article(other)} has it"
        return message, f"take the line out, or move the file to content/{other.folder}/"
    return f"nothing reads `{shown}`", f"did you mean `{meant}`?" if meant else TAKE_OUT


def _readers(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """Return the kind of each field that one kind alone has."""
    common = {field.encode_name for field in fields(Meta)}
    found: dict[str, list[Kind]] = {}
    for kind in kinds:
        for field in fields(kind.meta):
            if field.encode_name not in common and kind.folder:
                found.setdefault(field.encode_name, []).append(kind)
    return {name: holders[0] for name, holders in found.items() if len(holders) == 1}


def _with_article(kind: Kind) -> str:
    label = kind.label.lower()
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"


def _listed(config: Config, name: str) -> str:
    return f"[{', '.join((*config.fields, name))}]"
