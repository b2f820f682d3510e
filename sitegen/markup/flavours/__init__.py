"""The ways to read Markdown, by name. Everything else in this package is the same for each."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol


class Flavour(Protocol):
    """A Markdown dialect: text in, plain HTML out.

    The HTML has an id on a heading only where the author wrote one; code as `<pre><code class="language-x">`,
    a caption as the `title` of `pre`; alignment as `style="text-align: x"` on cells; footnotes as
    `<sup id="fnref:L"><a class="footnote-ref" href="#fn:L">` and one closing `<div class="footnote"><ol>`.
    """

    @property
    def costly(self) -> bool:
        """Whether the time grows with the square of some characters, which `limits.guard` then counts."""
        ...

    def html(self, text: str) -> tuple[str, tuple[int, ...]]:
        """Return the HTML, and the numbers (from 0) of lines that were left out because they mean nothing here.

        Raises RecursionError for text nested beyond hope, and nothing else.
        """
        ...


def _python_markdown() -> Flavour:
    from sitegen.markup.flavours.subset import CommonFirst

    return CommonFirst()


def _commonmark() -> Flavour:
    from sitegen.markup.flavours.commonmark import CommonMark

    return CommonMark()


FLAVOURS: Mapping[str, Callable[[], Flavour]] = {"python-markdown": _python_markdown, "commonmark": _commonmark}


@cache
def flavour(name: str) -> Flavour:
    """Return the one converter of this process for a flavour; KeyError for a name not in `FLAVOURS`."""
    return FLAVOURS[name]()
