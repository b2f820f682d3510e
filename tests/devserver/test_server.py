"""`sitegen serve` as a process, over HTTP."""

import datetime as dt
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.devserver.running import AS_OF, SITE, Server, make, running, until, write

WRONG = '---\ntitle: Notes: and <b>"more"</b>\n---\nWords.\n'


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose site nobody edits."""
    with running(make(tmp_path_factory.mktemp("site")), "--as-of", AS_OF) as server:
        yield server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(make(tmp_path)) as started:
        yield started


PAGES = {
    "/hub/": (200, "text/html; charset=utf-8"),
    "/hub/about/": (200, "text/html; charset=utf-8"),
    "/hub/about/?a=b": (200, "text/html; charset=utf-8"),
    "/hub/feed.xml": (200, "application/xml"),
    "/hub/dates.ics": (200, "text/calendar; charset=utf-8"),
    "/hub/assets/site.css": (200, "text/css; charset=utf-8"),
    "/hub/assets/site.js": (200, "text/javascript; charset=utf-8"),
    "/hub/assets/icon.svg": (200, "image/svg+xml"),
    "/hub/robots.txt": (200, "text/plain; charset=utf-8"),
    "/hub/plan.pdf": (200, "application/pdf"),
    "/.sitegen/reload.js": (200, "text/javascript; charset=utf-8"),
    "/.sitegen/overlay.css": (200, "text/css; charset=utf-8"),
    "/hub/nothing/": (404, "text/html; charset=utf-8"),
    "/about/": (404, "text/html; charset=utf-8"),
    "/.sitegen/preview/": (404, "text/html; charset=utf-8"),
    "/.sitegen/server.py": (404, "text/plain; charset=utf-8"),
    "/hub/../site.yaml": (404, "text/html; charset=utf-8"),
    "/hub/%2e%2e/%2e%2e/%2e%2e/site.yaml": (404, "text/html; charset=utf-8"),
    "/hub/..%2f..%2f..%2fsite.yaml": (404, "text/html; charset=utf-8"),
    "/hub//etc/passwd": (404, "text/html; charset=utf-8"),
    "/hub/a%00b": (404, "text/html; charset=utf-8"),
}


@pytest.mark.parametrize("path", PAGES)
def test_each_file_has_its_type_and_is_not_to_be_kept(still: Server, path: str) -> None:
    answer = still.get(path)

    assert (answer.status, answer.headers["content-type"]) == PAGES[path]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "to"),
    [("/", "/hub/"), ("/hub", "/hub/"), ("/hub/about", "/hub/about/"), ("/hub/about?a=b", "/hub/about/?a=b")],
)
def test_what_lacks_its_slash_or_the_base_path_is_sent_on(still: Server, path: str, to: str) -> None:
    answer = still.get(path)

    assert (answer.status, answer.headers["location"]) == (307, to)


def test_a_missing_page_is_answered_by_the_site_itself(still: Server) -> None:
    assert b"There is no page here" in still.get("/hub/nothing/").body
    assert b'href="/hub/assets/site.css"' in still.get("/elsewhere/").body


def test_a_part_of_a_file_can_be_asked_for(still: Server) -> None:
    whole = still.get("/hub/plan.pdf").body
    part = still.get("/hub/plan.pdf", Range="bytes=10-19")

    assert (part.status, part.headers["content-range"]) == (206, f"bytes 10-19/{len(whole)}")
    assert part.body == whole[10:20]
    assert still.get("/hub/plan.pdf", Range="bytes=99999-").status == 416


def test_the_head_of_a_file_can_be_asked_for_and_nothing_can_be_sent(still: Server) -> None:
    head = still.get("/hub/about/", "HEAD")

    assert (head.status, head.body) == (200, b"")
    assert still.get("/hub/about/", "POST").status == 405


def test_the_script_is_in_what_is_sent_and_not_in_the_file(still: Server) -> None:
    sent = still.get("/hub/about/").body
    (kept,) = still.site.glob(".sitegen/preview/*/about/index.html")

    assert b'<script src="/.sitegen/reload.js?build=' in sent
    assert b".sitegen" not in kept.read_bytes()
    assert b".sitegen" not in still.get("/hub/feed.xml").body


@pytest.mark.parametrize("path", ["/hub/about/", "/.sitegen/events", "/hub/nothing/"])
def test_a_foreign_name_is_refused(still: Server, path: str) -> None:
    assert still.get(path, Host="evil.example:8000").status == 421
    assert still.get("/hub/", Host=f"localhost:{still.port}").status == 200


def test_no_other_page_may_read_the_events(still: Server) -> None:
    assert not any(
        name.startswith("access-control") for name in still.get("/hub/", Origin="http://a.example").headers
    )


def test_an_edit_is_built_told_and_served(server: Server) -> None:
    with server.events() as events:
        first = next(events)
        write(server.site / "content/about.md", "---\ntitle: About\n---\nOther words.\n")
        second = next(events)

    assert second["before"] == first["build"]
    assert second["styles"] is False
    assert b"Other words." in server.get("/hub/about/").body
    assert server.says("rebuilt ").startswith("rebuilt 1 file in 0.")


def test_a_style_edit_is_told_as_such(server: Server) -> None:
    with server.events() as events:
        next(events)
        write(server.site / "layouts/assets/site.css", "body { color: red }")

        assert next(events)["styles"] is True


def test_an_error_is_sent_with_everything_and_taken_back(server: Server) -> None:
    with server.events() as events:
        first = next(events)
        write(server.site / "content/note.md", WRONG)
        told = next(events)
        write(server.site / "content/note.md", "---\ntitle: Notes\n---\nWords.\n")
        cured = next(events)

    assert [first["problems"], cured["problems"]] == [[], []]
    (problem,) = told["problems"]
    assert problem["code"] == "yaml-colon"
    assert problem["text"].startswith("content/note.md:2:13: error[yaml-colon]: ")
    assert '<b>"more"</b>' in problem["text"]
    server.says("; no problems any more")
    assert sum("error[yaml-colon]" in line for line in server.lines) == 1


def test_a_site_whose_configuration_is_wrong_at_the_start_says_so_and_recovers(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path / "site.yaml", "title: [A hub\n")
    with running(tmp_path) as server:
        waiting = server.get("/hub/about/")
        assert (waiting.status, b"reload.js" in waiting.body) == (503, True)
        with server.events() as events:
            assert [each["code"] for each in next(events)["problems"]] == ["yaml-syntax"]
            write(tmp_path / "site.yaml", SITE)
            assert next(events)["problems"] == []
        assert server.get("/hub/about/").status == 200


def test_a_site_whose_frame_is_wrong_shows_what_is_there_and_recovers(server: Server) -> None:
    write(server.site / "layouts/base.html", "{% if %}")
    server.says("error[layout-syntax]")
    until(lambda: server.get("/hub/about/").status == 404, lambda: "404")
    assert b"reload.js" in server.get("/hub/about/").body

    (server.site / "layouts/base.html").unlink()

    assert server.shows("/hub/about/", "First words.").status == 200


def test_the_page_of_a_deleted_file_is_gone(server: Server) -> None:
    (server.site / "content/about.md").unlink()

    until(lambda: server.get("/hub/about/").status == 404, lambda: "404")
    assert b"First words." not in server.get("/hub/about/").body


def test_five_hundred_files_at_once_are_few_builds(server: Server) -> None:
    for number in range(500):
        write(server.site / f"content/wiki/knot-{number}.md", f"---\ntitle: Knot {number}\n---\nOver and under.\n")
    server.shows("/hub/wiki/knot-499/", "Over and under.")
    server.says("rebuilt ")
    write(server.site / "content/about.md", "---\ntitle: About\n---\nOther words.\n")
    server.shows("/hub/about/", "Other words.")

    until(lambda: len(server.rebuilds()) >= 2, lambda: f"two lines in {server.lines}")
    assert len(server.rebuilds()) <= 5, server.lines  # two, but on a machine that halts while it writes them


def test_a_switched_branch_is_followed_there_and_back(server: Server) -> None:
    aside = server.site.parent / f"{server.site.name}-aside"
    shutil.copytree(server.site / "content", aside)
    for _ in range(2):
        shutil.rmtree(server.site / "content")
        write(server.site / "content/other.md", "---\ntitle: Other\n---\nAnother branch.\n")
        server.shows("/hub/other/", "Another branch.")
        until(lambda: server.get("/hub/about/").status == 404, lambda: "404")
        shutil.rmtree(server.site / "content")
        shutil.copytree(aside, server.site / "content")
        server.shows("/hub/about/", "First words.")
    write(server.site / "content/about.md", "---\ntitle: About\n---\nOther words.\n")

    assert server.shows("/hub/about/", "Other words.").status == 200
    assert server.get("/hub/other/").status == 404


def test_output_is_neither_read_nor_written(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path / "output/about/index.html", "An older build.")
    with running(tmp_path) as server:
        assert b"First words." in server.get("/hub/about/").body
        write(tmp_path / "output/about/index.html", "Not ours to touch.")
        write(tmp_path / "content/about.md", "---\ntitle: About\n---\nOther words.\n")
        server.shows("/hub/about/", "Other words.")

    assert [place.name for place in (tmp_path / "output").rglob("*.html")] == ["index.html"]
    assert (tmp_path / "output/about/index.html").read_text() == "Not ours to touch."


def test_drafts_and_what_is_to_come_are_shown_when_asked_for(tmp_path: Path) -> None:
    make(tmp_path)
    write(tmp_path / "content/draft.md", "---\ntitle: Draft\ndraft: true\n---\nHalf.\n")
    write(tmp_path / "content/posts/later.md", "---\ntitle: Later\ndate: 2027-05-01\n---\nNot yet.\n")
    paths = ("/hub/draft/", "/hub/blog/later/")
    with running(tmp_path, "--as-of", AS_OF) as server:
        assert [server.get(path).status for path in paths] == [404, 404]
    with running(tmp_path, "--as-of", AS_OF, "-D", "-F") as server:
        assert [server.get(path).status for path in paths] == [200, 200]


def test_a_taken_port_is_said_and_the_two_do_not_meet(still: Server, tmp_path: Path) -> None:
    with running(make(tmp_path), "-p", str(still.port)) as server:
        assert server.port != still.port
        server.says(f"port {still.port} is taken, so this is {server.port}")


def test_a_server_for_everybody_is_warned_of(tmp_path: Path) -> None:
    with running(make(tmp_path), "--host", "0.0.0.0") as server:
        assert server.says("warning: everyone who can reach 0.0.0.0 can read this preview")
        assert server.get("/hub/", Host="192.168.1.5:8000").status == 200
        assert server.get("/hub/", Host="evil.example").status == 421


def test_a_page_appears_when_its_time_comes(tmp_path: Path) -> None:
    make(tmp_path)
    due = dt.datetime.now(ZoneInfo("Europe/London")) + dt.timedelta(seconds=8)
    write(tmp_path / "content/posts/soon.md", f"---\ntitle: Soon\ndate: {due:%Y-%m-%d %H:%M:%S}\n---\nNews.\n")
    with running(tmp_path) as server:
        with server.events() as events:
            next(events)
            assert server.get("/hub/blog/soon/").status == 404
            next(events)
        assert b"News." in server.get("/hub/blog/soon/").body


def test_a_browser_is_opened_at_the_site(tmp_path: Path) -> None:
    browser = tmp_path / "browser.sh"
    write(browser, f'#!/bin/sh\nprintf %s "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    with running(make(tmp_path / "site"), "--open", BROWSER=f"{browser} %s") as server:
        opened = tmp_path / "opened"
        until(lambda: opened.is_file() and opened.read_text() == server.address, lambda: "a browser")
        assert opened.read_text() == server.address


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_it_stops_at_once_although_pages_listen(server: Server, sent: signal.Signals, code: int) -> None:
    with server.events() as one, server.events() as other:
        next(one)
        next(other)
        ended, seconds = server.stop(sent)
        assert list(one) == list(other) == []

    assert (ended, seconds < 2.0) == (code, True), (ended, seconds)
    assert not any("Traceback" in line for line in server.lines)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))
