"""The text of a manual's page in the Markdown of a site."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from msgspec.structs import replace

from sitegen.importers.mkdocs.addresses import slug_of, unique
from sitegen.importers.mkdocs.blocks import as_notes
from sitegen.importers.mkdocs.configuration import Manual
from sitegen.importers.mkdocs.includes import with_includes
from sitegen.importers.mkdocs.inline import as_html
from sitegen.importers.mkdocs.snippets import Snippets, folders_of
from sitegen.importers.report import Report
from sitegen.importers.tally import Tally
from sitegen.importers.websites.braces import braces_kept
from sitegen.importers.websites.code import code_spans, is_within, outside_code
from sitegen.importers.websites.formulas import FORMULAS, as_code, taken_out
from sitegen.importers.websites.front_matter import OldText
from sitegen.importers.websites.links import fragments
from sitegen.importers.websites.page import OldPage
from sitegen.importers.websites.values import text, texts
from sitegen.urls import join, slugify

_TITLE = re.compile(
    r"^#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\{[^{}]*\})?[ \t]*$|^([^\s#>*+-][^\n]*)\n=+[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^(?P<signs>#{1,6})[ \t]+(?P<words>[^\n]+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_NAMED = re.compile(r"\{:?[^{}]*#([\w.:-]+)[^{}]*\}$")
_META = re.compile(
    r"(?:[ ]{0,3}(?:title|template|authors?|date|summary|description|keywords|tags):[^\n]*\n)+(?=\s*\n|\Z)", re.I
)
_LINK = re.compile(
    r"\]\([ \t]*<?(?P<to>(?![\w+.-]+:|/)[^\s()<>#?{}$]+\.(?:md|png|jpe?g|gif|svg|webp))(?=[\s)>#?])"
)
"""A link or picture whose address is the path of a text or a picture."""
_MACRO = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}")


class Texts:
    """The texts of one manual."""

    def __init__(
        self, manual: Manual, files: Mapping[str, bytes], paths: Iterable[str], tally: Tally, *, maths: bool
    ) -> None:
        """Take the manual, its files, the paths of its texts among these, and whether the site shows formulas."""
        self._maths = maths
        self._extensions = frozenset((*manual.extensions, "attr_list"))
        self._includes = manual.plugin("include-markdown") is not None
        self._docs, self._files = manual.docs.rstrip("/"), files
        makers = [name.rpartition(".")[2] for name in (*manual.extensions, *(name for name, _ in manual.plugins))]
        self._macros = "macros" in makers or bool(manual.hooks)
        self._tally = tally
        options = manual.extensions.get("pymdownx.snippets", {})
        self._snippets = Snippets(files, folders_of(options.get("base_path")))
        self._appended = [f'--8<-- "{name}"' for name in texts(options.get("auto_append") or [])]
        slug = manual.extensions.get("toc", {}).get("slugify")
        self._anchor: Callable[[str], str] = slug_of("other" if isinstance(slug, Mapping) else text(slug))
        self._used = fragments(files[path].decode("utf-8", "replace") for path in paths)

    def body(self, page: OldPage, report: Report) -> str:
        """Return the text of a page; a table of contents that it asks for is set among its fields."""
        body = "\n\n".join([page.body.rstrip("\n"), *self._appended]) if self._appended else page.body
        body = self._snippets.put_in(body, report, page.body_line)
        if self._includes:
            body = with_includes(body, page.path, self._docs, self._files, report, page.body_line)
        dropped: Counter[str] = Counter()
        restored: Callable[[str], str] | None = None
        if "pymdownx.arithmatex" in self._extensions and self._maths:
            body, restored = taken_out(body)
        elif "pymdownx.arithmatex" in self._extensions:
            body = as_code(body, dropped)
        body, asked = as_html(as_notes(_to_itself(body, page)), self._extensions, dropped)
        if asked:
            page.fields.setdefault("toc", "true")
        for what, count in dropped.items():
            said = (
                "formulas are shown as they are typed"
                if what == FORMULAS
                else f"{what} of the theme were left out"
            )
            if count:
                self._tally.add(page.path, said, times=count)
        if not self._macros:
            body = braces_kept(body)
        body = restored(body) if restored else body
        if self._macros and ("{{" in body or "{%" in body):
            self._report_macros(page, body)
        self._report_links(page, report)
        return _without_title(self._with_anchors(body), page.title)

    def _with_anchors(self, body: str) -> str:
        """Return a text whose headings bear by name the anchors that links use and a site would not give them."""
        if not self._used or "#" not in body:
            return body
        taken: set[str] = set()
        blocks = _blocks(body)

        def keep(found: re.Match[str]) -> str:
            words = found["words"]
            named = _NAMED.search(words)
            if is_within(found.start(), blocks):
                return found[0]
            if named:
                taken.add(named[1])
                return found[0]
            plain = _plain(words)
            old = unique(self._anchor(plain), taken)
            kept = old in self._used and old != slugify(plain)
            return f"{found['signs']} {words} {{#{old}}}" if kept else found[0]

        return _HEADING.sub(keep, body)

    def _report_macros(self, page: OldPage, body: str) -> None:
        found: dict[str, None] = {}

        def read(part: str) -> str:
            found.update(dict.fromkeys(_MACRO.findall(part)))
            return part

        outside_code(body, read)
        for macro in found:
            line = page.body_line + page.body[: max(page.body.find(macro), 0)].count("\n")
            self._tally.add(page.path, f"a macro stays as typed: {macro[:60]}", line=line)

    def _report_links(self, page: OldPage, report: Report) -> None:
        """Report the links of a text, as it is typed, to texts and pictures that are not there."""
        spans = code_spans(page.body) if "](" in page.body else []
        for found in _LINK.finditer(page.body) if "](" in page.body else ():
            to = unquote(found["to"])
            inside = join(posixpath.dirname(page.path), to)
            if inside in self._files or is_within(found.start(), spans):
                continue
            line = page.body_line + page.body.count("\n", 0, found.start())
            report.lost(line, f"this leads to nothing in the manual: {to}")


def heading(body: str) -> str:
    """Return the words of the first heading of the first level, "" without one."""
    blocks = _blocks(body)
    found = next((each for each in _TITLE.finditer(body) if not is_within(each.start(), blocks)), None)
    return _plain(found[1] or found[2]) if found else ""


def with_meta(note: OldText) -> OldText:
    """Return a text with the fields that stand at its top without a fence, as MultiMarkdown has them."""
    found = None if note.has_head else _META.match(note.body)
    if found is None:
        return note
    lines = found[0].strip().split("\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return replace(
        note,
        fields=fields,
        lines={name: number for number, name in enumerate(fields, 1)},
        body=note.body[found.end() :],
        body_line=1 + found[0].count("\n"),
        has_head=True,
    )


def _to_itself(body: str, page: OldPage) -> str:
    """Return a text whose links to its own file lead to its address, or to a place within it."""
    name = re.escape(posixpath.basename(page.path))
    return re.sub(
        rf"(\]\(|^[ ]*\[[^\]\n]+\]:[ ]+){name}(#[\w.-]+)?",
        lambda found: f"{found[1]}{found[2] or page.address}",
        body,
        flags=re.MULTILINE,
    )


def _without_title(body: str, title: str) -> str:
    """Return a text without a first heading that says what the title says."""
    whole = body.lstrip("\n")
    found = _TITLE.match(whole)
    return whole[found.end() :].lstrip("\n") if found and heading(found[0]) == title else body


def _blocks(body: str) -> list[tuple[int, int]]:
    """Return where blocks of code begin and end."""
    return [span for span in code_spans(body) if "\n" in body[slice(*span)]]


def _plain(words: str) -> str:
    """Return the words of a heading without Markdown, attributes, icons and comments."""
    plain = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", words)
    plain = re.sub(r":[a-z]+-[a-z0-9-]+:|<!--.*?-->|</?[a-zA-Z][^<>]*>", "", re.sub(r"\{[^{}]*\}$", "", plain))
    return re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", plain).strip()
