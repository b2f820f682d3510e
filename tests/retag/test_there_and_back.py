"""A tag that is renamed and renamed back leaves every byte as it was, however and wherever it is written."""

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sitegen.cli.tag_reader import site_tags
from sitegen.retag.change import Change
from sitegen.retag.plan import planned, write
from sitegen.urls import slugify

SETTINGS = "title: A hub\nurl: https://hub.example/\nsearch: false\n"
TAGS = ("clinics", "Clinics", "open data", "C++", "café", "x-ray", "C#", "children's day", "2026")
OTHERS = ("water", "the way ahead", "c", "data")
NEW = ("brand new", "zebras", "Zebras", "été", "v2.0")

HEADS = (
    "---\ntitle: P\ntags: {a}\n---\n",
    "---\ntitle: P\ntags: {b}, {a},{c}\n---\n",
    "---\ntitle: P\ntags: [{a}, {b}]\n---\n",
    '---\ntitle: P\ntags: ["{a}" , {b}]  # remark\n---\n',
    "---\ntags:\n- {b}\n- {a}\ntitle: {a}\n---\n",
    "---\ntags:\n    - {a}  # {a}\n    - '{b}'\ntitle: P\n...\n",
    "---\ntitle: P\ntag: {a}\ncategories: [{b}, {c}]\n---\n",
    "---\ntitle: P\ncategory:   {a}\ntags:\n  [\n    {b},\n    {c},\n  ]\n---\n",
    "---\ntitle: P\ntags: [\n  {a}, {b}\n]\nexcerpt: About {a}, {a}.\n---\n",
    '+++\ntitle = "P"\ntags = ["{a}", "{b}"]\n+++\n',
    '+++\ncategories = [\n  "{b}", # {a}\n  "{a}",\n]\ntitle = "P"\n+++\n',
    '{{\n  "title": "P",\n  "tags": ["{b}", "{a}"]\n}}\n',
    '{{"tags": "{a}", "title": "P"}}\n\n',
)
LINES = (
    "",
    "tags:\n  x: y\n",
    "tags: {x: y}\n",
    "tags: {}\n",
    "tags:\n",
    "per_page: 3\ntags:\n    x: 'y'  # remark\nhorizon: 1\n",
    "# the end",
    "tags:\n  x: y",
)
VOCABULARIES = (
    "",
    "{a}:\n  description: About {a}.\n  synonyms: [one word]\nwater:\n  parent: {a}\n",
    "water:\n{a}:\n",
    'water:\n"{a}":\n  label: "{a}"\n  parent: water\n',
)
DESCRIBED = ("", "---\ntitle: {a}\nslug: clinics\n---\nAll about {a}.\n", "---\ntitle: {a}\n---\n")


def changed(root: Path, old: str, new: str, *, in_text: bool = False) -> None:
    site, problems = site_tags(root / "site.yaml")
    assert site is not None, problems
    write(root, planned(root, site.files, Change(old=(old,), new=new), in_text=in_text))


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@given(
    tag=st.sampled_from(TAGS),
    new=st.sampled_from(NEW),
    heads=st.lists(
        st.tuples(st.sampled_from(HEADS), st.sampled_from(("\n", "\r\n")), st.booleans()), min_size=1, max_size=4
    ),
    others=st.permutations(OTHERS),
    lines=st.sampled_from(LINES),
    vocabulary=st.sampled_from(VOCABULARIES),
    described=st.sampled_from(DESCRIBED),
    in_text=st.booleans(),
)
def test_every_byte_is_as_it_was(
    tag: str,
    new: str,
    heads: list[tuple[str, str, bool]],
    others: list[str],
    lines: str,
    vocabulary: str,
    described: str,
    in_text: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "content/tags").mkdir(parents=True)
        (root / "site.yaml").write_bytes((SETTINGS + lines).encode())
        names = {"a": tag, "b": others[0], "c": others[1]}
        for number, (head, newline, marked) in enumerate(heads):
            hashed = tag.replace(" ", "-")
            text = head.format(**names) + f"A text about {tag}, `#{hashed}` and x#{hashed}.\n\nAnd its end"
            text += f" #{hashed}." if re.fullmatch(r"[A-Za-zé-]+", hashed) and "." not in new else "."
            data = text.replace("\n", newline).encode()
            (root / f"content/p{number}.md").write_bytes(b"\xef\xbb\xbf" * marked + data)
        if vocabulary:
            (root / "tags.yaml").write_bytes(vocabulary.format(**names).encode())
        if described:
            (root / "content/tags/clinics.md").write_bytes(described.format(**names).encode())
        before = everything(root)

        changed(root, tag, new, in_text=in_text)
        there = everything(root)
        changed(root, new, tag, in_text=in_text)

        assert everything(root) == before
        for path, data in before.items():
            if path.startswith("content/p"):
                after, written = there[path].decode().casefold(), new.casefold()
                assert written in after
                restored = after.replace(written, tag.casefold())
                restored = restored.replace("#" + written.replace(" ", "-"), "#" + hashed.casefold())
                assert restored.replace(f"#{tag}".casefold(), f"#{hashed}".casefold()) == data.decode().casefold()
        assert set(there) - set(before) <= {f"content/tags/{slugify(new)}.md"}
