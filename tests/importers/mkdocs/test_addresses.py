"""Every address of a manual answers after its import. What they are is worked out here from its files alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.importers.old_folder import OldFolder, old_folder

TEXTS = {
    "index.md": "# Home\n",
    "about.md": "# About\n",
    "Upper Case.md": "# Up\n",
    "v1.2/notes.md": "# Notes\n",
    "v1.2/index.md": "# Version\n",
    "guide/README.md": "# Guide\n",
    "guide/deep/er/page.markdown": "# Page\n",
    "both/index.md": "# Both\n",
    "both/README.md": "# Left out\n",
    "events/a.md": "# A\n",
    "Überblick.md": "# Ü\n",
    "posts.md": "# Posts\n",
}
FILES = {
    "img/a b.png": b"png",
    "files/data.csv": b"a,b",
    "CNAME": b"tools.example",
    "blog/posts/x/pic.png": b"png",
}
POSTS = {
    "2026-01-05": ("one.md", "# One & two\n", ""),
    "2025-12-31": ("two.md", "# Zwei – drei\n", "categories: [Große Dinge, News]\n"),
    "2025-06-01": ("deep/three.md", "# Three\n", "slug: drei\ncategories: [News]\n"),
}


def answering(address: str) -> str:
    """Return the file by which a web server answers an address."""
    return address.lstrip("/") + ("index.html" if address.endswith("/") else "")


def slug(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def expected(blog: dict[str, str], *, directories: bool) -> Iterator[str]:
    """Yield the addresses of the manual, by the rules of MkDocs and of the blog of its theme."""
    end = "/" if directories else ".html"
    for path in TEXTS:
        if path == "both/README.md":
            continue
        name = path.rpartition(".")[0]
        head = re.fullmatch(r"(?:(.*)/)?(?:index|README)", name)
        yield (f"/{head[1]}/" if head[1] else "/") if head else f"/{name}{end}"
    for path in FILES:
        yield "/" + path.replace("blog/posts/", "blog/")
    folder = blog.get("blog_dir", "blog")
    yield f"/{folder}/"
    for day, (_, text, more) in POSTS.items():
        year, month, date = day.split("-")
        named = re.search(r"slug: (.*)", more)
        last = named[1] if named else slug(text[2:])
        form = blog.get("post_url_format", "{date}/{slug}").format(date=f"{year}/{month}/{date}", slug=last)
        yield f"/{folder}/{form}{end}"
        yield f"/{folder}/archive/{year}{end}"
    for name in ("große-dinge", "news"):
        yield f"/{folder}/category/{name}{end}"
    yield f"/{folder}/page/2{end}"
    yield f"/old{end}"
    yield f"/older/page{end}"
    yield f"/away{end}"
    yield "/legacy.html"


@pytest.fixture
def manual(
    tmp_path: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> OldFolder:
    return old_folder("mkdocs", tmp_path, make_site, monkeypatch, capsys)


CASES: dict[str, tuple[bool, dict[str, str]]] = {
    "folders": (True, {}),
    "files": (False, {}),
    "a blog elsewhere": (True, {"blog_dir": "news"}),
    "posts without days": (True, {"post_url_format": "{slug}"}),
    "files and posts without days": (False, {"post_url_format": "{slug}", "blog_dir": "journal/team"}),
}


@pytest.mark.parametrize("case", CASES)
def test_every_old_address_answers(manual: OldFolder, case: str) -> None:
    directories, blog = CASES[case]
    folder = blog.get("blog_dir", "blog")
    options = {**blog, "pagination_per_page": "2"}
    listed = "".join(f'      {name}: "{value}"\n' for name, value in options.items())
    manual.write(
        {
            "mkdocs.yml": f"site_name: A\nsite_url: https://tools.example/\n"
            f"use_directory_urls: {str(directories).lower()}\n"
            f"plugins:\n  - blog:\n{listed}  - redirects:\n      redirect_maps:\n"
            "        old.md: about.md\n        older/page.md: guide/README.md#top\n"
            "        away.md: https://example.org/x\n        legacy.html: v1.2/notes.md\n",
            **{f"docs/{path}": text for path, text in TEXTS.items()},
            **{f"docs/{path.replace('blog/', f'{folder}/')}": data for path, data in FILES.items()},
            f"docs/{folder}/index.md": "# News\n",
            **{
                f"docs/{folder}/posts/{path}": f"---\ndate: {day}\n{more}---\n{text}"
                for day, (path, text, more) in POSTS.items()
            },
        }
    )

    site = manual.bring().build()

    assert manual.code == 0, manual.said
    assert site.errors == []
    there = site.output
    missing = [
        address
        for address in expected(blog, directories=directories)
        if answering(address.replace("/blog/", f"/{folder}/") if "pic.png" in address else address) not in there
    ]
    assert missing == []
    assert b"https://example.org/x" in there[answering("/away/" if directories else "/away.html")]
    assert b"left out" not in b"".join(data.lower() for path, data in there.items() if "both" in path)
