"""What was meant to stay private is in no byte of the output, however it was typed: left out, or never built."""

import datetime as dt

import pytest

from tests.conftest import SITE_YAML, MakeSite, Site

PUBLIC = {"content/wiki/hello.md": "---\ntitle: Hello\n---\nFor all.\n"}
SECRET = "zanzibar"


def written(make_site: MakeSite, text: str, path: str = "content/wiki/plan.md", config: str = "") -> Site:
    return make_site({**PUBLIC, "site.yaml": SITE_YAML + config, path: text})


def shows(site: Site) -> list[str]:
    return [path for path, data in site.output.items() if SECRET.encode() in data.lower()]


@pytest.mark.parametrize(
    "line",
    [
        "draft: true", "Draft: true", "DRAFT: TRUE", '"draft": "yes"', "is_draft: on", "isDraft: true",
        "drafts: yes",
        "unpublished: true", "published: false", "Published: No", "publish: false", "Publish: off",
        "dg-publish: false",
        "isPublished: false", "published: 2027-01-01", "publishDate: 2027-01-01",
        "publish_date: 2027-01-01 10:00",
        "PublishDate: 2027-01-01", "pubDate: 2027-01-01", "published_at: 2027-01-01T10:00:00Z",
        "publish-on: 2027-01-01",
        "expiryDate: 2026-01-01", "expires: 2026-01-01", "unpublish_date: 2026-01-01",
        "expiration-date: 2026-01-01",
        "status: draft", "Status: Draft", "post_status: auto-draft", "state: draft",
        "workflow_state: unpublished",
        "visibility: internal", "Visibility: internal", "draft\u200b: true", "wp:status: draft",
        "Status: Entwurf", "статус: черновик", "stav: koncept", "tila: luonnos",
        "publication: 2027-03-01", "datum_publicatie: 2027-03-01 10:00",
        "statut: brouillon", "estado: borrador", "lifecycle: draft", "notion_status: Draft", "🔒 draft: true",
    ],
)  # fmt: skip
def test_a_word_that_plainly_hides_is_read_whoever_uses_it(make_site: MakeSite, line: str) -> None:
    site = written(make_site, f"---\ntitle: {SECRET}\n{line}\n---\n{SECRET}\n")

    assert site.codes == [] and site.result.published
    assert shows(site) == []


