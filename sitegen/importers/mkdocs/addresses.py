"""The addresses that MkDocs gives to texts, and the slugs and anchors in them."""

import posixpath
import re
import unicodedata
from collections.abc import Callable

TEXTS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings of texts (mkdocs/utils: markdown_extensions)."""
HEADS = ("index", "README")
"""Names of the text that heads a folder; of both in one folder the first counts."""
_TAGS = re.compile(r"</?[^>]*>")
_NO_SLUG = re.compile(r"[^\w\- ]")


def is_text(path: str) -> bool:
    """Return whether a file is a text."""
    return path.lower().endswith(TEXTS)


def address_of(path: str, *, directory_urls: bool) -> str:
    """Return the address of a text by its path below the folder of texts."""
    folder, name = posixpath.split(path)
    name = name.rpartition(".")[0]
    if name in HEADS:
        return f"/{folder}/" if folder else "/"
    whole = posixpath.join("/", folder, name)
    return f"{whole}/" if directory_urls else f"{whole}.html"


def material_slug(text: str) -> str:
    """Return a title as an address has it in Material's blog: `pymdownx.slugs.slugify(case="lower")`."""
    plain = _TAGS.sub("", unicodedata.normalize("NFC", text)).strip().lower()
    return _NO_SLUG.sub("", plain).replace(" ", "-")


def slug_of(option: str) -> Callable[[str], str]:
    """Return the function that makes anchors of headings: `option` is the `slugify` of the extension `toc`.

    By itself it knows ASCII alone (markdown.extensions.toc.slugify); any other one keeps all letters.
    """
    if not option:
        return lambda words: _joined(unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode())
    if "slugify_unicode" in option:
        return lambda words: _joined(unicodedata.normalize("NFKC", words))
    return material_slug


def unique(identity: str, taken: set[str]) -> str:
    """Return an anchor that no heading above has, as the extension `toc` numbers them, and add it to `taken`."""
    while not identity or identity in taken:
        numbered = re.fullmatch(r"(.*)_([0-9]+)", identity)
        identity = f"{numbered[1]}_{int(numbered[2]) + 1}" if numbered else f"{identity}_1"
    taken.add(identity)
    return identity


def _joined(words: str) -> str:
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())
