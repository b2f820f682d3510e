"""What needs looking after is found, each with its sources."""

import datetime as dt
import json
from pathlib import Path

import pytest

from sitegen.cli import main
from sitegen.engine.build import build
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from sitegen.questions.health import SORTS, Finding
from tests.conftest import SITE_YAML, MakeSite, Site

LEA = "---\ntitle: Lea\ntype: person\n---\n"
RULES = "---\ntitle: Rules\naliases: [/old-rules/, House rules]\n---\n\nSee [[Guide]] and [[Data ethics]].\n"
GUIDE = "---\ntitle: Guide\n---\n\nSee [[Rules]], [rules](/old-rules/) and [[data ethics]].\n"


def found(make_site: MakeSite, files: dict[str, str], sort: str) -> tuple[Finding, ...]:
    site = make_site({"content/wiki/rules.md": RULES, "content/wiki/guide.md": GUIDE, **files})
    assert site.errors == []
    return checked(site, sort)


def checked(site: Site, sort: str, cache: BuildCache | None = None) -> tuple[Finding, ...]:
    request = Request(
        root=site.root,
        output=site.root / "output",
        config=site.root / "site.yaml",
        as_of=site.as_of,
        health=True,
        write=False,
    )
    (findings,) = [each for each in build(request, KINDS, OUTPUTS, cache).health if each.name == sort]
    return findings.found


def test_wanted_pages_are_named_once_with_all_who_want_them(make_site: MakeSite) -> None:
    (wanted,) = found(make_site, {}, "wanted")

    assert wanted.what.casefold() == "data ethics"
    assert set(wanted.places) == {"content/wiki/guide.md", "content/wiki/rules.md"}


def test_a_page_that_nothing_links_to_or_names_is_an_orphan(make_site: MakeSite) -> None:
    files = {
        "content/wiki/lost.md": "# Lost\n\n[[Lost]] and [[Rules]].\n",
        "content/wiki/named.md": "# Named\n",
        "content/wiki/door.md": "# Door\n",
        "content/posts/news.md": "---\ntitle: News\ndate: 2026-01-01\nrelated: [Named]\n---\n",
        "site.yaml": SITE_YAML + "menu: [/wiki/, /wiki/door/]\n",
    }

    assert [each.path for each in found(make_site, files, "orphans")] == ["content/wiki/lost.md"]


def test_a_page_without_a_way_on_is_a_dead_end(make_site: MakeSite) -> None:
    files = {
        "content/wiki/end.md": "# End\n\n[Elsewhere](https://example.org/) and [[Not written]].\n",
        "content/wiki/top/index.md": "# Top\n",
        "content/wiki/top/below.md": "# Below\n\n[[Top]]\n",
        "content/wiki/named.md": "---\nrelated: [Rules]\n---\n# Named\n",
    }

    assert [each.path for each in found(make_site, files, "dead-ends")] == ["content/wiki/end.md"]


def test_a_link_by_an_old_address_or_to_a_page_of_a_shared_name_leads_somewhere(make_site: MakeSite) -> None:
    files = {
        "site.yaml": SITE_YAML + "disambiguation: true\n",
        "content/wiki/moved.md": "---\naliases: [/älter/]\n---\n# Moved\n\n[[Rules]]\n",
        "content/wiki/one/dup.md": "# Dup\n\n[[Rules]]\n",
        "content/wiki/two/dup.md": "# Dup\n\n[[Rules]]\n",
        "content/wiki/old-link.md": "# Old link\n\n[moved](/älter/#moved)\n",
        "content/wiki/name.md": "# Name\n\n[[Dup]]\n",
        "content/wiki/list.md": "# List\n\n![[wiki?limit=2]]\n",
    }

    lost = ["content/wiki/list.md", "content/wiki/name.md", "content/wiki/old-link.md"]
    assert [each.path for each in found(make_site, files, "orphans")] == lost
    assert found(make_site, files, "dead-ends") == ()


def test_a_term_that_the_glossary_links_where_it_is_used_is_no_orphan(make_site: MakeSite) -> None:
    files = {"content/wiki/sla.md": "---\ntype: term\n---\n# SLA\n\nSee [[Rules]].\n"}

    assert [each.what for each in found(make_site, files, "orphans")] == ["SLA"]
    assert found(make_site, {**files, "site.yaml": SITE_YAML + "glossary: true\n"}, "orphans") == ()


