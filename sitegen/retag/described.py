"""The file in content/tags/ that describes a tag, under another name."""

import posixpath

from sitegen.decoding import decode
from sitegen.fields.compose import compose
from sitegen.fields.frontmatter import split
from sitegen.fields.key_names import name_of
from sitegen.fields.nodes import ScalarNode
from sitegen.retag.change import Change
from sitegen.retag.splices import RawText, Splice
from sitegen.urls import same_tag, slugify


def describes(key: str, data: bytes, forms: frozenset[str]) -> bool:
    """Return whether a file below content/tags/ describes one of some tags: by its title, else by its name."""
    title = _fields(data, key).get("title")
    return same_tag(title.value if title else _stem(key)) in forms


def rewritten(key: str, data: bytes, change: Change) -> tuple[str, bytes]:
    """Return the path of a file and its bytes when it describes the new tag.

    Title, slug and name change where they are those of the old tag; any others have been chosen, and stay.
    """
    fields, text = _fields(data, key), RawText(data)
    splices: list[Splice] = []
    title = fields.get("title")
    if title is not None and same_tag(title.value) in change.forms:
        splices.append(_exchange(text, title, change.meant(title.value)))
    slugs = {slugify(old) for old in change.old}
    slug = fields.get("slug")
    if slug is not None and slug.value in slugs:
        splices.append(_exchange(text, slug, change.slug))
    stem = _stem(key)
    new = change.slug if stem in slugs else change.new if stem in change.old and "/" not in change.new else stem
    folder, name = posixpath.split(key)
    return posixpath.join(folder, f"{new}{name[len(stem) :]}"), text.spliced(splices)


def _fields(data: bytes, path: str) -> dict[str, ScalarNode]:
    text, _ = decode(data, path)
    parts = split(text or "", path)
    node = compose(parts.head, path, parts.head_line, parts.form)[0] if parts.head else None
    pairs = node.pairs if node else ()
    return {name_of(key): value for key, value in pairs if isinstance(value, ScalarNode)}


def _exchange(text: RawText, node: ScalarNode, new: str) -> Splice:
    line, column, length = node.place
    segment = text.segment(line, column, length)
    start = segment.find(node.value)
    return Splice(line, column + start, len(node.value), new) if start >= 0 else Splice(*node.place, new)


def _stem(key: str) -> str:
    return posixpath.basename(key).rpartition(".")[0]