NESTED = "set it in no further than the first field: `draft: true`"


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("private: true", "draft: true"), ("hidden: yes", "draft: true"), ("_hidden: yes", "draft: true"),
        ("unlisted: true", "draft: true"), ("password: abc", "draft: true"), ("headless: true", "draft: true"),
        ("public: false", "draft: true"), ("listed: no", "draft: true"), ("routable: false", "draft: true"),
        ("permalink: false", "draft: true"), ("render: never", "draft: true"),
        ("status: private", "draft: true"),
        ("state: pending", "draft: true"), ("access: members", "draft: true"),
        ("noPublish: true", "draft: true"),
        ("eleventyExcludeFromCollections: true", "draft: true"), ("Entwurf: ja", "draft: true"),
        ("build:\n  list: never", "draft: true"), ("_build: {render: false}", "draft: true"),
        ("cascade:\n  - draft: true", "draft: true"), ("cascade: {_build: {render: never}}", "draft: true"),
        ("params: {draft: true}", "draft: true"), ("params: {private: true}", "draft: true"),
        ("extra:\n  hidden: yes", "draft: true"), ("meta: {status: archived, public: no}", "draft: true"),
        ("params: {page: {unlisted: 1}, extra: {hidden: on}}", "draft: true"),
        ("changes:\n  date: 2026-01-01\n  note: a\n  draft: true", NESTED),
        ("status: [draft]", "draft: true"), ("draft_page: yes", "draft: true"),
        ("not_published: true", "draft: true"), ("publish_now: no", "draft: true"), ("drafted: true",
        "draft: true"),
        ("drfat: true", "draft: true"), ("pubished: false", "draft: true"), ("hiden: true", "draft: true"),
        ("trash: true", "draft: true"), ("archived: yes", "draft: true"), ("status: archived", "draft: true"),
        ("borrador: sí", "draft: true"), ("bozza: sì", "draft: true"), ("brouillon: vrai", "draft: true"),
        ("черновик: да", "draft: true"), ("草稿: 是", "draft: true"), ("utkast: ✓", "draft: true"),
        ("öffentlich: nein", "draft: true"), ("publiée: non", "draft: true"),
        ("Sichtbarkeit: privat", "draft: true"),
        ("visibilité: privée", "draft: true"), ("🔒: true", "draft: true"),
        ("draft_until: 2027-01-01", "publish_date: 2027-01-01"),
        ("published-until: 2026-01-01", "expiry_date: 2026-01-01"),
        ("status: wersja robocza", "draft: true"), ("status: concept", "draft: true"),
        ("állapot: vázlat", "draft: true"),
        ("vázlat: igen", "draft: true"), ("чернова: да", "draft: true"), ("ciornă: da", "draft: true"),
        ("utkast: sann", "draft: true"), ("mustand: jah", "draft: true"), ("skjult: ja", "draft: true"),
        ("ukryte: tak", "draft: true"), ("nur_intern: true", "draft: true"),
        ("nur-mitglieder: ja", "draft: true"),
        ("permissions: private", "draft: true"), ("access: board", "draft: true"),
        ("audience: members only", "draft: true"), ("nicht_veroeffentlichen: true", "draft: true"),
        ("julkaistu: ei", "draft: true"), ("note: черновик", "draft: true"),
        ("version: luonnos", "draft: true"),
        ("réservé_aux_membres: oui", "draft: true"), ("status: niet gepubliceerd", "draft: true"),
        ("embargo: 2027-03-01 09:00", "publish_date: 2027-03-01 09:00"),
        ("sperrfrist: 2027-03-01", "publish_date: 2027-03-01"),
        ("scheduled: 2027-03-01 08:00", "publish_date: 2027-03-01 08:00"),
        ("gültig_bis: 2026-01-01", "expiry_date: 2026-01-01"),
        ("visibilty: internal", "visibility: internal"), ("publshDate: 2027-01-01", "publish_date: 2027-01-01"),
    ],
)  # fmt: skip
def test_a_word_that_hides_elsewhere_stops_the_build_and_names_a_field_that_does_here(
    make_site: MakeSite, line: str, fix: str
) -> None:
    site = written(make_site, f"---\ntitle: {SECRET}\n{line}\n---\n{SECRET}\n")

    assert [(found.code, found.fix) for found in site.errors] == [("hides-nothing", fix)]
    assert shows(site) == []


@pytest.mark.parametrize("line", ["cover: {hidden: true}", "params: {cover: {hidden: true}, private: false}"])
def test_a_word_below_another_that_hides_a_part_of_the_page_keeps_nothing_back(
    make_site: MakeSite, line: str
) -> None:
    assert "hides-nothing" not in written(make_site, f"---\ntitle: A\n{line}\n---\nText.\n").codes


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("draft: “false”", "draft: false"), ("draft: true.", "draft: true"), ("draft: flase", "draft: false"),
        ("draft: truet", "draft: true"), ("draft: y", "draft: yes"), ("draft: nein", ""),
        ("draft: perhaps", ""),
        ("draft:", ""), ("draft: null", ""), ("publish:", ""), ("visibility:", ""), ("published: soon", ""),
        ("visibility: private", ""), ("publishDate: soon", ""),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_asked_again_in_the_words_that_were_typed(
    make_site: MakeSite, line: str, fix: str
) -> None:
    site = written(make_site, f"---\ntitle: {SECRET}\n{line}\n---\n{SECRET}\n")

    assert [found.code for found in site.errors] in (["bad-value"], ["bad-date"])
    assert (site.errors[0].fix or "") == fix
    assert shows(site) == []


