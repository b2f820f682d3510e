"""A site in Greek, whose texts are Greek letters, shows no word in Latin letters: all that it says has a text."""

import json
import re
from collections.abc import Iterator

from lxml import etree

from tests.conftest import SEARCHED, MakeSite
from tests.history.repository import Repo
from tests.locales import said
from tests.locales.test_layouts import SHOWN
from tests.pages import skimmed

_LATIN = re.compile(r"[a-zA-Z]+")
_ADDRESS = re.compile(r"\S*(?:[@/]|\w\.(?:csv|example|ics)\b)\S*")
_NAMES = re.compile(r"\bCSV\b|\bsitegen\b|\b[0-9a-f]{7}\b|\b[0-9a-f]{64}\b")  # a commit, a checksum
"""What is called so in every language."""
_SAID_IN_CALENDARS = re.compile(
    r"^(?:SUMMARY|DESCRIPTION|CATEGORIES|COMMENT|NAME|X-WR-CALNAME|X-WR-CALDESC)[^:\n]*:(.*)$", re.M
)

VENUE = "venue: {name: Λέσχη, address: Οδός Α 1, access: Ράμπα}\n"
SITE = SEARCHED.replace("A hub", "Κόμβος").replace("Europe/London", "Europe/Athens") + (
    "language: el\ncontact: a@hub.example\nhistory: true\nglossary: true\n"
    "disambiguation: true\nper_page: 1\nrepository: https://example.org/hub\n"
)
ENTRIES = {
    "index.md": "title: Αρχή",
    "about.md": "title: Για εμάς",
    "posts/alpha.md": "title: Νέα\ndate: 2026-11-02\nupdated: 2026-11-05\nauthor: Άννα\ntags: [Θέμα]\n"
    "aliases: [Κοινό]\nchanges: [{date: 2026-11-05, note: Διόρθωση}]",
    "posts/beta.md": "title: Παλιά\ndate: 2025-01-02\ntags: [Θέμα]\naliases: [/old/, Κοινό]",
    "wiki/gamma.md": "title: Γνώση\ntags: [Θέμα]",
    "wiki/guide.md": "title: Οδηγός\ntype: guide\nsuperseded_by: Γνώση\nreview_by: 2026-01-01",
    "wiki/word.md": "title: Όρος\ntype: term\nexcerpt: Μια λέξη.",
    "events/weekly.md": "title: Συνάντηση\ndate: 2026-10-01\ntype: meeting\nstart: 2026-10-06 18:00\n"
    "duration: 2 hours\nrepeat: {every: week, until: 2027-03-01}\nexcept: [2026-12-08]\n"
    "overrides: {2026-12-01: {start: 2026-12-02 18:00, status: rescheduled}}\norganiser: Ομάδα\n"
    f"online: https://meet.example/a\nmessages: [Μήνυμα]\ndocuments: [Χαρτί]\n{VENUE}",
    "events/day.md": "title: Ημερίδα\ndate: 2026-10-01\ntype: workshop\nstart: 2026-12-09 14:00\n"
    "end: 2026-12-09 16:00\nspeakers: [{who: Άννα, role: ομιλήτρια}]\n"
    "attending: [{who: Ομάδα, role: βοηθοί, nominated_by: Άννα}]\n"
    "register: {url: https://hub.example/about/, closes: 2026-12-04 12:00, cost: Δωρεάν}\n"
    f"actions: [{{what: Χάρτης, who: Άννα, due: 2026-12-01, status: open}}]\n{VENUE}",
    "events/off.md": "title: Ακυρωμένη\ntype: call\nstart: 2026-12-20\nall_day: true\nstatus: cancelled",
    "events/moved.md": "title: Αναβολή\ntype: webinar\nstart: 2026-12-21\nend: 2026-12-23\nall_day: true\n"
    "status: postponed",
    "events/last.md": "title: Παρελθόν\ntype: conference\nstart: 2025-05-01\nall_day: true\nfollow_up: Νέα",
    "documents/paper.md": "title: Χαρτί\ndate: 2026-11-03\ntype: paper\npublisher: Ομάδα\nauthor: Άννα\n"
    "version: 2\nnumbered: paragraphs\nattachments: [{file: a.csv, title: Πίνακας, lang: el}]\n"
    "consultation: {opens: 2026-11-03, closes: 2026-12-14 17:00, "
    "respond: {email: a@hub.example, post: Οδός, url: https://hub.example/about/}, "
    "for: [Ομάδα], questions: [Τι;]}\n"
    "actions: [{what: Σύνοψη, who: Άννα, due: 2027-01-08, status: open}, "
    "{what: Λίστα, who: Ομάδα, due: 2026-11-01, status: done, done: 2026-11-02}]",
    "documents/old.md": "title: Παλιό χαρτί\ndate: 2026-01-03\ntype: report\nsupersedes: Παλαιότατο\n"
    "consultation: {opens: 2026-01-03, closes: 2026-02-14, respond: {email: a@hub.example}, "
    "outcome: {date: 2026-03-01, asked: Τι, said: Ναι, did: Έγινε}}",
    "documents/oldest.md": "title: Παλαιότατο\ndate: 2025-01-03\ntype: minutes",
    "messages/key.md": "title: Μήνυμα\naudience: [Ομάδα]\nask: Κάντε το.\nstatus: agreed\nchannels: [ομιλίες]\n"
    "proof: [{text: Απόδειξη, link: /about/}]\n"
    "variants: {short: Ένα, medium: Δύο, long: Τρία, social: Τέσσερα, press: Πέντε, speech: Έξι}",
    "messages/finer.md": "title: Δεύτερο\naudience: [Ομάδα]\nparent: Μήνυμα\nstatus: draft",
    "stakeholders/anna.md": "title: Άννα\ntype: person\nrole: Συντονίστρια\nmember_of: [Ομάδα]\nsince: 2025-01-14",
    "stakeholders/team.md": "title: Ομάδα\ntype: team\nengagement: partner\nstatus: working-together\nowner: Άννα",
}
TEXT = """
Κείμενο με [[Νέα]], [[Άγνωστο]], [[Κοινό]] και σημείωση[^1].

## Τίτλος

| α | β |
|---|---|
| 1 | 2 |

- [x] έγινε
- [ ] μένει

```
1
```

> [!note]
> Σημείωση

> [!seealso]-
> Άλλο

[^1]: Σημείωση.
"""


