"""Files that look like entries and lie elsewhere are told, with the place where they belong."""

import pytest

from tests.conftest import MakeSite

POST = "---\ntitle: Flood\ndate: 2026-01-02\n---\n\nWater.\n"
HOME = {"content/index.md": "# Home\n"}


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("blog/flood.md", "content/posts/flood.md"),
        ("post/flood.md", "content/posts/flood.md"),
        ("Posts/flood.md", "content/posts/flood.md"),
        ("Blog/2026/flood.md", "content/posts/flood.md"),
        ("event/flood.md", "content/events/flood.md"),
        ("EVENTS/flood.md", "content/events/flood.md"),
        ("Wiki/flood.md", "content/wiki/flood.md"),
        ("document/flood.md", "content/documents/flood.md"),
        ("news/flood.md", "content/posts/flood.md"),
        ("Articles/flood.md", "content/posts/flood.md"),
        ("people/flood.md", "content/stakeholders/flood.md"),
        ("meetings/flood.md", "content/events/flood.md"),
        ("library/flood.md", "content/documents/flood.md"),
        ("news/2026-01-02-flood.md", "content/posts/2026-01-02-flood.md"),
        ("2026-01-02-flood.md", "content/posts/2026-01-02-flood.md"),
    ],
)
def test_a_page_in_a_folder_named_nearly_as_a_kinds_is_told_where_it_belongs(
    path: str, cure: str, make_site: MakeSite
) -> None:
    site = make_site({**HOME, f"content/{path}": POST})

    assert site.places() == [f"content/{path}:1:1 misplaced-file"]
    assert site.diagnostics[0].fix == f"move it to {cure}"


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("flood.md.txt", "rename it to flood.md"),
        ("flood.MD.TXT", "rename it to flood.md"),
        ("flood.mdx", "rename it to flood.md"),
        ("flood.html", "write its text into flood.md"),
        ("flood.HTM", "write its text into flood.md"),
        ("flood.docx", "save its text as flood.md"),
        ("flood.rst", "save its text as flood.md"),
        ("flood.docm", "save its text as flood.md"),
        ("flood.txt", "rename it to flood.md"),
        ("flood.text", "rename it to flood.md"),
        ("flood", "rename it to flood.md"),
        ("The 2. flood", "rename it to The 2. flood.md"),
        ("flood.md (1)", "rename it to flood.md"),
        ("flood.md.bak2", "rename it to flood.md"),
        ("flood.md - Copy", "rename it to flood.md"),
        ("flood.ics", "sitegen import ics content/posts/flood.ics"),
    ],
)
def test_a_file_beside_entries_that_is_not_published_is_told(name: str, cure: str, make_site: MakeSite) -> None:
    site = make_site({**HOME, "content/posts/hello.md": POST, f"content/posts/{name}": "Words"})

    assert [(found.span.path, found.code) for found in site.diagnostics] == [
        (f"content/posts/{name}", "misplaced-file")
    ]
    assert cure in site.diagnostics[0].fix


@pytest.mark.parametrize("name", ["hello.md (1)", "hello.md.old", "hello.html", "hello.docx"])
def test_no_cure_puts_a_file_in_the_place_of_an_entry(name: str, make_site: MakeSite) -> None:
    site = make_site({**HOME, "content/posts/hello.md": POST, f"content/posts/{name}": "Words"})

    assert site.codes == ["misplaced-file"]
    assert "delete it" in site.diagnostics[0].fix
    assert not site.diagnostics[0].fix.startswith(("rename", "save"))


@pytest.mark.parametrize(
    "name", ["README", "LICENSE.txt", "Makefile", "plan.v2", "data.csv", "flood.txt", "flood"]
)
def test_files_about_other_files_are_no_entries(name: str, make_site: MakeSite) -> None:
    site = make_site({**HOME, "content/posts/flood.md": POST, f"content/posts/{name}": "Words"})

    assert site.codes == []


def test_a_page_in_a_folder_with_another_word_for_a_kind_is_one_where_it_has_no_date(make_site: MakeSite) -> None:
    site = make_site(
        {**HOME, "content/news/about.md": "# Our news\n", "content/people/index.md": "# Who we are\n"}
    )

    assert site.codes == []


def test_the_fields_of_a_page_in_the_wrong_folder_are_no_second_slip(make_site: MakeSite) -> None:
    head = "---\ntitle: Lea\ntype: person\nrole: Chair\ncolour: red\n---\nText.\n"
    site = make_site({**HOME, "content/people/lea.md": head})

    assert site.places() == [
        "content/people/lea.md:1:1 misplaced-file",
        "content/people/lea.md:5:1 unread-field",
    ]


@pytest.mark.parametrize("name", ["CNAME", "robots.txt", "favicon.ico"])
def test_what_belongs_to_the_top_of_a_site_is_told_where_that_is(name: str, make_site: MakeSite) -> None:
    site = make_site({**HOME, f"content/{name}": "hub.example"})

    assert [found.fix for found in site.diagnostics] == [f"move it to content/static/{name}"]


