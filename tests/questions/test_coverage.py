"""Coverage: who is reached with what, and what is missing of whom, in the internal build alone."""

import datetime as dt
import re

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site

FILES: dict[str, str | bytes] = {
    "site.yaml": SITE_YAML,
    "content/stakeholders/ccg.md": (
        "---\ntitle: CCG officers\ntype: network\nstatus: wanted\nsince: 2017-01-30\n---\nText.\n"
    ),
    "content/stakeholders/leads.md": "---\ntitle: =Leads\ntype: network\nstatus: in-touch\n---\nText.\n",
    "content/stakeholders/old.md": "---\ntitle: Old\ntype: team\nstatus: lapsed\n---\nText.\n",
    "content/stakeholders/circle.md": "---\ntitle: Circle\ntype: team\nengagement: inform\ntags: givers\n---\n",
    "content/stakeholders/ada.md": "---\ntitle: Ada\ntype: person\n---\nText.\n",
    "content/messages/say.md": (
        "---\ntitle: Say it\naudience: ['=Leads', givers]\nstatus: agreed\nchannels: [press, talks]\n---\n"
    ),
    "content/messages/never.md": "---\ntitle: Never\naudience: CCG officers\nstatus: retired\n---\n",
    "content/events/fair.md": (
        "---\ntitle: Fair\nstart: 2026-11-10\nattending: ['=Leads']\nmessages: Say it\n---\nText.\n"
    ),
    "content/events/later.md": "---\ntitle: Later\nstart: 2026-12-01\nattending: Circle\nmessages: Say it\n---\n",
    "content/events/off.md": (
        "---\ntitle: Off\nstart: 2026-11-02\nstatus: cancelled\nattending: CCG officers\n---\nText.\n"
    ),
    "content/posts/2026-10-01-news.md": "---\ntitle: News\n---\n[[Leads]], [[CCG officers]] and [[Circle]].\n",
}


def built(make_site: MakeSite, now: str = "2026-11-22T12:00+00:00") -> Site:
    site = Site(make_site({}).root, KINDS, OUTPUTS).write(FILES)
    moment = dt.datetime.fromisoformat(now)
    return site.build(output="output-internal", visibility="internal", as_of=moment).at("output-internal")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def table(site: Site, name: str) -> list[str]:
    return site.page(f"internal/coverage/{name}.csv").lstrip("\ufeff").splitlines()


def test_what_is_missing_comes_first_and_each_message_has_the_day_it_last_reached_somebody(
    make_site: MakeSite,
) -> None:
    site = built(make_site)
    page = site.page("internal/coverage/index.html")
    missing = page.partition('id="Missing"')[2].partition('id="Covered-messages"')[0]
    assert "CCG officers Wanted since 30 January 2017 , no event, no message" in words(missing)
    assert "Old" not in missing
    assert "Leads" not in missing
    assert "As of 22 November 2026" in words(page)
    assert table(site, "messages") == [
        "stakeholder,status,since,Say it",
        "CCG officers,wanted,2017-01-30,",
        "Old,lapsed,,",
        "'=Leads,in-touch,,reached 2026-11-10 (1)",
        "Circle,,,planned (1)",
    ]
    assert (
        table(site, "channels")[0] == "stakeholder,status,since,Blog,Events,messages for press,messages for talks"
    )
    assert "'=Leads,in-touch,,reached 2026-10-01 (1),reached 2026-11-10 (1),1,1" in table(site, "channels")
    later = built(make_site, "2026-12-02T00:00+00:00")
    assert "Circle,,,reached 2026-12-01 (1)" in table(later, "messages")


def test_no_public_build_has_coverage(make_site: MakeSite) -> None:
    site = Site(make_site({}).root, KINDS, OUTPUTS).write(FILES).build()
    assert [path for path in site.output if "coverage" in path] == []
