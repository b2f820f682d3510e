"""Pages: what stands on its own, such as "About" or the accessibility statement."""

from sitegen.model.kind import Kind
from sitegen.model.meta import Meta


class Page(Meta, frozen=True, kw_only=True):
    """The front matter of a page: the common fields and no more."""


PAGE = Kind(
    name="page",
    folder="",
    meta=Page,
    permalink="/{path}/",
    layout="page.html",
    label="Page",
    title="Pages",
    sectioned=True,
)
