"""What photographs cost: from nothing, beside what pillow alone needs for the same, and when nothing has changed.

    .venv/bin/python benchmarks/photographs.py                  # 2,000 photographs of 4 MB; needs 20 GB of disk
    .venv/bin/python benchmarks/photographs.py --photographs 40 # the same ratio in a minute

Half of the photographs lie on their side, as telephones store them, and all have a place in them. Pillow alone
decodes each, makes the same sizes in the same formats, and turns the same ones upright, in as many processes.
"""

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from measure import ROOT, Broken, Run, timed
from PIL import Image

from sitegen.pictures.develop import FALLBACK, WIDTHS

SIDES = (4000, 3000)
DIFFERENT = 4
"""How many pictures are drawn; the others have the same pixels and other bytes."""
GOAL = 2.0
"""How many times what pillow alone needs a build from nothing may take."""
COMMAND = (sys.executable, "-m", "sitegen", "build", "--profile")


def main() -> None:
    """Print the table; exit with 1 where the goal is missed, or where a build decodes what it knows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", type=int, default=2000, metavar="NUMBER")
    parser.add_argument("--across", type=int, default=SIDES[0], metavar="PIXELS")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="NUMBER")
    parser.add_argument("--work", default="", metavar="FOLDER", help="where the site is made")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.work or None) as folder:
        sound = measured(Path(folder), given.photographs, given.across, given.jobs)
    sys.exit(not sound)


def measured(root: Path, number: int, across: int, jobs: int) -> bool:
    """Return whether all is as it should be, with the table printed."""
    with ProcessPoolExecutor(1) as pool:  # what this process has had in memory counts for those that it starts
        photographs = pool.submit(site, root, number, across).result()
    size = sum(place.stat().st_size for place in photographs) / number / 1e6
    print(f"{number:,} photographs of {size:.1f} MB, {jobs} processes")
    alone = pillow_alone(photographs, root / "alone", jobs)
    rows = [("pillow alone", alone, number)]
    for name in ("from nothing", "nothing changed", "a text edited", "output removed"):
        if name == "a text edited":
            (root / "content/wiki/p0.md").open("a").write("More words.\n")
        if name == "output removed":
            subprocess.run(["rm", "-rf", str(root / "output")], check=True)
        run = timed((*COMMAND, "--jobs", str(jobs)), root, {"PYTHONPATH": str(ROOT)})
        rows.append((name, run, decoded(root / "build.log")))
    print(f"{'':<16} {'seconds':>9} {'processor':>9} {'peak':>9} {'decoded':>8}")
    for name, run, count in rows:
        print(f"{name:<16} {run.wall:>7.1f} s {run.cpu:>7.1f} s {run.peak:>5.0f} MiB {count:>8,}")
    ratio = rows[1][1].wall / alone.wall
    processor = rows[1][1].cpu / alone.cpu
    print(f"from nothing: {ratio:.2f} times pillow alone, {processor:.2f} in processor time (goal: {GOAL:.0f})")
    return ratio <= GOAL and rows[1][2] == number and not any(count for _, _, count in rows[2:])


def site(root: Path, number: int, across: int) -> list[Path]:
    """Make a site of pages with a photograph each; return the places of the photographs."""
    pages = root / "content/wiki"
    pages.mkdir(parents=True)
    (root / "site.yaml").write_text("title: Photographs\nurl: https://photographs.example/\n")
    drawn = list(pictures(across))
    places = []
    for each in range(number):
        data = drawn[each % len(drawn)]
        places.append(pages / f"p{each}.jpg")
        comment = f"photograph {each}".encode()
        segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        places[-1].write_bytes(data[:2] + segment + data[2:])
        (pages / f"p{each}.md").write_text(f"# Photograph {each}\n\nWords.\n\n![Number {each}](p{each}.jpg)\n")
    return places


def pictures(across: int) -> Iterator[bytes]:
    """Yield photographs as a camera saves them: light, shapes and noise, about a third of a byte a pixel."""
    size = (across, across * SIDES[1] // SIDES[0])
    light = Image.linear_gradient("L").resize(size)
    for each in range(DIFFERENT):
        shapes = Image.effect_noise((size[0] // 40 + each, size[1] // 40), 90).resize(
            size, Image.Resampling.BICUBIC
        )
        noise = Image.effect_noise(size, 22)
        layers = [Image.blend(Image.blend(shapes, light, 0.5), noise, 0.15 + 0.1 * part) for part in range(3)]
        exif = Image.Exif()
        exif[0x0112] = 6 if each % 2 else 1
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 29.0, 12.0), 3: "W", 4: (0.0, 7.0, 39.0)})
        file = io.BytesIO()
        Image.merge("RGB", layers).save(file, "JPEG", quality=92, exif=exif.tobytes())
        yield file.getvalue()


def pillow_alone(photographs: Sequence[Path], folder: Path, jobs: int) -> Run:
    """Return what pillow needs for the same sizes."""
    folder.mkdir()
    started = time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        spent = list(pool.map(resize, photographs, [folder] * len(photographs), chunksize=4))
    return Run(
        wall=time.perf_counter() - started,
        cpu=sum(seconds for seconds, _ in spent),
        peak=max(peak for _, peak in spent),
    )


def resize(place: Path, folder: Path) -> tuple[float, float]:
    """Make the sizes of one photograph; return seconds of processor time, and MiB of memory."""
    import resource

    before = time.process_time()
    with Image.open(place) as image:
        turned = image.getexif().get(0x0112) == 6
        width, height = image.size[::-1] if turned else image.size
        widest = min(WIDTHS[-1], width)
        image.draft(None, (round(image.width * widest / width), round(image.height * widest / width)))
        picture = image.transpose(Image.Transpose.ROTATE_270) if turned else image.convert("RGB")
    for wide in sorted({*WIDTHS, FALLBACK}, reverse=True):
        picture = picture.resize((wide, round(height * wide / width)), Image.Resampling.LANCZOS)
        name = folder / f"{place.stem}-{wide}"
        if wide == FALLBACK:
            picture.save(name.with_suffix(".jpg"), quality=80, progressive=True, optimize=True)
        else:
            picture.save(name.with_suffix(".webp"), quality=75, method=4)
    with Image.open(place) as image:
        if turned:
            image.transpose(Image.Transpose.ROTATE_270).save(folder / place.name, quality=92)
        else:
            (folder / place.name).write_bytes(place.read_bytes())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.process_time() - before, peak / 1024


def decoded(log: Path) -> int:
    """Return how many pictures a build decoded, by what it says. Raises Broken for a build that failed."""
    text = log.read_text()
    if "error" in text:
        raise Broken(text[:2000])
    found = re.search(r"^pictures decoded +([\d,]+)$", text, re.MULTILINE)
    return int(found[1].replace(",", "")) if found else 0


if __name__ == "__main__":
    main()
