"""Names of files, entries, anchors, tags and addresses in any script, however their characters are composed."""

import unicodedata

import pytest

from sitegen.urls import composed, normalise
from tests.conftest import MakeSite

PNG = b"\x89PNG\r\n\x1a\n"
WORDS = ("Prüfbericht", "Éire à la carte", "サブ", "한글", "Hà Nội", "कि")


def apart(words: str) -> str:
    """As a Mac spells the names of files."""
    return unicodedata.normalize("NFD", words)


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("decomposed_on_disk", [True, False])
def test_what_is_named_is_found_however_it_is_composed(
    words: str, decomposed_on_disk: bool, make_site: MakeSite
) -> None:
    on_disk, typed = (apart(words), words) if decomposed_on_disk else (words, apart(words))
    site = make_site(
        {
            f"content/wiki/{on_disk}.md": (
                f"---\ntitle: {on_disk}\ntags: [{on_disk}]\n---\n## {on_disk} one\n\nText.\n"
            ),
            f"content/wiki/{on_disk}.pdf": b"x",
            f"content/static/{on_disk}.txt": b"x",
            f"content/wiki/{on_disk}.png": PNG,
            "content/wiki/a.md": (
                f"---\ntitle: A\ntags: [{typed}]\nimage: {typed}.png\nimage_alt: x\n---\n"
                f"[a](<{typed}.md>) [b](<{typed}.md#{typed.lower().replace(' ', '-')}-one>) [[{typed}]]\n\n"
                f"[c](<{typed}.pdf>) ![d](<{typed}.png>) [e](</{typed}.txt>)\n\n![[{typed}#{typed} one]]\n"
            ),
        }
    )
    assert site.result.diagnostics == ()
    assert all(path == composed(path) for path in site.output)
    assert len([path for path in site.output if path.startswith("tags/") and path.endswith("/index.html")]) == 2


def test_a_permalink_is_one_address_however_it_is_composed(make_site: MakeSite) -> None:
    other = apart("/Büro/")
    site = make_site(
        {
            "content/a.md": f"---\ntitle: A\npermalink: {other}\n---\n[b](/Büro/) [c]({other})",
            "content/b.md": "---\ntitle: B\npermalink: /Büro/\n---\nB\n",
        }
    )
    assert site.codes == ["address-collision"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ﬁnance", "FINANCE"),
        ("Ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ"),
        ("Café", apart("CAFÉ")),
    ],
)
def test_names_that_differ_in_case_alone_are_one(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("कि", "की"), ("กา", "กี"), ("מַיִם", "מוּם"), ("sıra", "sira")])
def test_vowels_of_any_script_tell_names_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_an_old_address_is_one_however_it_is_composed(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/a.md": f"---\ntitle: A\naliases: [{apart('/Büro/')}]\n---\n[b](/Büro/)\n",
            "content/b.md": f"---\ntitle: B\n---\n[b]({apart('/Büro/')}) [c](/B%C3%BCro/)\n",
        }
    )
    assert site.result.diagnostics == ()
    assert "Büro/index.html" in site.output
