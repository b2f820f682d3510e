"""A flood of links that lead nowhere is worked through in a time that grows with the text, and no faster."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from sitegen.diagnostics import MOST_SUGGESTIONS, Vocabulary
from sitegen.markup import positions
from tests.conftest import SITE_YAML, MakeSite, Site

FLOODS = {
    "posts": "[a]({{% post_url gone-{} %}})",
    "pictures": "![a](gone-{}.png)",
    "paths": "[a](gone-{}.md)",
    "addresses": "[a](/gone-{}/)",
    "anchors": "[a](#gone-{})",
    "names": "[[Gone {}]]",
    "sections": "[[Post#Gone {}]]",
}
SAME = {
    "the same post": "{{% post_url gone %}}",
    "the same picture": "![a](gone.png)",
    "the same path": "[a](gone.md)",
    "the same name": "[[Gone]]",
    "the same one of several": "[[Twin]]",
}
FLAVOURS = ("python-markdown", "commonmark")


def flooded(make_site: MakeSite, form: str, count: int, flavour: str = "python-markdown") -> Site:
    lines = "".join(f"{form.format(number)}\n\n" for number in range(count))
    pages = {
        "content/posts/2026-11-01-post.md": "---\ntitle: Post\n---\n## Part\n",
        "content/wiki/a/twin.md": "# Twin\n",
        "content/wiki/b/twin.md": "# Twin\n",
    }
    settings = SITE_YAML + f"markdown:\n  flavour: {flavour}\n"
    big = {"content/big.md": f"---\ntitle: Big\n---\n{lines}", "site.yaml": settings}
    return make_site(pages | big, build=False).build(write=False)


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *given: Any, **named: Any) -> Any:
        self.calls += 1
        return self.function(*given, **named)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("form", FLOODS)
def test_each_of_many_links_to_nowhere_is_told_where_it_stands(
    make_site: MakeSite, form: str, flavour: str
) -> None:
    site = flooded(make_site, FLOODS[form], 300, flavour)
    assert [found.span.line for found in site.diagnostics] == [4 + 2 * number for number in range(300)]
    assert len({found.message for found in site.diagnostics}) == 300


@pytest.mark.parametrize("form", FLOODS)
def test_suggestions_are_worked_out_for_so_many_only(
    make_site: MakeSite, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(Vocabulary.nearest)
    monkeypatch.setattr(Vocabulary, "nearest", lambda *given: counted(*given))
    flooded(make_site, FLOODS[form], MOST_SUGGESTIONS + 50)
    assert counted.calls == MOST_SUGGESTIONS


@pytest.mark.parametrize("form", SAME)
def test_what_is_asked_again_is_remembered(
    make_site: MakeSite, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(Vocabulary.nearest)
    monkeypatch.setattr(Vocabulary, "nearest", lambda *given: counted(*given))
    site = flooded(make_site, SAME[form], 200)
    assert len(site.diagnostics) == 200
    assert counted.calls <= 1
    assert len({id(found.note) for found in site.diagnostics}) == 1


@pytest.mark.parametrize("form", ["pictures", "paths", "anchors"])
def test_a_source_is_searched_for_addresses_once(
    make_site: MakeSite, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(positions.plain)
    monkeypatch.setattr(positions, "plain", counted)
    flooded(make_site, FLOODS[form], 100)
    few, counted.calls = counted.calls, 0
    flooded(make_site, FLOODS[form], 200)
    assert counted.calls <= 2 * few


def test_a_post_is_found_by_its_name_or_the_end_of_its_path_the_first_in_order(make_site: MakeSite) -> None:
    names = ("2026-11-01-x", "2026-11-02-y", "/deep/2026-11-02-y", "posts/z", "z", "about/z")
    keys = ("about/z", "posts/2026-11-01-x", "posts/deep/2026-11-02-y", "posts/z")
    pages = {f"content/{key}.md": f"---\ntitle: {key}\ndate: 2026-11-01\n---\nText.\n" for key in keys}
    text = "\n\n".join(f"[link]({{% post_url {name} %}})" for name in names)
    site = make_site(pages | {"content/a.md": f"---\ntitle: A\n---\n{text}\n"})
    assert not site.errors
    assert re.findall(r'href="([^"]*)">link<', site.page("a/index.html")) == [
        "../blog/x/",
        "../blog/y/",
        "../blog/y/",
        "../blog/z/",
        "../about/z/",
        "../about/z/",
    ]


def test_of_many_entries_with_one_name_the_first_are_listed_and_the_others_counted(make_site: MakeSite) -> None:
    pages = {f"content/wiki/{number:02}/minutes.md": "# Minutes\n" for number in range(40)}
    site = make_site({**pages, "content/a.md": "---\ntitle: A\n---\n[[Minutes]]\n"}, build=False).build(
        write=False
    )
    (found,) = site.diagnostics
    assert found.message == "'Minutes' could mean 40 entries"
    first, *_, last = found.note.splitlines()
    assert first == "[[wiki/00/minutes]] is Minutes (content/wiki/00/minutes.md)"
    assert (len(found.note.splitlines()), last) == (13, "and 28 more")


def test_suggestions_for_missing_files_and_relations_are_worked_out_for_so_many_only(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(Vocabulary.nearest)
    monkeypatch.setattr(Vocabulary, "nearest", lambda *given: counted(*given))
    lines = "\nimage: gone-{0}.png\nrelated: [Gone {0}]\nalt: Gone"
    pages = {
        f"content/wiki/{number}.md": f"---\ntitle: Page {number}{lines.format(number)}\n---\n"
        for number in range(MOST_SUGGESTIONS + 20)
    }
    site = make_site(pages, build=False).build(write=False)
    assert site.codes.count("broken-relation") == site.codes.count("missing-image") == len(pages)
    assert counted.calls <= 2 * MOST_SUGGESTIONS
