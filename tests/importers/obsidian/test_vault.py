"""The vault of Obsidian as wiki pages: what comes over, what stays behind, and what a person decides."""

from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.importers.old_folder import OldFolder, old_folder

PNG = b"\x89PNG\r\n"
VAULT: dict[str, str | bytes] = {
    "Garden Plan.md": "Beds and [[plants/Sweet Pea|peas]], drawn on [[Board.canvas]]. #garden\n",
    "plants/Sweet Pea.md": "---\naliases: [Lathyrus]\n"
    "tags: ['#flower', 'plants/climbing']\ncssclasses: wide\n---\n"
    "![[pea.png]]\n",
    "plants/_Notes.md": "[[Garden Plan]]\n",
    "Attachments/pea.png": PNG,
    "Attachments/never shown.png": PNG,
    "Board.canvas": "{}",
    "Map.excalidraw.md": "---\nexcalidraw-plugin: parsed\n---\nNQAgJ",
    "Templates/daily.md": "# {{date}}\n",
    ".obsidian/templates.json": '{"folder": "Templates"}',
    ".obsidian/app.json": '{"userIgnoreFilters": ["Private/"]}',
    ".obsidian/daily-notes.json": '{"folder": "diary"}',
    ".trash/Gone.md": "CANARY\n",
    "Private/salaries.md": "CANARY\n",
    "diary/2024-05-03.md": "Rain on [[Garden Plan]].\n",
    "plan.md": "---\npublish: false\n---\nNot yet.\n",
}


