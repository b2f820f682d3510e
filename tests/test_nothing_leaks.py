"""Nothing that is kept from readers is in a public build: sites drawn at random, with canaries in what is hidden.

Each canary is found first in a build that shows colleagues everything. Then no byte of a public build has it: no
page, no feed, no calendar, no table, no name of a file, and no part of the search index.
"""

import datetime as dt
import gzip
import io
import itertools
from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import AS_OF, SEARCHED, SITE_YAML, Site
from tests.sizes import drawn

BEFORE = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
"""A time at which nothing has expired yet."""
SETTINGS = "open_data: true\nservers: [netlify, apache, json]\nglossary: true\nper_page: 2\n"
HIDDEN = {
    "internal": "visibility: internal\n",
    "draft": "draft: true\n",
    "unpublished": "published: false\n",
    "future": "publish_date: 2026-12-24\n",
    "expired": "expiry_date: 2026-06-01\n",
    "internal draft": "visibility: internal\ndraft: true\n",
}
"""What keeps an entry from readers -> the fields that say so."""

Canaries = Callable[[str], str]
"""Takes a place, and returns the canary that is put there."""


def everywhere(canary: Canaries) -> str:
    """Return fields of every kind, each with a canary."""
    return (
        f"title: {canary('title')}\nexcerpt: {canary('excerpt')}\ntags: [{canary('tag')}, shared]\n"
        f"author: {canary('author')}\nchanges: [{{date: 2026-02-01, note: {canary('change')}}}]\n"
        f"actions: [{{what: {canary('action')}, who: Everybody, due: 2026-12-20}}]\n"
        f"consultation: {{closes: 2026-12-01, questions: [{canary('question')}], "
        f"respond: {{post: {canary('post')}}}}}\n"
    )


OWN: dict[str, tuple[str, Callable[[Canaries], str]]] = {
    "posts": ("2026-01-05-", lambda canary: "related: Everybody\n"),
    "wiki": ("", lambda canary: "type: term\n"),
    "pages": ("", lambda canary: "related: Open\n"),
    "events": (
        "",
        lambda canary: (
            f"start: 2026-12-02 10:00\nvenue: {canary('venue')}\norganiser: Everybody\n"
            f"repeat: {{every: week, count: 2}}\noverrides: {{2026-12-09: {{note: {canary('note')}}}}}\n"
        ),
    ),
    "messages": (
        "",
        lambda canary: (
            f"audience: Everybody\nstatus: agreed\nask: {canary('ask')}\n"
            f"proof: [{{text: {canary('proof')}}}]\nvariants: {{short: {canary('short')}}}\n"
        ),
    ),
    "documents": ("", lambda canary: f"date: 2026-01-06\ntype: paper\npublisher: {canary('publisher')}\n"),
    "stakeholders": ("", lambda canary: f"type: network\nmember_of: Everybody\nrole: {canary('role')}\n"),
}
"""Folder -> what the name of a file there begins with, and the fields of its kind."""


def photograph(words: str) -> bytes:
    """Return a picture with words in its metadata."""
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x010E] = words
    Image.new("RGB", (32, 24), "teal").save(file, "JPEG", exif=exif.tobytes(), comment=words.encode())
    return file.getvalue()


