"""What to write in place of a name or path that no longer leads to where it led, the nearest to what was typed."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from sitegen.disk import STATIC
from sitegen.urls import composed, join, normalise, spelled


class Ends(Struct, frozen=True, kw_only=True):
    """Both ends of a link, before and after a move."""

    source: str
    """The path below content/ of the entry with the link, before the move."""
    source_now: str
    target: str
    """The path below content/ of what it leads to, before the move."""
    target_now: str
    permalink: str = ""
    """The address of the entry with the link, now."""
    address: str = ""
    """The address of what it leads to, now; "" for a file."""
    title: str = ""
    """The title of what it leads to."""


def names(typed: str, ends: Ends) -> Iterator[str]:
    """Yield names for double brackets, a relation or Liquid, as near as possible to what was typed.

    A path stays one from the top, or one of as many steps, with its extension; a name becomes the new name of the
    file, or the title.
    Last come the path from the top, which nothing else has, and the one from the entry with the link.
    """
    kind, colon, name = typed.rpartition(":")
    if name.startswith(("./", "../")):
        yield from paths(name, ends)
    extension = _extension(name, ends.target)
    whole = ends.target_now if extension else _without_extension(ends.target_now)
    shorter = whole.removesuffix("/index") or whole
    steps = shorter.split("/")
    count = name.strip("/").count("/") + 1
    prefix = kind + colon if colon and kind.isalpha() else ""
    if count > 1:
        was = ends.target if extension else _without_extension(ends.target)
        slash = "/" if name.startswith("/") else ""
        for top in ("", _top_of_both(ends)):
            if spelled(top + name.strip("/")) in (spelled(was), spelled(was.removesuffix("/index"))):
                yield prefix + slash + shorter.removeprefix(top)
        for number in range(count, len(steps) + 1):
            yield prefix + ("/" if name.startswith("/") else "") + "/".join(steps[-number:])
    else:
        was = _without_extension(ends.target).removesuffix("/index").rpartition("/")[2]
        by_file = bool(extension) or normalise(was) == normalise(name)
        by_file = by_file or normalise(was[11:]) == normalise(name)
        now = steps[-1]
        if by_file and normalise(was) != normalise(name) and was[:4].isdecimal():
            now = now[11:]  # the day in the file's name was left out
        both = (now, ends.title) if by_file else (ends.title, now)
        yield from (prefix + each for each in both if each)
        for number in range(2, len(steps) + 1):
            yield "/".join(steps[-number:])
    yield shorter
    yield whole
    yield posixpath.relpath(ends.target_now, posixpath.dirname(ends.source_now) or ".")


def paths(typed: str, ends: Ends) -> Iterator[str]:
    """Yield paths and addresses for a link, picture or file, as near as possible to what was typed."""
    here, now = posixpath.dirname(ends.source), ends.target_now
    plain = composed(unquote(typed))
    extension = _extension(plain, ends.target)
    bare = _without_extension(now)
    short = [bare, bare.removesuffix("/index")]
    forms = [now, *short] if extension else [*(short if plain.rstrip("/").endswith("index") else short[::-1]), now]
    was = ends.target if extension else _without_extension(ends.target)
    top = _top_of_both(ends)
    in_vault = top != "" and spelled(top + plain.strip("/")) == spelled(was)
    """Whether the path begins at the top of a vault, as it may there."""
    if typed.startswith("/"):
        if in_vault:
            yield "/" + forms[0].removeprefix(top)
        if plain.strip("/") == ends.target and (ends.address or now.startswith(STATIC)):
            yield "/" + forms[0]
        if now.startswith(STATIC) and plain.strip("/") in (ends.target, ends.target.removeprefix(STATIC)):
            yield from ("/" + form.removeprefix(STATIC) for form in forms)
        if ends.address:
            yield ends.address if plain.endswith("/") else ends.address.rstrip("/") or "/"
            yield ends.address
        if ends.address or now.startswith(STATIC):  # no other file has an address of its own
            count = plain.strip("/").count("/") + 1
            yield "/" + "/".join(forms[0].split("/")[-count:])
            yield "/" + forms[0]
    published = "/" + now.removeprefix(STATIC) if now.startswith(STATIC) else ""
    """The address of what is published as it lies there."""
    if published and not ends.target.startswith(STATIC):
        yield published
    start = posixpath.dirname(ends.source_now)
    by_the_top = plain == "../" * (here.count("/") + bool(here)) + was
    if by_the_top and plain != posixpath.relpath(was, here or "."):
        # It goes up to the top and down again, and stays so.
        depth = start.count("/") + bool(start)
        yield from ("../" * depth + form for form in forms)
    if not is_path(typed, ends.source, ends.target):
        if in_vault:
            yield forms[0].removeprefix(top)
        if plain == ends.target:
            yield forms[0]
        if extension:
            yield "/".join(forms[0].split("/")[-plain.count("/") - 1 :])
    dot = "./" if plain.startswith("./") else ""
    slash = "/" if plain.endswith("/") else ""
    for form in forms:
        yield dot + posixpath.relpath(form, start or ".") + slash
    for number in range(plain.strip("/").count("/") + 1, now.count("/") + 2):
        yield "/".join(forms[0].split("/")[-number:])
    if published:
        yield published
    if ends.address:
        from_page = ends.permalink if ends.permalink.endswith("/") else posixpath.dirname(ends.permalink)
        way = posixpath.relpath(ends.address, from_page or "/")
        yield way + ("/" if plain.endswith("/") else "")
        yield ends.address


def _top_of_both(ends: Ends) -> str:
    """Return the first folder of what a link leads to, with a slash, where that is the same before and after."""
    top = ends.target.partition("/")[0] + "/"
    return top if "/" in ends.target and ends.target_now.startswith(top) else ""


def is_path(typed: str, source: str, target: str) -> bool:
    """Return whether what was typed in a source is the path from there to a target, as every program reads it."""
    if not typed or typed.startswith("/"):
        return False
    path = join(posixpath.dirname(source), composed(unquote(typed)))
    bare = _without_extension(target)
    return path in (target, bare, bare.removesuffix("/index"))


def is_shortest(typed: str, source: str, target: str) -> bool:
    """Return whether what was typed in a source is the shortest path from there to a target."""
    bare = _without_extension(target)
    forms = (target, bare, bare.removesuffix("/index"))
    plain = composed(unquote(typed)).rstrip("/").removeprefix("./")
    start = posixpath.dirname(source) or "."
    return plain in [posixpath.relpath(form, start) for form in forms]


def _extension(name: str, path: str) -> str:
    """Return the extension of a file where a name of it has that, too."""
    extension = posixpath.splitext(path)[1]
    return extension if extension and name.lower().endswith(extension.lower()) else ""


def _without_extension(path: str) -> str:
    return posixpath.splitext(path)[0]
