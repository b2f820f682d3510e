"""The words the markup step itself puts on a page, by language: most are read aloud rather than seen."""

from collections.abc import Mapping

from msgspec import Struct


class Words(Struct, frozen=True, kw_only=True):
    """The words of one language. Braces are filled with a language of code, a heading or a number."""

    code: str
    code_in: str
    preformatted: str
    diagram: str
    """Of code that a program draws a picture of: the name of the program."""
    formula: str
    table: str
    table_under: str
    done: str
    footnotes: str
    footnote: str
    back: str
    """The visible words of a link back to a footnote's sign."""
    back_to: str
    back_to_place: str
    """The same for a sign that is not the first of its footnote: number, place."""
    paragraph: str


LANGUAGES: Mapping[str, Words] = {
    "en": Words(
        code="Code",
        code_in="Code: {}",
        preformatted="Preformatted text",
        diagram="Diagram ({})",
        formula="Formula",
        table="Table",
        table_under="Table: {}",
        done="Done",
        footnotes="Footnotes",
        footnote="Footnote {}",
        back="Back",
        back_to="Back to reference {}",
        back_to_place="Back to reference {}, place {}",
        paragraph="Paragraph {}",
    ),
}


def words(language: str) -> Words:
    """Return the words for a language tag such as `en-GB`; English ones for a language without a row here."""
    return LANGUAGES.get(language.partition("-")[0].lower(), LANGUAGES["en"])
