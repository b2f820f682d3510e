"""A MkDocs manual as pages and posts: order, titles, files, people, and what nothing may ever run."""

from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.importers.old_folder import OldFolder, old_folder

PNG = b"\x89PNG\r\n"
CONFIG = """\
site_name: Tool library
site_url: https://tools.example/manual/
site_description: How to borrow.
theme:
  name: material
  language: de
extra:
  key: !ENV [SECRET_KEY, none]
  home: !ENV HOME
markdown_extensions:
  - admonition
  - attr_list
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/object/apply:os.system ["touch ran"]
  - pymdownx.snippets:
      base_path: parts
plugins: [search, blog]
nav:
  - Start: index.md
  - Borrowing:
    - borrow/index.md
    - The first time: borrow/first.md
    - Elsewhere: https://example.org/
  - late.md
  - Gone: gone.md
"""
MANUAL: dict[str, str | bytes] = {
    "mkdocs.yml": CONFIG,
    "docs/index.md": "# Tool library\n\n"
    "See [the first time](borrow/first.md#what-to-bring) and\n![Saw](img/saw.png).\n",
    "docs/borrow/index.md": "# Borrowing\n\n[Home](../index.md)\n",
    "docs/borrow/first.md": "---\nicon: material/saw\n---\n# Your first time\n\n"
    "## What to bring\n\n[late](../late.md)\n",
    "docs/late.md": "# When you are late\n\n[posts](blog/posts/open.md)\n",
    "docs/loose.md": "Not in the way.\n",
    "docs/img/saw.png": PNG,
    "docs/.hidden.md": "CANARY\n",
    "docs/blog/index.md": "# News\n",
    "docs/blog/.authors.yml": "authors:\n  lea:\n    name: Lea Okoro\n"
    "    description: Keeps the keys\n    url: https://lea.example/\n",
    "docs/blog/posts/open.md": "---\ndate: 2026-03-01\nauthors: [lea]\ncategories: [News]\n---\n"
    "# We are open\n\nCome.\n\n<!-- more -->\n\n[Bring](../../borrow/first.md).\n",
}


