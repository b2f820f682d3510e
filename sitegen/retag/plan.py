"""The files that change when tags are renamed or merged, worked out before any is written."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from sitegen import disk
from sitegen.model.vocabulary import FILE, Vocabulary
from sitegen.retag import described, file_links, front_matter, inline, settings, vocabulary
from sitegen.retag.change import Change, Refused
from sitegen.urls import same_tag, slugify


class Rewrite(Struct, frozen=True, kw_only=True):
    """One file that changes."""

    path: str
    """Below the site."""
    before: bytes
    after: bytes
    moved_to: str = ""
    """Its new path, where it gets another."""


class Files(Struct, frozen=True, kw_only=True):
    """The files of a site that may name tags."""

    settings: str
    """The name of site.yaml."""
    sources: dict[str, bytes]
    """Path below the site -> bytes, of every entry."""
    tag_folder: str
    """The folder of the files that describe tags, below the site."""
    tag_address: str
    """The pattern of the addresses of tags, with `{slug}`."""
    registered: frozenset[str]
    """The addresses that have to answer for ever, where the site has a register of them."""
    named: dict[str, str]
    """A tag in use, as tags are compared -> the tag as it is spelt; described and allowed ones too."""
    counted: dict[str, str]
    """A word that counts as a tag, as tags are compared -> that tag."""
    vocabulary: Vocabulary


def planned(root: Path, files: Files, change: Change, *, in_text: bool = False) -> tuple[Rewrite, ...]:
    """Return every file that changes, the settings first. Raises Refused, and OSError for a file that is gone."""
    _check(files, change)
    found: list[Rewrite] = []
    respelt = not change.merging and same_tag(change.new) in change.forms
    data = disk.read(root / files.settings)
    words = dict.fromkeys(vocabulary.further_words(files.vocabulary, change), change.new)
    if not respelt or slugify(change.old[0]) != change.slug:
        published = [old for old in change.old if files.tag_address.format(slug=slugify(old)) in files.registered]
        after = settings.rewritten(data, files.settings, change, words, published)
        found += _if_changed(files.settings, data, after)
    if (root / FILE).is_file():
        data = disk.read(root / FILE)
        found += _if_changed(FILE, data, vocabulary.rewritten(data, change))
    describing = {
        path: described.rewritten(path, files.sources[path], change)[0] for path in _describing(files, change)
    }
    moved = {old: new for old, new in describing.items() if old != new}
    for path, data in files.sources.items():
        after, moved_to = front_matter.rewritten(data, path, change), path
        if in_text:
            after = inline.rewritten(after, path, change)
        if moved:
            after = file_links.rewritten(after, path, moved)
        if path in describing:
            moved_to, after = described.rewritten(path, after, change)
            if path in moved and moved_to in files.sources:
                raise Refused(f"{moved_to} is there already")
        if moved_to != path or after != data:
            found.append(
                Rewrite(path=path, before=data, after=after, moved_to=moved_to if moved_to != path else "")
            )
    return tuple(found)


def write(root: Path, rewrites: Iterable[Rewrite]) -> None:
    """Write files one by one, each as a whole; a command that was ended half way can be given again."""
    for each in rewrites:
        place = root / each.path
        if place.is_symlink():
            place = Path(os.path.realpath(place))
        if each.after != each.before:
            staged = place.with_name(f".{place.name}.new")
            try:
                staged.write_bytes(each.after)
                staged.chmod(stat.S_IMODE(place.stat().st_mode))
                staged.replace(place)
            finally:
                staged.unlink(missing_ok=True)
        if each.moved_to:
            (root / each.path).rename(root / each.moved_to)


def _check(files: Files, change: Change) -> None:
    """Raise Refused where tags cannot be renamed or merged so."""
    new = same_tag(change.new)
    if not change.slug:
        raise Refused(f"no address can be made of the tag {change.new!r}")
    if not new or set(change.new) & set(",;\n\r\t\0") or change.new != change.new.strip():
        raise Refused(f"a tag holds no commas, semicolons or tabs: {change.new!r}")
    for old in change.old:
        form = same_tag(old)
        counts_as = files.counted.get(form, "")
        if form in files.named or (counts_as and same_tag(counts_as) == new):
            continue
        if counts_as:
            raise Refused(f"{old!r} counts as {counts_as!r} already; rename that one")
        raise Refused(f"no entry has the tag {old!r}; `sitegen tags` lists all of them")
    if change.merging and new in change.forms:
        raise Refused(f"{change.new!r} cannot be merged into itself")
    taken = files.counted.get(new, "")
    if taken and same_tag(taken) not in change.forms:
        raise Refused(f"{change.new!r} counts as {taken!r} already")
    if change.merging or new in change.forms or new not in files.named:
        return
    if not all(same_tag(files.counted.get(same_tag(old), "")) == new for old in change.old):
        raise Refused(
            f"{files.named[new]!r} is a tag already; `sitegen tags merge` makes one of the two: "
            f"sitegen tags merge {_shell(change.old[0])} {_shell(change.new)}"
        )


def _describing(files: Files, change: Change) -> list[str]:
    """Return the paths of the files that describe tags which give way. Raises Refused for two of one tag."""
    below = {path: data for path, data in files.sources.items() if path.startswith(f"{files.tag_folder}/")}
    old = [path for path, data in below.items() if described.describes(path, data, change.forms)]
    new = frozenset((same_tag(change.new),)) - change.forms
    there = [path for path, data in below.items() if described.describes(path, data, new)]
    if old and (there or len(old) > 1):
        kept = there[0] if there else old[0]
        gone = next(path for path in old if path != kept)
        raise Refused(
            f"{gone} and {kept} would describe one tag: put the text of both into {kept}, and delete {gone}"
        )
    return old


def _if_changed(path: str, before: bytes, after: bytes) -> list[Rewrite]:
    return [Rewrite(path=path, before=before, after=after)] if after != before else []


def _shell(word: str) -> str:
    return f"'{word}'" if " " in word else word
