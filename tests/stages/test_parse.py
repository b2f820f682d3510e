"""Parse: one source, one entry, and nothing else asked."""

import datetime as dt
import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from sitegen.kinds import KINDS
from sitegen.locales import ONLY_OURS
from sitegen.markup import Options, convert
from sitegen.markup.body.labels import words
from sitegen.model.body import Body
from sitegen.model.config import Config, Markdown
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.source import Source
from sitegen.stages.parse import ParseSettings, _says, parse
from sitegen.urls import stem
from tests.sizes import drawn

SETTINGS = ParseSettings(
    zone="Europe/London",
    language="en",
    markup=Options(flavour="python-markdown", raw_html="sanitise", frames=(), smart=False),
    fields=("colour",),
)
OF = {kind.name: kind for kind in KINDS}
SITE = Config(title="A hub", url="https://hub.example/")
OTHER_MARKDOWN: dict[str, object] = {
    "flavour": "commonmark",
    "raw_html": "trust",
    "frames": ("video.example",),
    "smart": True,
    "maths": True,
}
"""A value of each Markdown setting which is not its default."""


def read(text: str | bytes, key: str = "wiki/page.md", kind: str = "wiki") -> Entry[Meta]:
    source = Source(key=key, path=f"content/{key}", kind=kind, digest="d")
    return parse(source, text if isinstance(text, bytes) else text.encode(), OF[kind], SETTINGS)


def codes(entry: Entry[Meta]) -> list[str]:
    return [found.code for found in entry.diagnostics]


STEMS = {
    "posts/2017-01-30-title.md": "title",
    "posts/2017-1-3-title.md": "title",
    "posts/2017-01-30-.md": "2017-01-30-",
    "events/clinic-2026-12-07-notes.md": "clinic-2026-12-07-notes",
    "documents/my-paper/index.md": "my-paper",
    "documents/2020-05-05-paper/index.md": "paper",
    "index.md": "index",
    "a.b.md": "a.b",
    "wiki/Über uns.markdown": "Über uns",
}


@pytest.mark.parametrize("key", STEMS)
def test_a_source_is_called_by_its_file_without_date_and_extension(key: str) -> None:
    assert stem(key) == STEMS[key]


def test_a_title_is_given_or_the_first_heading_or_the_files_name() -> None:
    assert read("---\ntitle: Given\n---\n# Heading\n").meta.title == "Given"
    assert read("# Heading *with* words\n\nText.\n").meta.title == "Heading with words"
    assert read("Text.\n", key="wiki/bus-routes_now.md").meta.title == "Bus routes now"


def test_only_outside_the_wiki_is_a_title_from_the_files_name_a_warning() -> None:
    assert codes(read("Text.\n")) == []
    assert codes(read("Text.\n", "about.md", "page")) == ["title-from-file-name"]
    assert codes(read("Text.\n", "index.md", "page")) == []


def test_a_date_comes_from_the_field_or_from_the_files_name() -> None:
    by_name = read("---\ntitle: T\n---\n", "posts/2017-01-30-t.md", "post").meta.date
    assert by_name and by_name.all_day and by_name.day == dt.date(2017, 1, 30) and by_name.zone == "Europe/London"
    both = read("---\ntitle: T\ndate: 2017-02-01 10:00\n---\n", "posts/2017-01-30-t.md", "post")
    assert both.meta.date and both.meta.date.day == dt.date(2017, 2, 1)
    assert codes(both) == ["date-disagrees"]
    assert codes(read("---\ntitle: T\n---\n", "posts/2017-13-30-t.md", "post")) == ["missing-field"]


def test_a_slug_is_the_files_name_or_the_field_never_the_title() -> None:
    assert read("---\ntitle: Other\n---\n").slug == "page"
    assert read("---\ntitle: T\nslug: My Slug\n---\n").slug == "my-slug"
    assert codes(read("---\ntitle: T\n---\n", "wiki/!.md")) == ["empty-slug"]


def test_own_fields_are_kept_and_a_slip_is_told() -> None:
    entry = read("---\ntitle: T\ncolour: red\nmood: good\ntagz: a\n---\n")
    assert entry.meta.extra == {"colour": "red", "mood": "good", "tagz": "a"}
    assert codes(entry) == ["unknown-field"]


def test_an_image_wants_words_unless_they_are_left_empty_on_purpose() -> None:
    assert codes(read("---\ntitle: T\nimage: a.png\n---\n")) == ["image-alt"]
    assert codes(read('---\ntitle: T\nimage: a.png\nimagealt: ""\n---\n')) == []
    assert codes(read("---\ntitle: T\nimage: a.png\nimage_alt: A\n---\n")) == []


def test_what_cannot_be_read_is_broken_but_keeps_its_name() -> None:
    entry = read("---\ntitle: Nice name\ntags: [\n---\nBody\n")
    assert entry.broken and entry.meta.title == "Nice name" and entry.slug == "page"
    assert read(b"\xff\xfe").broken
    assert read(b"caf\xe9").broken


