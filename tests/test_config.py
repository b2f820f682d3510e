"""site.yaml: what it needs, what it refuses, and in which words."""

from pathlib import Path

import pytest

from sitegen.config import read
from sitegen.diagnostics import Diagnostic
from sitegen.model.config import Config, Markdown, MenuItem

KINDS = ("post", "event", "document")
LEAST = "title: A hub\nurl: https://a.org/hub\n"


def config(folder: Path, text: str, base_url: str = "") -> Config:
    path = folder / "site.yaml"
    path.write_text(text, encoding="utf-8")
    found, problems = read(path, base_url, kinds=KINDS)
    assert problems == ()
    assert found is not None
    return found


def problems(folder: Path, text: str, base_url: str = "") -> tuple[Diagnostic, ...]:
    path = folder / "site.yaml"
    path.write_text(text, encoding="utf-8")
    found, told = read(path, base_url, kinds=KINDS)
    assert found is None
    return told


def the_problem(folder: Path, text: str) -> Diagnostic:
    (problem,) = problems(folder, text)
    return problem


def test_title_and_url_are_enough(tmp_path: Path) -> None:
    found = config(tmp_path, LEAST)
    assert (found.title, found.url, found.base) == ("A hub", "https://a.org/hub/", "https://a.org/hub/")
    assert (found.language, found.timezone, found.per_page, found.horizon) == ("en", "UTC", 20, 2)
    assert found.feeds == ("post", "document", "event")


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = config(
        tmp_path,
        LEAST
        + """
language: en-GB
timezone: Europe/London
description: What it is for
contact: hub@a.org
repository: https://git.example/hub
menu: [/about/, {text: Events, to: /events/}]
per_page: 5
permalinks: {post: /{year}/{month}/{day}/{slug}.html, event: "/e/{path}/"}
feeds: post
horizon: 0
markdown: {raw_html: trust, frames: [a.org], smart: yes}
checks: {broken-link: warning, image-alt: off}
fields: [mood, weather]
tags: {opendata: open data}
""",
    )
    assert found.menu == (MenuItem(to="/about/"), MenuItem(text="Events", to="/events/"))
    assert found.permalinks == {"post": "/{year}/{month}/{day}/{slug}.html", "event": "/e/{path}/"}
    assert found.markdown == Markdown(raw_html="trust", frames=("a.org",), smart=True)
    assert found.checks == {"broken-link": "warning", "image-alt": "off"}
    assert (found.feeds, found.fields, found.tags) == (("post",), ("mood", "weather"), {"opendata": "open data"})


def test_a_base_url_replaces_the_address_for_this_build_and_leaves_url_alone(tmp_path: Path) -> None:
    found = config(tmp_path, LEAST, "http://127.0.0.1:8000/x")
    assert (found.url, found.base) == ("https://a.org/hub/", "http://127.0.0.1:8000/x/")


@pytest.mark.parametrize(
    "base", ["hub", "/hub/", "ftp://a.org/", "https://", "https://a.org/?x=1", "https://a.org:99999/"]
)
def test_a_base_url_that_is_no_address_is_told(tmp_path: Path, base: str) -> None:
    (problem,) = problems(tmp_path, LEAST, base)
    assert problem.code == "bad-value"
    assert base in problem.message
    assert problem.fix.startswith("--base-url https://")


def test_a_missing_file_says_what_to_put_into_it(tmp_path: Path) -> None:
    found, (problem,) = read(tmp_path / "site.yaml")
    assert found is None
    assert (problem.code, problem.span.path) == ("config-missing", "site.yaml")
    assert problem.note == "For example:\n  title: Name of the site\n  url: https://example.org/"


def test_a_folder_in_its_place_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").mkdir()
    _, (problem,) = read(tmp_path / "site.yaml")
    assert problem.code == "unreadable-file"


def test_an_empty_file_misses_both_settings_that_are_required(tmp_path: Path) -> None:
    assert {problem.message for problem in problems(tmp_path, "# nothing\n")} == {
        "site.yaml needs `title`",
        "site.yaml needs `url`",
    }


def test_bytes_and_yaml_are_complained_of_as_in_front_matter(tmp_path: Path) -> None:
    assert the_problem(tmp_path, "title: a: b\nurl: https://a.org/").code == "yaml-colon"
    (tmp_path / "site.yaml").write_bytes(b"title: \xff")
    assert read(tmp_path / "site.yaml")[1][0].code == "not-utf8"


def test_a_warning_alone_leaves_a_config(tmp_path: Path) -> None:
    path = tmp_path / "site.yaml"
    path.write_text(f"{LEAST}title: Another\n")
    found, (problem,) = read(path)
    assert found is not None
    assert (found.title, problem.code) == ("Another", "repeated-key")


