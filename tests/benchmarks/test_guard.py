"""The guard against slow builds, run as a person would."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sizes import drawn

GUARD = Path(__file__).resolve().parents[2] / "benchmarks/guard.py"


def guard(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(GUARD), *options], capture_output=True, text=True)


@pytest.mark.thorough
@pytest.mark.parametrize("corpus", ["blog", "hub"])
def test_a_build_costs_less_than_half_as_much_again_as_was_recorded(corpus: str) -> None:
    ended = guard("--corpora", corpus)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.thorough
def test_a_delay_of_half_a_build_is_caught() -> None:
    ended = guard("--corpora", "blog", "--count", str(drawn(100)), "--plant", "0.5")
    assert "at most" in ended.stdout, ended.stderr
    assert ended.returncode == 1, ended.stdout
