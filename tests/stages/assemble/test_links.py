"""What a reference leads to: every way to name an entry, a file, a heading, and where a broken one stands."""

import base64
import html
import re
from urllib.parse import quote, unquote

import pytest

from tests.conftest import MakeSite, Site

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg=="
)
"""Four pixels by three."""

FILES: dict[str, str | bytes] = {
    "content/wiki/bus-routes.md": "---\ntitle: Bus routes\naliases: [The 42, /old/bus/]\n---\n## Night bus\n",
    "content/wiki/rail/index.md": '---\ntitle: Rail\n---\n<span id="own">Own anchor.</span>\n',
    "content/wiki/rail/fares.md": "---\ntitle: Fares\n---\nOn rails.\n",
    "content/wiki/water/fares.md": "---\ntitle: Fares\n---\nOn water.\n",
    "content/wiki/water/ferry.md": "---\ntitle: Ferry\n---\nAcross.\n",
    "content/posts/2026-01-02-strike.md": "---\ntitle: Strike\n---\nNo buses.\n",
    "content/events/rail.md": "---\ntitle: Rail\nstart: 2026-12-01\n---\nA meeting.\n",
    "content/stakeholders/ada.md": "---\ntitle: Ada Ng\ntype: person\ntags: transport\n---\nDrives.\n",
    "content/static/maps/a b.png": PNG,
    "content/static/pdf/map.txt": "map",
    "content/wiki/water/boat.png": PNG,
    "content/wiki/water/times.csv": "a,b",
}


def link(make_site: MakeSite, text: str, key: str = "wiki/water/page.md", **more: str) -> Site:
    """Build with one page that says `text`, at /wiki/water/page/ unless `key` says elsewhere."""
    return make_site({**FILES, f"content/{key}": f"---\ntitle: The page\n---\n{text}\n", **more})


def shown(site: Site, path: str = "wiki/water/page/index.html") -> str:
    """What became of the page's text."""
    return site.page(path).partition('<div class="text">')[2].partition("</div>")[0]