@pytest.mark.parametrize(
    ("line", "code", "column", "words", "fix"),
    [
        ("menuu: x", "unknown-setting", 1, "no setting `menuu`", "did you mean `menu`?"),
        ("base: https://b.org/", "unknown-setting", 1, "no setting `base`", "take it out"),
        ("portable: true", "unknown-setting", 1, "no setting `portable`", "take it out"),
        ("markdown: {smrt: yes}", "unknown-setting", 12, "`markdown.smrt`", "did you mean `smart`?"),
        ("timezone: London", "unknown-zone", 11, "London", "timezone: Europe/London"),
        ("language: english please", "bad-value", 11, "language tag", ""),
        ("contact: nobody", "bad-value", 10, "e-mail", ""),
        ("per_page: 0", "bad-value", 11, "1 or more and 1000 or less", ""),
        ("horizon: many", "bad-value", 10, "whole number", ""),
        ("feeds: [post, evnt]", "bad-value", 15, "does not exist: evnt", "did you mean `event`?"),
        ("permalinks: {evnt: '/{slug}/'}", "bad-value", 14, "does not exist: evnt", "did you mean `event`?"),
        ("permalinks: {post: 'blog/{slug}/'}", "bad-value", 20, "begin with one /", "post: /blog/{slug}/"),
        ("permalinks: {post: '//a.org/{slug}/'}", "bad-value", 20, "begin with one /", "post: /a.org/{slug}/"),
        (
            "permalinks: {post: '/{yeer}/{slug}/'}",
            "bad-value",
            20,
            "did you mean {year}?",
            "post: /{year}/{slug}/",
        ),
        ("permalinks: {post: '/{slug/'}", "bad-value", 20, "not closed", ""),
        (
            "permalinks: {post: '/{slug.__class__}/'}",
            "bad-value",
            20,
            "not of {slug.__class__}",
            "",
        ),
        ("permalinks: {post: '/blog/{year}/'}", "bad-value", 20, "{slug} or {path}", ""),
        ("permalinks: {post: '/../{slug}/'}", "bad-value", 20, "cannot hold", ""),
        (
            "checks: {broken-lnk: off}",
            "unknown-setting",
            10,
            "does not exist: broken-lnk",
            "did you mean `broken-link`?",
        ),
        ("checks: {not-utf8: off}", "unknown-setting", 10, "`not-utf8` cannot be set to off", "take the line out"),
        ("checks: {redlink: loud}", "bad-value", 19, "error, warning or off", ""),
    ],
)
def test_a_wrong_setting_is_told_at_its_place_with_its_cure(
    tmp_path: Path, line: str, code: str, column: int, words: str, fix: str
) -> None:
    problem = the_problem(tmp_path, f"{LEAST}{line}\n")
    assert (problem.code, problem.span.path, problem.span.line, problem.span.column) == (
        code,
        "site.yaml",
        3,
        column,
    )
    assert words in problem.message
    assert problem.fix.startswith(fix)


@pytest.mark.parametrize(
    "url", ["a.org", "/hub/", "ftp://a.org/", "mailto:a@b.org", "https://a.org/?q", "https://u:p@a.org/"]
)
def test_an_address_that_no_site_can_have_is_refused(tmp_path: Path, url: str) -> None:
    problem = the_problem(tmp_path, f"title: x\nurl: {url}\n")
    assert (problem.code, problem.span.line, problem.span.column) == ("bad-value", 2, 6)


def test_what_cannot_be_adjusted_is_explained_with_what_can(tmp_path: Path) -> None:
    problem = the_problem(tmp_path, f"{LEAST}checks: {{bad-date: off}}\n")
    assert "redlink" in problem.note
    assert "bad-date" not in problem.note


def test_all_problems_are_told_at_once_even_without_a_title(tmp_path: Path) -> None:
    told = problems(tmp_path, "url: a.org\nlanguage: '?'\ncheks: {}\nfeeds: [blog]\n")
    assert [(problem.span.line, problem.code) for problem in told] == [
        (1, "missing-field"),
        (1, "bad-value"),
        (2, "bad-value"),
        (3, "unknown-setting"),
        (4, "bad-value"),
    ]


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("menu: [about/]", "- /about/"),
        ("footer: [{to: contact.md, text: Contact}]", "to: /contact.md"),
        ('menu: ["javascript:alert(1)"]', ""),
        ("footer: [{to: //example.org/}]", ""),
    ],
)
def test_a_door_leads_into_the_site_or_to_a_whole_address(tmp_path: Path, line: str, fix: str) -> None:
    problem = the_problem(tmp_path, f"{LEAST}{line}\n")
    assert (problem.code, problem.fix, problem.note) == ("bad-value", fix, "Begin it with /.")


def test_a_door_may_be_an_address_for_mail(tmp_path: Path) -> None:
    menu = config(tmp_path, f"{LEAST}menu: [/about/, 'mailto:a@b.org', https://a.org/x?y]\n").menu
    assert [item.to for item in menu] == ["/about/", "mailto:a@b.org", "https://a.org/x?y"]


@pytest.mark.parametrize("name", ["site.yml", "site.yaml.txt"])
def test_a_configuration_of_nearly_the_right_name_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("title: A hub\nurl: https://hub.example/\n")
    (found,) = read(tmp_path / "site.yaml")[1]

    assert (found.code, found.fix) == ("config-missing", f"rename {name} to site.yaml")
