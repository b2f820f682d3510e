"""The folder of an Obsidian vault in content/wiki/: paths from its top, files by name, notes by shortest path."""

import base64
from collections.abc import Mapping
from types import MappingProxyType

import pytest

from tests.conftest import MakeSite, Site
from tests.pictures.photographs import photograph

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg=="
)
"""Four pixels by three."""

VAULT: dict[str, str | bytes] = {
    "content/wiki/Garden Plan.md": "Beds and paths.\n",
    "content/wiki/plants/Sweet Pea.md": "---\naliases: [Lathyrus]\n---\n## When to sow\n\n### Indoors\n\nIn.\n",
    "content/wiki/plants/C.md": "Vitamin.\n",
    "content/wiki/plants/C++.md": "---\nslug: c-plus-plus\n---\nNo plant.\n",
    "content/wiki/tools/Rake.md": "Of wood.\n",
    "content/wiki/archive/tools/Rake.md": "Of iron.\n",
    "content/wiki/Rake.md": "---\ntitle: Which rake\nslug: which-rake\n---\nTwo.\n",
    "content/wiki/diary/2024-05-03.md": "Rain.\n",
    "content/wiki/diary/2024-05-04-frost.md": "Cold.\n",
    "content/wiki/diary/v1.2 notes.md": "A dot.\n",
    "content/wiki/Gru\u0308nkohl.md": "With a decomposed name.\n",
    "content/wiki/Attachments/Pasted image 1.png": PNG,
    "content/wiki/Attachments/old/leaf.png": PNG,
    "content/wiki/plants/img/leaf.png": PNG,
    "content/wiki/Attachments/Seeds.PDF": "pdf",
    "content/wiki/.obsidian/app.json": "{}",
    "content/wiki/.trash/Gone.md": "Away.\n",
    "content/posts/2026-01-02-strike.md": "---\ntitle: Strike\n---\nNo buses.\n",
}
PAGE = "content/wiki/plants/deep/Page.md"


def vault(
    make_site: MakeSite, text: str, more: Mapping[str, str | bytes] = MappingProxyType({}), key: str = PAGE
) -> Site:
    return make_site({**VAULT, key: text + "\n", **more})


def shown(site: Site, path: str = "wiki/plants/deep/page/index.html") -> str:
    return site.page(path).partition('<div class="text">')[2].partition("</div>")[0]


