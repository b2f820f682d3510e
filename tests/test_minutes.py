"""Next steps in minutes: tasks with owners or days are in the log, and slips in them are located."""

import pytest

from sitegen.cli import main
from tests.conftest import MakeSite, Site
from tests.moving.conftest import move

PEOPLE = {
    "content/stakeholders/unit.md": "---\ntitle: Local Public Data Unit\naliases: [LPDU]\ntype: team\n---\n",
    "content/stakeholders/lea.md": "---\ntitle: Lea\ntype: person\n---\n",
    "content/stakeholders/deec.md": "---\ntitle: Dee Calloway\ntype: person\n---\n",
    "content/stakeholders/roth.md": "---\ntitle: Lea Roth\ntype: person\n---\n",
    "content/events/meet-up.md": "---\ntitle: Spring gathering\nstart: 2026-12-05\n---\n",
    "content/events/off.md": "---\ntitle: Called off\nstart: 2026-12-06\nstatus: cancelled\n---\n",
}
AN_EVENT = "name an event by its title, alias, slug or path, or write a day, as in due:2026-11-22"
SOMEBODY = "name a stakeholder by its title, alias, slug or path, or write \\@ for a plain @"
MEETING = "content/events/meeting.md"
HEAD = "---\ntitle: Meeting\nstart: 2026-11-02\n---\n"


def minutes(make_site: MakeSite, text: str, head: str = HEAD, path: str = MEETING) -> Site:
    return make_site({**PEOPLE, path: head + text})


def said(site: Site) -> list[str]:
    return [f"{each.span.line}:{each.span.column} {each.code} {each.fix}" for each in site.diagnostics]


def logged(site: Site) -> list[str]:
    page = site.page("next-steps/index.html")
    return [row.partition("</strong>")[0] for row in page.split("<td><strong>")[1:]]


def test_a_task_with_an_owner_or_a_day_is_a_next_step_of_the_page_and_leads_back_to_its_line(
    make_site: MakeSite,
) -> None:
    site = minutes(
        make_site,
        "Minutes by @LPDU. %% a remark @Lea %%\n\n"
        "- [ ] Draft the **strategy** for [[Lea]] @LPDU due:2010-03-31\n"
        "- [x] Call those who were there,\n"
        '      @"Local Public Data Unit" @[[Lea]], due: 2026-12-01 done:2026-11-11\n'
        "- [ ] Bring tea (@Lea) due:[[Meeting]]\n- [ ] plain\n- `[ ] code @LPDU`\n- a@lea.example\n",
        head=HEAD.replace("---\n", "---\nactions:\n  - {what: First, who: Lea}\n", 1),
    )
    assert said(site) == []
    assert logged(site) == ["Draft the strategy for Lea", "Bring tea", "First", "Call those who were there"]
    text = site.page("events/meeting/index.html")
    assert '<li id="step-1" class="task">' in text
    assert 'aria-label="Draft the strategy for Lea"' in text
    assert (
        '<a href="../../stakeholders/unit/">@LPDU</a> <time datetime="2010-03-31">by 31 March 2010</time>' in text
    )
    assert "Minutes by @LPDU." in text
    assert "<code>[ ] code @LPDU</code>" in text
    log = site.page("next-steps/index.html")
    assert 'href="../events/meeting/#step-2"' in log
    assert "11 November 2026" in log
    assert "To do" in site.page("stakeholders/unit/index.html")


def test_tasks_are_next_steps_in_events_and_in_minutes_alone(make_site: MakeSite) -> None:
    task = "- [ ] Draft it @LPDU\n"
    paper = "---\ntitle: Paper\ndate: 2026-11-02\ntype: {}\n---\n"
    assert logged(minutes(make_site, task, paper.format("Minutes"), "content/documents/paper.md")) == ["Draft it"]
    for path, head in (("documents/paper", paper.format("paper")), ("wiki/page", "---\ntitle: Page\n---\n")):
        site = minutes(make_site, task, head, f"content/{path}.md")
        assert "next-steps/index.html" not in site.made
        assert "Draft it @LPDU</li>" in site.page(f"{path}/index.html")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Draft @LPDX", "5:14 broken-relation did you mean 'LPDU'?"),
        ('Draft @"LPDX"', "5:15 broken-relation did you mean 'LPDU'?"),
        ("Draft @Lea due:2010-02-30", "5:22 bad-date "),
        ("Draft @Lea due:31.03.2010", "5:22 bad-date due: 2010-03-31"),
        ("Draft due:[[Nowhere]]", f"5:17 broken-relation {AN_EVENT}"),
        ("Draft due:tomorrow", f"5:17 broken-relation {AN_EVENT}"),
        ("Draft due:20 December 2026", "5:17 bad-date due: 2026-12-20"),
        ("Draft due:Spring gathering @Lea", "5:17 broken-relation write due:[[Spring gathering]]"),
        ("Draft due:[[Called off]]", "5:17 doubtful-date write the day by which it is due"),
        ("Ask @Dee Calloway’s team", '5:12 broken-relation write @"Dee Calloway"'),
        ("Ask @Lea Roth, please", '5:12 ambiguous-link write @"Lea Roth"'),
        ("Ask @deep Calloway", "5:12 broken-relation did you mean 'deec'?"),
        ("Follow @mastodon", f"5:15 broken-relation {SOMEBODY}"),
        ("Draft @Meeting", f"5:14 broken-relation {SOMEBODY}"),
        ('Draft @"Lea & LPDU"', "5:15 broken-relation write @[[Lea]] @[[LPDU]]"),
        ('Draft @LPDU @"Local Public Data Unit"', "5:21 repeated-owner take one of the two out"),
        ("Draft @Lea @Lea", "5:19 repeated-owner take one of the two out"),
        ("Draft due:2026-12-01 due:2026-12-02", "5:32 repeated-key make one of the two"),
        ("@LPDU", "5:8 missing-field write what is to be done between the box and the names"),
        ("Draft @Lea done:2026-11-03", "5:23 conflicting-fields write [x] for the box, or take the day out"),
    ],
)
def test_a_slip_in_a_task_is_reported_once_at_its_place(make_site: MakeSite, typed: str, expected: str) -> None:
    assert said(minutes(make_site, f"- [ ] {typed}\n")) == [expected]


