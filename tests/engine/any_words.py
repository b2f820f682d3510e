"""What people write into a site: titles, bodies, fields, layouts and settings, for `any_site` to choose from.

`@stakeholder` and the like stand for the name of such an entry that there is, `@name`, `@title` and `@file` in
bodies for one that there may be.
"""

TITLES = ("Ada", "One", "Two", "Six", "Five", "Seven", "Three", "red", "Two words", "Below", "Net", "Été", "two")

NEEDED: dict[str, dict[str, str]] = {
    "stakeholder": {"type": "person"},
    "message": {"audience": "red", "status": "agreed"},
    "event": {"start": "2026-12-01"},
    "document": {"date": "2026-02-02", "type": "paper"},
}
"""The fields without which a kind is an error."""

FIELDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "": (
        ("tags", ("", "red", "[red, blue]", "[blue, two words]", "Blue", "crimson")),
        ("date", ("", "2026-11-23", "2026-01-05", "2026-11-25 10:30", "2025-03-03")),
        ("permalink", ("", "/moved/", "/blog/moved/", "/wiki/two/moved/", "/file.html")),
        ("excerpt", ("", "In short.", "Shorter.")),
        ("aliases", ("", ", /old/", ", /older/, Other name", ", Two")),
        ("related", ("", "@any", "[@any, @stakeholder]")),
        ("authors", ("", "Ada", "[@stakeholder, Nobody]", "Net")),
        ("draft", ("", "true")),
        ("visibility", ("", "internal")),
        ("layout", ("", "special", "nowhere", "entry")),
        ("image", ("", "dot.svg", "/static.svg")),
        ("imagealt", ("", "A dot")),
        ("supersedes", ("", "@any", "@document")),
        ("programme", ("", "@any")),
        ("updated", ("", "2026-11-21")),
        ("order", ("", "1", "2")),
        ("slug", ("", "slugged", "red")),
        ("republished", ("", "https://else.example/x")),
        ("comments", ("", "true")),
        ("toc", ("", "true")),
        ("colour", ("", "green")),
        (
            "actions",
            ("", "[{what: Do, who: @stakeholder, due: 2026-12-01}]", "[{what: Do, due: {event: @event}}]"),
        ),
        (
            "consultation",
            (
                "",
                "{closes: 2026-11-25, respond: {email: a@b.example}, for: @stakeholder}",
                "{opens: 2026-11-24, closes: 2026-12-10, respond: {email: a@b.example}, outcome: {did: It}}",
            ),
        ),
    ),
    "wiki": (("type", ("", "guide", "term", "programme")),),
    "stakeholder": (
        ("type", ("person", "network", "team")),
        ("member_of", ("", "@stakeholder")),
        ("owner", ("", "@stakeholder")),
        ("status", ("", "wanted", "lapsed")),
        ("role", ("", "Chair")),
        ("private", ("", "{power: 3, notes: CANARY}")),
    ),
    "message": (
        ("audience", ("red", "@stakeholder", "[@stakeholder, red]")),
        ("status", ("draft", "agreed", "retired")),
        ("parent", ("", "@message")),
        ("ask", ("", "Act.")),
        ("proof", ("", "[{text: A fact, link: /blog/}]")),
        ("variants", ("", "{short: Brief., press: Longer.}")),
        ("expires", ("", "2026-11-24")),
    ),
    "event": (
        ("start", ("2026-12-01", "2026-11-25 10:00", "2026-11-03 17:00", "2026-11-22", "2027-03-01 09:00")),
        ("duration", ("", "1 day", "2 days")),
        ("repeat", ("", "{every: week, count: 5}", "{every: month, until: 2027-04-30}", "{every: day, count: 3}")),
        ("status", ("", "cancelled", "tentative")),
        ("organiser", ("", "@stakeholder")),
        ("speakers", ("", "[@stakeholder, {who: Nobody, role: chair}]")),
        ("messages", ("", "@message")),
        ("documents", ("", "@document")),
        ("follow_up", ("", "@any")),
        ("venue", ("", "The hall", "{name: The hall, geo: '51.5, -0.1'}")),
        ("timezone", ("", "Europe/Paris")),
        ("register", ("", "{url: https://else.example/, closes: 2026-11-24}")),
    ),
    "document": (
        ("date", ("2026-02-02", "2026-11-23", "2025-05-05")),
        ("type", ("paper", "minutes")),
        ("attachments", ("", "data.csv", "https://else.example/d.pdf")),
        ("publisher", ("", "@stakeholder", "Press")),
        ("numbered", ("", "paragraphs")),
    ),
    "term": (
        ("excerpt", ("", "What it means.", "What else.")),
        ("slug", ("", "rouge")),
        ("lang", ("", "fr")),
        ("title", ("red", "Blue", "Two words")),
    ),
    "head": (
        ("excerpt", ("", "Come in.")),
        ("image", ("", "dot.svg")),
        ("imagealt", ("", "A dot")),
        ("toc", ("", "true")),
    ),
}
"""Kind ("" for all) -> its fields and their values, the first of them the usual one."""

