"""The words the markup step itself puts on a page, by language: most are read aloud rather than seen."""

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from sitegen.locales import Locale


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


def texts() -> Iterator[str]:
    """Yield the texts of this module, as they are in the catalogues."""
    yield from (getattr(Words(), name) for name in Words.__struct_fields__)


@lru_cache(maxsize=32)
def words(locale: Locale) -> Words:
    """Return the words in a language."""
    return Words(**{name: locale.text(getattr(Words(), name)) for name in Words.__struct_fields__})


ENGLISH_WORDS = words(Locale())
