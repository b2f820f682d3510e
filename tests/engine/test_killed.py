"""A build that is killed from outside, at whatever moment, harms nothing, and the next one makes up for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import drawn

ROOT = Path(__file__).parents[2]
KILLS = drawn(50)


@pytest.mark.thorough
@pytest.mark.parametrize("way", ["cold", "warm"])
def test_a_killed_build_leaves_whole_files_and_the_next_makes_what_a_clean_one_makes(
    tmp_path: Path, way: str
) -> None:
    command = [sys.executable, "-m", "tests.engine.killing", str(tmp_path), way, str(KILLS)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert ran.returncode == 0 and ran.stderr == "", ran.stderr
    found = json.loads(ran.stdout)

    assert found["wrong"] == []
    assert found["kills"] >= KILLS
    assert found["committing"] >= KILLS // 10, "too few of the kills fell into a commit"
