"""Find a Chromium that runs here, or get one.

As a script it prints the path of one, fetching it where it can without rights it was not given, and exits with 2
when there is none, saying what to install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
ADVICE = """\
The browser tests need Chrome or Chromium, and none was found, fetched or installed. Any of these will do:
  Debian: apt-get install chromium
  Ubuntu: the .deb from https://www.google.com/chrome/
  macOS: brew install --cask google-chrome
  elsewhere: SITEGEN_CHROMIUM=/path/to/chrome ./scripts/test
"""


def launch(playwright: Playwright, path: str) -> Browser:
    """Start the browser at a path; root has no sandbox to give it."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *(["--no-sandbox"] if root else [])])


def find() -> str:
    """Return the path of the first browser that runs: the one named by SITEGEN_CHROMIUM alone when it is set.

    Empty when there is none.
    """
    named = os.environ.get("SITEGEN_CHROMIUM")
    return next(filter(runs, [named] if named else installed()), "")


def installed() -> Iterator[str]:
    """Yield the paths where a browser may be, a person's own before the one that playwright fetches."""
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, APPLICATIONS)
    with sync_playwright() as playwright:
        fetched = playwright.chromium.executable_path
    if Path(fetched).exists():
        yield fetched


def runs(path: str) -> bool:
    """Whether a browser opens a page: Ubuntu's `chromium-browser` may only say which snap to install."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright, path)
            browser.new_page().goto("about:blank")
            browser.close()
        except Error as error:
            sys.stderr.write(f"{path} does not run: {str(error).splitlines()[0]}\n")
            return False
    return True


def get() -> str:
    """Fetch playwright's build, else install the system's if we are root on Debian. Empty: neither helped."""
    sys.stderr.write("No Chrome or Chromium here; fetching one\n")
    # Its default is to wait half a minute for each of several attempts where the network is closed.
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000", **os.environ}
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, env=patience)
    found = find()
    if not found and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-q", "-y", "chromium"]):
            subprocess.run(["apt-get", *command], stdout=sys.stderr, env=quiet)
        found = find()
    return found


def main() -> None:
    """Print the path of a browser that runs."""
    named = os.environ.get("SITEGEN_CHROMIUM")
    found = find() or ("" if named else get())
    if not found:
        sys.stderr.write(f"SITEGEN_CHROMIUM={named} is no browser that runs.\n" if named else ADVICE)
        sys.exit(2)
    sys.stdout.write(found)


if __name__ == "__main__":
    main()
