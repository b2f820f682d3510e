"""Terms: what a tag is called and what it stands for, shown at the head of the tag's own page."""

from sitegen.model.kind import Kind
from sitegen.model.meta import Meta


class Term(Meta, frozen=True, kw_only=True):
    """The front matter of a tag: `title` spells it, `slug` is its address, `excerpt` explains it."""


TERM = Kind(
    name="term",
    folder="tags",
    meta=Term,
    permalink="/tags/{slug}/",
    layout="term.html",
    label="Tag",
    title="Tags",
    directory="/tags/",
    list_by="terms",
    pages=False,
)
