"""The tree of a section as its pages show it."""

import random

import pytest

from tests.conftest import SITE_YAML, MakeSite, Site

LAYOUT = (
    "{% macro say(links) %}{% for one in links %}{{ one.text }}{{ '@' ~ (one.to | path) if one.to }} {% endfor %}"
    "{% endmacro %}{% set tree = view.section_tree(entry.key) %}{% if tree -%}"
    "[{{ say(tree.above) }}] {{ tree.earlier | int }}[{{ say(tree.beside) }}]{{ tree.later | int }} "
    "[{{ say(tree.below) }}]{{ tree.deeper | int }} {{ tree.before.text if tree.before }}|"
    "{{ tree.after.text if tree.after }}{% else %}none{% endif %}"
)
LAYOUTS = {
    "site.yaml": SITE_YAML,
    "layouts/entry.html": LAYOUT,
    "layouts/wiki.html": LAYOUT,
    "layouts/page.html": LAYOUT,
}


def entry(title: str, order: int = 0) -> str:
    return f"---\ntitle: {title}\n{f'order: {order}' if order else ''}\n---\nText.\n"


def pages(*names: str) -> dict[str, str]:
    """Return pages that are called as their files; `name=2` gives an order."""
    files = {}
    for each in names:
        path, _, order = each.partition("=")
        title = path.removesuffix("/index").rpartition("/")[2].upper()
        files[f"content/{path}.md"] = entry(title, int(order or 0))
    return files


def shown(site: Site, path: str) -> str:
    """Return what a page shows, without the addresses."""
    text = site.page(f"{path}index.html").replace(" ]", "]")
    words = (word.partition("@") for word in text.split(" "))
    return " ".join(word + ("]" + rest.partition("]")[2] if "]" in rest else "") for word, _, rest in words)


def test_a_page_shows_the_way_to_it_what_is_beside_it_and_what_is_below(make_site: MakeSite) -> None:
    names = ("g", "g/a", "g/b", "g/b/x", "g/b/y", "g/b/y/deep", "g/c", "g/c/hidden")
    site = make_site(LAYOUTS | pages(*(f"wiki/{name}" for name in names)))
    assert shown(site, "wiki/g/b/") == "[G] 0[A B C]0 [X Y]0 A|X"
    assert shown(site, "wiki/g/") == "[] 0[G]0 [A B C]0 |A"
    assert shown(site, "wiki/g/b/y/deep/") == "[G B Y] 0[DEEP]0 []0 Y|C"


def test_the_order_comes_first_and_then_the_title_as_readers_count(make_site: MakeSite) -> None:
    site = make_site(LAYOUTS | pages("wiki/g", "wiki/g/a", "wiki/g/b=2", "wiki/g/c=1", "wiki/g/10", "wiki/g/9"))
    assert shown(site, "wiki/g/") == "[] 0[G]0 [C B 9 10 A]0 |C"


@pytest.mark.parametrize("head", ["wiki/g", "wiki/g/index"])
def test_an_index_heads_its_folder_as_the_page_beside_it_does(make_site: MakeSite, head: str) -> None:
    site = make_site(LAYOUTS | pages(head, "wiki/g/a"))
    assert shown(site, "wiki/g/a/") == "[G] 0[A]0 []0 G|"


def test_a_folder_without_a_head_has_its_name_and_leads_to_its_first_page(make_site: MakeSite) -> None:
    site = make_site(LAYOUTS | pages("wiki/g/a", "wiki/g/x/y/deep", "wiki/g/x/z"))
    assert site.page("wiki/g/a/index.html") == "[G ] 0[A@/wiki/g/a/ X@/wiki/g/x/y/deep/ ]0 []0 |DEEP"
    assert shown(site, "wiki/g/x/y/deep/") == "[G X Y] 0[DEEP]0 []0 A|Z"


