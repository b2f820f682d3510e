"""What may be private in an old site stays a draft, and what it published stays published."""

import pytest

from sitegen.importers.draft import Draft
from sitegen.importers.hugo import HUGO
from sitegen.importers.importer import Context
from sitegen.importers.jekyll import JEKYLL

LISTS = {"/": "index.md", "/blog/": "posts/index.md", "/tags/": ""}


def imported(generator: str, field: str) -> tuple[Draft, list[str]]:
    importer, path = (JEKYLL, "_posts/2019-01-02-a.md") if generator == "jekyll" else (HUGO, "content/posts/a.md")
    context = Context(zone="UTC", stakeholder=str, lists=LISTS, today="2020-01-01")
    found = importer.extract({path: f"---\ntitle: A\ndate: 2019-01-02\n{field}\n---\nWords.\n".encode()}, context)
    (draft,) = found.drafts
    return draft, [f"{each.span.line} {each.message}" for each in found.diagnostics if each.span.path == path]


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
@pytest.mark.parametrize(
    "field", ["hidden: true", "Private: yes", "unlisted: 1", "password: tea", "publish: false", "protected: true"]
)
def test_a_word_that_hides_makes_a_draft_and_says_so(generator: str, field: str) -> None:
    draft, said = imported(generator, field)

    assert draft.fields["draft"] is True and not draft.address
    assert any(each.startswith("4 ") and "keeps a page back, so it is a draft" in each for each in said)


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
@pytest.mark.parametrize("field", ["draft: true", "published: false"])
def test_a_draft_is_a_draft_without_a_word(generator: str, field: str) -> None:
    draft, said = imported(generator, field)

    assert draft.fields["draft"] is True
    assert said == []


@pytest.mark.parametrize("generator", ["jekyll", "hugo"])
@pytest.mark.parametrize(
    ("name", "value"), [("status", "draft"), ("state", "private"), ("expiration_date", "2019-06-01")]
)
def test_what_the_old_site_published_all_the_same_stays_published(generator: str, name: str, value: str) -> None:
    draft, said = imported(generator, f"{name}: {value}")

    assert "draft" not in draft.fields and draft.address
    assert draft.fields[f"old_{name}"] == value
    assert f"4 `{name}` would hide the page here, and did not there, so it is kept as `old_{name}`" in said


def test_hugos_own_words_count_as_hugo_has_them() -> None:
    assert imported("hugo", "expiryDate: 2019-06-01")[0].fields["draft"] is True
    assert imported("hugo", "expiryDate: 2029-06-01")[0].fields["expiry_date"] == "2029-06-01"
    assert imported("hugo", "headless: true")[0].fields["draft"] is True
    assert imported("hugo", "build:\n  render: never")[0].fields["draft"] is True
    assert imported("hugo", "publishDate: 2029-06-01")[0].fields["date"] == "2029-06-01"
