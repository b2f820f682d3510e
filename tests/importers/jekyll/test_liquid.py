"""Liquid of old texts: what can be known becomes text, code stays code, and the rest is reported at its line."""

import pytest

from sitegen.importers.jekyll.expressions import Values
from sitegen.importers.jekyll.liquid import Known, Liquid
from sitegen.importers.report import Report

PAGE = {"title": "Tea", "pictures": ["a.png", "b.png"], "signed": "false"}
SITE = {"baseurl": "", "url": "", "data": {"team": {"lead": "Ada"}}, "rsvp": "https://example.org/"}
INCLUDES = {"hello.md": "Hello {{ include.name }}!", "latest.html": "{% for p in site.posts %}x{% endfor %}"}


def rendered(text: str) -> tuple[str, list[str]]:
    report = Report("a.md")
    values = Values(page=PAGE, site=SITE, collections=frozenset({"docs"}))
    known = Known(
        values=values,
        post={"2019-01-02-day": "/day/"}.get,  # type: ignore[arg-type]
        source={"_posts/2019-01-02-day.md": "/day/"}.get,  # type: ignore[arg-type]
        includes=INCLUDES,
    )
    words = Liquid(text, known, report, 5).rendered()
    return words, [f"{each.span.line} {each.message}" for each in report.found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]({{ site.baseurl }}/x) {{ '/y' | relative_url }}", "[a](/x) /y"),
        ("{{ page.title | upcase | append: '!' }} by {{ site.data.team.lead }}", "TEA! by Ada"),
        ("{{ page.missing }}.", "."),
        ("{{ page.missing | default: 'None' }}", "None"),
        ("{% unless page.signed %}not {% endunless %}signed", "not signed"),
        ("{% if page.title == 'Tea' and page.pictures.size > 1 %}two{% else %}one{% endif %}", "two"),
        ("{% case page.title %}{% when 'Cup', 'Tea' %}hot{% else %}cold{% endcase %}", "hot"),
        ("{% for each in page.pictures %}![]({{ each }}) {% endfor %}", "![](a.png) ![](b.png) "),
        ("{% assign who = 'Bo' %}{% capture hi %}Hi *{{ who }}*{% endcapture %}{{ hi | markdownify }}", "Hi *Bo*"),
        ("one\n{% assign x = 1 %}\ntwo", "one\ntwo"),
        ("{% comment %}not for {{ you }}{% endcomment %}for all", "for all"),
        ("[a]({% post_url 2019-01-02-day %}) [b]({% link _posts/2019-01-02-day.md %})", "[a](/day/) [b](/day/)"),
        ("{% include hello.md name='Bo' %}", "Hello Bo!"),
        ("{% include picture.html src='/a.png' alt='Cup' %}", "![Cup](/a.png)"),
        ("{% img left /a.png 100 80 'T' 'Cup' %}", '<img src="/a.png" alt="Cup" width="100">'),
        ("{% youtube abcdefghijk %}", "[Video on YouTube](https://www.youtube.com/watch?v=abcdefghijk)"),
        ("{% oembed https://example.org/a %}", "<https://example.org/a>"),
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}\n", "```ruby\nputs 1\n```\n\n"),
        ("- a\n\n  {% highlight sh %}\n  ls\n  {% endhighlight %}", "- a\n\n  ```sh\n  ls\n  ```\n"),
        ("{% highlight md %}\n```\n{% endhighlight %}", "````md\n```\n````\n"),
    ],
)
def test_what_is_known_becomes_text_without_a_word(text: str, words: str) -> None:
    assert rendered(text) == (words, [])


def test_a_note_of_a_plugin_is_a_note_and_its_text_is_kept() -> None:
    words, said = rendered("{% alert warning %}\nHot **water**\n{% endalert %}")

    assert words.strip() == "> [!warning]\n> Hot **water**"
    assert said == []


def test_raw_text_keeps_its_braces_in_code_and_between_code() -> None:
    text = "`{% raw %}{{ a }}{% endraw %}`\n{% raw %}\n```\n{{ b }}\n```\nand {{ c }}\n{% endraw %}"

    assert rendered(text)[0] == "`{{ a }}`\n\n```\n{{ b }}\n```\n{% raw %}and {{ c }}\n{% endraw %}"


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        (
            "a\n{% include map.html at=1 %}\nb",
            "a\n<!-- {% include map.html at=1 %} -->\nb",
            "6 this include is not",
        ),
        (
            "{% for p in site.posts %}\n{{ p.title }}\n{% endfor %}",
            "<!-- {% for",
            "5 what this runs through is not known",
        ),
        (
            "{% box blue %}Words{% endbox %} end",
            "Words end",
            "5 the tag `box` is not known, so its text alone stays",
        ),
        ("{{ 'Ada' | team_link }}", "Ada", "5 the filter `team_link` is not known"),
        ("{% if site.time %}A{% else %}B{% endif %}", "AB", "5 this cannot be decided, so all of it stays"),
        ("[a]({% post_url gone %})", "[a]({% post_url gone %})", "5 there is no post gone"),
        ('<a href="{{ user.page }}">', '<a href="{{ user.page }}">', "5 this Liquid is not known"),
    ],
)
def test_what_is_not_known_is_reported_and_stays(text: str, words: str, said: str) -> None:
    found, messages = rendered(text)

    assert words in found
    assert len(messages) == 1 and messages[0].startswith(said)


def test_a_branch_that_does_not_count_is_not_reported() -> None:
    assert rendered("{% if page.missing %}{{ user.name }}{% endif %}ok") == ("ok", [])


@pytest.mark.parametrize(
    "text", ["{% if %}", "{% endif %}", "{{ | }}", "{% raw %}", "{% for x %}", "{%", "{{ }}", "{% case %}"]
)
def test_liquid_that_is_broken_is_no_end(text: str) -> None:
    assert "end" in rendered(f"{text} end")[0]
