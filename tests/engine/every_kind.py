"""A small site with everything in it: every kind, every sort of reference, layouts and files of its own."""

import base64

SITE_YAML = """\
title: A hub
url: https://hub.example/
search: false
timezone: Europe/London
description: Where we meet.
contact: hub@hub.example
menu: [/blog/, /events/, /wiki/, /about/]
footer: [/about/]
per_page: 2
horizon: 0
checks: {redlink: warning}
"""
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""


def svg(width: int) -> str:
    """Return a picture of that width."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="10"><rect width="5" height="5"/></svg>'
    )


def entry(head: str, body: str) -> str:
    """Return a source with front matter."""
    return f"---\n{head}---\n{body}\n"


POSTS: dict[str, str | bytes] = {
    "content/posts/index.md": entry("title: News\nexcerpt: What is new.\n", "All our news."),
    "content/posts/2026-01-10-first.md": entry(
        "title: First\nauthor: Ada\ntags: [one, two]\nexcerpt: The first.\nimage: first.svg\nimagealt: A square\n",
        "See [[Guide]] and [[Somebody]].",
    ),
    "content/posts/first.svg": svg(20),
    "content/posts/2026-02-10-second.md": entry(
        "title: Second\ntags: one\nexcerpt: The second.\nrelated: First\n",
        "See [the first](2026-01-10-first.md).\n\n![[Open by default]]",
    ),
    "content/posts/2026-03-10-third.md": entry(
        "title: Third\ntags: one\nredirect_from: /old/third/\nexcerpt: The third.\n",
        "Words.\n\n![A dot](dot.png)\n\nMore.",
    ),
    "content/posts/dot.png": DOT,
    "content/posts/2026-05-10-fourth.md": entry("title: Fourth\ntags: two\n", "The text of the fourth."),
    "content/posts/2026-11-30-later.md": entry("title: Later\nexcerpt: Soon.\n", "Not yet."),
    "content/posts/2026-04-01-draft.md": entry("title: Unfinished\ndraft: true\n", "[[Guide]]."),
}
WIKI = {
    "content/wiki/guide.md": entry(
        "title: Guide\nexcerpt: How to.\naliases: [The guide, /old/guide/]\n",
        "## First part\n\nText about [[Ada]].\n\n## Second part\n\nMore [about it](/about/).",
    ),
    "content/wiki/notes.md": entry("title: Notes\nexcerpt: Notes.\n", "![[Guide#Second part]]"),
    "content/wiki/notes/deep.md": entry("title: Deep\nexcerpt: Below.\n", "Up to [[Notes]]."),
    "content/wiki/programme.md": entry("title: The programme\ntype: programme\n", "What we plan."),
}
PAGES = {
    "content/index.md": entry("title: Welcome\nexcerpt: Come in.\n", "Begin with the [[Guide]]."),
    "content/about.md": entry("title: About\nexcerpt: About us.\n", "Nobody quotes this."),
    "content/guides/start.md": entry("title: Start\nexcerpt: Begin.\n", "Begin here."),
    "content/contact.md": entry("title: Contact\nexcerpt: Write.\nlayout: plain\n", "Write to us."),
}
PEOPLE = {
    "content/stakeholders/ada.md": entry(
        "title: Ada\ntype: person\nexcerpt: Ada.\nmember_of: The network\nprivate: {power: 5, notes: CANARY}\n",
        "A person.",
    ),
    "content/stakeholders/network.md": entry("title: The network\ntype: network\nexcerpt: Net.\n", "Some people."),
}
MESSAGES = {
    "content/messages/open.md": entry(
        "title: Open by default\naudience: [Ada, one]\nstatus: agreed\nexcerpt: Open.\nask: Publish.\n",
        "Words of the message.",
    ),
    "content/messages/local.md": entry(
        "title: Local\naudience: The network\nstatus: draft\nparent: Open by default\nexcerpt: Near.\n", "More."
    ),
}
EVENTS = {
    "content/events/clinic.md": entry(
        "title: Clinic\nstart: 2026-11-25 10:00\nduration: 1 hour\norganiser: The network\nspeakers: Ada\n"
        "messages: Open by default\nexcerpt: Help.\n",
        "Come.",
    ),
    "content/events/weekly.md": entry(
        "title: Weekly call\nstart: 2026-11-03 17:00\nduration: 30 minutes\nrepeat: {every: week, count: 6}\n"
        "except: 2026-11-17\noverrides:\n  2026-12-01: {time: 18:00, note: Later.}\nexcerpt: Every week.\n",
        "Dial in.",
    ),
    "content/events/fair.md": entry(
        "title: Fair\nstart: 2027-03-01\nend: 2027-03-02\nexcerpt: A fair.\n", "Two days."
    ),
}
DOCUMENTS = {
    "content/documents/paper/index.md": entry(
        "title: Paper\ndate: 2026-03-01\ntype: paper\npublisher: The network\nattachments: a.csv\nexcerpt: Read.\n"
        "numbered: paragraphs\nactions:\n  - {what: Do it, who: Ada, due: 2026-12-01, from: p1}\n",
        "1. Numbers of [[Ada]].\n\n2. More.",
    ),
    "content/documents/paper/a.csv": "a,b\n1,2\n",
    "content/documents/draft-paper.md": entry(
        "title: Draft paper\ndate: 2026-10-01\ntype: paper\nexcerpt: Say.\nsuperseded_by: Paper\n"
        "consultation: {opens: 2026-11-01, closes: 2026-12-10, respond: {email: hub@hub.example}}\n",
        "What do you think?",
    ),
}
TAGS = {
    "content/tags/one.md": entry("title: one\nexcerpt: The first tag.\n", "What the first tag is for."),
}
LAYOUTS = {
    "layouts/plain.html": (
        '{% extends "default/page.html" %}{% from "macros/own.html" import told %}'
        '{% block after %}{% include "partials/note.html" %}{{ told(entry.title) }}{% endblock %}'
    ),
    "layouts/partials/note.html": "a note",
    "layouts/macros/own.html": "{% macro told(words) %}<p>{{ words }}</p>{% endmacro %}",
    "layouts/assets/own.css": "p { color: black }",
}
FILES: dict[str, str | bytes] = {
    "site.yaml": SITE_YAML,
    **POSTS,
    **WIKI,
    **PAGES,
    **PEOPLE,
    **MESSAGES,
    **EVENTS,
    **DOCUMENTS,
    **TAGS,
    "content/static/CNAME": "hub.example\n",
    **LAYOUTS,
}
