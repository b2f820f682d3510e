"""Tags of pictures and films, as Hugo and Jekyll have them, and tags over several lines."""

import pytest

from sitegen.markup import Options, convert
from sitegen.markup.flavours import FLAVOURS
from sitegen.model.body import Body

pytestmark = pytest.mark.parametrize("flavour", FLAVOURS)


def body(text: str, flavour: str) -> Body:
    return convert(text, Options(flavour=flavour), title="T")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('{{< figure\n  src="pic.png"\n  alt="The hall"\n>}}', 'alt="The hall"'),
        ('- one\n\n  {{< figure\n  src="pic.png"\n  alt="The hall" >}}\n- two', 'alt="The hall"'),
        ('> {{< figure\n> src="pic.png"\n> alt="The hall"\n> >}}', 'alt="The hall"'),
        ('{{< youtube\n id="abcdefghijk"\n>}}', "watch?v=abcdefghijk"),
        ('{% include figure.html\n src="pic.png"\n alt="The hall" %}', 'alt="The hall"'),
        ("{{< notice\n  tip >}}\nText\n{{< /notice >}}", "callout-tip"),
    ],
)
def test_a_tag_over_several_lines_is_read_like_one_on_a_line(flavour: str, typed: str, shown: str) -> None:
    found = body(typed, flavour)

    assert shown in found.html and "{" not in found.html
    assert found.problems == ()


def test_one_that_is_not_known_is_told_where_it_begins(flavour: str) -> None:
    typed = 'Above\n\nSee {{< chart\n  data="a.csv"\n>}} and {{ site.title\n| upcase }}'
    problems = body(typed, flavour).problems

    assert [problem.code for problem in problems] == ["unknown-liquid"] * 2
    assert [problem.start for problem in problems] == [typed.index("{{<"), typed.index("{{ site")]


def test_places_below_it_are_those_of_what_was_typed(flavour: str) -> None:
    typed = '{{< figure\n  src="pic.png"\n  alt="The hall"\n>}}\n\nSee {{ nothing }}.'

    assert [problem.start for problem in body(typed, flavour).problems] == [typed.index("{{ nothing")]


def test_in_code_it_stays_as_typed(flavour: str) -> None:
    found = body('1. one\n\n   ```\n   {{< figure\n     src="a" >}}\n   ```', flavour)

    assert '{{&lt; figure\n  src="a" &gt;}}' in found.html
    assert found.references == ()


def test_a_figure_has_its_link_its_credit_and_the_markdown_of_its_caption(flavour: str) -> None:
    typed = (
        '{{< figure src="pic.png" alt="b" link="https://x.example/" caption="*A* [plan](plan.md) of snake_case"'
        ' attr="Photo by X" attrlink="https://y.example/" >}}'
    )
    found = body(typed, flavour)

    assert found.html.startswith('<figure><a href="https://x.example/"><img ')
    assert "</a><figcaption><em>A</em> <a href=" in found.html
    assert '</a> of snake_case <a href="https://y.example/">Photo by X</a></figcaption></figure>' in found.html
    assert [each.target for each in found.references] == ["pic.png", "plan.md"]


def test_an_address_that_is_not_safe_is_taken_out_of_a_figure(flavour: str) -> None:
    found = body('{{< figure src="p.png" alt="q" link="javascript:x" caption="[a](javascript:y)" >}}', flavour)

    assert "javascript" not in found.html
    assert [problem.code for problem in found.problems] == ["unsafe-link"] * 2


def test_what_is_between_the_halves_is_the_caption(flavour: str) -> None:
    found = body('{{< imgproc pic.png Resize "300x" >}}\nThe *old*\nhall\n{{< /imgproc >}}\n\nBelow', flavour)

    assert 'alt="The old hall"' in found.html
    assert found.html.endswith("<figcaption>The <em>old</em> hall</figcaption></figure>\n<p>Below</p>")
    assert found.problems == ()
