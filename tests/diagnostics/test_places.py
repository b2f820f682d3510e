"""A slip is told at its line and column, whatever is above it and before it, and whatever ends its lines."""

import re
from typing import NamedTuple

import pytest

from sitegen.diagnostics.codes import CODES
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.diagnostics.test_explain import ELSEWHERE, FILE, SITUATIONS, told

SHOWN = sorted(CODES.keys() - ELSEWHERE - SITUATIONS.keys())
"""The codes whose example is shown in files."""
ABOVE = "# 漢字\tünd é\n# 👩‍💻\n"
"""Two lines of front matter with a tab, wide characters and one that is made of several."""
BEFORE = "漢\té "
"""Four characters before a slip in a text."""


Places = list[tuple[str, str, int, int, int]]
"""Code, path, line, column and length of each diagnostic."""


class Shown(NamedTuple):
    """The files of an example, and where its slips are told."""

    code: str
    files: dict[str, str]
    places: Places


@pytest.fixture(scope="module", params=SHOWN)
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """An example, built once for all tests."""
    files = dict(FILE.findall(told(request.param)))
    site = Site(tmp_path_factory.mktemp("shown"), KINDS, OUTPUTS)
    return Shown(request.param, files, places(site.write({"site.yaml": SITE_YAML, **files}).build()))


def places(site: Site) -> Places:
    return [
        (found.code, found.span.path, found.span.line, found.span.column, found.span.length)
        for found in site.diagnostics
    ]


def test_the_line_ends_of_windows_move_nothing(shown: Shown, make_site: MakeSite) -> None:
    after = make_site({path: text.replace("\n", "\r\n") for path, text in shown.files.items()})

    assert places(after) == shown.places


def test_lines_of_front_matter_above_a_slip_are_counted(shown: Shown, make_site: MakeSite) -> None:
    longer = {
        path: re.sub(r"\A---\n", f"---\n{ABOVE}", text) if path.endswith(".md") else text
        for path, text in shown.files.items()
    }
    moved = {path for path in longer if longer[path] != shown.files[path]}
    after = make_site(longer)

    assert places(after) == [
        (found, path, line + 2 * (path in moved and line > 1), column, length)
        for found, path, line, column, length in shown.places
    ]


def test_characters_before_a_slip_in_a_text_are_counted_one_by_one(shown: Shown, make_site: MakeSite) -> None:
    files = dict(shown.files)
    moved = set()
    for _, path, line, column, _ in shown.places:
        lines = files[path].split("\n") if path.endswith(".md") and path in files else []
        body = files[path].find("\n---\n", 3) if lines else -1
        in_text = body >= 0 and line > files[path].count("\n", 0, body) + 2
        if in_text and column > 1 and lines[line - 1][:1].isalpha() and (path, line) not in moved:
            lines[line - 1] = BEFORE + lines[line - 1]
            files[path] = "\n".join(lines)
            moved.add((path, line))
    after = make_site(files)

    assert places(after) == [
        (found, path, line, column + len(BEFORE) * ((path, line) in moved), length)
        for found, path, line, column, length in shown.places
    ]


def test_some_slips_are_in_texts() -> None:
    """So that the test above is about something."""
    texts = [text for code in SHOWN for path, text in FILE.findall(told(code)) if path.endswith(".md")]
    assert sum(bool(re.search(r"\n---\n(?:.*\n)*?[A-Z].*[\[{<!]", text)) for text in texts) > 5


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("---\ntitle: P\ntags: [漢字, é, #news]\n---\n", (3, 15, 5)),
        ("---\ntitle: 漢字: é\n---\n", (2, 10, 1)),
        ("---\ntitle:\t漢字\ndraft:\tnein\n---\n", (3, 8, 4)),
        ("---\ntitle: 漢字\nrelated: [漢字, Nobody]\n---\n", (3, 15, 6)),
        ("---\ntitle: P\n---\n漢字\té [s](https://example .org)\n", (4, 6, 24)),
        ("+++\ntitle = '漢字'\ndraft = 'nein'\n+++\n", (3, 9, 6)),
        ('{"title": "漢字", "draft": "nein"}\n', (1, 26, 6)),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_slip_among_wide_characters_is_told_at_its_column(
    make_site: MakeSite, text: str, place: tuple[int, int, int], ends: str
) -> None:
    site = make_site({"content/wiki/plan.md": text.replace("\n", ends)})

    (found,) = site.diagnostics
    assert (found.span.line, found.span.column, found.span.length) == place


def test_all_slips_of_one_front_matter_are_told(make_site: MakeSite) -> None:
    text = "---\ntitle: a: b\nexcerpt: c: d\nimage: `x\ntags: [x\nauthors: @lea\n---\n"
    site = make_site({"content/wiki/plan.md": text})

    assert [(found.code, found.span.line) for found in site.diagnostics] == [
        ("yaml-colon", 2),
        ("yaml-colon", 3),
        ("yaml-syntax", 4),
        ("yaml-syntax", 5),
        ("yaml-syntax", 6),
    ]


@pytest.mark.parametrize(
    ("name", "field", "place"),
    [
        ("a", "permalink: /wiki/hello/", "a.md:3:12"),
        ("z", "permalink: /wiki/hello/", "z.md:3:12"),
        ("a", "slug: hello", "a.md:3:7"),
        ("z", "slug: hello", "z.md:3:7"),
    ],
)
def test_who_asks_for_the_address_of_another_page_is_told(
    make_site: MakeSite, name: str, field: str, place: str
) -> None:
    files = {
        "content/wiki/hello.md": "---\ntitle: Hello\n---\n",
        f"content/wiki/{name}.md": f"---\ntitle: Other\n{field}\n---\n",
    }
    site = make_site(files)

    assert site.places() == [f"content/wiki/{place} address-collision"]
    assert "hello.md" in site.diagnostics[0].message and f"{name}.md" in site.diagnostics[0].message


def test_a_setting_that_is_none_is_told_at_its_name(make_site: MakeSite) -> None:
    settings = "permalinks: {posts: '/{slug}/'}\nchecks: {broken-lnk: off}\n"
    site = make_site({"site.yaml": SITE_YAML + settings})

    assert site.places() == ["site.yaml:5:14 bad-value", "site.yaml:6:10 unknown-setting"]
