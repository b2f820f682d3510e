"""There and back: each byte is as it was, whatever was rewritten on the way."""

import pytest

from tests.conftest import SITE_YAML, MakeSite
from tests.moving.conftest import files_of, move
from tests.moving.test_links import BESIDE, HEAD, LINKS, OWN

RULES = {"content/wiki/rules.md": HEAD.format("The rules") + "\n## By bus\n\nWords.\n"}
ALIASES = [
    "aliases: [Other name, '/an/old/one/']",
    "aliases:\n  - Other name\n  - /an/old/one/",
    "aliases:\n- /an/old/one/",
    "aliases: /an/old/one/",
    "aliases: /an/old/one/, /another/one/",
    "aliases: Other name",
    'aliases: "/an/old/one/"',
    "aliases: []",
    "aliases:",
    "redirect_from: /an/old/one/\naliases: Name",
    "aliases: [\n  /an/old/one/,\n  /another/\n ]",
    "alias: [Name] # others",
    "redirect_from:\n  - an/old/one\ntags: [x]",
]


UNLIKE = ("[[Wiki/Rules.md]]", "[[Rules]] and [[rules]]")
"""Names that are spelled otherwise than the file is: on the way back they get the spelling of the file."""


@pytest.mark.parametrize("typed", [each for each in (*LINKS, *OWN) if each not in UNLIKE])
def test_links_are_as_they_were(make_site: MakeSite, typed: str) -> None:
    site = make_site({**BESIDE, **RULES, "content/wiki/page.md": HEAD.format("Page") + f"\n{typed}\n"})
    before = files_of(site.root)

    for old, new in (("rules.md", "old/ways.md"), ("page.md", "deep/down/page.md"), ("other.md", "more/then.md")):
        move(site.root, f"wiki/{old}", f"wiki/{new}")
    assert files_of(site.root) != before
    for old, new in (("rules.md", "old/ways.md"), ("page.md", "deep/down/page.md"), ("other.md", "more/then.md")):
        move(site.root, f"wiki/{new}", f"wiki/{old}")

    assert files_of(site.root) == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("register", [True, False])
@pytest.mark.parametrize("lines", ALIASES)
def test_aliases_are_as_they_were(make_site: MakeSite, lines: str, newline: str, register: bool) -> None:
    text = f"---\ntitle: A\n{lines}\n---\nWords.\n".replace("\n", newline)
    site = make_site(
        {"content/wiki/a.md": text.encode(), "content/o.md": HEAD.format("O")}
        | ({"addresses.txt": ""} if register else {})
    )
    before = files_of(site.root)

    move(site.root, "wiki/a.md", "wiki/b/c.md")
    assert b"/wiki/a/" in files_of(site.root)["content/wiki/b/c.md"]
    assert site.build(write=False).errors == []
    move(site.root, "wiki/b/c.md", "wiki/a.md")

    assert files_of(site.root) == before


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nWords.\n",
        "\ufeff# A\n\nWords.\n",
        "---\ntitle: A\n---\n",
        "+++\ntitle = 'A'\n+++\nWords.\n",
        "+++\ntitle = 'A'\naliases = ['/x/y/']\n[extra]\na = 1\n+++\nWords.\n",
        '{"title": "A"}\nWords.\n',
        '{\n  "title": "A",\n  "aliases": ["Name"]\n}\nWords.\n',
        "---\ntitle: A\n...\nWords.\n",
        "---\ntitle: A\n---",
    ],
)
def test_front_matter_of_any_form_is_as_it_was(make_site: MakeSite, text: str) -> None:
    site = make_site({"content/wiki/a.md": text, "content/o.md": HEAD.format("O")})
    before = files_of(site.root)

    move(site.root, "wiki/a.md", "wiki/b.md")
    assert site.build().errors == []
    assert "wiki/a/index.html" in site.output
    move(site.root, "wiki/b.md", "wiki/a.md")

    assert files_of(site.root) == before


def test_a_name_that_means_another_page_in_between_is_as_it_was(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": SITE_YAML + "disambiguation: true\n",
            "content/wiki/manuals/clinic.md": HEAD.format("Clinic"),
            "content/wiki/plans/clinic.md": HEAD.format("Clinic"),
            "content/wiki/page.md": HEAD.format("Page") + "[[clinic]] and [[Clinic|so]]\n",
        }
    )
    assert site.codes == []
    before = files_of(site.root)

    move(site.root, "wiki/manuals", "wiki/how/to")
    move(site.root, "wiki/how/to", "wiki/manuals")

    assert files_of(site.root) == before