def test_pages_in_folders_have_sections_and_others_have_none(make_site: MakeSite) -> None:
    names = ("about", "guides/start", "guides/stop", "wiki/flat", "wiki/plain", "wiki/alone/x")
    site = make_site(LAYOUTS | pages(*names))
    assert shown(site, "guides/start/") == "[Guides] 0[START STOP]0 []0 |STOP"
    for path in ("about/", "wiki/flat/", "wiki/plain/", "wiki/alone/x/"):
        assert shown(site, path) == "none"


def test_what_has_an_order_at_the_top_of_the_wiki_is_a_section_too(make_site: MakeSite) -> None:
    site = make_site(LAYOUTS | pages("wiki/b=1", "wiki/a=2", "wiki/a/x", "wiki/plain", "wiki/g", "wiki/g/x"))
    assert shown(site, "wiki/b/") == "[Wiki] 0[B A]0 []0 |A"
    assert shown(site, "wiki/a/x/") == "[Wiki A] 0[X]0 []0 A|"
    assert shown(site, "wiki/plain/") == "none"
    assert shown(site, "wiki/g/x/") == "[G] 0[X]0 []0 G|"


def test_of_a_wide_folder_a_page_shows_what_is_around_it(make_site: MakeSite) -> None:
    site = make_site(LAYOUTS | pages("wiki/g", *(f"wiki/g/{number}" for number in range(100))))
    assert shown(site, "wiki/g/") == f"[] 0[G]0 [{' '.join(map(str, range(16)))}]1 |0"
    assert shown(site, "wiki/g/50/") == f"[G] 1[{' '.join(map(str, range(42, 59)))}]1 []0 49|51"
    assert shown(site, "wiki/g/2/") == f"[G] 0[{' '.join(map(str, range(11)))}]1 []0 1|3"


def test_another_page_makes_anew_only_the_pages_that_show_it(make_site: MakeSite) -> None:
    names = ("g", *(f"g/{number}" for number in range(100, 160)), "h", "h/a", "h/b", "h/b/c")
    site = make_site(LAYOUTS | pages(*(f"wiki/{name}" for name in names)))
    site.write(pages("wiki/g/1301")).build()  # behind all others
    wiki = {path for path in site.rendered if path.startswith("wiki/g/")}
    assert wiki == {f"wiki/g/{number}/index.html" for number in (*range(151, 160), 1301)}
    assert not {path for path in site.rendered if path.startswith("wiki/h/")}
    site.write(pages("wiki/h/b/d")).build()
    below = {path for path in site.rendered if path.startswith("wiki/h/")}
    assert not {path for path in site.rendered if path.startswith("wiki/g/")}
    assert below == {"wiki/h/b/index.html", "wiki/h/b/c/index.html", "wiki/h/b/d/index.html"}


def test_the_pages_of_a_section_are_read_one_after_the_other_whatever_its_folders(make_site: MakeSite) -> None:
    choose = random.Random(7)
    folders = ["g/", "g/a/", "g/a/b/", "g/c/d/e/", "g/index/", "g/a/index/"]
    names = {f"{choose.choice(folders)}{choose.choice('abcdx')}{number}" for number in range(40)}
    names |= {"g/index", "g/a", "g/c/d"}
    titled = {f"content/wiki/{name}.md": entry(name.replace("/", "-"), choose.choice((0, 0, 1))) for name in names}
    site = make_site(LAYOUTS | titled)
    links: dict[str, tuple[str, ...]] = {}
    for name in names:
        path = f"wiki/{name.removesuffix('index').rstrip('/')}/index.html"
        before, _, after = site.page(path).rpartition(" ")[2].partition("|")
        links.setdefault(name.replace("/", "-"), (before, after))
    first = next(name for name, (before, _) in links.items() if not before)
    read = [first]
    while links[read[-1]][1]:
        assert links[links[read[-1]][1]][0] == read[-1]
        read.append(links[read[-1]][1])
    assert sorted(read) == sorted(links)
