"""A file that a build will write: planned before any is rendered."""

from typing import Any, Literal

from msgspec import Struct

Phase = Literal["asset", "page", "index"]
"""When a file goes live: what pages need, the pages, what lists them."""


class Target(Struct, frozen=True, kw_only=True):
    """A file to be written."""

    path: str
    """Below the output folder: `blog/a/index.html`."""
    output: str
    """The name of the output that makes it."""
    subject: tuple[Any, ...] = ()
    """Plain values that tell the output what to make."""
    phase: Phase = "page"
    indexed: bool = True
    """Whether search engines should know the page; redirects and 404 are not for them."""
    lasting: bool = False
    """Whether its address, once published, has to answer for ever: the address register holds it."""
    leads_to: str = ""
    """The root-relative address that readers are led on to from here; empty for what has a content of its own."""
    gone: bool = False
    """Whether it only says that what was here is gone."""
    named_by_content: bool = False
    """Whether its name changes with its bytes, so that browsers may keep it for ever."""
    owner: str = ""
    """The key of the entry whose address this is, for the error when two claim it."""