@pytest.mark.parametrize(
    "lines",
    [
        "draft: true\ndraft: false",
        "published: true\npublish: false",
        "Draft: true\ndraft: no",
        "publish: no\ndraft: no\npublished: on",
    ],
)
def test_of_two_answers_none_is_taken(make_site: MakeSite, lines: str) -> None:
    site = written(make_site, f"---\ntitle: {SECRET}\n{lines}\n---\n{SECRET}\n")

    assert [found.code for found in site.errors] == ["conflicting-fields"]
    assert shows(site) == []


@pytest.mark.parametrize(
    "line",
    [
        "draft: false", "Draft: no", "publish: true", "published: 2021-08-28", "publishDate: 2021-08-28",
        "private: false",
        "private: no", "hidden: false", "unlisted: false", "expiryDate: 2030-01-01", "status: published",
        "state: active",
        "craft: weaving", "publisher: none", "public: true", "hide: [navigation, toc]", "repo: {private: true}",
        "cache: true", "intern: true", "archived: false", "released_from: 2027", "👍: true",
        "password:", "render: true", "internal: notes", "build: {list: always}", "public_transport: no",
        "no_public_transport: true", "topic: Drogen",
        "author_of: Чернова", "art: Konzept", "access: step-free", "thema: Luonnonsuojelu",
        "publication: 2019-03-01",
        "audience: developers", "note: Draft beer for all", "private: {notes: x}",
    ],
)  # fmt: skip
def test_a_word_that_hides_nothing_stops_nothing(make_site: MakeSite, line: str) -> None:
    site = written(make_site, f"---\ntitle: Open\n{line}\n---\n{SECRET}\n")

    assert site.errors == []
    assert "wiki/plan/index.html" in shows(site)


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("sector: private", "draft: true"), ("for_whom: members only", "draft: true"),
        ("online: nie", "draft: true"),
        ("until: 2026-01-01", "expiry_date: 2026-01-01"), ("level: internal", "draft: true"),
    ],
)  # fmt: skip
def test_each_page_with_a_word_that_may_hide_it_is_named(make_site: MakeSite, line: str, fix: str) -> None:
    text = f"---\ntitle: {{}}\n{line}\n---\nA.\n"
    site = make_site({**PUBLIC, "content/wiki/a.md": text.format("A"), "content/wiki/b.md": text.format("B")})

    assert [(found.code, found.span.path, found.fix) for found in site.diagnostics] == [
        ("unread-field", f"content/wiki/{name}.md", f"to keep it back, write `{fix}`") for name in ("a", "b")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f';;;\n{{"title": "x", "draft": true}}\n;;;\n{SECRET}\n',
        f';;;\n"title": "x",\n"draft": true\n;;;\n{SECRET}\n',
        f"Title: {SECRET}\nTags: a, b\n\n{SECRET}\n",
        f"Title: Plan\nAuthor: Lea\nDate: 2026-01-01\n\n{SECRET}\n",
    ],
)
def test_front_matter_of_other_programs_is_no_text(make_site: MakeSite, text: str) -> None:
    site = written(make_site, text)

    assert site.codes == ["front-matter-fence"]
    assert shows(site) == []


@pytest.mark.parametrize("line", ["draft: true", "published: no"])
def test_a_draft_may_have_any_other_word_that_hides(make_site: MakeSite, line: str) -> None:
    site = written(make_site, f"---\ntitle: {SECRET}\nunlisted: true\n{line}\n---\n{SECRET}\n")

    assert "hides-nothing" not in site.codes
    assert shows(site) == []


def test_a_field_that_the_site_declares_is_its_own(make_site: MakeSite) -> None:
    text = f"---\ntitle: Open\nhidden: true\n---\n{SECRET}\n"

    assert shows(written(make_site, text, config="fields: [hidden]\n"))


def test_the_words_of_a_message_and_the_notes_on_a_stakeholder_keep_their_meaning(make_site: MakeSite) -> None:
    site = make_site(
        {
            **PUBLIC,
            "content/messages/m.md": "---\ntitle: M\naudience: S\nstatus: draft\nexpires: 2026-01-01\n---\nA.\n",
            "content/stakeholders/s.md": f"---\ntitle: S\ntype: person\nPrivate:\n  notes: {SECRET}\n---\nA.\n",
        }
    )

    assert not site.errors
    assert {"messages/m/index.html", "stakeholders/s/index.html"} <= site.output.keys()
    assert shows(site) == []


