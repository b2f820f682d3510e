"""What a layout's text says about itself, and its compiled form: each worked out once a process."""

import hashlib
from functools import cache, lru_cache

import jinja2
from jinja2 import meta
from jinja2.bccache import Bucket, BytecodeCache
from msgspec import Struct

from sitegen.layouts.filters import filters


class Outline(Struct, frozen=True, kw_only=True):
    """A layout, as far as it can be known without rendering."""

    digest: str
    referred: tuple[str | None, ...]
    """The layouts it extends, includes or imports; None for a name that is worked out while rendering."""
    undeclared: frozenset[str]
    """The variables it uses and does not set."""


@lru_cache(maxsize=1024)
def outline(source: str) -> Outline:
    """Read a layout's text. Raises jinja2.TemplateSyntaxError."""
    tree = _reader().parse(source)
    return Outline(
        digest=hashlib.blake2b(source.encode(), digest_size=16).hexdigest(),
        referred=tuple(meta.find_referenced_templates(tree)),
        undeclared=frozenset(meta.find_undeclared_variables(tree)),
    )


@cache
def _reader() -> jinja2.Environment:
    """Return an environment that knows our filters: Jinja asks for their names when it looks for variables."""
    environment = jinja2.Environment()
    environment.filters |= filters("en")
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
def compiled(language: str) -> Compiled:
    """Return the compiled layouts of a language: constant filters are worked out while compiling."""
    return Compiled()
