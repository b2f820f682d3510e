"""Front matter whose fences or form went wrong is never shown as a text."""

import pytest

from tests.conftest import MakeSite
from tests.test_privacy import SECRET, shows, written

FENCES = [
    "—", "–––", "---​", "--", "----", "- - -", "−−−", "‐‐‐", "―", "===", "___", "***", "* * *", "~~~",
    "+++ yaml", "++", "+ + +",
    "---yaml", "--- yml", "```yaml", "```", " ---", "\t---", "\u00a0---", "\u200b---", "\ufeff\ufeff ---",
    "--- #", "—--", "%%%", "\\---",
    "> ---", "...", ";;;", "<!--", "---:", "“---”", "# ---", "// ---", "-----BEGIN-----", "\n—", "\n\n \n ---",
    "…", "",
]  # fmt: skip
"""What people, phones, chats and editors make of a line of three hyphens."""


@pytest.mark.parametrize("fence", FENCES)
@pytest.mark.parametrize("closing", ["---", "same"])
def test_fields_behind_a_fence_gone_wrong_are_no_text(make_site: MakeSite, fence: str, closing: str) -> None:
    end = fence.strip() if closing == "same" else closing
    site = written(make_site, f"{fence}\ntitle: {SECRET}\ndraft: true\n{end}\n\n{SECRET}\n")

    assert {found.code for found in site.errors} <= {"front-matter-fence", "front-matter-unclosed", "toml-syntax"}
    assert shows(site) == []
    assert site.errors or not site.codes


@pytest.mark.parametrize(
    ("text", "place", "fix"),
    [
        ("—\ntitle: zanzibar\n—\nA.", "1:1", "---\ntitle: zanzibar\n---"),
        ("—\ntitle: zanzibar\n---\nA.", "1:1", "---"),
        (" ---\n title: zanzibar\n ---\nA.", "1:2", "---\ntitle: zanzibar\n---"),
        ("***\ntitre: zanzibar\nbrouillon: oui\n***\nA.", "1:1", "---\ntitle: zanzibar\ndraft: true\n---"),
        (';;;\n{"title": "zanzibar"}\n;;;\nA.', "1:1", '{"title": "zanzibar"}'),
        (
            "```yaml\ntitle: zanzibar\ndate: 2026-01-01\n```\nA.",
            "1:1",
            "---\ntitle: zanzibar\ndate: 2026-01-01\n---",
        ),
        (" ---\ntitle: zanzibar\n---\nA.", "1:2", "---"),
        ("title: zanzibar\ndraft: true\n\nA.", "1:1", "---\ntitle: zanzibar\ndraft: true\n---"),
        ("Title: zanzibar\nStatus: draft\n\nA.", "1:1", "---\ntitle: zanzibar\nstatus: draft\n---"),
        ("---title: zanzibar\n---\nA.", "1:1", "---\ntitle: zanzibar"),
        ("# Zanzibar\n\ndraft: true\n\nA.", "3:1", ""),
        ("---\ntitle: x\n---\n\ndraft: true\n\nzanzibar", "5:1", ""),
        ("---\ntitle: x\n---\n---\ndraft: true\n---\nzanzibar", "4:1", ""),
        ("<!-- Licence -->\n---\ntitle: zanzibar\ndraft: true\n---\nA.", "2:1", ""),
        ("# Zanzibar\n---\ntitle: x\npublish: false\n---\nA.", "2:1", ""),
        ("title:: zanzibar\npublic:: false\n\nA.", "1:1", "---\ntitle: zanzibar\ndraft: true\n---"),
        ("#+TITLE: zanzibar\n#+DRAFT: t\n\nA.", "1:1", "---\ntitle: zanzibar\ndraft: true\n---"),
        (".. title: zanzibar\n.. status: draft\n\nA.", "1:1", "---\ntitle: zanzibar\nstatus: draft\n---"),
        ("% title: zanzibar\n% draft: yes\n\nA.", "1:1", "---\ntitle: zanzibar\ndraft: yes\n---"),
        ("Titel: zanzibar\nEntwurf: ja\n\nA.", "1:1", "---\ntitle: zanzibar\ndraft: true\n---"),
        ("dr\u200baft\u00a0: true\n\nzanzibar", "1:1", "---\ndraft: true\n---"),
        ('"title": "zanzibar",\n"draft": true\n;;;\nA.', "1:1", ""),
    ],
)
def test_fields_in_the_wrong_place_are_told_where_they_are(
    make_site: MakeSite, text: str, place: str, fix: str
) -> None:
    site = written(make_site, text)

    assert site.places() == [f"content/wiki/plan.md:{place} front-matter-fence"]
    assert site.diagnostics[0].fix == fix
    assert shows(site) == []


