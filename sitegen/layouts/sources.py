"""What a layout's text says about itself, and its compiled form: each worked out once a process."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import jinja2
from jinja2 import meta, nodes
from jinja2.bccache import Bucket, BytecodeCache
from msgspec import Struct

from sitegen.layouts.filters import filters
from sitegen.layouts.quick import QuickEnvironment
from sitegen.locales import ENGLISH, Locale


class Outline(Struct, frozen=True, kw_only=True):
    """A layout, as far as it can be known without rendering."""

    referred: tuple[tuple[str | None, int], ...]
    """The layouts it extends, includes or imports, with its line; None for a name worked out while rendering."""
    certain: tuple[str, ...] = ()
    """Those of them that it refers to whenever it is rendered: not in a condition, a loop or a macro."""


@lru_cache(maxsize=1024)
def outline(source: str) -> Outline:
    """Read a layout's text. Raises jinja2.TemplateSyntaxError."""
    tree = _reader().parse(source)
    return Outline(referred=tuple(_referred(tree)), certain=tuple(_certain(tree)))


_REFERRING = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])(.*?)\1""")


def mentioned(source: str) -> tuple[str, ...]:
    """Return every name a layout may refer to, without parsing it: all that is quoted where it refers to others.

    That may be more than it refers to, never less, for a name that is worked out is an error.
    """
    return tuple(found[2] for tag in _REFERRING.findall(source) for found in _QUOTED.finditer(tag))


_FIELDS = re.compile(
    r"""\.extra\b(?:\.get\(\s*["'](?P<got>[^"']+)["']|\.(?!get\b|items\b|keys\b|values\b)(?P<named>\w+)"""
    r"""|\[\s*["'](?P<item>[^"']+)["']\s*\]|(?P<other>))"""
)


def fields_read(source: str) -> Iterator[str]:
    """Yield the names of fields of a site's own that a layout reads; `*` where it reads any by other means."""
    for found in _FIELDS.finditer(source) if "extra" in source else ():
        yield found["got"] or found["named"] or found["item"] or "*"


def undeclared(source: str) -> frozenset[str]:
    """Return the variables that a layout's text uses and nowhere sets. It takes as long as compiling it.

    Jinja counts what is set in one branch of an `if` alone as not set.
    """
    tree = _reader().parse(source)
    stored = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    return frozenset(meta.find_undeclared_variables(tree) - stored)


def _referred(tree: nodes.Template) -> Iterator[tuple[str | None, int]]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        for name in _named(getattr(node, "template")):  # noqa: B009 - find_all forgets that all four have one
            yield name, node.lineno


def _certain(node: nodes.Node) -> Iterator[str]:
    for child in node.iter_child_nodes(only=("body",)):
        if isinstance(child, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            if isinstance(child.template, nodes.Const) and isinstance(child.template.value, str):
                yield child.template.value
        elif isinstance(child, nodes.Output | nodes.Scope | nodes.With):
            yield from _certain(child)


def _named(template: nodes.Expr) -> tuple[str | None, ...]:
    """Return the names a reference may lead to; None for one that only rendering knows."""
    if isinstance(template, nodes.Tuple | nodes.List):
        return tuple(name for item in template.items for name in _named(item))
    if isinstance(template, nodes.Const):
        names = template.value if isinstance(template.value, tuple | list) else (template.value,)
        return tuple(name if isinstance(name, str) else None for name in names)
    return (None,)


@cache
def _reader() -> jinja2.Environment:
    """Return an environment that knows our filters: Jinja asks for their names when it looks for variables."""
    environment = QuickEnvironment()
    environment.filters |= filters(ENGLISH)
    return environment


class Compiled(BytecodeCache):
    """Compiled layouts kept in this process, and nowhere else: code read from a disk cache could be anybody's."""

    def __init__(self) -> None:
        self._kept: dict[str, Bucket] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back a layout's code when its text is the same."""
        kept = self._kept.get(bucket.key)
        if kept is not None and kept.checksum == bucket.checksum:
            bucket.code = kept.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a layout's code."""
        self._kept[bucket.key] = bucket


@cache
def compiled(locale: Locale) -> Compiled:
    """Return the compiled layouts of a language: constant filters are worked out while compiling."""
    return Compiled()
