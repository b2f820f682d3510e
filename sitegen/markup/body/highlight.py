"""Code in colours, at build time: spans with the short classes of Pygments, never a style."""

from collections import Counter
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from sitegen.markup.html import text

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

    from sitegen.markup.body.joined_rules import JoinedRules

_LONGEST = 100_000
"""Longer blocks are data rather than something to read."""
JOINED_FROM = 40_000
"""The characters of a language in one process from which on it pays to join the rules of its lexer."""

_characters: Counter[str] = Counter()
"""Language -> the characters coloured so far."""


@lru_cache(maxsize=512)
def highlight(language: str, code: str) -> str:
    """Return the HTML inside `<code>`, which is escaped text where the language is not known."""
    if not language or len(code) > _LONGEST:
        return text(code)
    lexer = _lexer(language)
    if lexer is None:
        return text(code)
    from pygments import highlight as colour

    instance = lexer(stripnl=False, ensurenl=False)
    _characters[language] += len(code)
    rules = _joined(lexer)
    if rules and (_characters[language] > JOINED_FROM or rules.is_kept):
        instance.get_tokens_unprocessed = partial(rules.tokens, instance)  # type: ignore[method-assign]
    html = str(colour(code, instance, _formatter()))
    # Pygments escapes quotes and leaves hard spaces; the canonical form is the other way round.
    return html.replace("&quot;", '"').replace("&#39;", "'").replace("\xa0", "&nbsp;")


@cache
def _lexer(language: str) -> "type[Lexer] | None":
    """Return the lexer of a language; None for a language that is not known. Looking through all takes long."""
    from pygments.lexers import find_lexer_class_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = find_lexer_class_by_name(language)
    except ClassNotFound:
        return None
    from sitegen.markup.body.joined_rules import with_kept_patterns

    return with_kept_patterns(lexer)


@cache
def _joined(lexer: "type[Lexer]") -> "JoinedRules | None":
    from sitegen.markup.body.joined_rules import joined_rules

    return joined_rules(lexer)


@cache
def _formatter() -> "HtmlFormatter[str]":
    """Return the formatter, which works out all its classes when it is made, and keeps nothing of a text."""
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)


def language_of(language_class: str) -> str:
    """Return the language in a class list, where it is written `language-x`."""
    for name in language_class.split():
        if name.startswith("language-"):
            return name.removeprefix("language-")
    return ""
