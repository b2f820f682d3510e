"""Any number of processes makes the same site, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import SITE_YAML, MakeSite, Site
from tests.engine.test_incremental import FILES

ROOT = Path(__file__).parents[2]
MANY = FILES | {
    f"content/posts/2025-01-{day:02}-post.md": (
        f"---\ntitle: Post {day}\nslug: post-{day}\ntags: many\n---\nDay {day}.\n"
    )
    for day in range(1, 29)
}

BUILD = """
import datetime as dt, hashlib, os, sys
from pathlib import Path
from sitegen.engine import workers
from sitegen.engine.build import build
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
workers.WORTH_IT = 4
root, jobs, fork = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
forks = []
if fork == "no":
    del os.fork
else:
    real = os.fork
    os.fork = lambda: forks.append(1) or real()
request = Request(root=root, output=root / f"out-{jobs}-{fork}", config=root / "site.yaml", jobs=jobs,
                  as_of=dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC))
result = build(request, KINDS, OUTPUTS)
print(len(forks), file=sys.stderr)
for found in result.diagnostics:
    print(found)
print(result.next_change, sorted(result.rendered))
for path in sorted(request.output.rglob("*")):
    if path.is_file():
        print(path.relative_to(request.output), hashlib.sha256(path.read_bytes()).hexdigest())
"""
"""A build in a process of its own: one with a single thread, as the command has."""


def alone(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own: workers are forked only from one that has no other thread."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def built(site: Site, jobs: int, fork: str = "yes") -> tuple[str, int]:
    """Return all that a build made and said, and how many processes it started."""
    ran = alone(BUILD, site.root, jobs, fork)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout, int(ran.stderr)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with work enough for many processes; each build has an output folder of its own."""
    return Site(tmp_path_factory.mktemp("many"), KINDS, OUTPUTS).write({"site.yaml": SITE_YAML, **MANY})


@pytest.fixture(scope="module")
def by_one(many: Site) -> str:
    """What a build by one process makes and says."""
    said, forks = built(many, 1)
    assert forks == 0
    assert "index.html" in said
    return said


@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_any_number_of_processes_makes_the_same_bytes(many: Site, by_one: str, jobs: int) -> None:
    assert built(many, jobs) == (by_one, 2 * jobs)


def test_without_fork_the_same_bytes_come_out(many: Site, by_one: str) -> None:
    assert built(many, 3, "no") == (by_one, 0)


def test_workers_lose_no_diagnostics(make_site: MakeSite) -> None:
    wrong = {f"content/wiki/w{number}.md": f"[[Nowhere {number}]]\n" for number in range(20)}
    broken = {"layouts/post.html": "{{ entry.titel }}"}
    site = make_site(MANY | wrong | broken, build=False)

    one, _ = built(site, 1)
    three, forks = built(site, 3)

    assert forks == 6
    assert one == three
    assert one.count("code='redlink'") == 20
    assert one.count("code='layout-variable'") == 1
    assert not (site.root / "out-3-yes").exists()


DAMAGED = """
import datetime as dt, sys
from pathlib import Path
from sitegen.engine import workers
from sitegen.engine.cached_build import cached_build
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
workers.WORTH_IT = 4
root = Path(sys.argv[1])
request = Request(root=root, output=root / "output", config=root / "site.yaml", jobs=2,
                  as_of=dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC))
cached_build(request, KINDS, OUTPUTS)
for bodies in (root / ".sitegen/store").glob("bodies-*"):
    bodies.unlink()
(root / "layouts").mkdir(exist_ok=True)
(root / "layouts/post.html").write_text('{% extends "default/post.html" %}')
ended = cached_build(request, KINDS, OUTPUTS)
print(ended.result.published, len(ended.result.reasons) > 20, ended.note)
"""


def test_damage_that_a_worker_meets_is_mended_as_any_other(make_site: MakeSite) -> None:
    site = make_site(MANY, build=False)

    ran = alone(DAMAGED, site.root)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("True True the cache in .sitegen/ is damaged")


SHARE = """
import os, signal, sys
from sitegen.engine import workers
workers.WORTH_IT = 4
def job(work):
    {job}
    return bytes(work)
try:
    print(list(workers.share(range(8), job, 2)))
except workers.WorkerFailed as failed:
    print("failed:", failed)
"""


def test_a_bug_in_a_worker_is_heard_of() -> None:
    ran = alone(SHARE.format(job='assert 3 not in work, "planted"'))

    assert ran.stdout.startswith("failed: Traceback")
    assert "AssertionError: planted" in ran.stdout


def test_a_worker_that_dies_is_heard_of() -> None:
    ran = alone(SHARE.format(job="3 in work and os.kill(os.getpid(), signal.SIGKILL)"))

    assert ran.returncode == 0
    assert "ended without an answer" in ran.stdout


def test_answers_come_in_the_order_of_shares() -> None:
    assert alone(SHARE.format(job="pass")).stdout.strip() == str([bytes([0, 2, 4, 6]), bytes([1, 3, 5, 7])])


ORPHANS = """
import os, time
from sitegen.engine import workers
workers.WORTH_IT = 4
def job(work):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece: two workers speak at once
    time.sleep(30)
    return b""
list(workers.share(range(8), job, 2))
"""


def test_workers_end_soon_after_a_parent_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHANS], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
        deadline = time.monotonic() + 10
        while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not any(alive(worker) for worker in workers)


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits for somebody to ask how does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


SLOW = """
import os, sys, time
from sitegen.engine import workers
workers.WORTH_IT = 4
import sitegen.stages.{module} as stage
import sitegen.engine.{user} as user
slow = user.{name}
def late(*given, **named):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(5)
    return slow(*given, **named)
user.{name} = late
sys.argv = ["sitegen", "build", "-j", "2"]
from sitegen.cli import main
main()
"""
STAGES = {
    "parse": ("parse", "cache.build_cache", "parse", 2),
    "assemble": ("assemble", "graph.reassemble", "assemble", 1),
    "plan": ("plan", "build", "plan", 1),
    "render": ("render", "rendering", "render", 2),
}
"""Stage -> its module, who calls it, as what, and in how many processes."""


@pytest.mark.parametrize("stage", STAGES)
def test_an_interrupt_leaves_no_child_and_the_output_whole(make_site: MakeSite, stage: str) -> None:
    site = make_site(MANY)
    before = site.output
    for path in site.root.glob("content/posts/*.md"):
        path.write_text(path.read_text() + "More.\n")
    module, user, name, processes = STAGES[stage]
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW.format(module=module, user=user, name=name)],
        cwd=site.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert child.stdout
    at_work: set[str] = set()
    while len(at_work) < processes:
        at_work.add(child.stdout.readline())
    time.sleep(0.2)  # by then the process that started them waits for them
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
