"""The measurement of photographs works, and nothing that is known is decoded again."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.thorough
def test_photographs_are_decoded_once_and_the_table_says_so(tmp_path: Path) -> None:
    script = (sys.executable, ROOT / "benchmarks/photographs.py", "--photographs", "3", "--across", "1600")
    ran = subprocess.run([*script, "--jobs", "2", "--work", tmp_path], capture_output=True, text=True, check=False)
    counts = dict(re.findall(r"^(\w[\w ]+?)  .* ([\d,]+)$", ran.stdout, re.MULTILINE))

    assert counts == {
        "pillow alone": "3",
        "from nothing": "3",
        "nothing changed": "0",
        "a text edited": "0",
        "output removed": "0",
    }, ran.stderr
