"""mkdocs.yml as texts, lists and mappings. Tags such as `!!python/name` and `!ENV` are read, never obeyed."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import yaml
from msgspec import Struct

from sitegen.importers.mkdocs.patterns import Patterns
from sitegen.importers.report import Report
from sitegen.importers.websites.front_matter import decoded
from sitegen.importers.websites.values import is_no, text
from sitegen.urls import join

NAMES = ("mkdocs.yml", "mkdocs.yaml")
MOST_VALUES = 100_000
"""The most values in a configuration: aliases of YAML can make millions of a few lines."""
MOST_PARENTS = 10


class Manual(Struct, frozen=True, kw_only=True):
    """What the configuration of a manual says."""

    path: str
    """The file that says it."""
    title: str
    url: str
    """The address of the manual without a slash at its end, "" for none."""
    description: str
    language: str
    docs: str
    """The folder of the texts with a slash at its end."""
    directory_urls: bool
    """Whether the address of `a.md` is `/a/`; else it is `/a.html`."""
    nav: Any
    """The `nav:` as it is written; None without one."""
    excluded: Patterns
    """Files that the manual leaves out."""
    drafts: Patterns
    """Texts that are shown to writers alone."""
    plugins: tuple[tuple[str, Mapping[str, Any]], ...]
    """The plugins with their options, without the name of their theme: `blog` for `material/blog`."""
    hooks: tuple[str, ...]
    """The programs of its own that change texts and pages."""
    extensions: Mapping[str, Mapping[str, Any]]
    """The Markdown extensions with their options."""

    @property
    def base(self) -> str:
        """The path of the manual at its host, without a slash at its end."""
        return urlsplit(self.url).path.rstrip("/")

    def plugin(self, name: str) -> Mapping[str, Any] | None:
        """Return the options of the first plugin of a name, None where the manual does not use it."""
        return next((options for each, options in self.plugins if each == name), None)


def configuration(files: Mapping[str, bytes], report: Report | None = None) -> Manual | None:
    """Return the configuration of a folder's manual, None where there is none that can be read."""
    path = next((name for name in NAMES if name in files), "")
    if not path:
        return None
    fields = _inherited(files, path, report or Report(path))
    if fields is None:
        return None
    theme = fields.get("theme")
    theme = theme if isinstance(theme, Mapping) else {}
    url = text(fields.get("site_url")).rstrip("/")
    docs = text(fields.get("docs_dir")) or "docs"
    excluded = "\n".join([".*", "/templates/", *_lines(fields.get("exclude_docs"))])
    return Manual(
        path=path,
        title=text(fields.get("site_name")),
        url=url if urlsplit(url).scheme in ("http", "https") else "",
        description=text(fields.get("site_description")),
        language=text(theme.get("language")) or text(theme.get("locale")),
        docs=f"{posixpath.normpath(docs)}/" if posixpath.normpath(docs) != "." else "",
        directory_urls=not is_no(fields.get("use_directory_urls")),
        nav=fields.get("nav") or fields.get("pages") or None,
        excluded=Patterns(excluded),
        drafts=Patterns("\n".join(_lines(fields.get("draft_docs")))),
        plugins=tuple((name.rpartition("/")[2], options) for name, options in _named(fields.get("plugins"))),
        hooks=tuple(_lines(fields.get("hooks"))),
        extensions=dict(_named(fields.get("markdown_extensions"))),
    )


class Unreadable(ValueError):
    """YAML that cannot be read, with the reason in words for a report and the line, which counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(data: bytes) -> Any:
    """Return what YAML holds in texts, lists and mappings. Raises Unreadable for what cannot be read."""
    text = decoded(data)
    try:
        return _plain(yaml.load(text, Loader=_Loader), [MOST_VALUES])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        if mark and re.match(r"[ ]*\t", text.split("\n")[mark.line]):
            raise Unreadable("this line begins with a tab; YAML is set in with blanks alone", line) from error
        raise Unreadable(str(getattr(error, "problem", "") or "it is no YAML"), line) from error
    except RecursionError as error:
        raise Unreadable("it is nested too deeply") from error


def _inherited(files: Mapping[str, bytes], path: str, report: Report) -> dict[str, Any] | None:
    """Return the fields of a configuration over those of the one that it inherits from."""
    found: dict[str, Any] = {}
    place, seen = path, set[str]()
    while place and place not in seen and len(seen) < MOST_PARENTS:
        seen.add(place)
        if place not in files:
            report.lost(1, f"the configuration that this one inherits from is not in the folder: {place}")
            break
        try:
            fields = read_yaml(files[place])
        except ValueError as error:
            line = error.line if place == path and isinstance(error, Unreadable) else 1
            report.add("import-refused", line, f"{place} cannot be read: {error}")
            return None
        if not isinstance(fields, dict):
            report.add("import-refused", 1, f"{place} does not hold the settings of a manual")
            return None
        found = _over(fields, found)
        parent = text(fields.get("INHERIT"))
        place = join(posixpath.dirname(place), parent) if parent else ""
    return found


def _over(parent: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a parent with a configuration's own over them, mapping by mapping as MkDocs does."""
    merged = dict(parent)
    for name, value in own.items():
        above = merged.get(name)
        merged[name] = _over(above, value) if isinstance(above, dict) and isinstance(value, dict) else value
    return merged


def _named(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the names of plugins or extensions with their options, whether written as a list or as a mapping."""
    items = value.items() if isinstance(value, Mapping) else ()
    for item in value if isinstance(value, list) else ():
        items = (*items, *(item.items() if isinstance(item, Mapping) else ((text(item), {}),)))
    for name, options in items:
        yield str(name), options if isinstance(options, Mapping) else {}


def _lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split("\n")
    return [text(each) for each in value] if isinstance(value, list) else []


def _plain(value: Any, left: list[int]) -> Any:
    """Return a value with texts for whatever is no list and no mapping. Raises ValueError for too many."""
    left[0] -= 1
    if left[0] < 0:
        raise ValueError("it repeats itself too often")
    if isinstance(value, Mapping):
        return {str(name): _plain(inner, left) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, left) for inner in value]
    return "" if value is None or value in ("null", "~") else str(value)


def _of_tag(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
    """Return the value of a node with a tag: the default of `!ENV`, the name of what Python would make."""
    if isinstance(node, yaml.SequenceNode):
        values = list(loader.construct_sequence(node, deep=True))
        return values if suffix != "!ENV" else values[-1] if len(values) > 1 else ""
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if "python/" in suffix:
        return suffix
    return "" if suffix == "!ENV" else loader.construct_scalar(node)  # type: ignore[arg-type]


class _Loader(yaml.SafeLoader):
    """YAML without types: each scalar is the text that was written, and no tag makes anything."""

    yaml_implicit_resolvers = {"<": yaml.SafeLoader.yaml_implicit_resolvers["<"]}
    yaml_multi_constructors = {"": _of_tag}
