"""The workflows that publish a site: when they build, and that no fault of the question leaves a site behind."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
OURS = (ROOT / ".github/workflows/site.yml").read_text(encoding="utf-8")
MANUALS = re.findall(
    r"^```yaml\n(name: Site\n.*?)^```$",
    (ROOT / "docs/manual/publishing.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)[0]
WORKFLOWS = {"ours": OURS, "that of the manual": MANUALS}
PAST = '{"next_change": "2001-01-01T00:00:00Z", "why": ["“Fair” ends"], "pages": []}'
FUTURE = PAST.replace("2001", "9001")


def jobs(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(WORKFLOWS[name])["jobs"]
    return found


def question(name: str) -> str:
    """The script of the step that decides."""
    (step,) = [step for step in jobs(name)["due"]["steps"] if step.get("id") == "due"]
    script: str = step["run"]
    return script


@pytest.fixture
def server() -> Iterator[dict[str, str]]:
    """A server below whose address stands what is put into a table, by path; the address is under "address"."""
    pages: dict[str, str] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = pages.get(self.path)
            self.send_response(200 if found is not None else 404)
            self.end_headers()
            self.wfile.write((found or "").encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        pages["address"] = f"http://127.0.0.1:{listening.server_address[1]}"
        yield pages
        listening.shutdown()


def decide(name: str, address: str, folder: Path, python: str = sys.executable) -> str:
    """Run the step as the runner would, and return what it hands on."""
    for command, arguments in {"python": "", "sitegen": "-m sitegen "}.items():
        place = folder / "bin" / command
        place.parent.mkdir(exist_ok=True)
        place.write_text(f'#!/bin/sh\nexec {python} {arguments}"$@"\n', encoding="utf-8")
        place.chmod(0o755)
    given = folder / "given"
    given.touch()
    environment = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "BASE_URL": address,
        "GITHUB_OUTPUT": str(given),
    }
    subprocess.run(["bash", "-e", "-c", question(name)], cwd=ROOT, env=environment, check=True, timeout=60)
    return given.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_site_whose_next_change_has_come_is_built(name: str, server: dict[str, str], tmp_path: Path) -> None:
    server["/hub/next-change.json"] = PAST
    assert decide(name, server["address"] + "/hub/", tmp_path) == "due=true\n"


@pytest.mark.parametrize("name", WORKFLOWS)
@pytest.mark.parametrize("found", [FUTURE, '{"next_change": null, "why": [], "pages": []}'])
def test_a_site_that_holds_is_left_alone(name: str, found: str, server: dict[str, str], tmp_path: Path) -> None:
    server["/next-change.json"] = found
    assert decide(name, server["address"], tmp_path) == "due=false\n"


WRONG = {
    "no such file": None,
    "a page for lost visitors": "<!doctype html><title>Welcome</title>",
    "another file": '{"next": 1}',
    "a list": "[]",
    "no instant": '{"next_change": "soon"}',
    "an instant without a zone": '{"next_change": "9001-01-01T00:00:00"}',
    "deep nonsense": "[" * 100_000,
}


@pytest.mark.parametrize("found", WRONG.values(), ids=WRONG)
def test_a_site_that_says_nothing_of_use_is_built(
    found: str | None, server: dict[str, str], tmp_path: Path
) -> None:
    if found is not None:
        server["/next-change.json"] = found
    assert decide("ours", server["address"], tmp_path) == "due=true\n"


@pytest.mark.parametrize("name", WORKFLOWS)
@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "", "https://[", "http://no host/"])
def test_a_site_that_cannot_be_reached_is_built(name: str, address: str, tmp_path: Path) -> None:
    assert decide(name, address, tmp_path) == "due=true\n"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_site_is_built_when_sitegen_does_not_even_start(
    name: str, server: dict[str, str], tmp_path: Path
) -> None:
    server["/next-change.json"] = FUTURE
    assert decide(name, server["address"], tmp_path, python="false") == "due=true\n"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_only_the_schedule_asks_and_it_does_so_every_hour(name: str) -> None:
    started = yaml.safe_load(WORKFLOWS[name])[True]  # YAML reads `on` as a truth

    assert [re.fullmatch(r"\d+ \* \* \* \*", each["cron"]) is not None for each in started["schedule"]] == [True]
    assert {"push", "pull_request"} <= started.keys()
    assert jobs(name)["due"]["if"] == "github.event_name == 'schedule'"


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_build_is_left_out_only_when_there_is_time_and_nothing_is_deployed_without_one(name: str) -> None:
    build, deploy = jobs(name)["build"], jobs(name)["deploy"]

    assert (build["needs"], deploy["needs"]) == ("due", "build")
    assert build["if"] == "${{ !cancelled() && needs.due.outputs.due != 'false' }}"
    assert "!cancelled() && needs.build.result == 'success'" in deploy["if"]
    assert "github.event_name != 'pull_request'" in deploy["if"]


def test_the_question_needs_no_more_than_what_is_installed_for_it(tmp_path: Path) -> None:
    """Of all libraries, only click: it is asked every hour."""
    (tmp_path / "next-change.json").write_text(FUTURE, encoding="utf-8")
    code = (
        "import sys\n"
        "from sitegen.cli.commands import commands\n"
        "try:\n"
        f"    commands(['due', {str(tmp_path)!r}])\n"
        "finally:\n"
        "    print(*{name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 4, ran.stderr
    others = set(ran.stdout.splitlines()[-1].split()) - {"__main__", "sitegen", "click"}
    assert {name for name in others if not name.startswith(("_", "sitecustomize"))} == set()
    assert "- run: python -m pip install --quiet click #" in OURS
