"""Take a picture of a page of every layout at three widths, by day and by night, and compare it with a stored one.

`./scripts/screenshots --help` says how; CONTRIBUTING when.
"""

import argparse
import itertools
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from msgspec import Struct
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ADVICE, find, launch
from tests.browser.hub import AS_OF, ROOT, build
from tests.browser.pages import PAGES, largest
from tests.browser.serving import serving

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
FOLDER = ROOT / ".screenshots"
"""Where pictures are kept; git ignores it."""
RED = (220, 0, 40)

LOADED = """
async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
  await document.fonts.ready;
}
"""
"""Waits for what would come only when a reader scrolls to it."""


class Taken(Struct, frozen=True):
    """One picture."""

    name: str
    """`post-360-dark.png`: the layout, or the address asked for, then the width and the scheme."""
    image: Image.Image


class Difference(Struct, frozen=True):
    """How one picture differs from the stored one."""

    pixels: int
    image: Image.Image
    """The new picture in pale grey, with each pixel that differs in red."""


def difference(stored: Image.Image, taken: Image.Image) -> Difference | None:
    """Return how two pictures differ; None when every pixel is the same.

    What lies outside the smaller one of two pictures of different size differs.
    """
    size = (max(stored.width, taken.width), max(stored.height, taken.height))
    before, after = (_enlarged(image, size) for image in (stored, taken))
    red, green, blue = ImageChops.difference(before, after).split()
    differs = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([0, *[255] * 255])
    shared = Image.new("L", (min(stored.width, taken.width), min(stored.height, taken.height)), 0)
    outside = Image.new("L", size, 255)
    outside.paste(shared)
    differs = ImageChops.lighter(differs, outside)
    pixels = differs.histogram()[255]
    if not pixels:
        return None
    pale = after.convert("L").point([160 + value * 95 // 255 for value in range(256)]).convert("RGB")
    pale.paste(RED, mask=differs)
    return Difference(pixels, pale)


def _enlarged(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a picture on a white sheet of a size that holds it."""
    sheet = Image.new("RGB", size, "white")
    sheet.paste(image)
    return sheet


def compare(folder: Path, pictures: Iterable[Taken]) -> Iterator[tuple[str, str]]:
    """Yield each picture's name with what is to be told about it; nothing where it is the same as the stored one.

    The new picture is put into `new/` and the difference into `differences/`, below the folder.
    """
    for name in ("new", "differences"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    for taken in pictures:
        place = folder / taken.name
        told = "no picture of it is stored"
        if place.exists():
            with Image.open(place) as stored:
                found = difference(stored, taken.image)
            if not found:
                yield taken.name, ""
                continue
            found.image.save(folder / "differences" / taken.name)
            told = f"{found.pixels:,} px differ, see {folder / 'differences' / taken.name}"
        taken.image.save(folder / "new" / taken.name)
        yield taken.name, told


def store(folder: Path, pictures: Iterable[Taken]) -> int:
    """Keep pictures in the place of those stored before; return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, taken in enumerate(pictures, 1):  # noqa: B007 - the last number is the count
        taken.image.save(folder / taken.name)
    return count


def take(browser: Browser, output: Path, wanted: Iterable[str]) -> Iterator[Taken]:
    """Yield the pictures of what is wanted: layouts by name, or addresses such as `tags/access/`."""
    pages = {name: largest(output, PAGES[name]) if name in PAGES else name for name in wanted}
    with serving(output, "/hub/") as root:
        for scheme, width in itertools.product(SCHEMES, WIDTHS):
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.clock.set_fixed_time(f"{AS_OF}Z")
            for name, address in pages.items():
                label = name.strip("/").replace("/", "+") or "home"
                yield Taken(f"{label}-{width}-{scheme}.png", _picture(page, root + address))
            context.close()


def _picture(page: Page, address: str) -> Image.Image:
    """Return the whole of a page, from its top to its foot."""
    page.goto(address, wait_until="load")
    page.evaluate(LOADED)
    shown = page.screenshot(full_page=True, animations="disabled")
    return Image.open(BytesIO(shown)).convert("RGB")


def main(arguments: list[str]) -> int:
    """Compare or store; return 0 when nothing differs, 1 when something does, 2 when no picture can be taken."""
    parser = argparse.ArgumentParser(prog="scripts/screenshots", description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="*", help="a layout (post) or an address (tags/access/); none: every layout")
    parser.add_argument("--update", action="store_true", help="store the pictures instead of comparing them")
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"where they are kept ({FOLDER.name}/)")
    parser.add_argument("--output", type=Path, help="a folder that sitegen has built, in place of this hub")
    given = parser.parse_args(arguments)
    path = find()
    if not path:
        sys.stderr.write(ADVICE)
        return 2
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        output = given.output or build(Path(work) / "site")
        pictures = take(launch(playwright, path), output, given.page or PAGES)
        if given.update:
            sys.stdout.write(f"{store(given.folder, pictures)} pictures stored in {given.folder}\n")
            return 0
        told = list(compare(given.folder, pictures))
    differing = [(name, words) for name, words in told if words]
    for name, words in differing:
        sys.stdout.write(f"{name}: {words}\n")
    sys.stdout.write(f"{len(told)} pictures, {len(differing)} of them differ\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
