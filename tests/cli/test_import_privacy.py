"""What an old site kept from its readers stays kept from them: no file that a build makes of it has it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, beside

SECRET = "For nobody's eyes"
ABOUT = "---\ntitle: About\n---\nAbout us.\n"
HUGO = {"hugo.toml": 'baseURL = "https://old.example/"\ntitle = "Tea"\n', "content/about.md": ABOUT}
COLLECTIONS = "title: Tea\nurl: https://old.example\ncollections:\n  guides:\n    output: true\n"
JEKYLL = {"_config.yml": COLLECTIONS, "about.md": ABOUT}
BELOW_A_SECTION = "---\ntitle: A text\ndate: 2019-01-01\n---\n" + SECRET


def published(site: Path) -> str:
    """Return all that a build has written, and the names of the files."""
    files = [file for file in (site / "output").rglob("*") if file.is_file()]
    assert files
    return "\n".join(f"{file}\n{file.read_bytes().decode('utf-8', 'replace')}" for file in files)


def bring(run: Run, name: str, *options: str) -> str:
    """Import the folder `old`, build, and return what the import said."""
    ran = run("import", name, "old", *options)
    assert ran.code == 0, ran.err
    assert run("build").code == 0
    return ran.err


@pytest.mark.parametrize("folder", ["posts", "notes"])
@pytest.mark.parametrize(
    "field",
    [
        "draft: true",
        "Draft: yes",
        "publishDate: 2999-01-01",
        "pubdate: 2999-01-01",
        "published: 2999-01-01",
        "expiryDate: 2019-02-01",
        "unpublishdate: 2019-02-01",
        "headless: true",
        "build: {render: never, list: never}",
        "build: {render: link}",
        "build: {list: never}",
        "_build:\n  render: false",
        "params: {private: true}",
        "params:\n  Hidden: true",
        "private: true",
        "password: tea",
    ],
)
def test_a_text_that_hugo_keeps_back_is_not_published(run: Run, site: Path, folder: str, field: str) -> None:
    text = f"---\ntitle: {SECRET}\ndate: 2019-01-01\n{field}\n---\n{SECRET}\n"
    seen = '---\ntitle: Seen\ndate: 2019-01-01\n---\n[it]({{< ref "secret.md" >}})\n'
    beside(site, {**HUGO, f"content/{folder}/secret.md": text, f"content/{folder}/seen.md": seen})

    bring(run, "hugo")

    assert SECRET not in published(site)


@pytest.mark.parametrize(
    "head",
    [
        "cascade:\n  draft: true",
        "cascade:\n  - build: {render: never, list: never}\n    target: {path: '/club/**'}",
        "cascade:\n  - params: {x: 1}\n  - expiryDate: 2019-02-01",
        "cascade:\n  draft: true\n  _target:\n    kind: page",
        "cascade: {publishDate: 2999-01-01}",
        "cascade: {params: {private: true}}",
    ],
)
@pytest.mark.parametrize("path", ["club/a.md", "club/inner/a.md", "club/bundle/index.md"])
def test_a_text_that_a_section_keeps_back_is_not_published(run: Run, site: Path, head: str, path: str) -> None:
    section = f"---\ntitle: Club\n{head}\n---\n"
    beside(site, {**HUGO, "content/club/_index.md": section, f"content/{path}": BELOW_A_SECTION})

    bring(run, "hugo")

    assert SECRET not in published(site)


def test_a_text_that_the_configuration_of_hugo_keeps_back_is_not_published(run: Run, site: Path) -> None:
    settings = HUGO["hugo.toml"] + '[[cascade]]\ndraft = true\n[cascade._target]\npath = "/{club,team}/**"\n'
    seen = "---\ntitle: A text\ndate: 2019-01-01\n---\nFor all.\n"
    texts = {"content/club/a.md": BELOW_A_SECTION, "content/notes/b.md": seen}
    beside(site, {"hugo.toml": settings, **texts})

    bring(run, "hugo")

    assert SECRET not in published(site)
    assert "For all." in published(site)


def test_a_text_says_itself_what_its_section_hands_down_otherwise(run: Run, site: Path) -> None:
    section = "---\ntitle: Club\ncascade: {draft: true}\n---\n"
    beside(
        site,
        {
            **HUGO,
            "content/club/_index.md": section,
            "content/club/a.md": "---\ntitle: A text\ndraft: false\n---\nFor all.\n",
        },
    )

    bring(run, "hugo")

    assert "For all." in published(site)


@pytest.mark.parametrize("folder", ["club", "tags/tea", "posts", "authors/lea"])
@pytest.mark.parametrize("field", ["draft: true", "build: {render: never}", "expiryDate: 2019-02-01"])
def test_the_head_of_a_list_that_hugo_keeps_back_is_not_published(
    run: Run, site: Path, folder: str, field: str
) -> None:
    head = f"---\ntitle: Head\n{field}\n---\n{SECRET}\n"
    seen = "---\ntitle: Seen\ndate: 2019-01-01\ntags: [tea]\n---\nFor all.\n"
    beside(site, {**HUGO, f"content/{folder}/_index.md": head, "content/posts/seen.md": seen})

    said = bring(run, "hugo")

    assert SECRET not in published(site)
    assert "this head of a list is kept from readers" in said


@pytest.mark.parametrize(
    "setting",
    [
        'ignoreFiles = ["/club/", "x$"]',
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\nexcludeFiles = ["club/**"]',
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\nfiles = ["! club/*"]',
        '[[module.mounts]]\nsource = "content"\ntarget = "content"\nincludeFiles = ["about.md"]',
    ],
)
def test_a_file_that_the_configuration_of_hugo_leaves_out_is_not_published(
    run: Run, site: Path, setting: str
) -> None:
    beside(site, {**HUGO, "hugo.toml": HUGO["hugo.toml"] + setting, "content/club/a.md": BELOW_A_SECTION})

    bring(run, "hugo")

    assert SECRET not in published(site)


@pytest.mark.parametrize("name", ["comment", "private", "todo"])
def test_the_text_of_a_shortcode_for_no_reader_is_left_out(run: Run, site: Path, name: str) -> None:
    seen = f"---\ntitle: Seen\ndate: 2019-01-01\n---\nFor {{{{< {name} >}}}}{SECRET}{{{{< /{name} >}}}}all.\n"
    beside(site, {**HUGO, "content/posts/seen.md": seen})

    assert f"`{name}`" in bring(run, "hugo")

    assert SECRET not in published(site)


@pytest.mark.parametrize("path", ["_posts/2019-01-01-a.md", "a.md", "_guides/a.md"])
@pytest.mark.parametrize(
    "field",
    ["published: false", "published: 'no'", "draft: true", "publish: false", "hidden: true", "private: true"],
)
def test_a_text_that_jekyll_keeps_back_is_not_published(run: Run, site: Path, path: str, field: str) -> None:
    beside(site, {**JEKYLL, path: f"---\ntitle: {SECRET}\n{field}\n---\n{SECRET}\n"})

    bring(run, "jekyll")

    assert SECRET not in published(site)


@pytest.mark.parametrize(
    "path",
    ["_drafts/a.md", "tea/_drafts/a.md", "_posts/2999-01-01-a.md", "_guides/2999-01-01-a.md", "_other/a.md"],
)
def test_a_text_in_a_place_where_jekyll_shows_none_is_not_published(run: Run, site: Path, path: str) -> None:
    beside(site, {**JEKYLL, path: f"---\ntitle: {SECRET}\n---\n{SECRET}\n"})

    bring(run, "jekyll")

    assert SECRET not in published(site)


def test_a_text_of_a_collection_waits_for_its_day_unless_the_old_site_shows_the_future(
    run: Run, site: Path
) -> None:
    guide = "---\ntitle: A guide\ndate: 2999-01-01\n---\nFor all.\n"
    settings = JEKYLL["_config.yml"] + "future: true\n"
    beside(site, {"_config.yml": settings, "_guides/a.md": guide})

    bring(run, "jekyll")

    assert "For all." in published(site)


def test_what_jekyll_shows_while_a_writer_works_is_not_published(run: Run, site: Path) -> None:
    page = (
        '---\ntitle: A\n---\n{% if jekyll.environment == "development" %}' + SECRET + "{% endif %}For"
        "{% private %}" + SECRET + "{% endprivate %} all.\n"
    )
    beside(site, {**JEKYLL, "a.md": page})

    bring(run, "jekyll")

    assert SECRET not in published(site)


@pytest.mark.parametrize("field", ["draft: true", "hidden: true", "published: false"])
def test_a_person_whom_the_data_keeps_back_has_no_page(run: Run, site: Path, field: str) -> None:
    people = f"lea:\n  name: {SECRET}\n  {field}\nzed:\n  name: Zed\n"
    beside(site, {**JEKYLL, "_data/authors.yml": people})

    bring(run, "jekyll")

    assert SECRET not in published(site)
    assert "Zed" in published(site)


def test_a_link_to_a_draft_is_told_and_shows_its_words_alone(run: Run, site: Path) -> None:
    posts = {
        "_posts/2019-01-01-a.md": "---\ntitle: A\npublished: false\n---\nWords.\n",
        "_posts/2019-01-02-b.md": "---\ntitle: B\n---\nSee [the first]({% post_url 2019-01-01-a %}).\n",
    }
    beside(site, {**JEKYLL, **posts})

    said = bring(run, "jekyll")

    assert "2019-01-01-a is not published, so readers see the words of this link without the link" in said
    assert "[the first](2019-01-01-a.md)" in (site / "content/posts/2019-01-02-b.md").read_text("utf-8")
    assert "See the first." in published(site)