FRAGMENTS = (
    "Plain words.",
    "Other words, and a few more of them.",
    "A link to [[@name]] and on.",
    "See [[@title]].",
    "See [[@name|that page]], please.",
    "![[@name]]",
    "![[rows.csv]]\n\n![[rows.csv|Rows]]",
    "So $a_1$ it is, for $5 and $10.\n\n$$\nb\n$$",
    "![[@name#Part]]",
    "Go [there](@file).",
    "Go [there](@file#part).",
    "See the [list](/blog/) or [tag](/tags/red/).",
    "## Part\n\nText of the part.",
    "## Other part\n\nText of the other part.",
    "![A dot](dot.svg)",
    "# Heading\n\nBelow it.",
    "[[#Part]] of this page.",
    "- [ ] a task\n- [x] done",
    "First.\n\n<!--more-->\n\nMore.",
    "By [[Ada]] and [[red]].",
    "![[posts?limit=2]]",
    "![[events?tag=red&limit=1|Next]]",
    "![[events?when=past]]\n\n![[events?year=2026&limit=2]]",
    "![[entries?tag=blue&order=oldest]]",
    "![[wiki?order=title]]\n\n![[posts?stakeholder=@name]]",
)
BODIES = (
    "Words.",
    "Changed words.",
    "Text.\n\n## Part\n\nSaid of it.\n\n## Other part\n\nMore.",
    "1. First.\n\n2. Second.",
    "",
)

PADS = ("A line before.\n\n", "\n", "Two more\nlines. ", "")

_FRAME = '{% extends "default/NAME" %}{% block after %}<p>WHAT</p>{% endblock %}'
ASKED = (
    'view.latest("post", 2)',
    "view.recent(3)",
    'view.cards("wiki")',
    'view.count("post")',
    'view.directory("event")',
    "view.directories()",
    "view.terms()",
    'view.tagged("red")',
    "view.menu()",
    "view.today()",
    "view.backlinks(entry.key)",
    "view.outlinks(entry.key)",
    "view.timeline(entry.key)",
    "view.related(entry.key, 3)",
    "view.neighbours(entry.key)",
    "view.children(entry.key)",
    "view.section_tree(entry.key)",
    "view.consultations()",
    "view.actions()",
    "view.upcoming(2)",
    'view.archives("post")',
    "view.months()",
    "entry.breadcrumbs",
)


def _asking(name: str, start: int) -> tuple[str, ...]:
    """Return layouts that each show the answers to some questions; and none, for the packaged one."""
    shown = (
        "".join(f"{{{{ {ASKED[(start + step + n) % len(ASKED)]} }}}} " for n in range(3))
        for step in range(0, 23, 3)
    )
    return ("", *(_FRAME.replace("NAME", name).replace("WHAT", words) for words in shown))


