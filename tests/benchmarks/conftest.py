"""The benchmarks are scripts, no package: tests find them as Python finds a script's neighbours."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