@pytest.fixture
def vault(
    tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> OldFolder:
    return old_folder("obsidian", tmp_path, make_site, monkeypatch, capsys).write(VAULT)


def test_notes_become_wiki_pages_and_their_links_and_pictures_work(vault: OldFolder) -> None:
    site = vault.bring().build()
    assert vault.code == 0
    assert site.errors == []
    assert {*site.codes} <= {"redlink", "image-alt"}  # the canvas stays behind, and `![[…]]` has no words
    assert '<a href="../plants/sweet-pea/">peas</a>' in site.page("wiki/garden-plan/index.html")
    assert '<a href="../../garden-plan/">' in site.page("wiki/plants/notes/index.html")
    assert any(path.endswith("pea.png") for path in site.output)
    sweet = vault.entry("wiki/plants/Sweet Pea.md")
    assert "title: Sweet Pea\n" in sweet and "tags: [flower, plants/climbing]\n" in sweet
    assert "aliases: [Lathyrus]\n" in sweet and "cssclasses" not in sweet


def test_what_stays_behind_is_said_with_its_place(vault: OldFolder) -> None:
    vault.bring()
    for path, what in {
        "Board.canvas": "no page can show the format .canvas",
        "Map.excalidraw.md": "no page can show the format .excalidraw.md",
        "Templates/daily.md": "a template",
        "Private/salaries.md": "Obsidian is told to leave it out of sight",
        "Attachments/never shown.png": "no note shows or links to",
        "plants/Sweet Pea.md": "cssclasses",
    }.items():
        assert any(f"{path}" in line and what in line for line in vault.said.splitlines()), path
    assert not any(b"CANARY" in data or b"NQAgJ" in data for data in vault.content.values())


def test_a_note_that_obsidian_does_not_publish_is_a_draft(vault: OldFolder) -> None:
    site = vault.bring().build()
    assert "draft: true\n" in vault.entry("wiki/plan.md")
    assert not any("plan/index" in path and b"Not yet" in data for path, data in site.output.items())


@pytest.mark.parametrize(
    "line", ["publish: no", "Private: yes", "visibility: internal", "hidden: true", "Draft: true"]
)
def test_a_note_that_a_word_hides_in_any_program_is_a_draft(vault: OldFolder, line: str) -> None:
    vault.write({"plan.md": f"---\n{line}\n---\nNot yet.\n"}).bring()
    assert "draft: true\n" in vault.entry("wiki/plan.md")
    assert not any(b"Not yet" in data for data in vault.build().output.values())


def test_a_dry_run_writes_nothing(vault: OldFolder) -> None:
    vault.bring("--dry-run")
    assert vault.content == {} and not (vault.site.root / "site.yaml").exists()
    assert "content/wiki/Garden Plan.md from Garden Plan.md" in vault.said
    assert "Nothing was written" in vault.said


def test_a_second_run_renews_what_nobody_edited_and_keeps_the_rest(vault: OldFolder) -> None:
    before = vault.bring().content
    assert vault.bring().content == before
    assert "0 new, 0 updated, 5 unchanged" in vault.said
    mine = vault.site.root / "content/wiki/Garden Plan.md"
    mine.write_text(mine.read_text("utf-8") + "\nMine.\n", "utf-8")
    vault.write(
        {"Garden Plan.md": "Theirs.\n", "plants/_Notes.md": "New words.\n", "Attachments/pea.png": PNG + b"2"}
    )
    vault.bring()
    assert "Mine." in vault.entry("wiki/Garden Plan.md")
    assert "Garden Plan.md was edited by hand" in vault.said
    assert vault.body("wiki/plants/Notes.md") == "New words."
    assert vault.content["wiki/Attachments/pea.png"] == PNG + b"2"


def test_a_note_that_was_there_before_is_not_overwritten(vault: OldFolder) -> None:
    vault.site.write({"site.yaml": "title: A\nurl: https://a.example/\n", "content/wiki/plan.md": "Ours.\n"})
    vault.bring()
    assert vault.entry("wiki/plan.md") == "Ours.\n"
    assert "content/wiki/plan.md was edited by hand" in vault.said


DAILY = {"wiki": "wiki/diary/2024-05-03.md", "posts": "posts/2024-05-03.md", "none": ""}


@pytest.mark.parametrize("choice", DAILY)
def test_daily_notes_go_where_a_person_says(vault: OldFolder, choice: str) -> None:
    vault.write({"Sources.md": "From [[2024-05-03]].\n"})
    site = vault.bring("--daily-notes", choice).build()
    found = [path for path in vault.content if path.endswith("2024-05-03.md")]
    assert found == [DAILY[choice]] * bool(DAILY[choice])
    assert site.errors == []
    if choice == "posts":
        assert "date: 2024-05-03\n" in vault.entry("posts/2024-05-03.md")
    assert ("a daily note" in vault.said) == (choice == "none")
    assert ("From <a " in site.page("wiki/sources/index.html")) == (choice != "none")


TAGGED = "#garden/bed and C# and #1 and `#code` and [[A#B]] #ünder_way.\n\n#one #two\n\n```\n#include\n```\n"


def test_tags_in_the_text_are_left_there_or_read_as_a_person_says(vault: OldFolder) -> None:
    vault.write({"T.md": TAGGED}).bring()
    assert vault.body("wiki/T.md") == TAGGED.strip()
    assert "tags:" not in vault.entry("wiki/T.md")
    vault.bring("--tags-in-text", "read")
    assert "tags: [garden/bed, ünder_way, one, two]\n" in vault.entry("wiki/T.md")
    assert "#one" not in vault.body("wiki/T.md") and "#garden/bed and C#" in vault.body("wiki/T.md")


def test_links_by_path_to_names_that_a_build_leaves_out_find_their_new_ones(vault: OldFolder) -> None:
    vault.write(
        {
            "_files/p.png": PNG,
            "_drafts of mine/_One.md": "One.\n",
            "L.md": "![A](_files/p.png) ![[_files/p.png|B]] [x](<_drafts of mine/_One.md>) "
            "[y](_drafts%20of%20mine/_One.md) [[_drafts of mine/_One]] `_files/p.png`\n",
        }
    )
    site = vault.bring().build()
    assert site.errors == []
    assert {*site.codes} <= {"redlink", "image-alt"} and "_One" not in "".join(map(str, site.diagnostics))
    page = site.page("wiki/l/index.html")
    assert page.count('href="../drafts-of-mine/one/"') >= 3
    assert "<code>_files/p.png</code>" in page and "files/p.png" in "".join(site.output)


def test_a_link_that_opens_a_note_in_obsidian_leads_to_the_note(vault: OldFolder) -> None:
    vault.write({"O.md": "[peas](obsidian://open?vault=V&file=plants%2FSweet%20Pea) `obsidian://open?file=x`\n"})
    site = vault.bring().build()
    assert '<a href="../plants/sweet-pea/">peas</a>' in site.page("wiki/o/index.html")
    assert "unsafe-link" not in site.codes


def test_every_address_of_obsidian_publish_answers(vault: OldFolder) -> None:
    vault.write(
        {
            "publish.css": "",
            "site-options.json": '{"siteName": "My garden"}',
            "Home.md": "---\npermalink: home\n---\nStart.\n",
            "How to/Sow a bed.md": "---\npermalink: sow ing\n---\nDo.\n",
            "Bases/Views.md": "---\npermalink: bases/views\n---\nDo.\n",
        }
    )
    site = vault.bring().build()
    assert site.errors == []
    for old in (
        "home",
        "sow ing",
        "sow-ing",
        "How+to/Sow+a+bed",
        "Garden+Plan",
        "plants/Sweet+Pea",
        "bases/views",
    ):
        assert f"{old}/index.html" in site.output, old
    assert "title: My garden\n" in (vault.site.root / "site.yaml").read_text("utf-8")


def test_names_that_would_share_an_address_get_their_own(vault: OldFolder) -> None:
    vault.write({"C.md": "One.\n", "C++.md": "Two.\n", "C#.md": "Three.\n", "🌱.md": "Four.\n"})
    site = vault.bring().build()
    assert site.errors == []
    assert all(f"wiki/{slug}/index.html" in site.output for slug in ("c", "c-2", "c-3", "note-2"))
    vault.site.write({"content/wiki/l.md": "[[C++]]\n"}).build()
    assert b"Two." in site.output[f"wiki/{_linked(site.page('wiki/l/index.html'))}/index.html"]


def _linked(page: str) -> str:
    return page.partition('<div class="text">')[2].partition('href="../')[2].partition("/")[0]


def test_blocks_that_ask_a_plugin_are_said_once_a_plugin(vault: OldFolder) -> None:
    vault.write({"Q.md": "```dataview\nLIST\n```\n", "R.md": "```dataview\nTABLE\n```\n\n```tasks\n```\n"}).bring()
    assert vault.said.count("a block of `dataview` asks a plugin") == 1
    assert "(2 files)" in vault.said and "a block of `tasks`" in vault.said


def test_a_broken_property_or_setting_is_no_crash(vault: OldFolder) -> None:
    vault.write({".obsidian/app.json": "{", "B.md": "---\ntags: [a\n: x\n---\nText.\n", "L.md": b"\xff"})
    vault.bring()
    assert vault.code == 0
    assert vault.body("wiki/B.md") == "Text."


@pytest.mark.parametrize("folder", ["Templates", "_templates", "99 Templates", "Meta/Template", "Set up"])
def test_a_template_is_left_out_with_its_place(vault: OldFolder, folder: str) -> None:
    vault.write({f"{folder}/Day.md": "<% tp.date.now() %>\n", "A.md": "Words.\n"})
    vault.write({".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "Set up"}'}).bring()
    assert f"{folder}/Day.md: warning[import-loss]: left out: a template" in vault.said
    assert not (vault.site.root / "content/wiki" / folder / "Day.md").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("```dataview\nLIST\n```", "a block of `dataview` asks a plugin"),
        ("> ```dataviewjs\n> dv.list()\n> ```", "a block of `dataviewjs` asks a plugin"),
        ("It is `= this.file.name`.", "a query within a line"),
        ("It is `$= dv.pages().length`.", "a query within a line"),
        ("It is <% tp.date.now() %>.", "a command of a plugin"),
    ],
)
def test_what_asks_a_plugin_is_told_with_its_line(vault: OldFolder, typed: str, said: str) -> None:
    vault.write({"A.md": f"---\ntags: [a]\n---\nWords.\n\n{typed}\n"}).bring()
    assert f"A.md:6: warning[import-loss]: {said}" in vault.said


@pytest.mark.parametrize("code", ["a = this", "=", "= 5", "<% x %>", "$=a"])
def test_code_that_asks_no_plugin_is_not_told(vault: OldFolder, code: str) -> None:
    assert "plugin of Obsidian" not in vault.write({"A.md": f"It is `{code}`.\n"}).bring().said


@pytest.mark.parametrize(
    "field",
    [
        *("publish: false", "Publish: no", "draft: true", "status: draft", "private: true", "visibility: private"),
        *("dg-publish: false", "publishDate: 2999-01-01", "expires: 2019-01-01", "hidden: true"),
    ],
)
def test_a_note_that_is_kept_back_is_in_no_file_of_the_site(vault: OldFolder, field: str) -> None:
    vault.write({"A.md": f"---\n{field}\n---\nsecret words\n", "B.md": "See ![[A]] and [[A]].\n"}).bring()
    site = vault.build()
    assert "wiki/b/index.html" in site.output
    assert not [path for path, data in site.output.items() if b"secret words" in data]


def test_a_field_that_makes_a_note_a_draft_is_told_once(vault: OldFolder) -> None:
    vault.write({"A.md": "---\nvisibility: private\n---\nWords.\n"}).bring()
    assert vault.said.count("`visibility") == 1


FORMULAS = "Words $a_b *c* <em_ d$ for $5 and $10.\n\n$$\nx_1 \\\\ y_1\n$$\n"


def test_formulas_are_code_in_a_site_that_does_not_show_them(vault: OldFolder) -> None:
    vault.site.write({"site.yaml": "title: A hub\nurl: https://hub.example/\n"})
    vault.write({"A.md": FORMULAS}).bring()
    assert "`a_b *c* <em_ d` for $5 and $10." in vault.entry("wiki/A.md")
    assert "```tex\nx_1 \\\\ y_1\n```" in vault.entry("wiki/A.md")
    assert "formulas are shown as they are typed (2 times)" in vault.said


def test_formulas_are_formulas_in_a_new_site(vault: OldFolder) -> None:
    vault.write({"A.md": FORMULAS}).bring()
    assert FORMULAS in vault.entry("wiki/A.md")
    assert "as they are typed" not in vault.said
    assert vault.build().page("wiki/a/index.html").count("<math") == 2


def test_a_note_that_a_pattern_leaves_out_of_sight_stays_behind(vault: OldFolder) -> None:
    vault.write(
        {".obsidian/app.json": '{"userIgnoreFilters": ["/club.*/", "/(/"]}', "my club/A.md": "CANARY\n"}
    ).bring()
    assert not (vault.site.root / "content/wiki/my club").exists()
    assert "Obsidian is told to leave it out of sight" in vault.said