UP = "../../../"
WAYS = {
    "a path from the top": ("[[plants/Sweet Pea]]", '<a href="../../sweet-pea/">Sweet Pea</a>'),
    "a path from the top in other case": ("[[Plants/sweet pea]]", '<a href="../../sweet-pea/">'),
    "a path with an extension": ("[[plants/Sweet Pea.md|x]]", '<a href="../../sweet-pea/">x</a>'),
    "a name with an extension": ("[[Sweet Pea.md]]", '<a href="../../sweet-pea/">Sweet Pea</a>'),
    "a path from the top with a slash": ("[[/plants/Sweet Pea]]", '<a href="../../sweet-pea/">'),
    "a path from here": ("[[../Sweet Pea]]", '<a href="../../sweet-pea/">Sweet Pea</a>'),
    "a heading of a path": (
        "[[plants/Sweet Pea#When to sow|when]]",
        '<a href="../../sweet-pea/#when-to-sow">when</a>',
    ),
    "a heading below a heading": (
        "[[Sweet Pea#When to sow#Indoors|in]]",
        '<a href="../../sweet-pea/#indoors">in</a>',
    ),
    "the end of a path": ("[[archive/tools/Rake|r]]", f'<a href="{UP}archive/tools/rake/">r</a>'),
    "a path that others end in": ("[[tools/Rake|r]]", f'<a href="{UP}tools/rake/">r</a>'),
    "an alias": ("[[Lathyrus]]", '<a href="../../sweet-pea/">Lathyrus</a>'),
    "the shortest path of several": ("[[Rake]]", f'<a href="{UP}which-rake/">Which rake</a>'),
    "a name that differs in its signs alone": (
        "[[C++]] [[C]]",
        '<a href="../../c-plus-plus/">C++</a> <a href="../../c/">C',
    ),
    "a day": ("[[2024-05-03]]", f'<a href="{UP}diary/2024-05-03/">2024-05-03</a>'),
    "a day and a word": ("[[2024-05-04-frost]]", f'<a href="{UP}diary/frost/">Frost</a>'),
    "a name with a dot": ("[[v1.2 notes]]", f'<a href="{UP}diary/v1-2-notes/">v1.2 notes</a>'),
    "a composed name of a decomposed file": (
        "[[Gr\u00fcnkohl]]",
        f'<a href="{UP}gr%C3%BCnkohl/">Gr\u00fcnkohl</a>',
    ),
    "Markdown by a path from the top": ("[s](plants/Sweet%20Pea.md)", '<a href="../../sweet-pea/">s</a>'),
    "Markdown by a path with a slash": ("[s](/plants/Sweet%20Pea.md)", '<a href="../../sweet-pea/">s</a>'),
    "Markdown by name": ("[r](<Garden Plan.md>)", f'<a href="{UP}garden-plan/">r</a>'),
    "Markdown in other case": ("[r](../sweet%20pea.md)", '<a href="../../sweet-pea/">r</a>'),
    "Markdown by a composed name": ("[g](Gr%C3%BCnkohl.md)", f'<a href="{UP}gr%C3%BCnkohl/">g</a>'),
    "Markdown with a heading": (
        "[s](plants/Sweet%20Pea.md#When%20to%20sow)",
        '<a href="../../sweet-pea/#when-to-sow">s</a>',
    ),
    "a file by its name": ("[[Seeds.pdf]]", f'<a href="{UP}Attachments/Seeds.PDF">Seeds.pdf</a>'),
    "a file by its name in Markdown": ("[s](Seeds.pdf)", f'<a href="{UP}Attachments/Seeds.PDF">s</a>'),
    "a file by its path": ("[[Attachments/Seeds.pdf|seeds]]", f'<a href="{UP}Attachments/Seeds.PDF">seeds</a>'),
    "a picture by its name": (
        "![A](Pasted%20image%201.png)",
        f'src="{UP}Attachments/Pasted%20image%201.png" width="4" height="3"',
    ),
    "a picture by a path from the top": (
        "![A](/Attachments/Pasted%20image%201.png)",
        f'src="{UP}Attachments/Pasted',
    ),
    "the nearest picture of a name": ("![A](leaf.png)", 'src="../../img/leaf.png"'),
    "the picture at a path": ("![A](old/leaf.png)", f'src="{UP}Attachments/old/leaf.png"'),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_note_links_as_in_obsidian_by(make_site: MakeSite, way: str) -> None:
    text, expected = WAYS[way]
    site = vault(make_site, text)
    assert site.codes == []
    assert expected in shown(site)


def test_an_address_from_the_top_of_a_published_vault_is_found_unless_it_is_a_list_of_the_site(
    make_site: MakeSite,
) -> None:
    site = vault(
        make_site, "[s](/plants/c) [t](/tags/peas/)", {"content/wiki/tags/peas.md": "---\ntags: peas\n---\nA"}
    )
    assert site.codes == []
    assert f'<a href="../../c/">s</a> <a href="{UP}../tags/peas/">t</a>' in shown(site)


def test_a_name_at_equal_depth_is_the_page_in_the_folder_that_is_called_as_the_note(make_site: MakeSite) -> None:
    more: dict[str, str | bytes] = {"content/wiki/north/Gate.md": "N", "content/wiki/south/Gate.md": "S"}
    site = vault(make_site, "[[Gate]]", more, "content/wiki/south.md")
    assert site.codes == []
    assert '<a href="gate/">Gate</a>' in shown(site, "wiki/south/index.html")


GATES: dict[str, str | bytes] = {
    "content/wiki/north/Gate.md": "## Beds\n\nN",
    "content/wiki/southern/Gate.md": "## Paths\n\nS",
}


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("[[Gate|the gate]]", "write [[wiki/north/Gate|the gate]]"),
        ("![[Gate]]", "write ![[wiki/north/Gate]]"),
        ("[[Gate#Ponds|it]]", "write [[wiki/north/Gate#Ponds|it]]"),
    ],
)
def test_the_cure_of_a_name_that_several_have_keeps_all_else_that_was_typed(
    make_site: MakeSite, text: str, cure: str
) -> None:
    assert [found.fix for found in vault(make_site, text, GATES).diagnostics] == [cure]


@pytest.mark.parametrize("text", ["[[Gate#Paths]]", "![[Gate#Paths]]"])
def test_of_several_pages_of_a_name_the_one_with_the_part_is_meant(make_site: MakeSite, text: str) -> None:
    site = vault(make_site, text, GATES)
    assert site.codes == []
    assert "southern/gate/" in shown(site)

    site.edit("content/wiki/north/Gate.md", "## Paths\n\nN").build()
    assert site.codes == ["ambiguous-link"]
    site.edit("content/wiki/north/Gate.md", "N").build()
    assert site.codes == []
    assert site.output == site.clean_build().output


