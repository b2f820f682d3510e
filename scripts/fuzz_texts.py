"""The texts of `fuzz.py`: front matter and Markdown as people write it, with some slips in each."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 30_000
"""Characters of an input: a long text, but one that somebody may have typed."""
MOST_SLIPS = 6
NEEDED = {
    "post": "date: 2026-02-03\n",
    "event": "start: 2026-12-01 14:00\n",
    "document": "date: 2026-02-03\ntype: paper\n",
    "stakeholder": "type: team\n",
    "message": "audience: Everybody\nstatus: agreed\n",
}
"""Kind -> the fields without which it has no page."""

FIELDS: tuple[str, ...] = (
    *(
        "title: A walk",
        'title: "Notes: what it means"',
        "title: Notes: what it means",
        "title:",
        "title: [a]",
        "Title: X",
    ),
    *(
        "date: 2026-02-03",
        "date: 2026-02-30",
        "date: 3 Feb 2026",
        "date: 03/02/2026",
        "date: 2026-02-03T10:00:00+01:00",
    ),
    *(
        "tags: [news, data]",
        "tags: news, data",
        "tags:\n  - news\n  - data",
        "tags: [#news, #data]",
        "tags: 5",
        "tags {a}",
    ),
    *(
        "draft: true",
        "draft: yes",
        "Draft: “true”",
        "publish: false",
        "private: true",
        "visibility: internal",
        "draf: true",
    ),
    *(
        "start: 2026-12-01 14:00",
        "start: 2026-12-01",
        "end: 16:00",
        "duration: 2 hours",
        "timezone: Europe/Berlin",
        "end: 15",
    ),
    *(
        "repeat: {every: month, on: first Tue}",
        "repeat: weekly",
        "rrule: FREQ=WEEKLY;COUNT=3",
        "except: [2026-12-08]",
    ),
    *(
        "overrides:\n  2026-12-08: cancelled",
        "overrides:\n  - 2026-12-08: cancelled",
        "also: [2026-12-02]",
        "status: moved",
    ),
    *(
        "venue: Town hall",
        "venue: {name: Hall, geo: '51.5, -0.1'}",
        "online: https://meet.example.org/x",
        "type: paper",
    ),
    *(
        "organiser: Lea",
        "authors: [Lea, Owen]",
        "author: {name: Lea}",
        "members: [Nets]",
        "audience: Everybody",
        "who: [a",
    ),
    *(
        "permalink: /a/{slug}/",
        "permalink: /:year/:title/",
        "redirect_from: [/old/, old.html]",
        "aliases: a",
        "slug: ü ü",
    ),
    *(
        "layout: post",
        "layout: nothing",
        "image: map.png",
        "excerpt: Words",
        "description: >\n  Folded\n  words",
        "toc: true",
    ),
    *(
        "cover: x.png",
        "weight: 3",
        "numbered: paragraphs",
        "order: [1, 2]",
        "updated: 2026-02-04",
        "uid: a@b",
        "lang: fr_FR",
    ),
    *(
        "consultation: {opens: 2026-01-01, closes: 2026-03-01}",
        "respond: lea@example.org",
        "actions:\n  - Book the hall",
    ),
    *(
        "changes: fixed a typo",
        "changes:\n  - {date: 2026-01-01, what: Typo}",
        "publish_date: 2027-01-01",
        "expiryDate: 2026",
    ),
    *(
        "# a comment",
        "key: &a [1, 2]\nother: *a",
        "<<: {a: 1}",
        "? a\n: b",
        "a: |\n  block\n  text",
        "a: !!set {b}",
        "- a",
    ),
    *(
        "attachments: plan.pdf",
        "speakers:\n  - {who: Owen, role: chair}",
        "name: Ada",
        "sort: Ada",
        "links: {web: https://a.org}",
    ),
)
BLOCKS: tuple[str, ...] = (
    *(
        "# Heading",
        "## Part {#part}",
        "Title\n=====",
        "### By *bus*, line 9 ###",
        "Words of a paragraph, and *some* **strong** ones.",
    ),
    *(
        "- one\n  - two\n    - three\n- four",
        "1. one\n2. two\n\n   more",
        "- [x] done\n- [ ] not done",
        "* a\n+ b\n- c",
    ),
    *(
        "| a | b |\n|:--|--:|\n| 1 | `x|y` |\n| 2 | \\| |",
        "a | b\n--|--\n1 | 2 | 3",
        "> quote\n>> deeper\n> - list",
    ),
    *(
        "> [!tip] Come early\n> The first hour.",
        "> [!warning]- Small\n> print",
        '!!! note "Title"\n    Text\n\n    more',
    ),
    *(
        '```python title="count.py"\nprint(3)\n```',
        "~~~\nfence\n~~~",
        "```\nnever closed",
        "    code\n\tcode",
        "`` ` ``",
    ),
    *(
        "Nine[^1] and[^two].\n\n[^1]: Counted.\n[^two]: At the door\n    twice.",
        "*[GLA]: Greater London Authority\n\nGLA",
    ),
    *(
        "clinic\n:   An hour.\n:   Another.",
        "---",
        "***",
        "line  \nbreak\\\nhere",
        "<!--more-->",
        "<!-- never closed",
        "[TOC]",
    ),
    *(
        "![Map](map.png)",
        '![Doors](doors.jpg){: .wide width="640" }',
        "![](x.png)",
        "![a [b](c)](d)",
        '<img src="l.png" alt="">',
    ),
    *(
        "[link](../wiki/guide.md#part)",
        '[x](https://example.org/a_(b) "t")',
        "[x][ref]\n\n[ref]: https://a.org 'T'",
        "[x]()",
    ),
    *(
        "[[First meeting]]",
        "[[wiki/guide|the guide]]",
        "[[#part]]",
        "![[Guide]]",
        "![[Guide#Part]]",
        "![[plan.png|300]]",
        "[[a|b|c]]",
    ),
    *(
        "[[Note#^id]] text ^id",
        "- item ^id2",
        "%% a remark %%",
        "%%\nblock\n%%",
        "==marked **strong**==",
        "~~out~~ ~x~ H~2~O x^2^",
    ),
    *(
        "<https://example.org/>",
        "https://example.org/?a=1&b=2.",
        "lea@example.org",
        "<lea@example.org>",
        "http:/example.org",
    ),
    *(
        "<details>\n<summary>More</summary>\n\nBy *bus*.\n\n</details>",
        '<div markdown="1">\n**x**\n</div>',
        "<kbd>Ctrl</kbd>",
        "<b>",
    ),
    *(
        "<script>alert(1)</script>",
        '<a href="javascript:x" onclick=y>z</a>',
        "<iframe src='https://a.org'></iframe>",
        "<svg/onload=1>",
    ),
    *(
        "<table><tr><td>1<td>2</table>",
        "</div></p>",
        "<p><ul><li>a</p>",
        "&amp; &copy; &#0; &nosuch; &#x110000;",
        "a < b > c & d",
    ),
    *(
        "{{ page.imgdir }}/x.png",
        '{{ "/map/" | url }}',
        "{% post_url 2026-02-01-n3 %}",
        "{% raw %}{{ x }}{% endraw %}",
        "{% if %}",
    ),
    *(
        "{% highlight python %}\nx = 1\n{% endhighlight %}",
        '{{< figure src="m.png" caption="C" >}}',
        "{{< youtube abc >}}",
        "{{<",
    ),
    *(
        "{{< notice tip >}}\ntext\n{{< /notice >}}",
        "??? note\n    folded",
        '=== "Tab"\n    text',
        "* TOC\n{:toc}",
        "{: .wide #x }",
    ),
    *(
        "{::comment}hidden{:/comment}",
        '{% include figure.html src="a.png" %}',
        '{{% ref "n5.md" %}}',
        "- a\n{: .b}",
        "\\* \\[ \\` \\",
    ),
    *(
        "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main",
        "***word*** __a_b__ *a**b*c**",
        "# Learning C#",
        "**“well”**said",
        "text:\n- a",
    ),
    *(
        "\"straight\" -- 'quotes' --- ...",
        "日本語の==文==。",
        "مرحبا `code` عالم",
        "é é ﬁ ǅ",
        "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "a\u202eb\u2066c",
        "\u200b\ufeffx",
    ),
)
SIGNS: tuple[str, ...] = (
    *"\t\n\r \\`*_[](){}<>#+-.!|~^=:;,'\"&%$@/?0aZé",
    *(
        "\0",
        "\x07",
        "\x1a",
        "\x0b",
        "\x85",
        "\xa0",
        "\u200b",
        "\u2028",
        "\ufeff",
        "\ufffd",
        "\u0301",
        "\u202e",
        "“",
        "–",
        "😀",
        "ß",
        "İ",
    ),
    *(
        "---",
        "+++",
        "—",
        "```",
        "~~~",
        "[[",
        "]]",
        "![[",
        "%%",
        "==",
        "{%",
        "%}",
        "{{",
        "}}",
        "{{<",
        ">}}",
        "<!--",
        "-->",
        "](",
        "[^",
    ),
    *(
        "\n\n",
        "\n    ",
        "\n> ",
        "\n- ",
        "\n# ",
        "\r\n",
        "</",
        "/>",
        "<a ",
        "&#",
        ": ",
        "!!",
        "*:",
        "|-",
        "<div>",
        "^id",
        "{: ",
        "{#",
    ),
)


@cache
def written() -> tuple[str, ...]:
    """Return the texts of the hub in content/, whole."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").rglob("*.md")))


