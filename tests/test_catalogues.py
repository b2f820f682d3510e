"""A site's own texts: they go over ours, and what does not fit is told with its place."""

import pytest

from sitegen.engine.cache.build_cache import BuildCache
from sitegen.locales.languages import CATALOGUES
from tests.conftest import SITE_YAML, MakeSite

HELLO = {"content/posts/hello.md": "---\ntitle: Hello\ndate: 2026-01-01\n---\nHi.\n"}
DE = f"{SITE_YAML}language: de\n"


def test_a_site_says_a_text_otherwise_and_the_rest_as_we_do(make_site: MakeSite) -> None:
    own = '"Skip to the content": "Direkt zum Text"\n'
    own += '"{count} entry":\n  one: "{count} Stück"\n  other: "{count} Stücke"\n'
    wiki = {"content/wiki/a.md": "# A\n"}
    site = make_site({**HELLO, **wiki, "site.yaml": DE, "layouts/languages/de.yaml": own})
    page = site.page("blog/index.html")
    assert site.codes == []
    assert "Direkt zum Text" in page
    assert "1 Stück<" in site.page("wiki/index.html")
    assert "In Verbindung bleiben" in page


def test_english_words_can_be_others_too(make_site: MakeSite) -> None:
    site = make_site({**HELLO, "layouts/languages/en.yaml": "Skip to the content: Jump\n"})
    assert ">Jump</a>" in site.page("blog/hello/index.html")
    assert "1 January 2026" in site.page("blog/hello/index.html")


def test_a_layout_of_the_site_has_texts_of_its_own(make_site: MakeSite) -> None:
    layout = (
        '{% extends "default/post.html" %}{% block after %}'
        '<p>{{ _("Written by {who}, {what}", who="<b>", what="x" | upper) }}</p>{% endblock %}'
    )
    own = '"Written by {who}, {what}": "{what} schrieb {who}"\n'
    files = {**HELLO, "layouts/post.html": layout}
    assert "<p>Written by &lt;b&gt;, X</p>" in make_site(files).page("blog/hello/index.html")
    site = make_site({**files, "site.yaml": DE, "layouts/languages/de.yaml": own})
    assert "<p>X schrieb &lt;b&gt;</p>" in site.page("blog/hello/index.html")


def test_a_language_of_the_site_s_own_has_the_dates_of_cldr(make_site: MakeSite) -> None:
    text = (CATALOGUES / "de.yaml").read_text(encoding="utf-8").replace("Zum Inhalt springen", "Naar de inhoud")
    files = {**HELLO, "site.yaml": f"{SITE_YAML}language: nl\n", "layouts/languages/nl.yaml": text}
    site = make_site(files)
    assert site.codes == []
    assert "Naar de inhoud" in site.page("blog/hello/index.html")
    assert "1 januari 2026" in site.page("blog/hello/index.html")


def test_a_language_without_texts_is_told_and_so_is_one_that_lacks_some(make_site: MakeSite) -> None:
    files = {**HELLO, "site.yaml": f"{SITE_YAML}language: nl-BE # ours\n"}
    site = make_site(files)
    assert site.places() == [f"site.yaml:{SITE_YAML.count(chr(10)) + 1}:11 untranslated"]
    assert "1 January 2026" in site.page("blog/hello/index.html")
    site = make_site({**files, "layouts/languages/nl.yaml": '"Home": "Thuis"\n'})
    assert site.codes == ["untranslated"]
    assert "layouts/languages/nl.yaml lacks" in site.diagnostics[0].message
    assert (
        make_site({**files, "site.yaml": f"{SITE_YAML}language: nl\nchecks: {{untranslated: off}}\n"}).codes == []
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('"By {who}": "Von"\n', "1:13", "this text lacks {who}"),
        ('"By {who}": "Von {wer}"\n', "1:13", "there is nothing to put for {wer} in this text"),
        ('"{count} entry": "{count} Stück"\n', "1:18", "this text counts"),
        ('"Home":\n  one: "a"\n  other: "b"\n', "1:1", "this text has no plurals"),
        ('"{count} entry":\n  two: "a"\n  other: "b"\n', "2:3", "de has no plural form `two`, but one, other"),
        ('"{count} entry":\n  one: "a"\n', "1:1", "these plurals lack the form `other`"),
        ('"words a minute|230": "viele"\n', "1:23", "this text is a number"),
        ('"words a minute|230": "0"\n', "1:23", "this text is a number"),
    ],
)
def test_what_does_not_fit_is_an_error_at_its_place_with_a_cure(
    make_site: MakeSite, text: str, place: str, message: str
) -> None:
    site = make_site({**HELLO, "site.yaml": DE, "layouts/languages/de.yaml": text})
    assert site.places() == [f"layouts/languages/de.yaml:{place} catalogue"]
    assert site.diagnostics[0].message.startswith(message)
    assert site.diagnostics[0].fix


@pytest.mark.parametrize(
    ("name", "fix"), [("de.yml", "de.yaml"), ("pt_BR.yaml", "pt-BR.yaml"), ("german.txt", "de.yaml")]
)
def test_a_catalogue_under_another_name_is_told(make_site: MakeSite, name: str, fix: str) -> None:
    site = make_site({**HELLO, f"layouts/languages/{name}": '"Home": "Start"\n'})
    assert site.places() == [f"layouts/languages/{name}:0:0 catalogue"]
    assert fix in site.diagnostics[0].fix


def test_a_broken_catalogue_is_told_like_site_yaml(make_site: MakeSite) -> None:
    site = make_site({**HELLO, "layouts/languages/de.yaml": '"Home": "Start\n'})
    assert [found.span.path for found in site.errors] == ["layouts/languages/de.yaml"]


def test_an_edited_catalogue_makes_exactly_the_pages_in_its_language_again(make_site: MakeSite) -> None:
    german = "---\ntitle: Hallo\ndate: 2026-01-02\nlang: de\ntranslation_of: Hello\n---\nGrüß Gott.\n"
    own = "layouts/languages/de.yaml"
    site = make_site({**HELLO, "content/posts/hallo.md": german, own: '"Home": "Start"\n'})
    site.cache = site.cache or BuildCache.empty()
    site.edit(own, '"Home": "Anfang"\n').build()
    assert site.rendered == {"blog/hallo/index.html"}
    assert ">Anfang</a>" in site.page("blog/hallo/index.html")
    assert site.made == site.clean_build().made