@pytest.mark.parametrize(
    "folder",
    [
        *("_posts", "posts", "Posts", "blog", "wiki", "events", "people", "pages", "drafts"),
        *("Content", "contents", "content/_posts", "content/_events"),
    ],
)
def test_a_folder_of_another_program_is_told_as_soon_as_it_is_there(folder: str, make_site: MakeSite) -> None:
    site = make_site(HOME)
    assert site.codes == []

    site.edit(f"{folder}/2026-01-02-flood.md", POST).build()
    assert [(found.span.path, found.code) for found in site.diagnostics] == [(folder, "misplaced-file")]
    assert "1 entry lies" in site.diagnostics[0].message
    assert site.diagnostics == site.clean_build().diagnostics


@pytest.mark.parametrize(
    ("folder", "cure"),
    [
        ("blog", "content/posts/"),
        ("_people", "content/stakeholders/"),
        ("Wiki", "content/wiki/"),
        ("Content", "content/"),
        ("pages", "content/"),
        ("drafts", "content/posts/ with `draft: true`, or call it _drafts to keep it to yourself"),
    ],
)
def test_a_folder_beside_content_is_told_where_its_entries_belong(
    folder: str, cure: str, make_site: MakeSite
) -> None:
    site = make_site({**HOME, f"{folder}/flood.md": POST})

    assert [found.fix for found in site.diagnostics] == [f"move what is in it to {cure}"]


def test_what_programmers_have_beside_content_is_no_entry(make_site: MakeSite) -> None:
    names = (
        "README.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "docs/guide.md",
        "src/notes.md",
        "events/README.md",
        "_drafts/a.md",
    )
    site = make_site({**HOME, **dict.fromkeys(names, "# Words\n")})

    assert site.codes == []


def test_a_folder_with_two_spellings_is_told_once(make_site: MakeSite) -> None:
    site = make_site({**HOME, "posts/flood.md": POST})
    (site.root / "Posts").symlink_to(site.root / "posts")
    (site.root / "Content").symlink_to(site.root / "content")

    assert [found.span.path for found in site.build().diagnostics] == ["posts"]


def test_a_folder_of_static_files_is_told_when_it_lies_or_is_spelt_otherwise(make_site: MakeSite) -> None:
    site = make_site(
        {**HOME, "static/a.png": "a", "static/b/c.pdf": "c", "content/Static/d.pdf": "d", "content/Static/e": ""}
    )

    assert [(found.span.path, found.fix) for found in site.diagnostics] == [
        ("content/Static/d.pdf", "rename it to content/static/"),
        ("static", "move what is in it to content/static/"),
    ]
    assert "(1 more in content/Static)" in site.diagnostics[0].message
    assert site.diagnostics[1].message == "2 files lie in a folder that is not read"


def test_many_in_one_folder_are_one_line_with_a_count(make_site: MakeSite) -> None:
    posts = {f"content/blog/{name}.md": POST for name in ("a", "b", "c")}
    papers = {f"content/wiki/{name}.docx": "Words" for name in ("a", "b")}
    site = make_site({**HOME, **posts, **papers})

    assert site.codes == ["misplaced-file", "misplaced-file"]
    assert "(2 more in content/blog)" in site.diagnostics[0].message
    assert "(1 more in content/wiki)" in site.diagnostics[1].message


def test_nothing_is_said_of_what_lies_where_it_belongs_or_is_referred_to(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/index.md": "# News\n",
            "content/posts/2026-01-02-flood.md": POST + "[plan](plan.docx) and [report](report.html)\n",
            "content/posts/plan.docx": "Words",
            "content/posts/report.html": "<p>Words",
            "content/posts/draft.md": POST.replace("date", "draft: true\ndate") + "[later](later.docx)\n",
            "content/posts/later.docx": "Words",
            "content/wiki/2026-01-02-minutes.md": "# Minutes\n",
            "content/about/team.md": "# Team\n",
            "content/news.md": "# News\n",
            "content/static/old.html": "<p>Words",
            "content/static/CNAME": "hub.example",
            "content/wiki/picture.png": "no words",
        }
    )

    assert site.codes == []


def test_one_line_in_site_yaml_silences_it(make_site: MakeSite) -> None:
    site = make_site({**HOME, "content/blog/flood.md": POST}).build()
    site.edit("site.yaml", "title: A hub\nurl: https://hub.example/\nchecks: {misplaced-file: off}\n").build()

    assert site.codes == []


