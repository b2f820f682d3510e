"""Shortcodes: what is known becomes Markdown, what is written as an example stays, and the rest is reported."""

import pytest

from sitegen.importers.hugo.shortcodes import Shortcodes, without_comments
from sitegen.importers.report import Report


def rewritten(text: str) -> tuple[str, list[str]]:
    report = Report("a.md")
    words = Shortcodes(
        text,
        report,
        5,
        reference=lambda name: "/posts/tea/" if name == "tea.md" else "",
        parameter=lambda name: {"city": "Leith"}.get(name, ""),
        pictures=lambda folder: ["/g/1.png", "/g/2.png"] if folder == "/g/" else [],
    ).rewritten()
    return words.strip("\n"), [f"{each.span.line} {each.message}" for each in report.found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[a]({{< ref "tea.md" >}}) {{% relref path="tea.md" %}}', "[a](/posts/tea/) /posts/tea/"),
        ('{{< img src="/a.png" alt="Cup" >}}', "![Cup](/a.png)"),
        ('{{<figure src=`/a.png` link="/b" >}}', "[![](/a.png)](/b)"),
        ("{{< youtube w7Ft2ymGmfc >}}", "[Video on YouTube](https://www.youtube.com/watch?v=w7Ft2ymGmfc)"),
        ('{{< vimeo id="146022717" title="Tea" />}}', "[Tea](https://vimeo.com/146022717)"),
        ("{{< gist ada 50a7 >}}", "[Code on GitHub](https://gist.github.com/ada/50a7)"),
        ('{{< video src="/a.mp4" >}}', '<video src="/a.mp4" controls></video>'),
        ('{{< highlight go "linenos=table" >}}\nx := "{{ y }}"\n{{< /highlight >}}', '```go\nx := "{{ y }}"\n```'),
        ("{{< notice tip >}}\nHot **tea**\n{{< /notice >}}", "> [!tip]\n> Hot **tea**"),
        ('{{% alert title="Oh" color="danger" %}}a\n\nb{{% /alert %}}', "> [!caution] Oh\n> a\n>\n> b"),
        ('{{< details summary="More" >}}a{{< /details >}}', "> [!note]- More\n> a"),
        ('{{< gallery dir="/g/" />}}', "![](/g/1.png)\n![](/g/2.png)"),
        ('{{< tabs >}}{{< tab "Mac" >}}a{{< /tab >}}{{< /tabs >}}', "**Mac**\n\na"),
        ("{{< param city >}}", "Leith"),
        ("{{< rawhtml >}}<b>a</b>{{< /rawhtml >}}", "<b>a</b>"),
        ("{{</* youtube abc */>}} `{{< youtube abc >}}`", "{{< youtube abc >}} `{{< youtube abc >}}`"),
        ("{{< quote >}}a{{< quote >}}b{{< /quote >}}c{{< /quote >}}", "> a\n>\n> > b\n>\n> c"),
    ],
)
def test_what_is_known_becomes_markdown_without_a_word(text: str, words: str) -> None:
    assert rewritten(text) == (words, [])


def test_a_caption_makes_a_figure_of_its_own() -> None:
    words, said = rewritten('{{< figure src="/a b.png" caption="A **cup** of [tea](/tea/)" >}}')

    assert words == (
        '<figure>\n<img src="/a b.png" alt="A cup of tea">\n'
        '<figcaption>A <strong>cup</strong> of <a href="/tea/">tea</a></figcaption>\n</figure>'
    )
    assert said == []


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("See {{< gh 42 >}} there", "See 42 there", "5 the shortcode `gh` is not known"),
        ("a\n{{< chart x=1 >}}", "a\n<!-- {{< chart x=1 >}} -->", "6 the shortcode `chart` is not known"),
        ("{{< box >}}Words{{< /box >}}", "Words", "5 the shortcode `box` is not known, so its text alone stays"),
        ('[a]({{< ref "gone.md" >}})', "[a](gone.md)", "5 there is no page gone.md"),
        ("{{< youtube 'x y' >}} z", "'x y' z", "5 the shortcode `youtube` is not known"),
    ],
)
def test_what_is_not_known_is_reported_and_its_text_stays(text: str, words: str, said: str) -> None:
    assert rewritten(text) == (words, [said])


@pytest.mark.parametrize(
    "text", ["{{<", "{{< >}}", "{{< /a >}}", "{{% a %}}{{< /b >}}", '{{< a "b >}}', "{{</* a >}}"]
)
def test_shortcodes_that_are_broken_are_no_end(text: str) -> None:
    assert rewritten(f"{text} end")[0].endswith("end")


def test_a_comment_in_double_braces_is_left_out_and_one_in_code_stays() -> None:
    report = Report("a.md")
    words = without_comments("a {{/* SECRET */}}b\n\n{{- /* SECRET\nTWO */ -}}\n`{{/* c */}}`\n", report, 5)

    assert words == "a b\n\n\n\n`{{/* c */}}`\n"
    assert [each.span.line for each in report.found] == [5, 7]


def test_a_figure_shows_its_title_before_its_caption() -> None:
    words, _ = rewritten('{{< figure src="/a.png" alt="x" title="Big" caption="Small" >}}')

    assert "<figcaption><strong>Big</strong> Small</figcaption>" in words
