"""`sitegen tags`: the list, a tag that is renamed, and tags that become one."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, write


@pytest.fixture
def tagged(site: Path) -> Path:
    write(site / "content/wiki/a.md", "---\ntitle: A\ntags: [clinics, Open data]\n---\nA #clinics b.\n")
    write(site / "content/wiki/b.md", "---\ntitle: B\ntags: clinic, open-data\n---\nB.\n")
    write(site / "content/wiki/c.md", "---\ntitle: C\ndraft: true\ncategory: open data\n---\nC.\n")
    return site


def text(place: Path) -> str:
    return place.read_text(encoding="utf-8")


def test_all_tags_are_listed_with_counts_and_those_to_look_at_are_marked(tagged: Path, run: Run) -> None:
    ran = run("tags")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "clinic         1  used once; nearly clinics",
        "clinics        1  used once; nearly clinic",
        "Open data      3",
    ]
    assert ran.err == "3 tags: 2 used once, 2 nearly the same as another.\n"


def test_programs_get_the_list_as_json(tagged: Path, run: Run) -> None:
    write(tagged / "tags.yaml", "clinics: {parent: open data, synonyms: [surgery]}\nopen data:\n")
    found = {row["tag"]: row for row in json.loads(run("tags", "--format", "json").out)}
    assert found["clinics"] == {
        "tag": "clinics",
        "slug": "clinics",
        "address": "/tags/clinics/",
        "count": 1,
        "once": True,
        "near": ["clinic"],
        "synonyms": ["surgery"],
        "parent": "open data",
        "known": True,
    }
    assert not found["clinic"]["known"]


def test_a_tag_is_renamed_in_every_file_and_its_old_address_goes_on(tagged: Path, run: Run) -> None:
    ran = run("tags", "rename", "open data", "public data")
    assert ran.code == 0
    assert ran.err == "open data is public data now in 4 files.\n"
    assert [Path(line).name for line in ran.out.splitlines()] == ["site.yaml", "a.md", "b.md", "c.md"]
    assert "tags: [clinics, Public data]" in text(tagged / "content/wiki/a.md")
    assert "tags: clinic, public data" in text(tagged / "content/wiki/b.md")
    assert text(tagged / "site.yaml").endswith("tags:\n  open data: public data\n")
    assert run("build").code == 0
    assert "url=../public-data/" in text(tagged / "output/tags/open-data/index.html")
    assert (tagged / "output/tags/open-data/feed.xml").is_file()


def test_a_dry_run_names_the_files_and_writes_nothing(tagged: Path, run: Run) -> None:
    before = text(tagged / "content/wiki/a.md"), text(tagged / "site.yaml")
    ran = run("tags", "rename", "clinics", "surgeries", "--dry-run")
    assert len(ran.out.splitlines()) == 2
    assert "a dry run" in ran.err
    assert before == (text(tagged / "content/wiki/a.md"), text(tagged / "site.yaml"))


def test_tags_in_texts_are_changed_when_that_is_asked_for(tagged: Path, run: Run) -> None:
    run("tags", "rename", "clinics", "data surgeries")
    assert "A #clinics b." in text(tagged / "content/wiki/a.md")
    run("tags", "rename", "data surgeries", "clinics")
    write(tagged / "content/wiki/a.md", "---\ntitle: A\ntags: clinics\n---\n#clinics b, `#clinics`, x#clinics.\n")
    run("tags", "rename", "clinics", "data surgeries", "--in-text")
    assert text(tagged / "content/wiki/a.md").endswith("\n#data-surgeries b, `#clinics`, x#clinics.\n")


def test_merged_tags_become_one_and_no_entry_has_it_twice(tagged: Path, run: Run) -> None:
    write(tagged / "content/wiki/d.md", "---\ntitle: D\ntags: [clinic, clinics, surgery]\n---\nD.\n")
    write(tagged / "content/wiki/e.md", "---\ntitle: E\ntags:\n  - clinics\n  - surgery\n---\nE.\n")
    ran = run("tags", "merge", "clinic", "surgery", "clinics")
    assert ran.err == "clinic and surgery are clinics now in 4 files.\n"
    assert "tags: [clinics]\n" in text(tagged / "content/wiki/d.md")
    assert "tags:\n  - clinics\n---" in text(tagged / "content/wiki/e.md")
    assert text(tagged / "site.yaml").endswith("tags:\n  clinic: clinics\n  surgery: clinics\n")


def test_merging_takes_the_lines_of_the_vocabulary_together(tagged: Path, run: Run) -> None:
    write(tagged / "tags.yaml", "clinics:\nclinic:\n  synonyms: [surgery]\nopen data:\n  parent: clinic\n")
    assert run("tags", "merge", "clinic", "clinics").code == 0
    assert text(tagged / "tags.yaml") == "clinics:\nopen data:\n  parent: clinics\n"
    assert text(tagged / "site.yaml").endswith("tags:\n  clinic: clinics\n  surgery: clinics\n")
    assert run("check", "--strict").code == 0


def test_merging_loses_no_description(tagged: Path, run: Run) -> None:
    before = "clinics:\nclinic:\n  description: One evening.\n"
    write(tagged / "tags.yaml", before)
    ran = run("tags", "merge", "clinic", "clinics")
    assert ran.code == 1
    assert "tags.yaml:2: the description of 'clinic' would be lost" in ran.err
    assert text(tagged / "tags.yaml") == before
    assert "clinic: clinics" not in text(tagged / "site.yaml")

    write(tagged / "tags.yaml", "clinic:\nclinics:\n  description: One evening.\n")
    assert run("tags", "merge", "clinic", "clinics").code == 0
    assert text(tagged / "tags.yaml") == "clinics:\n  description: One evening.\n"


def test_the_file_of_a_tag_and_links_to_it_follow(tagged: Path, run: Run) -> None:
    write(tagged / "content/tags/clinics.md", "---\ntitle: Clinics\nslug: clinics\n---\nEvenings.\n")
    write(
        tagged / "content/wiki/a.md", "---\ntitle: A\ntags: [clinics]\n---\nSee [[Clinics]], [[tags/clinics]].\n"
    )
    linking = tagged / "content/wiki/b.md"
    write(linking, "---\ntitle: B\n---\n[x](../tags/clinics.md) [clinics.md](/about/)\n\n")
    ran = run("tags", "rename", "clinics", "surgeries")
    assert text(tagged / "content/tags/surgeries.md") == "---\ntitle: Surgeries\nslug: surgeries\n---\nEvenings.\n"
    assert "content/tags/clinics.md -> content/tags/surgeries.md" in ran.out.replace(f"{tagged}/", "")
    assert not (tagged / "content/tags/clinics.md").exists()
    assert "[x](../tags/surgeries.md) [clinics.md](/about/)" in text(linking)
    ran = run("check", "--strict")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    "asked, told",
    [
        (("rename", "zebra", "horse"), "no entry has the tag 'zebra'; `sitegen tags` lists all of them"),
        (
            ("rename", "clinic", "clinics"),
            "'clinics' is a tag already; `sitegen tags merge` makes one of the two: "
            "sitegen tags merge clinic clinics",
        ),
        (("rename", "clinic", "a, b"), "a tag holds no commas, semicolons or tabs: 'a, b'"),
        (("rename", "clinic", "+++"), "no address can be made of the tag '+++'"),
        (("merge", "clinic", "clinic"), "'clinic' cannot be merged into itself"),
        (
            ("rename", "open data", "x: y"),
            "content/wiki/a.md:3:17: 'x: y' cannot be written here; put it in quotes",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    tagged: Path, run: Run, asked: tuple[str, ...], told: str
) -> None:
    before = {path: path.read_bytes() for path in tagged.rglob("*.*") if path.is_file()}
    ran = run("tags", *asked)
    assert ran.code == 1
    assert ran.err == f"nothing was changed: {told}\n"
    assert before == {path: path.read_bytes() for path in tagged.rglob("*.*") if path.is_file()}


def test_two_files_about_tags_that_become_one_are_for_a_person_to_put_together(tagged: Path, run: Run) -> None:
    write(tagged / "content/tags/clinics.md", "---\ntitle: Clinics\n---\nEvenings.\n")
    write(tagged / "content/tags/clinic.md", "---\ntitle: Clinic\n---\nAn evening.\n")
    ran = run("tags", "merge", "clinic", "clinics")
    assert ran.code == 1
    assert "put the text of both into content/tags/clinics.md, and delete content/tags/clinic.md" in ran.err


def test_a_renaming_that_was_ended_half_way_can_be_given_again(tagged: Path, run: Run) -> None:
    run("tags", "rename", "open data", "public data")
    write(tagged / "content/wiki/b.md", "---\ntitle: B\ntags: clinic, open-data\n---\nB.\n")
    ran = run("tags", "rename", "open data", "public data")
    assert ran.code == 0
    assert "tags: clinic, public data" in text(tagged / "content/wiki/b.md")


def test_a_renaming_that_is_taken_back_keeps_the_address_that_was_registered(tagged: Path, run: Run) -> None:
    write(tagged / "addresses.txt", "/tags/clinics/\n/tags/surgeries/ /tags/clinics/  # both were published\n")
    run("tags", "rename", "clinics", "surgeries")
    assert text(tagged / "site.yaml").endswith("tags:\n  clinics: surgeries\n")
    run("tags", "rename", "surgeries", "clinics")
    assert text(tagged / "site.yaml").endswith("tags:\n  surgeries: clinics\n")
    assert run("build").code == 0
    assert "url=../clinics/" in text(tagged / "output/tags/surgeries/index.html")


def test_a_change_of_the_vocabulary_is_seen_by_the_next_build(tagged: Path, run: Run) -> None:
    assert run("build").code == 0
    write(tagged / "tags.yaml", "clinics:\nopen data:\n")
    assert "unknown-tag" in run("build").err
    assert "unknown-tag" in run("build").err
    (tagged / "tags.yaml").unlink()
    assert "unknown-tag" not in run("build").err


def test_a_tag_of_the_vocabulary_that_no_entry_has_is_listed_as_well(tagged: Path, run: Run) -> None:
    write(tagged / "tags.yaml", "clinics:\nclinic:\nopen data:\nmaps: {label: Maps, parent: open data}\n")
    assert "Maps           0  not used; part of open data" in run("tags").out.splitlines()
    found = {row["tag"]: row for row in json.loads(run("tags", "--format", "json").out)}
    assert (found["Maps"]["slug"], found["Maps"]["address"], found["Maps"]["known"]) == ("maps", "", True)
