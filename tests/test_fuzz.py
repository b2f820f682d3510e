"""Whatever a file holds, it is read and built: no traceback, no place outside of it, no second of waiting."""

import sys
from pathlib import Path

from tests.sizes import drawn

sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import fuzz


def test_texts_that_went_wrong_in_every_way_are_read_and_built() -> None:
    assert list(fuzz.findings(7, range(drawn(500)))) == []
