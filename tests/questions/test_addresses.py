"""Addresses as layouts and outputs get them: marked when they are the site's own, else as they are."""

from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs import OUTPUTS
from sitegen.questions.addresses import entry_address, file_address, marked_address, written_address
from sitegen.questions.answers import Link
from sitegen.questions.contract import Output
from sitegen.urls import MARK, Marked
from tests.conftest import MakeSite


def test_an_internal_address_is_marked_and_another_site_s_is_not() -> None:
    assert written_address("/blog/") == f"{MARK}/blog/"
    assert written_address("https://x.example/a b") == "https://x.example/a b"
    assert file_address("https://x.example/a.pdf") == "https://x.example/a.pdf"


def test_the_name_of_a_file_is_percent_encoded_behind_the_mark() -> None:
    assert file_address("/files/a #1?.pdf") == f"{MARK}/files/a%20%231%3F.pdf"


def test_a_type_checker_refuses_a_link_to_an_address_without_its_mark() -> None:
    """The comment counts: `mypy --strict` reports a `type: ignore` that it does not need."""
    unmarked: str = "/blog/"
    marked: Marked = marked_address(unmarked)
    assert Link(text="Blog", to=marked) != Link(text="Blog", to=unmarked)  # type: ignore[arg-type]


def test_the_index_of_the_site_holds_no_mark(make_site: MakeSite) -> None:
    seen: list[Site] = []

    def targets(site: Site) -> tuple[Target, ...]:
        seen.append(site)
        return ()

    witness = Output(name="witness", targets=targets, render=lambda _target, _view: "")
    make_site(
        {
            "content/a.md": "---\ntitle: A\ntags: t\nimage: i.png\n---\n[[B#there]] [x](/tags/t/) ![i](i.png)\n",
            "content/b.md": "---\ntitle: B\n---\n## There\n\n[a](a.md) ![gone](gone.png)\n",
            "content/i.png": "x",
        },
        outputs=(*OUTPUTS, witness),
    )
    (index,) = seen
    assert [link.to for link in index.links["a.md"]] == ["/b/#there", "/tags/t/", "/a/i.png"]
    assert index.assets["site.css"].address.startswith("/assets/site.")
    assert MARK not in repr(index) and repr(MARK)[1:-1] not in repr(index)
    assert entry_address(index, "b.md", "#there") == f"{MARK}/b/#there"