def test_a_name_at_equal_depth_in_two_folders_is_still_asked_about(make_site: MakeSite) -> None:
    more: dict[str, str | bytes] = {"content/wiki/north/Gate.md": "N", "content/wiki/southern/Gate.md": "S"}
    site = vault(make_site, "[[Gate]]", more)
    assert site.codes == ["ambiguous-link"]


@pytest.mark.parametrize("embed", ["![[#Peas]]", "![[Page#Peas]]"])
def test_a_part_of_the_same_note_is_linked_to_where_it_would_be_shown(make_site: MakeSite, embed: str) -> None:
    site = vault(make_site, f"## Peas\n\nGreen.\n\n## Beans\n\n{embed}")
    assert site.codes == []
    assert '<a href="#peas">' in shown(site)


def test_a_picture_may_have_an_anchor_for_its_place_on_the_page(make_site: MakeSite) -> None:
    site = vault(make_site, "![A](Pasted%20image%201.png#interface)")
    assert site.codes == []
    assert "Pasted%20image%201.png" in shown(site)


def test_an_unwritten_note_is_a_redlink_and_a_missing_path_is_an_error(make_site: MakeSite) -> None:
    site = vault(make_site, "[[plants/Quince]] [q](plants/Quince.md) ![q](quince.png)")
    assert site.codes == ["redlink", "broken-link", "missing-image"]


def test_a_draft_is_not_linked_to_by_a_path_from_the_top(make_site: MakeSite) -> None:
    draft = "---\ndraft: true\n---\nCANARY"
    site = vault(make_site, "[[plants/Plan]] [p](plants/Plan.md)", {"content/wiki/plants/Plan.md": draft})
    assert site.codes == ["hidden-target"] * 2
    assert not any(b"CANARY" in data for data in site.output.values())


def test_paths_of_posts_begin_at_the_post_as_ever(make_site: MakeSite) -> None:
    post = "content/posts/2026-01-03-more.md"
    text = "---\ntitle: M\n---\n[s](plants/C.md) ![l](leaf.png)"
    assert vault(make_site, text, key=post).codes == ["broken-link", "missing-image"]


def test_a_picture_that_no_published_note_shows_is_not_published(make_site: MakeSite) -> None:
    site = vault(make_site, "---\ndraft: true\n---\n![A](leaf.png)")
    assert not any(path.endswith((".png", ".PDF")) for path in site.output if not path.startswith("assets/"))


def test_folders_of_attachments_may_begin_as_private_ones_do_and_their_notes_stay_private(
    make_site: MakeSite,
) -> None:
    more: dict[str, str | bytes] = {
        "content/wiki/_attachments/deep/bean.png": PNG,
        "content/wiki/_attachments/Plan.md": "CANARY",
        "content/wiki/_private/secret.png": PNG,
        "content/static/_assets/hidden.png": PNG,
    }
    site = vault(make_site, "![A](bean.png) ![B](secret.png) [[Plan]]", more)
    assert site.codes == ["misplaced-file", "missing-image", "redlink"]
    assert "wiki/_attachments/deep/bean.png" in site.output
    assert not any("hidden" in path or "secret" in path or b"CANARY" in data for path, data in site.output.items())
    other = photograph(2, 3, "PNG", place=False)
    site.write({"content/wiki/_attachments/deep/bean.png": other}).build()
    assert site.output["wiki/_attachments/deep/bean.png"] == other


def test_a_vault_that_is_edited_is_as_one_that_is_built_from_nothing(make_site: MakeSite) -> None:
    site = vault(make_site, "[[Rake]] [[plants/Quince]] [s](plants/Sweet%20Pea.md) ![A](leaf.png) [[Seeds.pdf]]")
    for path, text in (
        ("content/wiki/plants/Quince.md", "Written.\n"),
        ("content/wiki/plants/deep/Rake.md", "Nearer.\n"),
        ("content/wiki/plants/deep/leaf.png", "nearer"),
        ("content/wiki/archive/plants/Sweet Pea.md", "Deeper.\n"),
    ):
        site.edit(path, text).build()
        fresh = site.clean_build().made
        assert site.at("output").made == fresh, path
    for path in ("content/wiki/plants/deep/Rake.md", "content/wiki/plants/deep/leaf.png"):
        site.remove(path).build()
        fresh = site.clean_build().made
        assert site.at("output").made == fresh, path


def test_pictures_of_one_name_in_two_folders_are_both_published(make_site: MakeSite) -> None:
    site = vault(make_site, "![A](old/leaf.png) ![B](img/leaf.png)")
    assert [path for path in site.output if path.endswith("leaf.png")] == [
        "wiki/Attachments/old/leaf.png",
        "wiki/plants/img/leaf.png",
    ]


