"""Where sites are built: in memory if that can be had, so that a busy disk does not decide."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import WORK

IN_MEMORY = Path("/dev/shm")


@contextmanager
def workplace(wished: Path | None = None) -> Iterator[Path]:
    """Make an empty folder where it was wished, else in memory, else below .work/; it goes in the end."""
    place = wished or (IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else WORK)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sitegen-benchmark-", dir=place) as folder:
        yield Path(folder)