def test_dates_of_publication_come_and_go_by_the_clock_on_any_kind(make_site: MakeSite) -> None:
    text = f"---\ntitle: {SECRET}\npublishDate: 2026-11-23 10:00\nexpiryDate: 2026-11-24 10:00\n---\nWords.\n"
    site = written(make_site, text)
    on = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)

    assert shows(site) == [] and site.result.next_change == on and site.result.scheduled == 1
    site.build(as_of=on)
    assert "wiki/plan/index.html" in shows(site)
    assert site.result.next_change == on + dt.timedelta(days=1)
    assert site.result.next_why == ("an entry expires",)
    site.build(as_of=on + dt.timedelta(days=1))
    assert shows(site) == [] and site.result.expired == 1 and site.result.next_change is None
    assert site.output == site.clean_build().output


def test_a_date_of_publication_is_the_date_of_what_has_no_other(make_site: MakeSite) -> None:
    site = make_site({**PUBLIC, "content/posts/a.md": "---\ntitle: A\npublished: 2021-08-28\n---\nWords.\n"})

    assert site.codes == []
    assert "28 August 2021" in site.page("blog/a/index.html")


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
@pytest.mark.parametrize(
    "remark",
    [
        "Shown %%zanzibar%% too.", "%%\nzanzibar\n\n- zanzibar\n\n```\nzanzibar\n```\n%%\n\nShown.",
        "# Shown %% zanzibar %%",
        "Shown\n\n- one\n  %%\n  zanzibar\n\n  zanzibar\n  %%\n- two", "> Shown %% zanzibar\n> zanzibar %%",
        "Shown %%%zanzibar%%%",
        "| Shown %%zanzibar%% | b |\n|---|---|\n| c | %% zanzibar | x %% |",
        "Shown\n%%zanzibar\nand all below\n\nzanzibar",
        "%% `zanzibar %% Shown",
        "[Shown](https://a.example/) %%[zanzibar](zanzibar.md) [[Zanzibar]] ![z](zanzibar.png)%%",
        "Shown {% comment %}zanzibar{% endcomment %}", "Shown {%- comment -%}\n\nzanzibar\n{%- endcomment -%}",
        "Shown {{/* zanzibar */}}", "Shown {{< comment >}}\nzanzibar\n{{< /comment >}}",
        "Shown {# zanzibar\nzanzibar #}",
        "Shown {::comment}zanzibar{:/comment}",
        "<!-- zanzibar\n\nzanzibar -->\n\nShown <!-- zanzibar\nzanzibar -->",
    ],
)  # fmt: skip
def test_a_remark_is_left_out_in_whatever_program_it_was_written(
    make_site: MakeSite, remark: str, flavour: str
) -> None:
    site = written(make_site, f"---\ntitle: Plan\n---\n{remark}\n", config=f"markdown: {{flavour: {flavour}}}\n")

    assert not site.errors
    assert shows(site) == []
    assert "Shown" in site.page("wiki/plan/index.html")


@pytest.mark.parametrize("flavour", ["python-markdown", "commonmark"])
@pytest.mark.parametrize(
    "text",
    [
        "`%%zanzibar%%`",
        "```\n%%zanzibar%%\n```",
        "~~~\n{# zanzibar #}\n~~~",
        "100%% zanzibar, 50%% not",
        "# Zanzibar {#id}",
    ],
)
def test_what_only_looks_like_a_remark_is_shown(make_site: MakeSite, text: str, flavour: str) -> None:
    site = written(make_site, f"---\ntitle: Plan\n---\n{text}\n", config=f"markdown: {{flavour: {flavour}}}\n")

    assert site.codes == []
    assert "wiki/plan/index.html" in shows(site)