def test_a_name_of_two_entries_is_ambiguous(make_site: MakeSite) -> None:
    files = {"content/wiki/a/house.md": "---\ntitle: House Rules!\n---\n[[Rules]]\n"}

    (finding,) = found(make_site, files, "ambiguous")
    assert finding.places == ("content/wiki/a/house.md", "content/wiki/rules.md")
    assert finding.note == ""


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({"content/stakeholders/b.md": LEA}, "links mean content/wiki/a.md"),
        ({"content/wiki/b.md": "# Lea\n"}, "links have to say which"),
        (
            {"content/stakeholders/b.md": LEA, "site.yaml": f"{SITE_YAML}disambiguation: true\n"},
            "links lead to a page that lists them",
        ),
    ],
)
def test_what_links_by_a_shared_name_mean_is_said(make_site: MakeSite, more: dict[str, str], note: str) -> None:
    (finding,) = found(make_site, {"content/wiki/a.md": "# Lea\n", **more}, "ambiguous")
    assert (finding.what, finding.note) == ("Lea", note)


def test_entries_past_their_review_are_reported_the_longest_overdue_first(make_site: MakeSite) -> None:
    days = {"a": "2026-11-21", "b": "2026-11-22", "c": "2020-01-01"}
    files = {f"content/{name}.md": f"---\ntitle: {name}\nreview_by: {day}\n---\n" for name, day in days.items()}

    assert [each.what for each in found(make_site, files, "review")] == ["c", "a"]


def test_a_consultation_that_closed_without_an_outcome_is_reported(make_site: MakeSite) -> None:
    def survey(title: str, closes: str, outcome: str = "") -> str:
        fields = f"consultation: {{closes: {closes}, respond: {{email: a@hub.example}}{outcome}}}"
        return f"---\ntitle: {title}\n{fields}\n---\n"

    files = {
        "content/a.md": survey("Closed", "2026-11-01"),
        "content/b.md": survey("Open", "2026-12-01"),
        "content/c.md": survey("Answered", "2026-11-01", ", outcome: {did: We moved}"),
    }

    (finding,) = found(make_site, files, "no-outcome")
    assert (finding.what, finding.note) == ("Closed", "closed on 1 November 2026")


def test_an_open_step_after_its_day_is_overdue(make_site: MakeSite) -> None:
    steps = """---
title: Minutes
actions:
  - {what: Book the hall, who: Lea, due: 2026-11-01}
  - {what: Write it up, due: 2026-12-01}
  - {what: Thank them, due: 2026-11-01, status: done}
---
"""
    files = {"content/minutes.md": steps, "content/stakeholders/lea.md": LEA}

    (finding,) = found(make_site, files, "overdue")
    assert (finding.what, finding.note) == ("Book the hall", "due on 1 November 2026, promised by Lea")


def test_an_agreed_message_below_another_wants_proof_and_one_to_be_used_a_day(make_site: MakeSite) -> None:
    def message(title: str, more: str) -> str:
        return f"---\ntitle: {title}\naudience: Lea\nstatus: agreed\n{more}---\n"

    files = {
        "content/stakeholders/lea.md": LEA,
        "content/messages/roof.md": message("Roof", ""),
        "content/messages/bare.md": message("Bare", "parent: Roof\n"),
        "content/messages/proved.md": message("Proved", "parent: Roof\nproof: [A fact]\n"),
        "content/messages/old.md": message("Old", "expires: 2026-01-01\n"),
    }

    reported = {each.what: each.note for each in found(make_site, files, "neglected")}
    assert reported == {"Bare": "nothing proves it", "Old": "expired on 2026-01-01"}


def test_a_tag_of_one_entry_is_rare_unless_it_is_described(make_site: MakeSite) -> None:
    files = {
        "content/a.md": "---\ntags: [twice, once, described]\n---\n# A\n",
        "content/b.md": "---\ntags: [twice]\n---\n# B\n",
        "content/tags/described.md": "---\ntitle: described\n---\nWhat it is for.\n",
    }

    assert [each.what for each in found(make_site, files, "rare-tags")] == ["once"]


def test_a_tag_that_is_nearly_another_is_reported_once_with_the_entries_of_the_rarer(make_site: MakeSite) -> None:
    files = {
        "content/a.md": "---\ntags: [volunteers, 2025]\n---\n# A\n",
        "content/b.md": "---\ntags: [volunteers, 2026]\n---\n# B\n",
        "content/c.md": "---\ntags: [volunteer]\n---\n# C\n",
    }

    (finding,) = found(make_site, files, "near-tags")
    assert finding == Finding(what="volunteer", note="nearly “volunteers”", places=("content/c.md",))