LAYOUTS: dict[str, tuple[str, ...]] = {
    "layouts/page.html": _asking("page.html", 0),
    "layouts/post.html": _asking("post.html", 7),
    "layouts/wiki.html": _asking("wiki.html", 12),
    "layouts/stakeholder.html": _asking("stakeholder.html", 10),
    "layouts/special.html": (
        "",
        '{% extends "default/entry.html" %}{% block after %}{% include "partials/own.html" %}{% endblock %}',
        '{% extends "default/entry.html" %}{% from "macros/own.html" import told %}'
        "{% block after %}{{ told(entry.title) }}{% endblock %}",
    ),
    "layouts/partials/own.html": ("a", "b {{ entry.excerpt }}"),
    "layouts/macros/own.html": (
        "{% macro told(it) %}{{ it }}{% endmacro %}",
        "{% macro told(it) %}<b>{{ it }}</b>{% endmacro %}",
    ),
    "layouts/partials/lede.html": ("", "a: {{ entry.excerpt }}", "b: {{ entry.title }}"),
}
"""A layout of the site's own -> what may stand in it; "" is no file."""

ASSETS: dict[str, tuple[str, ...]] = {
    "layouts/assets/site.css": ("", "p { color: red }", "p { color: blue }"),
    "layouts/assets/own.css": ("", "b {}"),
    "content/posts/dot.svg": ("", '<svg width="5" height="5"/>', '<svg width="9" height="5"/>'),
    "content/wiki/dot.svg": ("", '<svg width="6" height="5"/>', '<svg width="7" height="5"/>'),
    "content/static/static.svg": ("", '<svg width="8" height="5"/>', '<svg width="4" height="5"/>'),
    "content/static/robots.txt": ("", "User-agent: *\n"),
    "content/static/rows.csv": ("a,b\n1,2\n", "a,b\n1,3\n", "a;b\n1;2\n", "", "a,b\n1,2,3\n"),
    "content/posts/rows.csv": ("", "a\n1\n", "b\n1\n"),
    "content/wiki/rows.csv": ("", "a\n1\n2\n"),
    "tags.yaml": (
        "",
        "red: {synonyms: scarlet, parent: two words}\nblue:\ntwo words:\n",
        "red: {parent: blue}\nblue: {label: Azure, description: Like the sky.}\n",
        "red: {parent: red}\n",
    ),
}

SETTINGS: dict[str, tuple[str, ...]] = {
    "search": ("false", "true"),
    "title": ("A hub", "B hub"),
    "url": ("https://hub.example/", "https://hub.example/base/"),
    "timezone": ("Europe/London", "Asia/Tokyo"),
    "language": ("", "fr"),
    "description": ("", "Where we meet."),
    "contact": ("", "hub@hub.example"),
    "repository": ("", "https://code.example/hub", "https://code.example/hub/src/branch/main"),
    "menu": ("", "[/blog/, /events/, /tags/]", "[{text: Home, to: /}]"),
    "footer": ("", "[/three/]", "['/three/#part']"),
    "per_page": ("2", "1", "20"),
    "feeds": ("", "[post, wiki]", "[event]"),
    "horizon": ("0", "1"),
    "disambiguation": ("", "true"),
    "glossary": ("", "true"),
    "permalinks": ("", "{post: '/{year}/{month}/{slug}/'}", "{wiki: '/w/{slug}/'}"),
    "markdown": ("", "{smart: true}", "{flavour: commonmark}", "{maths: true}"),
    "tags": ("", "{crimson: red}"),
    "fields": ("", "[colour]"),
    "checks": (
        "{broken-link: warning, broken-anchor: warning, broken-query: warning}",
        "{broken-link: warning, broken-anchor: warning, broken-query: warning, redlink: off, image-alt: off}",
    ),
}
"""A setting -> its values, the first of them the usual one."""
