"""Any number of processes makes the same site, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from sitegen.engine import workers
from sitegen.engine.build import Request, build
from sitegen.engine.workers import WorkerFailed, share
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import MakeSite, Site
from tests.engine.test_incremental import FILES

MANY = FILES | {
    f"content/posts/2025-01-{day:02}-post.md": (
        f"---\ntitle: Post {day}\nslug: post-{day}\ntags: many\n---\nDay {day}.\n"
    )
    for day in range(1, 29)
}


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_IT", 4)


def request(site: Site, jobs: int, output: str) -> Request:
    return Request(
        root=site.root,
        output=site.root / output,
        config=site.root / "site.yaml",
        as_of=site.as_of,
        jobs=jobs,
    )


def test_any_number_of_processes_makes_the_same_bytes(make_site: MakeSite) -> None:
    site = make_site(MANY, build=False)
    made = {}
    for jobs in (1, 2, 3, 5):
        result = build(request(site, jobs, f"out-{jobs}"), KINDS, OUTPUTS)
        made[jobs] = (site.at(f"out-{jobs}").output, result.diagnostics, result.next_change, result.rendered)

    assert made[1][0]
    assert made[1] == made[2] == made[3] == made[5]


def test_without_fork_the_same_bytes_come_out(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(MANY, build=False)
    build(request(site, 3, "with"), KINDS, OUTPUTS)
    monkeypatch.delattr(os, "fork")
    build(request(site, 3, "without"), KINDS, OUTPUTS)

    assert site.at("with").output == site.at("without").output


def test_workers_lose_no_diagnostics(make_site: MakeSite) -> None:
    wrong = {f"content/wiki/w{number}.md": f"[[Nowhere {number}]]\n" for number in range(20)}
    broken = {"layouts/post.html": "{{ entry.titel }}"}
    site = make_site(MANY | wrong | broken, build=False)

    one = build(request(site, 1, "out"), KINDS, OUTPUTS)
    three = build(request(site, 3, "out"), KINDS, OUTPUTS)

    assert one.diagnostics == three.diagnostics
    assert len(one.diagnostics) == 21
    assert not (site.root / "out").exists()


def test_a_bug_in_a_worker_is_heard_of() -> None:
    def job(work: Sequence[int]) -> bytes:
        if 3 in work:
            raise ZeroDivisionError("planted")
        return b"fine"

    with pytest.raises(WorkerFailed, match="ZeroDivisionError: planted"):
        share(range(8), job, 2)


def test_a_worker_that_dies_is_heard_of() -> None:
    def job(work: Sequence[int]) -> bytes:
        if 3 in work:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"fine"

    with pytest.raises(WorkerFailed, match="without an answer"):
        share(range(8), job, 2)


def test_answers_come_in_the_order_of_shares() -> None:
    assert share(range(8), lambda work: bytes(work), 2) == [bytes([0, 2, 4, 6]), bytes([1, 3, 5, 7])]


SLOW = """
import os, sys, time
from sitegen.engine import workers
workers.WORTH_IT = 4
import sitegen.stages.{module} as stage
import sitegen.engine.{user} as user
slow = user.{name}
def late(*given, **named):
    time.sleep(0.05)
    return slow(*given, **named)
user.{name} = late
sys.argv = ["sitegen", "build", "-j", "2"]
from sitegen.cli import main
main()
"""
STAGES = {
    "parse": ("parse", "memory", "parse"),
    "assemble": ("assemble", "build", "assemble"),
    "plan": ("plan", "build", "plan"),
    "render": ("render", "rendering", "render"),
}


@pytest.mark.parametrize("stage", STAGES)
def test_an_interrupt_leaves_no_child_and_the_output_whole(make_site: MakeSite, stage: str) -> None:
    site = make_site(MANY)
    before = site.output
    for path in site.root.glob("content/posts/*.md"):
        path.write_text(path.read_text() + "More.\n")
    module, user, name = STAGES[stage]
    code = SLOW.format(module=module, user=user, name=name)
    if stage in ("assemble", "plan"):
        code = code.replace("time.sleep(0.05)", "time.sleep(5)")
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=site.root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(1.2)
    assert child.poll() is None, "the build was over before it could be interrupted"
    os.killpg(child.pid, signal.SIGINT)
    sent = time.monotonic()
    _, said = child.communicate(timeout=10)

    assert time.monotonic() - sent < 2, said
    assert child.returncode == 130, said
    assert "Traceback" not in said
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)
    assert site.output == before
    assert site.build().output == site.clean_build().output