WAYS = {
    "a title": ("[[Bus routes]]", '<a href="../../bus-routes/">Bus routes</a>'),
    "a title without regard to case, space or punctuation": ("[[BUS-Routes!]]", '<a href="../../bus-routes/">'),
    "a title with words": ("[[Bus routes|by bus]]", '<a href="../../bus-routes/">by bus</a>'),
    "an alias": ("[[the 42]]", '<a href="../../bus-routes/">the 42</a>'),
    "a slug": ("[[bus-routes]]", '<a href="../../bus-routes/">'),
    "a path": ("[[wiki/bus-routes]]", '<a href="../../bus-routes/">Bus routes</a>'),
    "a path of a folder": ("[[wiki/rail]]", '<a href="../../rail/">Rail</a>'),
    "a kind": ("[[event:Rail]]", '<a href="../../../events/rail/">Rail</a>'),
    "a kind with space": ("[[ Event : rail ]]", '<a href="../../../events/rail/">'),
    "the order of kinds": ("[[Rail]]", '<a href="../../rail/">'),
    "the nearest folder": ("[[Fares]]", '<a href="../fares/">Fares</a>'),
    "a heading": ("[[Bus routes#Night bus]]", '<a href="../../bus-routes/#night-bus">Bus routes: Night bus</a>'),
    "a heading by its anchor": ("[[Bus routes#night-bus|late]]", '<a href="../../bus-routes/#night-bus">late</a>'),
    "an id": ("[[wiki/rail#own|it]]", '<a href="../../rail/#own">it</a>'),
    "a heading of this page": ("## Here\n\n[[#Here]]", '<a href="#here">Here</a>'),
    "itself": ("[[The page]]", '<a href="./">The page</a>'),
    "a file beside": ("[f](ferry.md)", '<a href="../ferry/">f</a>'),
    "a file without extension": ("[f](ferry)", '<a href="../ferry/">f</a>'),
    "a file above with an anchor": (
        "[n](../bus-routes.md#night-bus)",
        '<a href="../../bus-routes/#night-bus">n</a>',
    ),
    "a folder's index": ("[r](../rail/index.md)", '<a href="../../rail/">r</a>'),
    "a folder": ("[r](../rail)", '<a href="../../rail/">r</a>'),
    "a file of another kind": ("[s](../../posts/2026-01-02-strike.md)", '<a href="../../../blog/strike/">s</a>'),
    "an address relative to the page": ("[s](../../../blog/strike/)", '<a href="../../../blog/strike/">s</a>'),
    "an address": ("[s](/blog/strike/)", '<a href="../../../blog/strike/">s</a>'),
    "an address without its last slash": ("[s](/blog/strike)", '<a href="../../../blog/strike/">s</a>'),
    "an address with an anchor": (
        "[n](/wiki/bus-routes/#night-bus)",
        '<a href="../../bus-routes/#night-bus">n</a>',
    ),
    "a path below content": ("[s](/posts/2026-01-02-strike.md)", '<a href="../../../blog/strike/">s</a>'),
    "a generated page": ("[b](/blog/)", '<a href="../../../blog/">b</a>'),
    "a generated file": ("[f](/feed.xml)", '<a href="../../../feed.xml">f</a>'),
    "a tag": ("[t](/tags/transport/)", '<a href="../../../tags/transport/">t</a>'),
    "a month": ("[m](/events/2026/12/)", '<a href="../../../events/2026/12/">m</a>'),
    "home": ("[h](/)", '<a href="../../../">h</a>'),
    "an old address": ("[o](/old/bus/)", '<a href="../../../old/bus/">o</a>'),
    "a static file": ("[m](/pdf/map.txt)", '<a href="../../../pdf/map.txt">m</a>'),
    "a file beside that is no entry": ("[t](times.csv)", '<a href="times.csv">t</a>'),
    "a static image": ("![A](/maps/a%20b.png)", 'src="../../../maps/a%20b.png" width="4" height="3"'),
    "an image beside": ("![B](boat.png)", 'src="boat.png" width="4" height="3"'),
    "a post by Jekyll's tag": ("[s]({% post_url 2026-01-02-strike %})", '<a href="../../../blog/strike/">s</a>'),
    "another site": ("[x](https://x.example/a.md#b)", '<a href="https://x.example/a.md#b"'),
    "mail": ("[x](mailto:a@x.example)", '<a href="mailto:a@x.example">x</a>'),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_link_by(make_site: MakeSite, way: str) -> None:
    text, expected = WAYS[way]
    site = link(make_site, text)
    assert site.codes == []
    assert expected in shown(site)


def test_an_image_is_found_in_imgdir(make_site: MakeSite) -> None:
    page = "---\ntitle: P\nimgdir:\t/maps/\n---\n![A](<a b.png>) ![B]({{ page.imgdir }}a%20b.png)\n"
    site = make_site({**FILES, "content/p.md": page})
    assert site.codes == []
    assert site.page("p/index.html").count('src="../maps/a%20b.png"') == 2


def test_imgdir_comes_before_what_lies_beside(make_site: MakeSite) -> None:
    page = "---\ntitle: P\nimgdir: /maps/\n---\n![A](boat.png)\n"
    site = make_site({**FILES, "content/p.md": page, "content/boat.png": PNG, "content/static/maps/boat.png": PNG})
    assert 'src="../maps/boat.png"' in site.page("p/index.html")
    assert "p/boat.png" not in site.output


def test_a_file_is_published_only_when_something_published_refers_to_it(make_site: MakeSite) -> None:
    site = link(make_site, "[t](times.csv)")
    assert "wiki/water/page/times.csv" in site.output
    assert not any(path.endswith("boat.png") for path in site.output)

    site.edit("content/wiki/water/page.md", "---\ntitle: The page\ndraft: true\n---\n[t](times.csv)\n").build()
    assert not any(path.endswith("times.csv") for path in site.output)


@pytest.mark.parametrize("name", ["a b", "a#b", "50%", "a%20b", "why?", "it's", "a&b", "ü", 'a"b'])
def test_a_file_of_any_name_is_linked_to_so_that_a_server_finds_it(make_site: MakeSite, name: str) -> None:
    typed = quote(name)
    site = make_site(
        {
            "content/p.md": f"---\ntitle: P\n---\n[a]({typed}.txt) [b](/{typed}.png) ![c](/{typed}.png)\n",
            f"content/{name}.txt": "text",
            f"content/static/{name}.png": PNG,
        }
    )
    assert site.codes == []
    found = re.findall(r'(?:href|src)="([^"]*\.(?:txt|png))"', site.page("p/index.html").partition("<body")[2])
    assert [unquote(html.unescape(to)) for to in found] == [f"{name}.txt", f"../{name}.png", f"../{name}.png"]
    assert not any(set(to) & set("#? '") for to in map(html.unescape, found))


@pytest.mark.parametrize("name", ["ü.md", "a b.md", "50%.md", "a+b.md"])
def test_a_path_may_be_typed_plainly_or_percent_encoded(make_site: MakeSite, name: str) -> None:
    plain = f"[one](<{name}>)" if "%" not in name else ""
    files = {f"content/{name}": "---\ntitle: Odd one\n---\nText.\n"}
    site = make_site({"content/p.md": f"---\ntitle: P\n---\n{plain} [two]({quote(name)})\n", **files})
    assert site.codes == []


def test_a_site_below_a_base_path_is_written_from_its_own_root(make_site: MakeSite) -> None:
    site = link(make_site, "[s](/blog/strike/) [[Ferry]]").build(base_url="https://x.example/deep/hub/")
    assert '<a href="../../../blog/strike/">s</a> <a href="../ferry/">Ferry</a>' in shown(site)


BROKEN = {
    "a wikilink": ("See [[Nowhere]].", "4:5 redlink"),
    "a wikilink nearly right": ("See [[Bus ruotes]].", "4:5 redlink"),
    "a heading": ("See [[Bus routes#Day bus]].", "4:5 broken-anchor"),
    "a heading of this page": ("See [[#Nothing]].", "4:5 broken-anchor"),
    "an anchor of this page": ("See [x](#nothing).", "4:9 broken-anchor"),
    "an anchor behind a path": ("See [x](ferry.md#nothing).", "4:9 broken-anchor"),
    "a path": ("See [x](fery.md).", "4:9 broken-link"),
    "a path out of the site": ("See [x](../../../../etc/passwd).", "4:9 broken-link"),
    "an address": ("See [x](/blog/stirke/).", "4:9 broken-link"),
    "a second of its sort": ("[x](gone.md)\n\n`[x](gone.md)` [x](gone.md)", None),
    "an image": ("See ![x](boot.png).", "4:10 missing-image"),
    "an embed": ("![[Nowhere]]", "4:1 broken-link"),
    "after a tab": ("See\t[x](gone.md).", "4:9 broken-link"),
    "after wide characters": ("見る [x](gone.md).", "4:8 broken-link"),
    "after an emoji": ("👩‍👩‍👧 [[Nowhere]].", "4:7 redlink"),
    "in a quotation": ("> See\n> [x](gone.md).", "5:7 broken-link"),
    "in a list": ("- a\n- [[Nowhere]]", "5:3 redlink"),
    "in a table": ("| a | b |\n|---|---|\n| c | [x](gone.md) |", "6:11 broken-link"),
    "by reference": ("See [x][y].\n\n[y]: gone.md", "6:6 broken-link"),
    "in a heading": ("## See [[Nowhere]]", "4:8 redlink"),
    "in HTML": ('<p>See <a href="gone.md">x</a></p>', "4:17 broken-link"),
    "after code that looks the same": ("`[[Nowhere]]` [[Nowhere]]", "4:15 redlink"),
}


@pytest.mark.parametrize("where", BROKEN)
def test_a_broken_link_is_told_with_line_and_column(make_site: MakeSite, where: str) -> None:
    text, place = BROKEN[where]
    site = link(make_site, text)
    if place is None:
        assert site.places() == [f"content/wiki/water/page.md:{at} broken-link" for at in ("4:5", "6:20")]
    else:
        assert site.places() == [f"content/wiki/water/page.md:{place}"]


def test_lines_count_the_same_with_crlf_and_a_byte_order_mark(make_site: MakeSite) -> None:
    text = "\ufeff---\r\ntitle: P\r\n---\r\n\r\nSee\r\n[[Nowhere]] [x](gone.md)\r\n"
    site = make_site({"content/p.md": text})
    assert site.places() == ["content/p.md:6:1 redlink", "content/p.md:6:17 broken-link"]


def test_a_link_without_front_matter_counts_from_the_first_line(make_site: MakeSite) -> None:
    assert make_site({"content/p.md": "# P\n\n[x](gone.md)\n"}).places() == ["content/p.md:3:5 broken-link"]


def test_the_nearest_name_is_offered(make_site: MakeSite) -> None:
    site = link(
        make_site, "[[Bus ruotes]] [x](fery.md) [y](/blog/stirke/) ![z](boot.png) [[Bus routes#Nigth bus]]"
    )
    fixes = {found.code + found.message: found.fix for found in site.diagnostics}
    assert sorted(fixes.values()) == [
        "did you mean #Night bus?",
        "did you mean /blog/strike/ ?",
        "did you mean [[Bus routes]]?",
        "did you mean boat.png?",
        "did you mean ferry.md ?",
    ]


HIDDEN = {
    "draft": "---\ntitle: Secret plan\ndraft: true\n---\nCANARY\n",
    "internal": "---\ntitle: Secret plan\nvisibility: internal\n---\nCANARY\n",
}


@pytest.mark.parametrize("why", HIDDEN)
def test_a_link_to_what_is_not_published_is_plain_words_and_a_warning(make_site: MakeSite, why: str) -> None:
    ways = "[[Secret plan]] [here](secret.md) [root](/wiki/water/secret.md) [at](/wiki/water/secret/)"
    text = f"{ways}\n\n![[Secret plan]]"
    site = link(make_site, text, **{"content/wiki/water/secret.md": HIDDEN[why]})
    assert site.codes == ["hidden-target"] * 5
    assert "Secret plan here root at" in shown(site)
    assert not any(b"CANARY" in data or b"secret/" in data for data in site.output.values())


def test_a_link_to_what_is_scheduled_is_plain_words_until_then(make_site: MakeSite) -> None:
    later = {"content/posts/2026-12-24-later.md": "---\ntitle: Later\n---\nText.\n"}
    site = link(make_site, "Read [[Later]].", **later)
    assert site.codes == ["hidden-target"]
    assert "Read Later." in shown(site)
    site.build(future=True)
    assert site.codes == []
    assert '<a href="../../../blog/later/">Later</a>' in shown(site)


def test_a_title_is_the_heading_at_the_top_of_its_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/wiki/guide.md": "# Guide to X\n\nSee [[Guide to X#Guide to X]] and [here](#guide-to-x).\n",
            "content/wiki/b.md": "[[Guide to X#guide to x]] [x](guide.md#guide-to-x)\n",
        }
    )

    assert site.codes == []


def test_a_path_with_backslashes_is_shown_as_typed_and_cured_with_slashes(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/a.md": "# A\n\n[b](..\\wiki\\bee.md)\n", "content/wiki/bee.md": "# B\n"})

    (found,) = site.errors
    assert (found.message, found.fix) == ("no page at ..\\wiki\\bee.md", "did you mean bee.md ?")
