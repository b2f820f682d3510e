"""What is indexed of a page: its own text and its names, and nothing that stands beside them."""

import re

import msgspec
import pytest

from sitegen.engine.search.documents import MARK, document
from tests.conftest import SEARCHED, MakeSite

SERIES = """\
---
title: Club
start: 2026-12-21T18:00
duration: 1 hour
repeat: {every: week, count: 3}
overrides: {2026-12-28: cancelled}
---
Chess.
"""


def page(main: str, **record: object) -> str:
    data = msgspec.json.encode({"title": "A plan", **record}).decode()
    return (
        f"<html><head>{MARK}{data}</script></head><body><nav>menu</nav>{main}<footer>foot</footer></body></html>"
    )


def found(main: str, **record: object) -> str:
    text = document(page(main, **record))
    assert text is not None
    return text


def test_a_page_without_a_data_block_is_not_found() -> None:
    assert document("<html><main>Words</main></html>") is None


def test_the_text_is_that_of_main_without_its_title_block_and_what_stands_beside_it() -> None:
    main = (
        '<main><header class="title"><p class="kind">Post</p><h1>A plan</h1><p class="lede">In short.</p></header>'
        '<p>Words.</p><aside aria-label="More about this post">Related</aside><aside>A note</aside></main>'
    )
    text = found(main)

    assert '<p class="lede">In short.</p><p>Words.</p><aside>A note</aside>' in text
    assert not re.search("menu|foot|<h1>|Related|Post", text)


def test_names_weigh_more_than_text_and_stand_at_the_end() -> None:
    text = found("<main>Words</main>", names=["The scheme"], tags=["parks"], people=["Lea Roth"])

    assert text.endswith(
        'Words<div id="Rest"></div><div id="Names"><p data-pagefind-weight="10">A plan</p>'
        '<p data-pagefind-weight="8">The scheme</p><p data-pagefind-weight="5">parks</p>'
        '<p data-pagefind-weight="2">Lea Roth</p></div></body></html>'
    )


def test_filters_are_kind_each_year_and_each_tag() -> None:
    text = found(
        "<main>Words</main>",
        kind="Post",
        years=[2026, 2027],
        tags=["parks", 'a "b"'],
        date="1 May 2026",
        lang="cy",
    )

    assert text.startswith('<html lang="cy">')
    assert re.findall(r'filter="(\w+)\[data-is\]" data-is="([^"]*)"', text) == [
        ("kind", "Post"),
        ("year", "2026"),
        ("year", "2027"),
        ("tag", "parks"),
        ("tag", "a &quot;b&quot;"),
    ]
    assert 'meta="date[data-is]" data-is="1 May 2026"' in text


def test_cells_terms_and_captions_are_parts_of_their_own_and_what_is_said_of_a_button_is_left_out() -> None:
    text = found(
        "<main><dl><dt>Where</dt><dd>Hall</dd></dl><table><tr><th>Until</th><td>six</td></tr></table>"
        '<button>Copy<span> this</span></button><a>Reply<span class="unseen"> to it</span></a></main>'
    )

    assert "<dl><dt>Where:</dt><div>Hall</div></dl> <a>Reply</a>" in text
    assert '<div id="Rest"><table><div><div>Until</div><td>six</td></div></table></div>' in text


def test_what_is_no_running_text_comes_after_it_so_that_results_do_not_quote_it() -> None:
    text = found(
        '<main><header class="title"><p class="lede">In short.</p></header><section class="panel">Hall</section>'
        '<div class="cols"><div class="text"><p>One.</p><div class="callout"><p>Two.</p></div><pre>code</pre>'
        '<ul><li><a href="a">A link</a></li> <li><a href="b"><b>Another</b></a></li></ul>'
        '<ul><li><a href="a">A link</a> and why.</li></ul><figure><img><figcaption>Caption</figcaption></figure>'
        "<p>Three.</p></div><section><h2>Papers</h2><ul><li>A paper</li></ul></section></div></main>"
    )
    running, _, rest = text.partition('<div id="Rest">')

    for words in ("In short.", "One.", "Two.", "</a> and why.", "Three."):
        assert words in running
    for words in ("Hall", "code", "A link</a></li>", "Another", "Caption", "Papers", "A paper"):
        assert words not in running
        assert words in rest