def test_a_link_to_an_old_address_is_reported_with_the_new_one(make_site: MakeSite) -> None:
    (finding,) = found(make_site, {}, "redirects")

    assert finding == Finding(what="/old-rules/", note="is /wiki/rules/ now", places=("content/wiki/guide.md",))


def test_menus_and_front_matter_that_lead_to_an_old_address_are_reported_too(make_site: MakeSite) -> None:
    message = (
        "---\ntitle: We count\nstatus: agreed\naudience: [Lea]\nproof: [{text: So, link: /old-rules/}]\n---\n"
    )
    files = {
        "content/stakeholders/lea.md": LEA,
        "content/messages/count.md": message,
        "site.yaml": SITE_YAML + "menu: [{text: Rules, to: /old-rules/}]\n",
    }
    (finding,) = found(make_site, files, "redirects")

    assert finding.places == ("content/wiki/guide.md", "content/messages/count.md", "site.yaml")


def test_links_with_the_host_of_the_site_that_lead_to_an_old_address_are_reported_too(make_site: MakeSite) -> None:
    files = {
        "content/wiki/full.md": "---\ntitle: Full\n---\n\n[x](https://hub.example/old-rules)\n",
        "content/wiki/guide.md": "---\ntitle: Guide\n---\n\n[x](https://hub.example/wiki/rules/)\n",
    }
    (finding,) = found(make_site, files, "redirects")

    assert (finding.what, finding.places) == ("/old-rules/", ("content/wiki/full.md",))


def test_a_page_that_lost_its_links_since_the_last_build_is_reported_until_the_next(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/rules.md": RULES, "content/wiki/guide.md": GUIDE}, outputs=OUTPUTS)
    site.edit("content/wiki/guide.md", "---\ntitle: Guide\n---\n\nNothing.\n")
    site.edit("content/wiki/other.md", "---\ntitle: Other\ndraft: true\n---\n\n[[Rules]]\n")

    def lost(cache: BuildCache) -> tuple[Finding, ...]:
        return checked(site, "lost", cache)

    note = "1 page linked to it in the last build"
    reported = (Finding(what="Rules", path="content/wiki/rules.md", note=note, places=("content/wiki/guide.md",)),)
    assert lost(site.cache) == reported
    site.edit("content/wiki/guide.md", "---\ntitle: Guide\ndraft: true\n---\n")
    assert lost(site.cache)[0].places == ()
    assert lost(BuildCache.empty()) == ()
    site.build()
    assert lost(site.cache) == ()


def test_a_page_that_is_gone_without_a_way_on_is_reported(make_site: MakeSite) -> None:
    files = {
        "content/wiki/away.md": "---\ntitle: Away\ngone: true\n---\n",
        "content/wiki/moved.md": "---\ntitle: Moved\ngone: true\nsuperseded_by: Rules\n---\n",
        "content/wiki/secret.md": "---\ntitle: Secret\ngone: true\nvisibility: internal\n---\n",
    }

    assert found(make_site, files, "gone") == (
        Finding(what="Away", path="content/wiki/away.md", note="was /wiki/away/"),
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_command_reports_every_sort(
    form: str, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site({"content/wiki/rules.md": RULES, "content/wiki/guide.md": GUIDE}, build=False)
    monkeypatch.chdir(Path(site.root))
    monkeypatch.setattr("sys.argv", ["sitegen", "check", "--health", "--format", form, "--as-of", "2026-11-22"])
    with pytest.raises(SystemExit) as ended:
        main()

    said = capsys.readouterr().out
    assert ended.value.code == 0
    if form == "json":
        report = json.loads(said)
        assert [sort["name"] for sort in report["health"]] == list(SORTS)
        assert {problem["code"] for problem in report["problems"]} == {"redlink"}
    else:
        assert "Wanted pages (1). Write them, or link to what is there.\n  " in said
        assert "None: pages that nothing leads to," in said


def test_a_check_without_the_option_looks_for_nothing_more(make_site: MakeSite) -> None:
    site = make_site({"content/wiki/rules.md": RULES, "content/wiki/guide.md": GUIDE})

    assert site.result.health == ()
    assert site.as_of.tzinfo is dt.UTC
