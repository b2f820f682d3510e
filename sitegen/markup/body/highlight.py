"""Code in colours, at build time: spans with the short classes of Pygments, never a style."""

from functools import lru_cache

from sitegen.markup.html import text

_LONGEST = 100_000
"""Longer blocks are data rather than something to read."""


@lru_cache(maxsize=512)
def highlight(language: str, code: str) -> str:
    """Return the HTML inside `<code>`, which is escaped text where the language is not known."""
    if not language or len(code) > _LONGEST:
        return text(code)
    from pygments import highlight as colour
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return text(code)
    html = str(colour(code, lexer, HtmlFormatter(nowrap=True)))
    # Pygments escapes quotes and leaves hard spaces; the canonical form is the other way round.
    return html.replace("&quot;", '"').replace("&#39;", "'").replace("\xa0", "&nbsp;")


def language_of(language_class: str) -> str:
    """Return the language in a class list, where it is written `language-x`."""
    for name in language_class.split():
        if name.startswith("language-"):
            return name.removeprefix("language-")
    return ""
