"""The words the markup step itself puts on a page, by language: most are read aloud rather than seen."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

from sitegen.locales import Locale
from sitegen.markup.body.inline import ENGLISH_QUOTES, Quotes

CALLOUTS = (
    *(
        "abstract",
        "attention",
        "bug",
        "caution",
        "danger",
        "error",
        "example",
        "failure",
        "hint",
        "important",
        "info",
    ),
    *("note", "question", "quote", "seealso", "success", "summary", "tip", "todo", "warning"),
)
"""The sorts of callouts that have a name in each language; others are called as their writers call them."""


class Words(Struct, frozen=True, kw_only=True):
    """The words of one language. Braces are filled with a language of code, a heading or a number."""

    code: str = "Code"
    code_in: str = "Code: {name}"
    preformatted: str = "Preformatted text"
    diagram: str = "Diagram ({name})"
    """Of code that a program draws a picture of: the name of the program."""
    formula: str = "Formula"
    table: str = "Table"
    table_under: str = "Table: {heading}"
    done: str = "Done"
    footnotes: str = "Footnotes"
    footnote: str = "Footnote {number}"
    back: str = "footnote|Back"
    """The visible words of a link back to a footnote's sign."""
    back_to: str = "Back to reference {number}"
    back_to_place: str = "Back to reference {number}, place {place}"
    """The same for a sign that is not the first of its footnote."""
    paragraph: str = "Paragraph {number}"
    marks: str = "quotes|“|”|‘|’"
    """What opens and closes a quotation, and one within it, for text whose straight quotes become curly."""

    callouts: tuple[str, ...] = tuple(f"callout|{each.capitalize()}" for each in CALLOUTS)
    """What each of `CALLOUTS` is called where its writer gives it no title."""

    def callout(self, word: str) -> str:
        """Return what a callout is called that has no title of its own."""
        return self.callouts[CALLOUTS.index(word)] if word in CALLOUTS else word.replace("-", " ").capitalize()

    @property
    def quotes(self) -> Quotes:
        """The marks one by one; English ones where there are not four of them."""
        found = tuple(self.marks.split("|"))
        return found if len(found) == 4 else ENGLISH_QUOTES


def texts() -> Iterator[str]:
    """Yield the texts of this module, as they are in the catalogues."""
    for name in Words.__struct_fields__:
        english = getattr(Words(), name)
        yield from english if isinstance(english, tuple) else (english,)


@lru_cache(maxsize=32)
def words(locale: Locale) -> Words:
    """Return the words in a language."""
    english = Words()
    given = {name: _in(locale, getattr(english, name)) for name in Words.__struct_fields__}
    return Words(**given)


def _in(locale: Locale, english: str | tuple[str, ...]) -> Any:
    return tuple(map(locale.text, english)) if isinstance(english, tuple) else locale.text(english)


ENGLISH_WORDS = words(Locale())
