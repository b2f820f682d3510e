"""The files of a Hugo site's content: texts with their place among sections and bundles, and files beside them."""

import posixpath
from collections.abc import Iterable

from msgspec import Struct

from sitegen.importers.hugo.config import HugoConfig, Language
from sitegen.importers.hugo.ignored import Ignored

MARKDOWN = (".md", ".markdown", ".mdown", ".mmark")
HTML = (".html", ".htm")
OTHERS = (".adoc", ".asciidoc", ".ad", ".org", ".rst", ".pandoc", ".pdc")
"""Texts in languages of their own, which other programs read for Hugo."""
TEXTS = (*MARKDOWN, *HTML, *OTHERS)


class ContentFile(Struct, frozen=True, kw_only=True):
    """One file below the folder of content."""

    path: str
    language: Language
    folder: str
    """Its folder from that of the content; "" for the top."""
    name: str
    """Its name without extension and language."""
    suffix: str
    bundle: str
    """`leaf` for the `index` of a page with files of its own, `branch` for the `_index` of a section, else ""."""
    resource: bool
    """Whether it belongs to the page or section of its folder."""
    home: str = ""
    """Of a resource, the folder that it belongs to."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The folders above it: of a leaf, without its own."""
        folder = posixpath.dirname(self.folder) if self.bundle == "leaf" else self.folder
        return tuple(part for part in folder.split("/") if part)

    @property
    def called(self) -> str:
        """What its address is made of: its name, that of its folder for the page of a bundle."""
        return posixpath.basename(self.folder) if self.bundle == "leaf" and self.folder else self.name


def content_files(paths: Iterable[str], config: HugoConfig) -> list[ContentFile]:
    """Return the files of the content, in the order of their paths."""
    named = {language.name: language for language in config.languages}
    found: list[tuple[str, Language, str, str, str]] = []
    ignored = Ignored(config)
    for path in paths:
        if ignored(path):
            continue
        homes = [language for language in config.languages if path.startswith(f"{language.folder}/")]
        if not homes:
            continue
        home = max(homes, key=lambda language: len(language.folder))
        folder, name = posixpath.split(path.removeprefix(f"{home.folder}/"))
        if any(part.startswith(".") or part.endswith("~") for part in (*folder.split("/"), name)):
            continue
        stem, suffix = posixpath.splitext(name)
        stem, dot, code = stem.rpartition(".")
        if not dot or code not in named:
            stem, code = (f"{stem}.{code}" if dot else code), home.name
        found.append((path, named.get(code, home), folder, stem, suffix.lower()))
    leaves = {folder for _, _, folder, stem, suffix in found if stem == "index" and suffix in TEXTS and folder}
    files = []
    for path, language, folder, stem, suffix in found:
        home_of = _above(folder, leaves)
        is_text = suffix in TEXTS
        leaf = is_text and stem == "index" and folder in leaves
        branch = is_text and stem == "_index"
        resource = not is_text or (home_of is not None and not (leaf and home_of == folder))
        files.append(
            ContentFile(
                path=path,
                language=language,
                folder=folder,
                name=stem,
                suffix=suffix,
                bundle="leaf" if leaf and not resource else "branch" if branch and not resource else "",
                resource=resource,
                home=(home_of if home_of is not None else folder) if resource else "",
            )
        )
    return files


def _above(folder: str, leaves: set[str]) -> str | None:
    """Return the outermost of the bundles that a folder lies in, or is; None for none."""
    parts = folder.split("/") if folder else []
    return next((each for n in range(1, len(parts) + 1) if (each := "/".join(parts[:n])) in leaves), None)