def site_of(
    choices: list[tuple[str, str]], scores: tuple[int, int]
) -> tuple[dict[str, str | bytes], set[str], set[str]]:
    """Return the files of a site, the canaries that colleagues find in it, and those that nobody does."""
    numbers = itertools.count()
    found: set[str] = set()

    def canary(place: str) -> str:
        word = f"zq{place}{next(numbers)}qz"
        found.add(word)
        return word

    buried: set[str] = set()
    links: list[str] = []
    files: dict[str, str | bytes] = {}
    for number, (folder, hidden) in enumerate(choices):
        begins, own = OWN[folder]
        name, beside, picture = canary("name"), canary("file"), canary("picture")
        inside = canary("metadata")
        found.discard(inside)
        buried.add(inside)
        links += [f"[[Neutral {number}|there]]", f"![[Neutral {number}]]"]
        files[f"content/{folder}/{begins}{name}.md"] = (
            f"---\n{everywhere(canary)}{own(canary)}{HIDDEN[hidden]}"
            f"aliases: [Neutral {number}, /old/{number}/]\n---\n"
            f"{canary('text')} [[Open]] [file]({beside}.txt)\n\n![{canary('alt')}]({picture}.jpg)\n\n"
            f"## {canary('heading')}\n"
        )
        files[f"content/{folder}/{beside}.txt"] = canary("inside")
        files[f"content/comments/{folder}/{begins}{name}/{number}.yml"] = (
            f"date: 2026-01-07\nname: {canary('commenter')}\nmessage: {canary('comment')}\n"
        )
        files[f"content/{folder}/{picture}.jpg"] = photograph(inside)
    private = "".join(f"  {field}: {canary(field)}\n" for field in ("stance", "notes"))
    power, interest = scores
    files["content/stakeholders/everybody.md"] = (
        f"---\ntitle: Everybody\ntype: community\nstatus: in-touch\nprivate:\n{private}"
        f"  email: {canary('email')}@a.example\n"
        f"  power: {power}\n  interest: {interest}\n  last_contact: 1987-06-05\n---\nAll of us.\n"
    )
    found.add("1987-06-05")
    files["content/comments/wiki/open/held.md"] = (
        f"---\ndate: 2026-01-07\nstatus: held\nname: {canary('heldname')}\n---\n{canary('held')}\n"
    )
    files["content/comments/wiki/open/said.md"] = (
        f"---\ndate: 2026-01-08\nname: {canary('withheld')}\nemail: zqmailqz@a.example\n---\n"
        "Said by zqmailqz@a.example.\n"
    )
    buried.add("zqmailqz")
    related = ", ".join(f"Neutral {number}" for number in range(len(choices)))
    files["content/wiki/open.md"] = f"---\ntitle: Open\nrelated: [{related}]\ntags: shared\n---\n" + "\n\n".join(
        links
    )
    return files, found, buried


def told(site: Site) -> Iterator[bytes]:
    """Yield the names and the bytes of all published files, what is compressed as it was before as well."""
    for path, data in site.output.items():
        yield path.encode()
        yield data
        if data[:2] == b"\x1f\x8b":
            yield gzip.decompress(data)


def seen(site: Site, canaries: set[str]) -> set[str]:
    """Return the canaries that some published file has."""
    everything = b"\n".join(told(site))
    return {word for word in canaries if word.encode() in everything}


def laid(files: Mapping[str, str | bytes], folder: pytest.TempPathFactory, *, search: bool) -> Site:
    site = Site(folder.mktemp("canaries"), KINDS, OUTPUTS)
    return site.write({"site.yaml": (SEARCHED if search else SITE_YAML) + SETTINGS, **files})


choices = st.lists(
    st.tuples(st.sampled_from(sorted(OWN)), st.sampled_from(sorted(HIDDEN))), min_size=1, max_size=7, unique=True
)
score = st.integers(1, 5)


def check(site: Site, canaries: set[str], buried: set[str]) -> None:
    site.build(output="inside", visibility="internal", drafts=True, future=True, as_of=BEFORE)
    assert site.errors == []
    assert canaries - seen(site.at("inside"), canaries) == set()

    site.build(as_of=AS_OF)
    assert site.result.published
    assert seen(site.at("output"), canaries | buried) == set()


@settings(max_examples=drawn(15))
@given(chosen=choices, scores=st.tuples(score, score))
def test_no_byte_of_a_public_site_has_what_is_kept_from_readers(
    chosen: list[tuple[str, str]], scores: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    files, canaries, buried = site_of(chosen, scores)

    check(laid(files, tmp_path_factory, search=False), canaries, buried)


def test_no_part_of_the_search_index_of_a_public_site_has_it_either(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    chosen = [*zip(sorted(OWN), itertools.cycle(sorted(HIDDEN)))]
    files, canaries, buried = site_of(chosen, (5, 1))
    site = laid(files, tmp_path_factory, search=True)

    check(site, canaries, buried)
    parts = [
        data for path, data in site.at("inside").output.items() if "pagefind" in path and data[:2] == b"\x1f\x8b"
    ]
    everything = b"\n".join(map(gzip.decompress, parts))
    assert {word for word in canaries if word.startswith("zqtext") and word.encode() not in everything} == set()
