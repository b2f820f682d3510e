"""The words the markup step itself puts on a page, by language: most are read aloud rather than seen."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from sitegen.locales import Locale
from sitegen.markup.body.inline import ENGLISH_QUOTES, Quotes


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

    @property
    def quotes(self) -> Quotes:
        """The marks one by one; English ones where there are not four of them."""
        found = tuple(self.marks.split("|"))
        return found if len(found) == 4 else ENGLISH_QUOTES


def texts() -> Iterator[str]:
    """Yield the texts of this module, as they are in the catalogues."""
    yield from (getattr(Words(), name) for name in Words.__struct_fields__)


@lru_cache(maxsize=32)
def words(locale: Locale) -> Words:
    """Return the words in a language."""
    return Words(**{name: locale.text(getattr(Words(), name)) for name in Words.__struct_fields__})


ENGLISH_WORDS = words(Locale())