def greek(english: str) -> str:
    """Return a text in Greek letters, with the placeholders of the English one."""
    shown = english if english.startswith("quotes|") else re.sub(r"^[a-z ]+\|(?=\S)", "", english)
    return "".join(part if part[:1] == "{" else _LATIN.sub("λέξη", part) for part in re.split(r"(\{\w+\})", shown))


def catalogue() -> str:
    """Return the catalogue of all texts."""
    lines = [f"{json.dumps(each)}: {json.dumps(greek(each))}" for each in sorted(said.texts())]
    for each in sorted(said.plurals()):
        form = json.dumps(greek(each))
        lines.append(f"{json.dumps(each)}:\n  one: {form}\n  other: {form}")
    return "\n".join(lines) + "\n"


def shown(path: str, data: bytes) -> Iterator[str]:
    """Yield what a file shows, and what of it is read aloud."""
    if path.endswith(".html"):
        page = skimmed(data)
        yield from map(str, page.all("//text()[not(parent::script or parent::style)]"))
        for name in SHOWN:
            yield from map(str, page.all(f"//@{name}"))
    elif path.endswith(".xml") and path != "sitemap.xml":
        tree = etree.fromstring(data)
        for name in ("title", "subtitle", "name", "summary"):
            yield from map(str, tree.xpath(f"//*[local-name()='{name}']/text()"))
        yield from map(str, tree.xpath("//@label | //@title"))
    elif path.endswith("feed.json"):
        feed = json.loads(data)
        for part in (feed, *feed["items"]):
            for name in ("title", "description", "user_comment", "summary", "content_text"):
                yield part.get(name, "")
    elif path.endswith(".ics"):
        yield from _SAID_IN_CALENDARS.findall(data.decode().replace("\r\n ", "").replace("\\n", " "))


def test_a_site_in_another_language_shows_no_english_word(make_site: MakeSite) -> None:
    files = {f"content/{path}": f"---\n{head}\n---\n{TEXT}" for path, head in ENTRIES.items()}
    files |= {"site.yaml": SITE, "layouts/languages/el.yaml": catalogue(), "content/documents/a.csv": "α\n1\n"}
    site = make_site(files, build=False)
    repo = Repo(site.root)
    repo.commit("Αρχή", when="2026-10-05T10:00:00Z", who="Άννα <a@example.org>")
    site.edit("content/wiki/gamma.md", files["content/wiki/gamma.md"] + "\nΆλλο.\n")
    repo.commit("Αλλαγή", when="2026-11-05T10:00:00Z", who="Άννα <a@example.org>")
    site.build()
    assert site.errors == []
    english = {
        (path, text.strip())
        for path, data in site.output.items()
        for text in shown(path, data)
        if _LATIN.search(_NAMES.sub("", _ADDRESS.sub("", text)))
    }
    assert sorted(english) == []
