"""The addresses of commits and forms, as each forge has them."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from sitegen.model.config import Config
from sitegen.questions.forges import Repository, repository


def at(address: str, forge: Any = "") -> Repository:
    """Return the repository of a site with this address."""
    found = repository(Config(title="A hub", url="https://hub.example/", repository=address, forge=forge))
    assert found is not None
    return found


ROWS = {
    "GitHub": (
        "https://github.com/org/hub",
        "https://github.com/org/hub/edit/main/content/a.md",
        "https://github.com/org/hub/new/main?filename=content/b.md&value=x",
        "https://github.com/org/hub/commit/abc",
    ),
    "GitHub, as its clone is named": (
        "https://github.com/org/hub.git/",
        "https://github.com/org/hub/edit/main/content/a.md",
        "https://github.com/org/hub/new/main?filename=content/b.md&value=x",
        "https://github.com/org/hub/commit/abc",
    ),
    "GitHub, a folder on a branch": (
        "https://github.com/org/hub/tree/trunk/web site",
        "https://github.com/org/hub/edit/trunk/web%20site/content/a.md",
        "https://github.com/org/hub/new/trunk?filename=web site/content/b.md&value=x",
        "https://github.com/org/hub/commit/abc",
    ),
    "GitLab, in a group of a group": (
        "https://gitlab.com/org/team/hub",
        "https://gitlab.com/org/team/hub/-/edit/main/content/a.md",
        "https://gitlab.com/org/team/hub/-/new/main?file_name=content/b.md&content=x",
        "https://gitlab.com/org/team/hub/-/commit/abc",
    ),
    "GitLab at a host of its own, a branch with a slash": (
        "https://code.example/org/hub/-/tree/next%2Fone",
        "https://code.example/org/hub/-/edit/next/one/content/a.md",
        "https://code.example/org/hub/-/new/next/one?file_name=content/b.md&content=x",
        "https://code.example/org/hub/-/commit/abc",
    ),
    "GitLab, an address as it was before 2019": (
        "https://gitlab.com/org/hub/tree/trunk",
        "https://gitlab.com/org/hub/-/edit/trunk/content/a.md",
        "https://gitlab.com/org/hub/-/new/trunk?file_name=content/b.md&content=x",
        "https://gitlab.com/org/hub/-/commit/abc",
    ),
    "Codeberg": (
        "https://codeberg.org/org/hub",
        "https://codeberg.org/org/hub/_edit/main/content/a.md",
        "https://codeberg.org/org/hub/_new/main/?filename=content/b.md&value=x",
        "https://codeberg.org/org/hub/commit/abc",
    ),
    "Forgejo at a host of its own": (
        "https://code.example/org/hub/src/branch/trunk/site",
        "https://code.example/org/hub/_edit/trunk/site/content/a.md",
        "https://code.example/org/hub/_new/trunk/?filename=site/content/b.md&value=x",
        "https://code.example/org/hub/commit/abc",
    ),
    "a forge that nothing tells": (
        "https://code.example/org/hub",
        "https://code.example/org/hub/edit/main/content/a.md",
        "",
        "https://code.example/org/hub/commit/abc",
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_each_forge_has_its_own_addresses(row: tuple[str, str, str, str]) -> None:
    address, edit, begin, commit = row
    found = at(address)
    begun = urlsplit(found.begin("content/b.md", "x"))

    assert found.edit("content/a.md") == edit
    assert found.commit("abc") == commit
    expected = urlsplit(begin)
    assert (begun.netloc, begun.path) == (expected.netloc, expected.path)
    assert parse_qs(begun.query) == parse_qs(expected.query)


def test_a_setting_says_what_the_host_does_not() -> None:
    address = "https://code.example/org/hub"
    assert at(address, "gitlab").edit("a.md") == "https://code.example/org/hub/-/edit/main/a.md"
    assert at(address, "forgejo").edit("a.md") == at(address, "gitea").edit("a.md")
    assert at("https://gitlab.com/org/hub", "github").edit("a.md") == "https://gitlab.com/org/hub/edit/main/a.md"


def test_names_and_texts_keep_every_character() -> None:
    text = '---\ntitle: "Who? & what #2: 50% + ä"\n---\n'
    begun = at("https://github.com/org/hub").begin("content/wiki/ä & b.md", text)

    assert parse_qs(urlsplit(begun).query, strict_parsing=True) == {
        "filename": ["content/wiki/ä & b.md"],
        "value": [text],
    }
    assert at("https://github.com/org/hub").edit("content/ä #1?.md").endswith("content/%C3%A4%20%231%3F.md")


def test_a_form_that_servers_would_refuse_for_its_length_is_not_offered() -> None:
    assert at("https://github.com/org/hub").begin("a.md", "x" * 5000) == ""
