"""Builds of a site with its history ask git for new commits alone, and make what a clean build makes."""

import datetime as dt
import random
from collections.abc import Callable

import pytest

from sitegen.history import repository
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.engine.history_hub import RULES, hub
from tests.history.repository import Repo
from tests.sizes import drawn


def test_git_is_not_called_while_the_last_commit_is_the_same(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, repo = hub(make_site)
    site.build()
    calls: list[object] = []
    start = repository.start_git

    def counted(*arguments: object) -> object:
        calls.append(arguments)
        return start(*arguments)  # type: ignore[arg-type]

    for module in ("repository", "blobs"):
        monkeypatch.setattr(f"sitegen.history.{module}.start_git", counted)
    site.edit("content/wiki/rules.md", RULES + "\nNot committed.\n").build()
    assert calls == []
    assert site.edit("content/wiki/rules.md", RULES.replace("Rules", "Our rules")).build().rendered
    again = Site(site.root, site.kinds, site.outputs).build()
    assert "history/wiki/rules/index.html" in again.rendered
    assert again.output["history/wiki/rules/index.html"] == site.output["history/wiki/rules/index.html"]
    assert again.clean_build().output == again.output
    again.build(as_of=site.as_of + dt.timedelta(days=1))
    assert calls == [], "what git said is kept: the log, and what was shown of two versions"

    repo.commit("Ours", when="2026-02-01T10:00:00Z")
    site.build()
    assert "Our rules" in site.page("history/wiki/rules/index.html")
    assert len(calls) == 4, (
        "the log, the tree, the new version as it is looked at, and two versions that are shown"
    )


def test_a_site_that_does_not_ask_for_it_calls_no_git(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = hub(make_site)
    monkeypatch.setenv("PATH", "")
    site.edit("site.yaml", SITE_YAML).build()

    assert site.codes == []
    assert not [path for path in site.output if path.startswith(("history/", "recent-changes/"))]


def test_a_commit_renders_the_pages_of_what_it_changed_alone(make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    repo.commit("More", {f"content/wiki/page-{n}.md": f"# Page {n}\n\nWords.\n" for n in range(6)})
    site.build()
    site.edit("content/wiki/page-3.md", "# Page 3\n\nOther words.\n").build()
    repo.commit("Other words on page 3", when="2026-05-01T08:00:00Z")
    site.build()

    pages = {path for path in site.rendered if path.startswith("wiki/page-")}
    histories = {path for path in site.rendered if path.startswith("history/")}
    assert pages == {"wiki/page-3/index.html"}
    assert histories == {"history/wiki/page-3/index.html"}


def _one_back(repo: Repo) -> str:
    """Return the commit before the one that is checked out; that one itself where it is the first."""
    return "HEAD~1" if repo.git("rev-list", "--count", "HEAD") != "1" else "HEAD"


def _edit(site: Site, repo: Repo, draw: random.Random) -> None:
    n = draw.randrange(5)
    path, text = f"content/wiki/page-{n}.md", f"# Page {n}\n\nWords {draw.randrange(99)} and more of them.\n"
    place = site.root / path
    steps: list[Callable[[], object]] = [
        lambda: site.edit(path, text),
        lambda: site.edit(path, f"---\ndraft: true\n---\n{text}"),
        lambda: place.exists() and place.rename(place.with_name(f"page-{draw.randrange(5)}.md")),
        lambda: place.unlink(missing_ok=True),
        lambda: repo.commit(f"Commit {draw.randrange(99)}", when=f"2026-02-{draw.randrange(1, 28):02}T10:00:00Z"),
        lambda: repo.git("checkout", "-q", "-f", _one_back(repo)),
        lambda: repo.git("checkout", "-q", "-f", "main"),
        lambda: setattr(site, "as_of", dt.datetime(2026, 2, draw.randrange(1, 28), 12, tzinfo=dt.UTC)),
        lambda: site.edit(".mailmap", f"Ann {draw.randrange(9)} <ann@example.org>\n"),
    ]
    draw.choice(steps)()


@pytest.mark.parametrize("seed", range(drawn(12)))
def test_after_any_edits_and_commits_a_build_is_equal_to_a_clean_one(seed: int, make_site: MakeSite) -> None:
    site, repo = hub(make_site)
    draw = random.Random(seed)
    repo.commit("Second", {"content/wiki/page-0.md": "# Page 0\n\nWords.\n"})
    for _ in range(8):
        for _ in range(draw.randrange(1, 4)):
            _edit(site, repo, draw)
        site.build()
        clean = site.clean_build()
        assert site.diagnostics == clean.diagnostics
        assert site.output == clean.output
