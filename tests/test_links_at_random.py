"""Random wikis: every link and anchor of every page leads somewhere or is told, and no id is on a page twice.

Pages are read by another parser than any of ours, and those of entries by the standard of HTML too.
"""

import posixpath
import subprocess
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sitegen.diagnostics import Diagnostic
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site
from tests.pages import dead_links, doubled_ids, read, skimmed
from tests.sizes import drawn

PLACES = (
    ("wiki/alpha.md", "title: Alpha"),
    ("wiki/one/beta.md", "title: Été"),
    ("wiki/one/délta ü.md", "title: Part"),
    ("wiki/one/index.md", "title: One\ntoc: true"),
    ("wiki/gamma.md", "title: Gamma\ntype: term"),
    ("posts/2026-01-02-news.md", "title: News\ncomments: true"),
    ("posts/index.md", "title: Blog"),
    ("events/fair.md", "title: Fair\nstart: 2026-12-01 10:00\nrepeat: {every: week, count: 3}"),
    ("documents/paper/index.md", "title: Paper\ndate: 2026-01-02\ntype: paper\nnumbered: paragraphs"),
    ("stakeholders/ada.md", "title: Ada\ntype: person"),
    ("folder/sub.md", "title: Sub"),
    ("tags/red.md", "title: red"),
)
"""Where an entry is, and the fields that it needs there; the last is called by its tag, the others by a name."""
FIELDS = (
    "tags: [red]",
    "tags: [red, Blau é]",
    "permalink: /x/{}/",
    "permalink: /x/{}.html",
    "aliases: [Name{}n, /old/{}/, /old{}.html, Shared]",
    "related: {name}",
    "supersedes: {name}",
    "authors: [Ada, {name}]",
    "draft: true",
    "gone: true",
    "lang: fr",
)
HEADINGS = ("Part", "Part", "Other part", "Été & [[@name]]", "`code` $x$", "!!!", "Part {#own}", "Part 1", "fn:1")
ANCHORS = ("part", "part-1", "other-part", "own", "fn:1", "p1", "cell", "^item", "^tab")
FRAGMENTS = (
    "## @heading\n\nUnder it. ^para\n\n### @heading\n\n- one\n- two ^item",
    "# @heading",
    "See [[@name]], [[@name#@heading]] and [[#@heading]].",
    "See [x](@path), [y](@path#@anchor) and [z](#@anchor).",
    "![[@later]]",
    "![[@later]]\n\n![[@later#Part]]\n\n![[@later#Part]]",
    "![[@later#@anchor]]\n\n> ![[@later#@heading]]\n\n- ![[@later#^item]]",
    "A fact[^1] and [^note], again[^1].\n\n[^1]: Said by [[@name]][^note].\n[^note]: And [here](#@anchor).",
    "> [!note] Callout\n> ## @heading\n> Inside it[^c].\n\n[^c]: Called out.",
    "> ## @heading\n> Quoted.\n\n- ## @heading\n\n  In a list.",
    "<details><summary>More</summary>\n\n## @heading\n\n[[#@heading]]\n\n</details>\n\n## Part\n\nBehind.",
    '<table><tr><th id="cell">A</th><td headers="cell" id="own">b</td></tr></table>',
    '<p aria-describedby="own" id="own">Raw.</p> <a name="anchor"></a> <a href="@path#@anchor">raw</a>',
    "| a | b |\n|---|---|\n| [[@name\\|x]] | [q](@path#@anchor) |\n\n^tab",
    "![[rows.csv]]\n\n![[rows.csv|Rows]]",
    "$$\nx^2\n$$\n\nand $y_1$.",
    "![[events?tag=red]]\n\n![[wiki?limit=2|Of the wiki]]\n\n![[entries?order=title]]",
    "1. First.\n\n   a) part\n\n2. Second.",
    "[TOC]\n\n## @heading\n\n## @heading",
    "A word on Gamma and Shared. [[Shared]] [[Nothing yet]] [[event:Nothing yet]]",
    "[up](../) [tags](/tags/) [red](/tags/red/) [blog](/blog/) [old](/old/1/) [none](/none/)",
    "![A dot](dot.svg) and [a list](rows.csv).",
    "First.\n\n<!--more-->\n\n- [ ] a task for [[@name]]",
)
SETTINGS = (
    "",
    "glossary: true\n",
    "disambiguation: true\n",
    "repository: https://code.example/hub\n",
    "history: true\n",
    "menu: [/wiki/, /blog/, '/x/1/#part']\n",
    "per_page: 2\n",
    "language: fr\n",
)
MARKDOWN = ("{maths: true}", "{maths: true, flavour: commonmark}", "{maths: true, raw_html: trust}")
SITE = """title: A hub
url: https://hub.example/
timezone: Europe/London
checks: {broken-link: warning, broken-anchor: warning, missing-image: warning}
"""

