"""`sitegen layouts list` and `copy`."""

from pathlib import Path

from sitegen.layouts import packaged
from tests.cli.conftest import AS_OF, Run, write


def test_layouts_are_listed_with_what_they_are_and_whose(site: Path, run: Run) -> None:
    write(site / "layouts/wiki.html", "{#- The wiki of ours. -#}\n")
    write(site / "layouts/assets/custom.css", "a {}")
    ran = run("layouts", "list")
    rows = {line.split()[0]: line.split()[1:] for line in ran.out.splitlines()}
    assert rows["wiki.html"] == ["yours", *["The", "wiki", "of", "ours"]]
    assert rows["home.html"] == ["The", "front", "page,", "what", "is", "urgent", "first"]
    assert rows["assets/custom.css"] == ["yours"]
    assert str(packaged()) in ran.err


def test_a_copied_layout_makes_the_same_pages_and_is_never_overwritten(site: Path, run: Run) -> None:
    run("build", "--as-of", AS_OF)
    before = (site / "output/index.html").read_bytes()
    ran = run("layouts", "copy", "home")
    copied = site / "layouts/home.html"
    assert ran.code == 0 and "layouts/home.html" in ran.out and "It extends base.html." in ran.out
    assert copied.read_bytes() == (packaged() / "home.html").read_bytes()
    assert run("build", "--as-of", AS_OF, "--strict").code == 0
    assert (site / "output/index.html").read_bytes() == before
    write(copied, "{% extends 'default/home.html' %}")
    again = run("layouts", "copy", "home.html")
    assert again.code == 1 and "is there already" in again.err
    assert copied.read_text() == "{% extends 'default/home.html' %}"


def test_the_advice_of_a_copy_works_when_it_is_pasted(site: Path, run: Run) -> None:
    said = run("layouts", "copy", "post").out
    pasted = said.splitlines()[-1].strip()
    assert pasted.startswith('{% extends "default/post.html" %}')
    write(site / "layouts/post.html", pasted)
    assert run("build", "--as-of", AS_OF, "--strict").code == 0


def test_a_file_for_the_look_and_a_part_can_be_copied(site: Path, run: Run) -> None:
    assert run("layouts", "copy", "assets/site.css/palette.css").code == 0
    assert run("layouts", "copy", "partials/footer").code == 0
    assert (site / "layouts/assets/site.css/palette.css").is_file()
    assert (site / "layouts/partials/footer.html").is_file()


def test_a_layout_that_does_not_exist_is_named_with_the_nearest(site: Path, run: Run) -> None:
    ran = run("layouts", "copy", "psot")
    assert ran.code == 2 and "did you mean post?" in ran.err.replace("\n", " ")
    assert run("layouts", "copy", "../site.yaml").code == 2