def test_every_problem_of_a_source_is_told_at_once() -> None:
    entry = read("---\ntitle: T\ntype: gide\ndate: 2026-02-30\nimage: a.png\n---\n<script>x</script> {% x %}\n")
    assert {"bad-value", "bad-date"} <= set(codes(entry))


def test_a_body_begins_where_the_front_matter_ends() -> None:
    assert read("---\ntitle: T\n---\n\nBody\n").body_line == 4
    assert read("Body\n").body_line == 1
    entry = read("---\ntitle: T\n---\n\n\n<script>x</script>\n")
    assert [(found.span.line, found.span.column) for found in entry.diagnostics] == [(6, 1)]


def test_jekylls_values_are_filled_in_and_code_is_left_alone() -> None:
    html = read("---\ntitle: T\nimgdir: /i/\n---\n{{ page.title }} `{{ page.title }}`\n").body.html
    assert "T <code>{{ page.title }}</code>" in html


def test_the_same_source_gives_the_same_entry() -> None:
    text = "---\ntitle: T\ntags: [a, b]\n---\n# T\n\n[[x]] ![y](z.png)\n"
    assert read(text) == read(text)


EVENT = "---\ntitle: Fair\nstart: 2026-12-02 10:00\nend: 2026-12-01 10:00\n{}\n---\nFun.\n"
ASK = "---\ntitle: A\nconsultation: {{closes: 2026-12-02, respond: {}}}\norder: first\n---\nText.\n"


@pytest.mark.parametrize("fields", ["order: first", "register: {url: nowhere}"])
def test_a_field_that_cannot_be_read_does_not_hide_what_is_wrong_between_others(fields: str) -> None:
    entry = read(EVENT.format(fields), "events/fair.md", "event")
    assert codes(entry) == ["bad-value", "event-end-before-start"]


def test_what_rests_on_a_field_that_cannot_be_read_is_not_complained_of() -> None:
    assert codes(read(EVENT.format("duration: long"), "events/fair.md", "event")) == ["bad-value"]
    status = "status: rescheduled\nprevious_start: soon"
    head = "---\ntitle: Fair\nstart: 2026-12-02\n{}\n---\n"
    assert "missing-field" not in codes(read(head.format(status), "events/fair.md", "event"))
    assert codes(read(ASK.format("{url: nowhere}"))) == ["bad-value", "bad-value"]
    assert codes(read(ASK.format("{}"))) == ["bad-value", "missing-field"]


@pytest.mark.parametrize("name", [field.name for field in fields(Markdown)])
def test_every_markdown_setting_of_a_site_reaches_the_converter(name: str) -> None:
    site = replace(SITE, markdown=replace(SITE.markdown, **{name: OTHER_MARKDOWN[name]}))

    assert getattr(ParseSettings.of(site).markup, name) == OTHER_MARKDOWN[name]


def test_the_zone_the_language_and_the_declared_fields_of_a_site_are_settings_of_parse() -> None:
    settings = ParseSettings.of(replace(SITE, timezone="Europe/Paris", language="fr", fields=("colour",)))

    assert (settings.zone, settings.language, settings.fields) == ("Europe/Paris", "fr", ("colour",))
    assert settings.markup.words == words(ONLY_OURS.locale("fr"))


def test_a_head_alone_is_the_entry_without_its_text() -> None:
    text = b"---\ntitle: A\ntags: b\nslug: c\nnumbered: paragraphs\n---\n# Heading\n\n[A link](b.md) {{ odd }}\n"
    source = Source(key="wiki/page.md", path="content/wiki/page.md", kind="wiki", digest="d")
    whole = parse(source, text, OF["wiki"], SETTINGS)
    head = parse(source, text, OF["wiki"], SETTINGS, head_only=True)

    assert whole.body.html and head.body == Body()
    assert head == replace(whole, body=Body(), diagnostics=head.diagnostics)


def test_an_excerpt_is_a_lede_only_where_the_text_does_not_say_it() -> None:
    text = "---\ntitle: T\nexcerpt: {}\n---\nA *well*-known house & a\n[[Garden|garden]], **half**way `up`.\n"

    for said in ("A well-known house & a", "known  house", "halfway up", "house & a ,", "up."):
        assert read(text.format(said)).lede == "", said
    for other in ("a garden", "a well-known house", "house and", "half way", "amp"):
        assert read(text.format(other)).lede == other


WORDS = st.sampled_from(
    ("a", "half", "way", "&", "&amp;", "é", "*half*way", "`up`", "[[Half]]", "up.", "<", "\n\n", "x")
)


@settings(max_examples=drawn(500), deadline=None)
@given(st.lists(WORDS, max_size=12), st.lists(WORDS, min_size=1, max_size=3))
def test_looking_for_single_words_first_finds_the_same_excerpts(text: list[str], excerpt: list[str]) -> None:
    body = convert(" ".join(text), Options(flavour="commonmark"), title="T")
    wanted = " ".join(" ".join(excerpt).split())
    plain = html.unescape(re.sub(r"<[^>]*>|\0\d+\0", "", body.html))

    assert _says(body, wanted) == (wanted in " ".join(plain.split()))