@pytest.mark.parametrize(
    "link", ["[[Board.canvas]]", "![[Board.canvas]]", "[[Map.excalidraw]]", "[[Shelf.base|b]]"]
)
def test_files_that_obsidian_alone_reads_are_said_once_a_format_and_linked_as_words(
    make_site: MakeSite, link: str
) -> None:
    more: dict[str, str | bytes] = {
        "content/wiki/Board.canvas": "{}",
        "content/wiki/b/Other.canvas": "{}",
        "content/wiki/Shelf.base": "views: []",
        "content/wiki/Map.excalidraw.md": "---\nexcalidraw-plugin: parsed\n---\nNQAgJ",
    }
    site = vault(make_site, link, more)
    assert site.places() == [
        "content/wiki/Board.canvas:0:0 unread-format",
        "content/wiki/Map.excalidraw.md:0:0 unread-format",
        "content/wiki/Shelf.base:0:0 unread-format",
    ]
    assert "nor are 1 more .canvas files" in site.diagnostics[0].message
    assert "<a " not in shown(site)
    assert not any(b"NQAgJ" in data or b"views" in data for data in site.output.values())


def test_a_drawing_is_shown_by_the_picture_exported_beside_it(make_site: MakeSite) -> None:
    site = vault(make_site, "![M](Map.excalidraw)", {"content/wiki/Map.excalidraw.png": PNG})
    assert site.codes == []
    assert f'src="{UP}Map.excalidraw.png"' in shown(site)


def test_a_note_with_the_address_of_the_home_page_heads_it_unless_an_index_does(make_site: MakeSite) -> None:
    home: dict[str, str | bytes] = {"content/wiki/Home.md": "---\npermalink: /\n---\nStart [[Page|here]].\n"}
    site = vault(make_site, "See [[Home]].", home)
    assert site.codes == []
    assert 'Start <a href="wiki/plants/deep/page/">here</a>.' in site.page("index.html")
    assert '<a href="../../../../">Home</a>' in shown(site)
    site.write({"content/index.md": "# Welcome\n"}).build()
    assert site.codes == ["address-collision"]


def test_a_tag_with_its_sign_and_one_without_are_one_tag(make_site: MakeSite) -> None:
    more: dict[str, str | bytes] = {"content/wiki/b.md": "---\ntags: [peas, a/b]\n---\nB\n"}
    site = vault(make_site, '---\ntags: ["#Peas", "#a/b"]\n---\nA', more)
    assert site.codes == []
    assert "<h1>peas</h1>" in site.page("tags/peas/index.html").lower()
    assert (
        "B" in site.page("tags/peas/index.html")
        and "#" not in site.page("tags/a-b/index.html").partition("<h1")[2][:30]
    )


FRONT_MATTER = {
    "tags with a sign": 'tags: ["#peas", "a/b"]',
    "tags as a list": "tags:\n  - peas\n  - a/b",
    "no tags at all": "tags:\naliases:\ncssclasses:",
    "a number as an alias": "aliases: [2024, Two]",
    "a number as a tag": "tags: [2024, peas]",
    "the old name of aliases": "alias: Two",
}


@pytest.mark.parametrize("what", FRONT_MATTER)
def test_properties_of_a_note_are_read_with(make_site: MakeSite, what: str) -> None:
    site = vault(make_site, f"---\n{FRONT_MATTER[what]}\n---\nText.")
    assert [code for code in site.codes if code != "unknown-field"] == []
    if "Two" in FRONT_MATTER[what]:
        site.edit("content/wiki/z.md", "[[Two]]\n").build()
        assert "redlink" not in site.codes


TITLES = {
    "2024-05-03.md": "2024-05-03",
    "My note - part one.md": "My note - part one",
    "iPad tips.md": "iPad tips",
    "bus-routes.md": "Bus routes",
    "snake_case.md": "Snake case",
    "2024-05-03 Minutes.md": "2024-05-03 Minutes",
    "2024-W18.md": "2024-W18",
    "2024-05.md": "2024-05",
}


@pytest.mark.parametrize("name", TITLES)
def test_a_note_is_called_as_its_file(make_site: MakeSite, name: str) -> None:
    site = make_site({f"content/wiki/{name}": "Text.\n"})
    assert site.codes == []
    (page,) = (path for path in site.output if path.startswith("wiki/") and path.count("/") == 2)
    assert f"<h1>{TITLES[name]}</h1>" in site.page(page)