@pytest.fixture
def manual(
    tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> OldFolder:
    return old_folder("mkdocs", tmp_path, make_site, monkeypatch, capsys).write(MANUAL)


def test_texts_become_pages_in_the_order_and_by_the_titles_of_nav(manual: OldFolder) -> None:
    site = manual.bring().build()
    assert manual.code == 0
    assert [found.message for found in site.diagnostics if found.code != "image-alt"] == []
    heads = {key: manual.entry(key).partition("\n---\n")[0] for key in manual.content if key.endswith(".md")}
    assert "title: Start\norder: 1\n" in heads["index.md"]
    assert "title: Borrowing\norder: 2\n" in heads["borrow/index.md"]
    assert "title: The first time\norder: 3\n" in heads["borrow/first.md"]
    assert "title: When you are late\norder: 5\n" in heads["late.md"]
    assert "title: Loose" in heads["loose.md"] and "order" not in heads["loose.md"]
    assert "# Your first time" in manual.body("borrow/first.md")  # says something else than the title
    assert "# Borrowing" not in manual.body("borrow/index.md")
    assert 'href="borrow/first/#what-to-bring"' in site.page("index.html")
    assert 'src="img/saw.png"' in site.page("index.html")
    assert 'href="../blog/2026/03/01/we-are-open/"' in site.page("late/index.html")
    settings = (site.root / "site.yaml").read_text("utf-8")
    assert "title: Tool library\nurl: https://tools.example/manual/\nlanguage: de\n" in settings
    assert settings.count("- to:") == 3 and "- to: /borrow/\n    text: Borrowing\n" in settings


def test_posts_have_their_day_their_people_and_their_categories(manual: OldFolder) -> None:
    site = manual.bring().build()
    post = manual.entry("posts/2026-03-01-we-are-open.md")
    assert "title: We are open\ndate: 2026-03-01\nauthors: [Lea Okoro]\ntags: [News]\n" in post
    lea = manual.entry("stakeholders/lea-okoro.md")
    assert "type: person\nrole: Keeps the keys\nurl: https://lea.example/\naliases: [lea]\n" in lea
    page = site.page("blog/2026/03/01/we-are-open/index.html")
    assert '<a href="../../../../../stakeholders/lea-okoro/">' in page
    assert "News" in site.page("blog/index.html")


def test_nothing_of_the_configuration_is_ever_run_or_looked_up(
    manual: OldFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "CANARY")
    monkeypatch.chdir(manual.place)
    manual.bring().build()
    assert manual.code == 0
    assert not (manual.place / "ran").exists()
    assert not any(b"CANARY" in data for data in manual.content.values())


def test_what_stays_behind_is_said_with_its_place(manual: OldFolder) -> None:
    manual.bring()
    said = manual.said.replace(f"{manual.place.as_posix()}/", "")
    assert "docs/borrow/first.md:2: warning[import-loss]: not carried over: `icon`" in said
    assert "mkdocs.yml:24: warning[import-loss]: a link of `nav` within a part stays behind" in said
    assert "mkdocs.yml:26: warning[import-loss]: `nav` names a text that is not there: gone.md" in said


def test_a_dry_run_writes_nothing_and_a_second_run_renews_what_nobody_edited(manual: OldFolder) -> None:
    manual.bring("-n")
    assert manual.content == {}
    before = manual.bring().content
    assert manual.bring().content == before
    mine = manual.site.root / "content/late.md"
    mine.write_text(mine.read_text("utf-8") + "\nMine.\n", "utf-8")
    manual.write({"docs/late.md": "# Late\n\nTheirs.\n", "docs/loose.md": "Else.\n"}).bring()
    assert "Mine." in manual.entry("late.md") and "late.md was edited by hand" in manual.said
    assert manual.body("loose.md") == "Else."


BROKEN = {
    "no configuration": None,
    "no YAML": "site_name: [a\nnav: {",
    "a list": "- a\n- b\n",
    "a bomb": "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_folder_without_a_configuration_that_can_be_read_is_refused(manual: OldFolder, why: str) -> None:
    (manual.place / "mkdocs.yml").unlink()
    if config := BROKEN[why]:
        manual.write({"mkdocs.yml": config})
    manual.bring()
    assert manual.code == 1
    assert "error[import-refused]" in manual.said
    assert not any(key.endswith(".md") for key in manual.content)


ODD = {
    "an empty file": "",
    "plugins as a mapping": "plugins:\n  blog:\n    blog_dir: news\n",
    "nothing where lists belong": "nav:\nplugins:\nmarkdown_extensions:\ntheme:\nextra:\n",
    "numbers where texts belong": "site_name: 7\nnav: [1, 2: 3]\nplugins: 4\n"
    "theme: 5\nmarkdown_extensions: {6: 7}\n",
    "a theme as a text": "theme: readthedocs\ndocs_dir: ./docs/\n",
    "another folder of texts": "docs_dir: .\n",
    "a folder outside": "docs_dir: ../elsewhere\n",
    "a parent that is not there": "INHERIT: ../base.yml\n",
    "options that are no numbers": "plugins: [blog: {pagination_per_page: many, post_url_max_categories: x}]\n",
}


@pytest.mark.parametrize("what", ODD)
def test_a_configuration_with(manual: OldFolder, what: str) -> None:
    manual.write({"mkdocs.yml": ODD[what]}).bring()
    assert manual.code in (0, 1)
    assert "Traceback" not in manual.said and "bug" not in manual.said


def test_settings_are_inherited_mapping_by_mapping(manual: OldFolder) -> None:
    manual.write(
        {
            "base.yml": "site_name: Base\nsite_url: https://base.example/\n"
            "theme: {name: material, language: fr}\n",
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: Own\ntheme: {palette: x}\n",
        }
    ).bring()
    settings = (manual.site.root / "site.yaml").read_text("utf-8")
    assert "title: Own\nurl: https://base.example/\nlanguage: fr\n" in settings


def test_excluded_texts_stay_behind_and_drafts_are_drafts(manual: OldFolder) -> None:
    config = "exclude_docs: |\n  loose.md\n  /borrow/\n  !borrow/first.md\n"
    config += "draft_docs: late.md\nnot_in_nav: loose.md\n"
    manual.write({"mkdocs.yml": config}).bring()
    assert sorted(key for key in manual.content if key.endswith(".md") and "blog" not in key) == [
        "borrow/first.md",
        "index.md",
        "late.md",
        "posts/index.md",
    ]
    assert "draft: true\n" in manual.entry("late.md")


def test_pages_files_give_order_and_titles(manual: OldFolder) -> None:
    manual.write(
        {
            "mkdocs.yml": "plugins: [awesome-pages]\n",
            "docs/.pages": "nav:\n  - late.md\n  - Loans: borrow\n  - ...\n",
            "docs/borrow/.pages": "title: Ignored\norder: desc\n",
        }
    ).bring()
    orders = {
        key: int(text.partition("order: ")[2].partition("\n")[0])
        for key in manual.content
        if key.endswith(".md") and "order: " in (text := manual.entry(key))
    }
    assert sorted(orders, key=orders.__getitem__)[:3] == ["late.md", "borrow/first.md", "borrow/index.md"]
    assert orders["index.md"] < orders["loose.md"]


@pytest.mark.parametrize("line", ["draft: true", "Private: yes", "visibility: internal", "hidden: true"])
def test_a_text_that_a_word_hides_in_any_program_is_a_draft(manual: OldFolder, line: str) -> None:
    manual.write({"docs/plan.md": f"---\n{line}\n---\nNot yet.\n"}).bring()
    assert "draft: true\n" in manual.entry("plan.md")
    assert not any(b"Not yet" in data for data in manual.build().output.values())


def test_texts_that_a_plugin_includes_are_put_in(manual: OldFolder) -> None:
    manual.write(
        {
            "mkdocs.yml": "site_name: A\nplugins: [include-markdown]\n",
            "README.md": "Above\n<!--go-->\nSee [late](docs/late.md).\n<!--stop-->\nBelow\n",
            "docs/part.txt": "{% include-markdown 'part.txt' %}",
            "docs/in.md": "# In\n\n{% include-markdown '../README.md'\n   start='<!--go-->' end='<!--stop-->'\n%}"
            "\n\n    {% include 'part.txt' %}\n\n{% include-markdown './gone.md' %}\n",
        }
    )
    site = manual.bring().build()
    assert manual.body("in.md").startswith("See [late](/late/).\n\n")
    assert "Above" not in manual.body("in.md") and "Below" not in manual.body("in.md")
    assert "docs/in.md:9: warning[import-loss]: the text ./gone.md is not there" in manual.said
    assert "part.txt brings itself in" in manual.said
    assert site.errors == []


def test_a_page_that_only_lists_tags_leads_to_those_here(manual: OldFolder) -> None:
    page = "# Topics\n\n<!-- material/tags -->\n"
    manual.write({"mkdocs.yml": "site_name: A\nplugins: [tags]\n", "docs/topics.md": page})
    site = manual.bring().build()
    assert site.errors == []
    assert "topics.md" not in manual.content
    assert b"../tags/" in site.output["topics/index.html"]


def test_folders_that_mean_a_kind_here_do_not_make_pages_of_that_kind(manual: OldFolder) -> None:
    manual.write(
        {
            "mkdocs.yml": "site_name: A\n",
            "docs/events/setup.md": "# Set up\n\n[t](../tags.md) [w](../wiki/a.md)\n",
            "docs/events.md": "# Events of the program\n",
            "docs/wiki/a.md": "# A\n",
            "docs/static/x.txt": "x",
            "docs/tags.md": "# Tags\n\nWords.\n",
        }
    )
    site = manual.bring().build()
    assert site.errors == []
    assert {
        "events/setup/index.html",
        "wiki/a/index.html",
        "static/x.txt",
        "events/index.html",
    } <= site.output.keys()
    assert "the new site makes its own /tags/" in manual.said


def test_fields_above_a_text_without_a_fence_are_read(manual: OldFolder) -> None:
    manual.write(
        {"mkdocs.yml": "site_name: A\n", "docs/meta.md": "Title: By meta\nAuthor: Lea\n\nText.\n"}
    ).bring()
    assert "title: By meta\n" in manual.entry("meta.md") and manual.body("meta.md") == "Text."
    manual.write({"docs/plain.md": "Note: this is text.\n"}).bring()
    assert manual.body("plain.md") == "Note: this is text."


MACROS = "# A\n\nWords.\n\n{{ price('saw') }} and `{{ code }}`\n"


@pytest.mark.parametrize(
    "maker", ["plugins: [macros]", "hooks: [price.py]", "markdown_extensions: [other.macros]"]
)
def test_a_macro_is_told_with_its_line(manual: OldFolder, maker: str) -> None:
    settings = f"site_name: Tool library\n{maker}\n"
    manual.write({"mkdocs.yml": settings, "docs/a.md": MACROS}).bring("-v")
    assert "docs/a.md:5: warning[import-loss]: a macro stays as typed: {{ price('saw') }}" in manual.said
    assert ("not run: price.py" in manual.said) == ("hooks" in maker)


def test_braces_are_text_in_a_manual_without_macros(manual: OldFolder) -> None:
    manual.write({"docs/a.md": MACROS}).bring()
    site = manual.build()
    assert "unknown-liquid" not in site.codes
    assert "{{ price(" in site.page("a/index.html")


def test_a_link_to_no_text_or_picture_is_told_with_its_line(manual: OldFolder) -> None:
    text = (
        "# A\n\n[there](late.md#x) ![there](img/saw.png)\n\n[gone](borrow/gone.md#a)\n![gone](img/no%20saw.png)\n"
    )
    right = "\n`[code](gone.md)` [elsewhere](https://example.org/a.md) [rooted](/gone.md)\n"
    manual.write({"docs/a.md": text + right}).bring("-v")
    assert "docs/a.md:5: warning[import-loss]: this leads to nothing in the manual: borrow/gone.md" in manual.said
    assert "docs/a.md:6: warning[import-loss]: this leads to nothing in the manual: img/no saw.png" in manual.said
    assert manual.said.count("leads to nothing in the manual") == 2


def test_formulas_of_arithmatex_are_formulas_in_a_new_site(manual: OldFolder) -> None:
    extensions = "  - pymdownx.arithmatex:\n      generic: true\n  - pymdownx.caret\n"
    config = f"site_name: Sums\nmarkdown_extensions:\n{extensions}"
    text = "# Sums\n\nSo $a^2 + b^2$, \\(c\\) and ^d^ for $5 or $10.\n\n\\[\ne\n\\]\n"
    manual.write({"mkdocs.yml": config, "docs/index.md": text}).bring()
    assert "maths: true" in (manual.site.root / "site.yaml").read_text("utf-8")
    assert "as they are typed" not in manual.said
    page = manual.build().page("index.html")
    assert page.count("<math") == 3 and "<sup>d</sup> for $5 or $10." in page


def test_a_configuration_that_cannot_be_read_writes_nothing_and_names_the_line(manual: OldFolder) -> None:
    manual.write({"mkdocs.yml": "site_name: X\nnav:\n\t- Home: index.md\n", "docs/index.md": "# Home\n"}).bring()

    assert manual.code == 1
    assert "mkdocs.yml:3: error[import-refused]" in manual.said
    assert "this line begins with a tab" in manual.said
    assert not (manual.site.root / "site.yaml").exists()
