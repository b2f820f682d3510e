"""After an edit of texts alone the pages are rendered from their stored answers: as a clean build makes them."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sitegen.engine.cache.up_to_date import UpToDateCheck
from sitegen.engine.cached_build import CachedBuild, cached_build, differences, rebuilt_texts
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.model.inputs import PLACES
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.sizes import sample

Edit = Callable[[Site], Any]

FILES = {
    "content/posts/2026-01-01-one.md": "---\ntitle: One\ntags: red\n---\nSee [[Two]].\n\n## Part\n\nIts words.\n",
    "content/posts/2026-02-02-two.md": "---\ntitle: Two\ntags: red\n---\nTwo's words.\n",
    "content/wiki/three.md": "---\ntitle: Three\n---\nBefore.\n\n![[Two]]\n\nAfter [[One]].\n",
    "content/posts/index.md": "---\ntitle: All posts\n---\nA word about posts.\n",
}


def build(site: Site, *, jobs: int = 1) -> tuple[CachedBuild, bool]:
    """Build as the command does; return how it ended, and whether the texts were replayed."""
    request = Request(
        root=site.root,
        output=site.root / "output",
        config=site.root / "site.yaml",
        as_of=site.as_of,
        jobs=jobs,
    )
    check = UpToDateCheck(site.root, request.output, request.config, {})
    check.outcome(site.as_of)
    rebuilt = rebuilt_texts(request, KINDS, OUTPUTS, check)
    if rebuilt is not None:
        return rebuilt, True
    check.look(PLACES)
    check.invalidate()
    ended = cached_build(request, KINDS, OUTPUTS)
    result = ended.result
    if result.published and result.config:
        outcome = {
            "diagnostics": msgspec.to_builtins(result.diagnostics),
            "entries": result.entries,
            "files": result.files,
        }
        check.save(outcome, site.as_of, result.config.timezone, result.next_change, ended.read, ended.written)
    return ended, False


def differ(site: Site, ended: CachedBuild) -> list[str]:
    request = Request(
        root=site.root, output=site.root / "output", config=site.root / "site.yaml", as_of=site.as_of
    )
    return list(differences(request, ended.result, KINDS, OUTPUTS))


def still_to_do(site: Site) -> frozenset[str]:
    """Return what a usual build would render now: nothing, when the stored record is right."""
    request = Request(
        root=site.root, output=site.root / "output", config=site.root / "site.yaml", as_of=site.as_of, write=False
    )
    return cached_build(request, KINDS, OUTPUTS).result.rendered


def said(site: Site, path: str, more: str) -> None:
    """Add to the text of a source."""
    site.edit(path, (site.root / path).read_text(encoding="utf-8") + more)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_edited_text_is_replayed_on_every_page_that_shows_it(make_site: MakeSite, jobs: int) -> None:
    site = make_site(FILES, build=False)
    build(site, jobs=jobs)

    said(site, "content/posts/2026-02-02-two.md", "\nAdded.\n")
    ended, replayed = build(site)

    assert replayed
    assert {"blog/two/index.html", "wiki/three/index.html", "feed.xml", "blog/feed.xml"} <= {*ended.result.changed}
    assert "Added." in site.page("wiki/three/index.html")
    assert differ(site, ended) == []
    assert still_to_do(site) == frozenset()


def test_a_second_edit_is_replayed_from_what_the_first_left(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    build(site)
    for more in ("\nFirst.\n", "\nSecond, and longer.\n"):
        for path in ("content/posts/2026-02-02-two.md", "content/posts/2026-01-01-one.md"):
            said(site, path, more)
            ended, replayed = build(site)
            assert replayed
            assert differ(site, ended) == []
    assert still_to_do(site) == frozenset()


def test_an_edit_that_is_taken_back_is_published(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    build(site)
    path = "content/posts/2026-02-02-two.md"
    before, page = FILES[path], site.page("blog/two/index.html")

    said(site, path, "\nAdded.\n")
    assert build(site)[1]
    site.edit(path, before)
    cached_build(
        Request(root=site.root, output=site.root / "output", config=site.root / "site.yaml", as_of=site.as_of),
        KINDS,
        OUTPUTS,
    )

    assert site.page("blog/two/index.html") == page


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: said(site, "content/posts/2026-02-02-two.md", "\n## New part\n\nWords.\n"),
        lambda site: said(site, "content/posts/2026-02-02-two.md", "\n[[Three]]\n"),
        lambda site: said(site, "content/posts/2026-02-02-two.md", "\n[gone](gone.md)\n"),
        lambda site: site.edit("content/posts/2026-02-02-two.md", "---\ntitle: 2\n---\nTwo's words.\n"),
        lambda site: site.edit("content/new.md", "# New\n"),
        lambda site: site.remove("content/wiki/three.md"),
        lambda site: site.edit("site.yaml", "title: Other\nurl: https://hub.example/\nsearch: false\n"),
        lambda site: site.edit("layouts/posts.md", "# A layout\n"),
        lambda site: site.edit("output/blog/two/index.html", "mine"),
    ],
)
def test_what_is_more_than_an_edited_text_is_built_as_usual(make_site: MakeSite, edit: Edit) -> None:
    site = make_site(FILES, build=False)
    build(site)

    edit(site)
    ended, replayed = build(site)

    assert not replayed
    if not ended.result.failed:
        assert differ(site, ended) == []


SEARCHED = {"site.yaml": SITE_YAML.replace("search: false", "search: true")}


def test_an_edited_text_is_replayed_and_the_search_index_made_anew(make_site: MakeSite) -> None:
    site = make_site(FILES | SEARCHED, build=False)
    build(site)
    first = {path for path in site.output if path.startswith("search/")}
    path = "content/posts/2026-02-02-two.md"
    for more in ("\nAdded.\n", "\nAdded, twice.\n", "\nAdded,\ntwice.\n"):
        site.edit(path, FILES[path] + more)
        ended, replayed = build(site)
        assert replayed
        assert "blog/two/index.html" in ended.result.changed
        assert differ(site, ended) == []
        assert still_to_do(site) == frozenset()
    assert {path for path in site.output if path.startswith("search/")} != first
    check = UpToDateCheck(site.root, site.root / "output", site.root / "site.yaml", {})
    assert check.outcome(site.as_of) is not None, "the state that is kept is that of all files of the index"
    site.edit(path, FILES[path].replace("Two", "2", 1))
    ended, replayed = build(site)
    assert not replayed
    assert differ(site, ended) == []


def test_an_edited_text_is_built_as_usual_where_the_search_index_is_not_known_or_cannot_be_made(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES | SEARCHED, build=False)
    build(site)
    said(site, "content/posts/2026-02-02-two.md", "\nAdded.\n")
    with monkeypatch.context() as context:
        context.setattr("sitegen.engine.search.pagefind.FORMAT", "0.")
        ended, replayed = build(site)
        assert not replayed
        assert [each.code for each in ended.result.diagnostics] == ["search-index"]
    ended, replayed = build(site)
    assert differ(site, ended) == []
    for kept in (site.root / ".sitegen/store").glob("search-*"):
        kept.unlink()
    said(site, "content/posts/2026-02-02-two.md", "\nMore.\n")
    ended, replayed = build(site)
    assert not replayed
    assert differ(site, ended) == []
    assert still_to_do(site) == frozenset()


TERMS = {
    "site.yaml": f"{SITE_YAML}glossary: true\n",
    "content/wiki/panel.md": "---\ntitle: Panel\ntype: term\naliases: [the body]\n---\nIt decides.\n",
    "content/wiki/vote.md": "---\ntitle: Vote\ntype: term\n---\nA show of hands.\n",
}


def test_terms_are_linked_in_an_edited_text_that_is_replayed(make_site: MakeSite) -> None:
    site = make_site(FILES | TERMS, build=False)
    build(site)
    path = "content/posts/2026-02-02-two.md"
    for more, linked in (
        ("\nThe panel met.\n", {"panel"}),
        ("\nThe body had a vote. [[Vote]]\n", None),
        ("\nThe body had a vote.\n", {"panel", "vote"}),
        ("\n`vote`\n", set()),
        ("\nNothing.\n", set()),
    ):
        site.edit(path, FILES[path] + more)
        ended, replayed = build(site)
        assert differ(site, ended) == []
        assert still_to_do(site) == frozenset()
        if linked is not None:
            found = re.findall('class="term" href="../../wiki/([a-z]+)/"', site.page("blog/two/index.html"))
            assert set(found) == linked
            assert (
                set(re.findall('class="term" href="../([a-z]+)/"', site.page("wiki/three/index.html"))) == linked
            )
            assert replayed == (more != "\nThe body had a vote.\n"), "a link that goes is more than an edited text"
    site.edit("content/wiki/panel.md", TERMS["content/wiki/panel.md"] + "\nBy vote.\n")
    ended, replayed = build(site)
    assert replayed
    assert differ(site, ended) == []
    assert 'class="term" href="../vote/"' in site.page("wiki/panel/index.html")


def test_a_page_that_was_not_stored_is_built_as_usual(make_site: MakeSite) -> None:
    site = make_site(FILES, build=False)
    build(site)
    for segment in (site.root / ".sitegen/store").glob("answers-*"):
        segment.write_bytes(segment.read_bytes().replace(b"Two", b"Too"))

    said(site, "content/posts/2026-02-02-two.md", "\nAdded.\n")
    ended, replayed = build(site)

    assert not replayed
    assert differ(site, ended) == []


STEPS = (
    "sitegen.engine.replay.search_index.index_pages",
    "sitegen.engine.replay.search_index.SearchIndex.remember",
    "sitegen.stages.publish.commit",
    "sitegen.stages.publish.journal._carry_out",
    "sitegen.stages.publish.journal.save",
    "sitegen.engine.replay.edited_texts._Build._save_entries",
    "sitegen.engine.replay.edited_texts.write_index",
    "sitegen.engine.cache.index.Segments.sweep",
    "sitegen.engine.replay.edited_texts._Build._save_transcripts",
    "sitegen.engine.cache.transcripts.Transcripts.save",
    "sitegen.engine.cache.up_to_date.UpToDateCheck.save_edits",
)


ENDS = list(itertools.product(STEPS, ("as it is", "taken back", "edited once more")))


@pytest.mark.parametrize(("step", "again"), sample(ENDS, 4))
def test_a_build_that_ends_before_any_step_is_made_up_for(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, step: str, again: str
) -> None:
    site = make_site(FILES | (SEARCHED if "search" in step or "save" in step else {}), build=False)
    build(site)
    path = "content/posts/2026-02-02-two.md"
    said(site, path, "\nAdded.\n")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(step, killed)
        with pytest.raises(KeyboardInterrupt):
            build(site)
    if again == "taken back":
        site.edit(path, FILES[path])
    elif again == "edited once more":
        said(site, "content/posts/2026-01-01-one.md", "\nMore.\n")
    ended, _ = build(site)

    assert ended.note == ""
    assert differ(site, ended) == []
    assert still_to_do(site) == frozenset()