def test_a_series_says_its_next_date_and_a_single_event_its_only_one() -> None:
    over = ["2026-12-01T20:00:00+00:00", "2027-01-05T20:00:00+00:00"]
    series = found("<main></main>", days=["1 December 2026", "5 January 2027"], over=over, next="Next: {day}")
    single = found("<main></main>", days=["1 December 2026"], over=over[:1])

    assert f"[[&quot;{over[0]}&quot;,&quot;Next: 1 December 2026&quot;],[&quot;{over[1]}&quot;" in series
    assert f"[[&quot;{over[0]}&quot;,&quot;1 December 2026&quot;]]" in single
    assert "dates" not in found("<main></main>", date="1 May 2026")


def test_words_with_accents_are_found_without_them() -> None:
    text = found('<main class="é">Le café, Æ, à Genève. Ελλάδα</main>', names=["Zoë"])

    assert '<p data-pagefind-weight="1">a. cafe. geneve. zoe</p>' in text


def test_names_are_text_and_never_markup() -> None:
    assert "<b>" not in found(
        "<main></main>", title="<b>", kind="<b>", names=["<b>"], tags=['"><b>'], lang='"><b>'
    )


def test_another_data_block_is_an_error() -> None:
    with pytest.raises(msgspec.DecodeError):
        document(f'{MARK}{{"kind": 7}}</script>')


def test_entries_of_every_kind_are_found_and_lists_are_not(make_site: MakeSite) -> None:
    site = make_site(
        {
            "site.yaml": SEARCHED,
            "content/posts/2026-01-02-tides.md": "---\ntitle: Tides\ntags: [sea]\n---\nHigh.\n",
            "content/wiki/harbour.md": "---\ntitle: Harbour\naliases: [Port, /old/]\n---\nWater.\n",
            "content/events/fair.md": "---\ntitle: Fair\nstart: 2026-12-05T10:00\n---\nCome.\n",
            "content/events/club.md": SERIES,
            "content/about.md": "---\ntitle: About\nlang: cy\n---\nAmdanom.\n",
        }
    )
    records = {
        path: msgspec.json.decode(text.partition(MARK)[2].partition("</script>")[0])
        for path, data in site.output.items()
        if path.endswith(".html") and MARK in (text := data.decode())
    }

    assert sorted(records) == [
        "about/index.html",
        "blog/tides/index.html",
        "events/club/index.html",
        "events/fair/index.html",
        "wiki/harbour/index.html",
    ]
    assert records["blog/tides/index.html"] == {
        "title": "Tides",
        "kind": "Post",
        "date": "2 January 2026",
        "years": [2026],
        "tags": ["sea"],
        "names": [],
        "people": [],
        "lang": "en",
    }
    assert records["wiki/harbour/index.html"]["names"] == ["Port"]
    assert records["events/fair/index.html"]["date"] == "5 December 2026"
    assert records["events/fair/index.html"]["days"] == ["5 December 2026"]
    assert records["events/fair/index.html"]["next"] == ""
    assert records["events/club/index.html"]["date"] == "21 December 2026 to 4 January 2027"
    assert records["events/club/index.html"]["days"] == ["21 December 2026", "4 January 2027"]
    assert records["events/club/index.html"]["over"][0] == "2026-12-21T19:00:00+00:00"
    assert records["events/club/index.html"]["next"] == "Next: {day}"
    assert records["events/club/index.html"]["years"] == [2026, 2027]
    assert records["about/index.html"]["lang"] == "cy"
