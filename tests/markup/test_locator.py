"""Problems of an entry, placed in its file."""

from sitegen.diagnostics import Span
from sitegen.markup.locator import Locator
from sitegen.model.body import Body
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.problem import Problem
from sitegen.model.reference import Reference

TEXT = "One [there](b.md).\n\nTwo {% odd %} and [again](b.md).\n"
ENTRY = Entry(
    key="a.md",
    path="content/a.md",
    kind="page",
    meta=Meta(title="A"),
    slug="a",
    body=Body(),
    digest="",
    body_line=4,
    places={"title": (2, 8, 1), "repeat": (3, 1, 6)},
)


def place(**where: object) -> tuple[int, int, int]:
    problem = Problem(code="broken-link", message="It leads nowhere.", fix="Mend it.", note="b.md", **where)  # type: ignore[arg-type]
    found = Locator(ENTRY, TEXT).diagnostic(problem)
    assert (found.code, found.message, found.fix, found.note) == (
        "broken-link",
        "It leads nowhere.",
        "Mend it.",
        "b.md",
    )
    assert found.span.path == "content/a.md"
    return found.span.line, found.span.column, found.span.length


def test_a_problem_of_a_field_is_where_its_value_is_or_the_nearest_field_above_it() -> None:
    assert place(field="title") == (2, 8, 1)
    assert place(field="repeat.until") == (3, 1, 6)


def test_a_problem_at_an_offset_of_the_body_is_counted_from_the_top_of_the_file() -> None:
    assert place(start=TEXT.index("{%"), length=9) == (6, 5, 9)


def test_a_problem_of_a_reference_is_where_the_text_leads_there_for_that_time() -> None:
    again = Reference(kind="link", target="b.md", nth=1)
    assert place(reference=again) == (6, 27, 4)


def test_a_problem_without_a_place_is_at_the_first_line_of_the_body() -> None:
    unknown = Span(path="content/a.md", line=4)
    assert place() == (unknown.line, unknown.column, unknown.length)
    assert place(reference=Reference(kind="link", target="c.md")) == (4, 0, 0)