def test_a_folder_of_drafts_keeps_nothing_back_and_says_so(make_site: MakeSite) -> None:
    page = "---\ntitle: A\n{}---\nText.\n"
    site = make_site(
        {
            **HOME,
            "content/wiki/drafts/a.md": page.format(""),
            "content/wiki/drafts/b.md": page.format(""),
            "content/wiki/Drafts/old/c.md": page.format(""),
            "content/documents/drafts/d.md": page.format("date: 2026-01-01\ntype: paper\ndraft: false\n"),
            "content/drafts/e.md": page.format("draft: true\n"),
            "content/wiki/_drafts/f.md": page.format(""),
        }
    )

    assert site.places() == [
        "content/wiki/Drafts/old/c.md:1:1 misplaced-file",
        "content/wiki/drafts/a.md:1:1 misplaced-file",
    ]
    assert "(1 more in content/wiki/drafts)" in site.diagnostics[1].message
    assert {found.fix for found in site.diagnostics} == {"draft: true"}
    assert not any(b"wiki/drafts/f" in data or "_drafts" in path for path, data in site.output.items())


def test_a_folder_that_is_called_private_is_published_and_says_so(make_site: MakeSite) -> None:
    site = make_site({"content/private/a.md": "# A\n", "content/private/b.md": "---\npublished: true\n---\n# B\n"})

    assert site.places() == ["content/private/a.md:1:1 misplaced-file"]
    assert "a folder called `private` keeps nothing back" in site.diagnostics[0].message


def test_what_a_name_keeps_back_in_static_is_told_once_in_each_folder(make_site: MakeSite) -> None:
    site = make_site(HOME)
    site.edit("content/static/docs/_static/x.css", "x").edit("content/static/_app/a.js", "x")
    site.edit("content/static/_file.pdf", "x").edit("content/static/plain.css", "x").build()

    assert [found.span.path for found in site.diagnostics] == [
        "content/static/_app",
        "content/static/docs/_static",
    ]
    assert "nor is 1 more in content/static/" in site.diagnostics[0].message
    assert site.diagnostics[1].fix.startswith("rename it to content/static/docs/static")
    assert site.diagnostics == site.clean_build().diagnostics
    assert {"plain.css"} < site.output.keys()
    site.edit("content/index.md", "# Home\n\n[a](/_app/a.js)\n").build()
    assert "begins with _" in site.diagnostics[-1].fix or "begins with _" in site.diagnostics[0].fix


def test_a_private_folder_of_static_files_is_told(make_site: MakeSite) -> None:
    site = make_site(HOME)
    site.edit("content/static/_data/tides.json", "{}").build()

    assert [(found.span.path, found.code) for found in site.diagnostics] == [
        ("content/static/_data", "misplaced-file")
    ]
    assert site.diagnostics[0].fix.startswith("rename it to content/static/data")
    assert site.diagnostics == site.clean_build().diagnostics


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("artikel/flood.md", "content/posts/flood.md"),
        ("Beiträge/flood.md", "content/posts/flood.md"),
        ("Новости/flood.md", "content/posts/flood.md"),
        ("poste/flood.md", "content/posts/flood.md"),
        ("psots/flood.md", "content/posts/flood.md"),
        ("posts /flood.md", "content/posts/flood.md"),
        ("événements/flood.md", "content/events/flood.md"),
        ("veranstaltungen/flood.md", "content/events/flood.md"),
        ("wikki/flood.md", "content/wiki/flood.md"),
    ],
)
def test_a_folder_in_another_language_or_with_a_slip_is_told(path: str, cure: str, make_site: MakeSite) -> None:
    site = make_site({**HOME, f"content/{path}": POST})
    assert site.places() == [f"content/{path}:1:1 misplaced-file"]
    assert site.diagnostics[0].fix == f"move it to {cure}"


@pytest.mark.parametrize(
    "name",
    [
        "plan (conflicted copy 2026-11-02 Lea)",
        "plan (Lea's conflicted copy 2026-11-02)",
        "plan.sync-conflict-20261102-101010-ABCDEFG",
        "plan (Copy)",
        "plan - Kopie",
        "plan copy 2",
        "Kopie von plan",
        "plan (1)",
    ],
)
def test_a_copy_beside_its_original_is_told(name: str, make_site: MakeSite) -> None:
    page = "---\ntitle: Plan\n---\nWater.\n"
    site = make_site({**HOME, "content/wiki/plan.md": page, f"content/wiki/{name}.md": page})
    assert site.places() == [f"content/wiki/{name}.md:1:1 misplaced-file"]
    assert site.diagnostics[0].fix == "take what is new in it over into plan.md, and delete it"


def test_names_that_only_look_like_copies_are_left_alone(make_site: MakeSite) -> None:
    pages = {
        f"content/wiki/{name}.md": f"---\ntitle: {name}\n---\nWater.\n"
        for name in ("plan", "plan (2)", "Copy of a lease", "coping", "Hard copy", "confidence (statistics)")
    }
    assert make_site({**HOME, **pages}).places() == []


def test_markdown_in_static_is_told_unless_an_entry_names_it(make_site: MakeSite) -> None:
    files = {"content/static/raw.md": "# Raw\n", "content/static/README.md": "# Read\n"}
    assert make_site({**HOME, **files}).places() == ["content/static/raw.md:0:0 misplaced-file"]
    linked = {"content/index.md": "# Home\n\n[as typed](/raw.md)\n"}
    assert make_site({**linked, **files}).places() == []