@pytest.mark.parametrize(
    "text",
    [
        "**draft: true**\n\n{}", "**Draft:** true\n\n{}", "> draft: true\n\n{}", "`draft: true`\n{}",
        "(draft:: true)\n{}", "[draft]: true\n{}", "| draft | true |\n{}", "draft true\n{}", "draft - yes\n{}",
        "draft; true\n{}",
        "draft → true\n{}", "🔒 draft: true\n{}", "<p>draft: true</p>\n{}", "<draft: true>\n{}",
        "-- draft: true --\n{}",
        "<!-- draft: true -->\n{}", "<!--- draft: true --->\n{}", "[//]: # (draft: true)\n{}",
        "[comment]: <> (draft: true)\n{}", "[//]: # \"unlisted: yes\"\n{}", "<!--\n\nEntwurf: ja\n-->\n{}",
        "{{% set draft = true %}}\n{}",
    ],
)  # fmt: skip
def test_a_field_that_was_written_as_text_is_made_one_of_front_matter(make_site: MakeSite, text: str) -> None:
    site = written(make_site, text.format(SECRET))

    assert site.codes == ["front-matter-fence"]
    assert site.diagnostics[0].fix == "---\ndraft: " + ("yes" if "- yes" in text else "true") + "\n---"
    assert shows(site) == []


def test_a_remark_behind_front_matter_hides_nothing(make_site: MakeSite) -> None:
    site = written(make_site, f"---\ntitle: x\n---\n\n<!-- draft: true -->\n\n{SECRET}\n")

    assert site.places() == ["content/wiki/plan.md:5:1 front-matter-fence"]
    assert shows(site) == []


def test_a_title_in_a_remark_is_no_title(make_site: MakeSite) -> None:
    site = written(make_site, "<!-- title: Plan\ndescription: of it -->\nWords.\n")

    assert [found.fix for found in site.diagnostics] == ["---\ntitle: Plan\ndescription: of it\n---"]


@pytest.mark.parametrize("end", ["—", "----", " ---", "- - -", "–––", "***", "+++"])
@pytest.mark.parametrize("rest", ["", "\n\n---\n\nMore.\n"])
def test_an_end_gone_wrong_is_told_at_its_line(make_site: MakeSite, end: str, rest: str) -> None:
    site = written(make_site, f"---\ntitle: x\ndraft: true\n{end}\n\nzanzibar{rest}")

    assert site.places() == ["content/wiki/plan.md:4:1 front-matter-unclosed"]
    assert site.diagnostics[0].fix == "---"


@pytest.mark.parametrize(
    "text",
    [
        "***\n\nNote: this is zanzibar.\n", "Note: zanzibar\n", "Summary: zanzibar is a page\n",
        "Date: 5 May\nPresent: zanzibar\n",
        "```yaml\ntitle: x\n```\nzanzibar\n", "# Minutes\n\nStatus: draft\nAuthor: zanzibar\n",
        "Hidden: a treasure, zanzibar\n",
        "---\ntitle: x\n---\n```yaml\n---\ntitle: y\ndraft: true\n---\n```\nzanzibar\n",
        "---\ntitle: x\n---\n---\n\nzanzibar\n",
        "# Doc\n\n```\n---\ntitle: x\ndraft: true\n---\n```\nzanzibar\n",
        "---\ntitle: x\n---\nTitle: zanzibar\nDate: today\n",
        "https://zanzibar.example/\n", "“Quote: x” zanzibar\n",
        "| title: | draft: |\n|---|---|\n| zanzibar | b |\n",
        "Heading: zanzibar\n---\n\nText.\n",
        "---\ntitle: x\n---\n\nPublished: 3 March 2024 by zanzibar\n",
        "**Published:** 2024-03-03\n\nzanzibar\n",
        "> **Status:** draft\n\nzanzibar\n", "Draft 1\n\nzanzibar\n", "<!-- toc: false -->\nzanzibar\n",
        "<!-- prettier-ignore -->\nzanzibar\n", "<!-- Licence: free -->\nzanzibar\n",
        "---\ntitle: x\n---\n**Draft: yes**, zanzibar\n",
        "```yaml\ntitle: x\nkey: y\n```\nzanzibar\n",
    ],
)  # fmt: skip
def test_a_text_that_begins_with_signs_or_a_colon_is_a_text(make_site: MakeSite, text: str) -> None:
    site = written(make_site, text)

    assert site.errors == []
    assert shows(site)