def draw(random: Random, kind: str) -> bytes:
    """Return the bytes of a file of a kind: a text of the hub or one put together, with up to some slips.

    In two files of three the front matter is sound and the slips are below it, or few texts would be read.
    """
    text = random.choice(written()) if random.random() < 0.3 else _head(random) + _body(random)
    kept = ""
    if random.random() < 0.66:
        kept, text = f"---\ntitle: Words\n{NEEDED.get(kind, '')}---\n", text.rpartition("\n---\n")[2]
    for _ in range(random.randrange(MOST_SLIPS + 1)):
        text = random.choice(SLIPS)(random, text)[:LONGEST]
    return _encoded(random, kept + text)


def _head(random: Random) -> str:
    fields = random.sample(FIELDS, random.randrange(8))
    form = random.random()
    if random.random() < 0.8:
        fields.insert(0, "title: Words")
    if form < 0.1:
        return "+++\n" + "\n".join(_toml(field) for field in fields) + "\n+++\n"
    if form < 0.2:
        parts = (field.partition(":") for field in fields)
        return (
            json.dumps({name.strip(): value.strip() for name, _, value in parts}, indent=random.choice((None, 2)))
            + "\n"
        )
    if form < 0.25:
        return "\n".join(fields) + "\n\n"
    fence = random.choice(("---", "---", "---", "---", "--- ", "—", "----", "...", "```"))
    return f"{fence}\n" + "\n".join(fields) + f"\n{random.choice((fence, '---', ''))}\n"


