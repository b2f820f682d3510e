"""Tags that a site with a vocabulary does not allow: slips of the finger, and words that it does not know."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from sitegen.diagnostics import Diagnostic, Edit, Suggestions, diagnose
from sitegen.diagnostics import Vocabulary as Words
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.vocabulary import FILE, Vocabulary
from sitegen.urls import bare_tag, same_tag


def unknown_tags(
    tagged: Iterable[Entry[Meta]], vocabulary: Vocabulary, known: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each tag that is nearly an allowed one, and one for each other tag that is not allowed.

    `known` are the tags that may be used, in the form in which tags are compared.
    """
    words = Words(vocabulary.tags)
    near = Suggestions()
    strange: dict[str, list[tuple[Entry[Meta], int]]] = {}
    for entry in tagged:
        for number, label in enumerate(entry.meta.tags):
            if same_tag(label) in known:
                continue
            word = bare_tag(label)
            if meant := near.find(word.casefold(), partial(words.nearest, word)):
                message = f"the tag {word!r} is not in {FILE}"
                edit = _edit(entry, number, meant)
                span = entry.span(f"tags.{number}")
                yield diagnose("unknown-tag", span, message, fix=f"did you mean `{meant}`?", edit=edit)
            else:
                strange.setdefault(same_tag(label), []).append((entry, number))
    for uses in strange.values():
        entry, number = min(uses, key=lambda use: (use[0].path, use[1]))
        word = bare_tag(entry.meta.tags[number])
        more = f" (as in {len(uses) - 1} more)" if len(uses) > 1 else ""
        message = f"the tag {word!r} is not in {FILE}{more}"
        fix = f"take it off, or add a line `{word}:` to {FILE}"
        yield diagnose("unknown-tag", entry.span(f"tags.{number}"), message, fix=fix)


def _edit(entry: Entry[Meta], number: int, meant: str) -> Edit | None:
    """Return the change of a tag into another; None where its place in the file is not known to the letter."""
    label = entry.meta.tags[number]
    place = entry.places.get(f"tags.{number}")
    if place is None and len(entry.meta.tags) == 1:
        place = entry.places.get("tags")
    sign = label[: len(label) - len(bare_tag(label))]
    if place is None or not meant.isprintable() or set(meant) & set(",;:\"'[]{}\\"):
        return None
    if place[2] == len(label):
        return Edit(text=sign + meant)
    return Edit(text=f'"{sign}{meant}"') if place[2] == len(label) + 2 else None
