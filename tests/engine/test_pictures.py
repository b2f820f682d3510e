"""The pictures of a site: what is made of them, when, and what is published."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sitegen.disk import digest
from tests.conftest import MakeSite, Site
from tests.pictures.photographs import CAMERA, corner, opened, photograph

HEAD = "---\ntitle: {}\ndate: 2026-06-21\n---\n\n"
TEXT = HEAD.format("Garden") + "![Beans](beans.jpg)\n\n![Peas](peas.jpg)\n"
GARDEN: dict[str, str | bytes] = {
    "content/posts/garden.md": TEXT,
    "content/posts/shed.md": HEAD.format("Shed") + "No picture.\n",
    "content/posts/beans.jpg": photograph(1300, 900),
    "content/posts/peas.jpg": photograph(1300, 900, way=6),
}
SIZE = re.compile(r"assets/pictures/[\w.-]+")


def decoded(site: Site) -> int:
    assert site.result is not None
    return site.result.profile.decoded


def pictures(site: Site) -> dict[str, bytes]:
    return {path: data for path, data in site.output.items() if path.endswith((".jpg", ".png", ".webp"))}


def test_a_page_shows_the_sizes_of_a_picture_with_its_measures(make_site: MakeSite) -> None:
    page = make_site(GARDEN).page("blog/garden/index.html")
    beans, peas = re.findall(r"<picture>.*?</picture>", page)

    assert re.fullmatch(
        r'<picture><source type="image/webp" srcset="\S+-480\.webp 480w, \S+-960\.webp 960w, \S+-1300\.webp 1300w"'
        r' sizes="[^"]+"><img src="\S+-1200\.jpg" width="1300" height="900" alt="Beans" decoding="async">'
        r"</picture>",
        beans,
    )
    assert 'width="900" height="1300"' in peas
    assert 'loading="lazy"' in peas


def test_every_size_that_a_page_names_is_published_and_no_other(make_site: MakeSite) -> None:
    site = make_site(GARDEN)
    named = {found for path in site.output if path.endswith(".html") for found in SIZE.findall(site.page(path))}
    assert named == {path for path in site.output if path.startswith("assets/pictures/")}


def test_nothing_published_says_where_a_photograph_was_taken(make_site: MakeSite) -> None:
    site = make_site(
        {
            **GARDEN,
            "content/static/lonely.jpg": photograph(way=3),
            "content/posts/linked.md": HEAD.format("Linked") + "[The file](linked.png)\n",
            "content/posts/linked.png": photograph(form="PNG"),
            "layouts/assets/logo.webp": photograph(form="WEBP"),
        }
    )
    found = pictures(site)
    assert {"lonely.jpg", "blog/linked/linked.png", "blog/garden/beans.jpg"} <= found.keys()
    for path, data in found.items():
        assert CAMERA.encode() not in data, path
        assert not dict(opened(data).getexif()), path
    assert corner(found["lonely.jpg"]) == "red"
    assert opened(found["blog/garden/peas.jpg"]).size == (900, 1300)


def test_a_picture_is_decoded_once(make_site: MakeSite) -> None:
    site = make_site(GARDEN)
    assert decoded(site) == 2
    assert decoded(site.build()) == 0
    assert decoded(site.edit("content/posts/garden.md", f"{TEXT}More.").build()) == 0
    assert decoded(site.build(output="elsewhere")) == 0
    assert decoded(site.clean_build()) == 0


def test_an_edited_picture_renders_what_shows_it_and_decodes_nothing_else(make_site: MakeSite) -> None:
    site = make_site(GARDEN)
    (site.root / "content/posts/beans.jpg").write_bytes(photograph(1400, 900))
    site.build()

    assert decoded(site) == 1
    pages = {path for path in site.rendered if path.endswith(".html")}
    assert pages == {"blog/garden/index.html"}
    assert site.output == site.clean_build().output


def test_edits_of_pictures_end_as_a_clean_build_does(make_site: MakeSite) -> None:
    site = make_site(GARDEN)
    steps = (
        ("content/posts/beans.jpg", photograph(300, 200)),
        ("content/posts/peas.jpg", b"no picture"),
        ("content/static/plum.jpg", photograph(1300, 900, way=8)),
        ("content/posts/shed.md", (HEAD.format("Shed") + "![Plum](/plum.jpg)\n").encode()),
        ("content/posts/peas.jpg", photograph(1300, 900, way=2)),
    )
    for path, data in steps:
        (site.root / path).parent.mkdir(exist_ok=True)
        (site.root / path).write_bytes(data)
        site.build()
        output, codes = site.output, site.codes
        assert output == site.clean_build().output
        assert codes == site.codes
    site.remove("content/posts/beans.jpg").build()
    assert "missing-image" in site.codes
    assert site.output == site.clean_build().output


def test_a_size_that_the_cache_has_lost_is_made_once_more(make_site: MakeSite) -> None:
    site = make_site(GARDEN)
    before = site.output
    for place in (site.root / ".sitegen/pictures").rglob("*.webp"):
        place.write_bytes(b"damaged")
    for place in (site.root / "output/assets/pictures").iterdir():
        place.unlink()
    assert site.build().output == before


def test_a_preview_shows_pictures_as_they_are_and_decodes_none(make_site: MakeSite) -> None:
    site = make_site(GARDEN, build=False).build(gate="preview")
    assert decoded(site) == 0
    assert '<img src="beans.jpg" width="1300" height="900"' in site.page("blog/garden/index.html")
    assert CAMERA.encode() not in site.output["blog/garden/beans.jpg"]


def test_a_check_finds_a_picture_that_cannot_be_decoded(make_site: MakeSite) -> None:
    data = bytearray(photograph(700, 500, form="PNG", place=False))
    start = data.index(b"IDAT") + 12
    data[start : start + 20] = bytes(20)
    text = HEAD.format("Garden") + "\n![Beans](beans.png)\n"
    site = make_site({"content/posts/garden.md": text, "content/posts/beans.png": bytes(data)}, build=False)
    assert site.build(write=False).places() == ["content/posts/garden.md:7:10 broken-picture"]
    assert site.build().places() == ["content/posts/garden.md:7:10 broken-picture"]
    assert "blog/garden/beans.png" not in site.output


PROBLEMS = {
    "![a](a.heic)": "6:6 picture-format",
    "[a](a.heic)": "6:5 picture-format",
    "![[a.heic]]": "6:1 picture-format",
    "![a](b.jpg)": "6:6 broken-picture",
    "![a](c.tif)": "6:6 picture-format",
}


@pytest.mark.parametrize("text", PROBLEMS)
def test_what_cannot_be_shown_is_told_where_it_is_named(text: str, make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/posts/garden.md": HEAD.format("Garden") + text + "\n",
            "content/posts/a.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            "content/posts/b.jpg": photograph()[:-99],
            "content/posts/c.tif": photograph(form="TIFF", place=False),
        }
    )
    assert site.places() == [f"content/posts/garden.md:{PROBLEMS[text]}"]
    assert "blog/garden/a.heic" not in site.output


def test_a_script_is_cut_out_of_a_drawing_and_told_where_it_is(make_site: MakeSite) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg">\n <script>x()</script><g/></svg>'
    site = make_site(
        {
            "content/posts/garden.md": HEAD.format("Garden") + "![Plan](plan.svg)\n",
            "content/posts/plan.svg": drawing,
            "layouts/assets/own.svg": drawing,
        }
    )
    assert site.places() == ["content/posts/plan.svg:2:2 unsafe-drawing"]
    assert site.output["blog/garden/plan.svg"] == b'<svg xmlns="http://www.w3.org/2000/svg">\n <g/></svg>'
    assert drawing.encode() in site.output.values()


def test_a_gallery_is_a_grid_of_links_to_whole_pictures(make_site: MakeSite) -> None:
    fields = "images:\n  - fair/\n  - {file: beans.jpg, caption: Beans}\n  - gone.jpg\n"
    site = make_site(
        {
            "content/posts/garden.md": f"---\ntitle: Garden\ndate: 2026-06-21\n{fields}---\nWords.\n",
            "content/posts/beans.jpg": photograph(1300, 900),
            "content/posts/fair/two_bags.jpg": photograph(20, 20),
            "content/posts/fair/a.jpg": photograph(1300, 900, way=6),
        }
    )
    page = site.page("blog/garden/index.html")
    items = re.findall(r"<li><figure><a href=\"([^\"]+)\">.*?alt=\"([^\"]*)\".*?</a>(.*?)</figure></li>", page)

    assert items == [
        ("fair/a.jpg", "A", ""),
        ("fair/two_bags.jpg", "Two bags", ""),
        ("beans.jpg", "Beans", "<figcaption>Beans</figcaption>"),
    ]
    assert page.count("<picture>") == 2
    assert site.places() == ["content/posts/garden.md:7:5 missing-image"]


def test_the_picture_of_a_post_comes_first_and_those_in_its_text_late(make_site: MakeSite) -> None:
    text = "---\ntitle: Garden\ndate: 2026-06-21\nimage: beans.jpg\nimagealt: Beans\n---\n![Peas](peas.jpg)\n"
    site = make_site({**GARDEN, "content/posts/garden.md": text})
    page = site.page("blog/garden/index.html")
    hero, late = re.findall(r"<img [^>]*>", page)

    assert 'fetchpriority="high"' in hero
    assert "loading" not in hero
    assert 'loading="lazy"' in late
    assert re.search(r'og:image" content="https://[^"]+-1200\.jpg"', page)


def test_sizes_written_by_hand_stay_as_they_are(make_site: MakeSite) -> None:
    text = '<img src="beans.jpg" srcset="peas.jpg 480w, beans.jpg 960w" sizes="50vw" alt="Beans">'
    page = make_site({**GARDEN, "content/posts/garden.md": HEAD.format("Garden") + f"See {text}\n"}).page(
        "blog/garden/index.html"
    )
    assert 'sizes="50vw" decoding="async" srcset="peas.jpg 480w, beans.jpg 960w">' in page
    assert "<picture>" not in page


def test_a_width_brings_its_height_along(make_site: MakeSite) -> None:
    page = make_site(
        {**GARDEN, "content/posts/garden.md": HEAD.format("Garden") + "![Beans|260](beans.jpg)\n"}
    ).page("blog/garden/index.html")
    assert re.search(r'sizes="260px"><img src="[^"]+" height="180" alt="Beans" width="260"', page)


ANY_NUMBER = """
import sys, datetime as dt
from pathlib import Path
from sitegen.engine.build import build
from sitegen.engine.request import Request
from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
root, jobs = Path(sys.argv[1]), int(sys.argv[2])
now = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
request = Request(root=root, output=root / f"out-{jobs}", config=root / "site.yaml", as_of=now, jobs=jobs)
result = build(request, KINDS, OUTPUTS)
print(result.profile.decoded)
"""


def test_the_bytes_are_the_same_for_any_number_of_workers(make_site: MakeSite) -> None:
    many = {
        f"content/posts/p{number}.jpg": photograph(700, 500 + number, way=1 + number % 8) for number in range(5)
    }
    text = "".join(f"![{number}](p{number}.jpg)\n" for number in range(5))
    site = make_site({**many, "content/posts/garden.md": HEAD.format("Garden") + text}, build=False)
    outputs = []
    for jobs in (1, 3):
        ran = subprocess.run(
            [sys.executable, "-c", ANY_NUMBER, site.root, str(jobs)], capture_output=True, text=True, check=True
        )
        assert ran.stdout == "5\n", ran.stderr
        outputs.append(tree(site.root / f"out-{jobs}"))
        shutil.rmtree(site.root / ".sitegen")
    assert outputs[0] == outputs[1]


@pytest.mark.thorough
def test_a_build_that_is_killed_leaves_nothing_half_made(make_site: MakeSite) -> None:
    many = {f"content/posts/p{number}.jpg": photograph(1500, 900 + number, way=6) for number in range(6)}
    text = "".join(f"![{number}](p{number}.jpg)\n" for number in range(6))
    site = make_site({**many, "content/posts/garden.md": HEAD.format("Garden") + text}, build=False)
    command = [sys.executable, "-c", ANY_NUMBER, str(site.root), "2"]
    for seconds in (0.4, 0.7, 1.0, 1.3):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as running:
            time.sleep(seconds)
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
    subprocess.run(command, check=True, capture_output=True)
    left = tree(site.root / "out-2")
    shutil.rmtree(site.root / ".sitegen")
    shutil.rmtree(site.root / "out-2")
    subprocess.run(command, check=True, capture_output=True)

    assert left == tree(site.root / "out-2")


def tree(folder: Path) -> dict[str, str]:
    return {
        place.relative_to(folder).as_posix(): digest(place.read_bytes())
        for place in folder.rglob("*")
        if place.is_file()
    }


def test_a_site_without_pictures_never_loads_pillow(make_site: MakeSite) -> None:
    site = make_site({"content/posts/shed.md": GARDEN["content/posts/shed.md"]}, build=False)
    program = (
        ANY_NUMBER + "\nprint([name for name in sys.modules if name.startswith(('PIL', 'sitegen.pictures.m'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, site.root, "1"], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "0\n['sitegen.pictures.measure']\n"