Part = tuple[int, int]
"""A fragment, and the number by which it chooses what it refers to."""
Written = tuple[int, int, list[Part]]
"""A place, a field and the parts of a text."""

numbers = st.integers(0, 99)
PAGES: st.SearchStrategy[list[Written]] = st.lists(
    st.tuples(
        st.integers(0, len(PLACES) - 1),
        numbers,
        st.lists(st.tuples(st.integers(0, len(FRAGMENTS) - 1), numbers), min_size=1, max_size=5),
    ),
    min_size=2,
    max_size=6,
    unique_by=lambda each: each[0],
)


def files(pages: list[Written], setting: int, markdown: int) -> dict[str, str]:
    """The files of a site; each page may embed those that come behind it."""
    chosen = [PLACES[place][0] for place, _, _ in pages]
    markup = f"markdown: {MARKDOWN[markdown % len(MARKDOWN)]}\n"
    found = {
        "site.yaml": SITE + markup + SETTINGS[setting % len(SETTINGS)],
        "content/about.md": "---\ntitle: About\ntags: red\n---\nShared words.\n",
        "content/wiki/dot.svg": '<svg width="5" height="5"/>',
        "content/static/rows.csv": "a,b\n1,2\n",
    }
    for number, (place, field, parts) in enumerate(pages):
        path, fields = PLACES[place]

        def name(choice: int) -> str:
            return f"Name{PLACES[pages[choice % len(pages)][0]][0]}"

        line = FIELDS[field % len(FIELDS)].replace("{name}", name(field)).replace("{}", str(number))
        names = "" if "aliases" in line or path.startswith("tags/") else f"aliases: [Name{path}]\n"
        line = line.replace(f"Name{number}n", f"Name{path}")
        text = "\n\n".join(_filled(FRAGMENTS[each], choice, number, chosen) for each, choice in parts)
        found[f"content/{path}"] = f"---\n{fields}\n{line}\n{names}---\n{text}\n"
    return found


def _filled(fragment: str, choice: int, number: int, places: list[str]) -> str:
    """A fragment with the names, paths, headings and anchors that it refers to, another for each time."""
    here = posixpath.dirname(places[number])
    while "@" in fragment:
        choice = choice * 7 + 3
        path = places[choice % len(places)]
        later = places[number + 1 :] or ["about.md"]
        fragment = fragment.replace("@heading", HEADINGS[choice % len(HEADINGS)], 1)
        for sign, words in (
            ("@name", f"Name{path}"),
            ("@path", posixpath.relpath(path, here).replace(" ", "%20")),
            ("@later", later[choice % len(later)].removesuffix(".md")),
            ("@anchor", ANCHORS[choice % len(ANCHORS)]),
        ):
            fragment = fragment.replace(sign, words, 1)
    return fragment


def is_told(diagnostics: tuple[Diagnostic, ...], to: str) -> bool:
    """Whether a build said that nothing is at an address."""
    address = to.removesuffix("index.html").strip("/")
    codes = ("broken-link", "missing-image")
    return any(each.code in codes and posixpath.basename(address) in each.message for each in diagnostics)


@settings(max_examples=drawn(30), suppress_health_check=list(HealthCheck), deadline=None)
@given(pages=PAGES, setting=numbers, markdown=numbers)
@example(  # a part of a page with signs of footnotes and a section within a quote
    pages=[(0, 0, [(5, 0), (6, 1)]), (1, 0, [(7, 0), (8, 0), (9, 0), (0, 0), (11, 0), (12, 0)])],
    setting=0,
    markdown=0,
)
def test_links_lead_somewhere_or_are_told_and_ids_are_unique(
    pages: list[Written], setting: int, markdown: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site", KINDS, OUTPUTS).write(files(pages, setting, markdown))
        if "history: true" in SETTINGS[setting % len(SETTINGS)]:
            for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Write [[it]] <b>")):
                identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
                subprocess.run(["git", *identity, *command], cwd=site.root, check=True)
        site.build()
        output = site.output
        if site.errors:
            assert output == {}
            return
        html = {path: data for path, data in output.items() if path.endswith(".html")}
        skim = {path: skimmed(data) for path, data in html.items()}
        assert doubled_ids(skim) == {}
        assert [found for found in dead_links(output, skim) if not is_told(site.diagnostics, found[2])] == []
        texts = [path for path, data in html.items() if b'class="text"' in data and path.count("/") > 1]
        assert {path: found for path in texts if (found := read(html[path]).errors)} == {}