def test_a_name_without_quotes_that_goes_on_is_mended_where_it_is(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = minutes(make_site, "- [ ] Ask @Dee Calloway’s team due:Spring gathering\n- [ ] Ask @deep Calloway\n")
    monkeypatch.chdir(site.root)
    monkeypatch.setattr("sys.argv", ["sitegen", "check", "--fix"])
    with pytest.raises(SystemExit):
        main()
    text = (site.root / MEETING).read_text()
    assert '- [ ] Ask @"Dee Calloway"’s team due:[[Spring gathering]]\n- [ ] Ask @deep Calloway\n' in text


def test_a_plain_at_sign_is_in_code_or_behind_a_backslash(make_site: MakeSite) -> None:
    site = minutes(
        make_site,
        "- [ ] Mend `@media` and ``@Lea`` @LPDU\n- [ ] Follow \\@mastodon @Lea\n- [ ] `@media`\n- Also \\@Lea\n",
    )
    assert said(site) == []
    assert logged(site) == ["Follow @mastodon", "Mend @media and @Lea"]
    text = site.page("events/meeting/index.html")
    assert "Mend <code>@media</code> and <code>@Lea</code> <a" in text
    assert "Follow @mastodon <a" in text
    assert "Also @Lea</li>" in text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Comma @Lea, @LPDU due:2026-12-30.", "Comma"),
        ("Ask @Lea, @LPDU, to call.", "Ask, to call."),
        ("Draft the plan. @Lea", "Draft the plan."),
        ("Wait for it... @Lea", "Wait for it..."),
        ("Find @Lea's pen", "Find &#39;s pen"),
    ],
)
def test_a_step_is_called_by_its_words_without_what_joined_them_to_a_name(
    make_site: MakeSite, typed: str, name: str
) -> None:
    assert logged(minutes(make_site, f"- [ ] {typed}\n")) == [name]


def test_an_owner_who_is_named_twice_owes_a_step_once(make_site: MakeSite) -> None:
    site = minutes(make_site, "- [ ] Draft @Lea @lea\n")
    assert site.codes == ["repeated-owner"]
    assert site.page("next-steps/index.html").count("stakeholders/lea/") == 1
    assert "Draft,open,,,Lea," in site.output["next-steps/next-steps.csv"].decode()


def test_a_day_in_any_form_of_front_matter_is_no_link(make_site: MakeSite) -> None:
    site = minutes(make_site, "- [ ] Draft due:2026/12/24 @Lea\n- [x] Call done:2010/03/31\n")
    text = site.page("events/meeting/index.html")
    assert '<time datetime="2026-12-24">by 24 December 2026</time>' in text
    assert "redlink" not in text
    assert '<time datetime="2010-03-31">' in text


def test_a_step_that_is_due_at_a_series_is_due_on_its_next_date_after_the_minutes(make_site: MakeSite) -> None:
    weekly = "---\ntitle: Weekly\nstart: 2026-10-06\nrepeat: every week\n---\n"
    site = make_site(
        {**PEOPLE, "content/events/weekly.md": weekly, MEETING: HEAD + "- [ ] Draft due:[[Weekly]] @Lea\n"}
    )
    assert 'datetime="2026-11-03"' in site.page("next-steps/index.html")


def test_an_owner_who_is_renamed_is_renamed_in_tasks(make_site: MakeSite) -> None:
    site = minutes(make_site, '- [ ] A @unit\n- [ ] B @"unit"\n- [ ] C @[[unit]] due:[[Meeting]]\n')
    move(site.root, "stakeholders/unit.md", "stakeholders/data-unit.md")
    written = (site.root / MEETING).read_text()
    assert written.endswith('- [ ] A @data-unit\n- [ ] B @"data-unit"\n- [ ] C @[[data-unit]] due:[[Meeting]]\n')
    assert site.build().errors == []


def test_a_name_with_spaces_is_in_brackets_where_it_takes_the_place_of_a_bare_one(make_site: MakeSite) -> None:
    site = minutes(make_site, "- [ ] A @unit\n")
    move(site.root, "stakeholders/unit.md", "stakeholders/data unit.md")
    assert (site.root / MEETING).read_text().endswith("- [ ] A @[[data unit]]\n")