def _toml(field: str) -> str:
    name, _, value = (part.strip() for part in field.partition(":"))
    return f"{name} = {value if value.startswith(('[', '{', '2', chr(34))) else json.dumps(value)}"


def _body(random: Random) -> str:
    gap = random.choice(("\n\n", "\n\n", "\n", " "))
    return gap.join(random.choices(BLOCKS, k=random.randrange(1, 15))) + random.choice(("", "\n", "\n\n\n"))


def _encoded(random: Random, text: str) -> bytes:
    chance = random.random()
    if chance < 0.05:
        text = text.replace("\n", random.choice(("\r\n", "\r")))
    if chance > 0.97:
        return text.encode(random.choice(("latin-1", "utf-16", "utf-8-sig", "cp1252")), "replace")
    data = text.encode("utf-8", "surrogatepass")
    if chance > 0.95:
        place = random.randrange(len(data) + 1)
        return data[:place] + bytes([random.randrange(256)]) + data[place:]
    return data


def _place(random: Random, text: str) -> int:
    """Return an offset in a text; every third is in its front matter or just behind it."""
    return random.randrange(min(len(text), 300) + 1) if random.random() < 0.33 else random.randrange(len(text) + 1)


def _added(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + "".join(random.choices(SIGNS, k=random.randrange(1, 4))) + text[place:]


def _removed(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + text[place + random.choice((1, 1, 2, 5, 40)) :]


def _replaced(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + random.choice(SIGNS) + text[place + 1 :]


def _cut_off(random: Random, text: str) -> str:
    return text[: _place(random, text)]


def _lines_moved(random: Random, text: str) -> str:
    lines = text.split("\n")
    lines.insert(random.randrange(len(lines) + 1), lines.pop(random.randrange(len(lines))))
    return "\n".join(lines)


def _line_repeated(random: Random, text: str) -> str:
    lines = text.split("\n")
    number = random.randrange(len(lines))
    return "\n".join((*lines[:number], *[lines[number]] * random.choice((2, 3, 50)), *lines[number:]))


def _line_set_in(random: Random, text: str) -> str:
    lines = text.split("\n")
    number, many = random.randrange(len(lines)), random.choice((1, 1, 3, 20))
    sign = random.choice(
        (" ", "  ", "    ", "\t", "> ", "- ", "  - ", "1. ", "# ", "| ", ":   ", "\u00a0", "      ")
    )
    lines[number : number + many] = [sign + line for line in lines[number : number + many]]
    return "\n".join(lines)


def _piece_repeated(random: Random, text: str) -> str:
    place = _place(random, text)
    piece = random.choice((text[place : place + random.randrange(1, 30)], *random.sample(SIGNS, 2)))
    return text[:place] + piece * random.choice((2, 10, 300, 3000)) + text[place:]


def _block_put_in(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + random.choice(BLOCKS) + text[place:]


def _field_put_in(random: Random, text: str) -> str:
    first, newline, rest = text.partition("\n")
    return f"{first}{newline}{random.choice(FIELDS)}\n{rest}"


def _spliced(random: Random, text: str) -> str:
    other = random.choice(written())
    return text[: _place(random, text)] + other[_place(random, other) :]


def _case_changed(random: Random, text: str) -> str:
    place = _place(random, text)
    return text[:place] + text[place : place + 20].swapcase() + text[place + 20 :]


SLIPS: tuple[Callable[[Random, str], str], ...] = (
    *(_added, _added, _removed, _removed, _replaced, _cut_off, _lines_moved, _line_repeated, _line_set_in),
    *(_piece_repeated, _block_put_in, _field_put_in, _spliced, _case_changed),
)
