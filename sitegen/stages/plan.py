"""Plan: every file named before any is rendered, so that no two can claim one path."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from urllib.parse import unquote

from msgspec import structs

from sitegen.diagnostics import Diagnostic, Span, Suggestions, Vocabulary, diagnose
from sitegen.diagnostics.spelling import alike
from sitegen.model import address_book
from sitegen.model.entry import Entry
from sitegen.model.meta import Meta
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output
from sitegen.urls import composed, folders_of, output_path

STATIC = "content/static/"
"""What lies below it is published as it is."""
SHORT = 60
"""Characters of a path that are never too many bytes."""
LONGEST_NAME = 240
"""Bytes of a file's name; most systems take 255, and names that are written for an instant only are longer."""
LONGEST_PATH = 2000
"""Bytes of a path below the output folder; with that of the folder, most systems take 4,096."""


def plan(
    site: Site, outputs: Iterable[Output], *own: Target, published: Iterable[str] = ()
) -> tuple[tuple[Target, ...], tuple[Diagnostic, ...]]:
    """Return all targets by path, and an error for each path that two claim, be it as file and as folder.

    The files of a page that has moved, such as its feed, its calendar and its attachments, are made at the old
    address as well where they were `published` there, because no page there could lead a program on to them.
    An output is asked as well for what it can make at an address that was published and that has nothing by now.

    A path that no system of files takes is an error, too: one for each entry with such.

    `own` are those that no output makes, but the engine itself.
    """
    targets: dict[str, Target] = {}
    diagnostics: list[Diagnostic] = []
    folded: dict[str, str] = {}
    told: set[frozenset[str]] = set()
    """The owners of what an output would make twice: two of one address have its calendar in common, too."""
    outputs = tuple(outputs)
    first = chain.from_iterable(output.targets(site) for output in outputs)
    last = chain.from_iterable(output.after_all(site, targets) for output in outputs)
    for target in chain(first, own, last):
        same = folded.setdefault(target.path.casefold(), target.path)
        if same in targets:
            owners = frozenset((targets[same].owner or same, target.owner or same))
            twice = targets[same].output == target.output
            if not (twice and owners in told):
                told.update([owners] if twice else [])
                diagnostics.append(_collision(site, targets[same], target))
        else:
            targets[target.path] = target
    lost = _lost(targets, published)
    kept = [target for output in outputs for target in output.kept(site, lost)] if lost else []
    for target in (*kept, *_left_behind(site, targets, lost)):
        if target.path.casefold() not in folded:
            targets[folded.setdefault(target.path.casefold(), target.path)] = target
    inside = {above: target for target in targets.values() for above in folders_of(target.path.casefold())}
    diagnostics += (
        _collision(site, target, inside[path.casefold()])
        for path, target in targets.items()
        if path.casefold() in inside
    )
    long = {each.owner or path: each for path, each in targets.items() if len(path) > SHORT and _too_long(path)}
    diagnostics += (_unwritable(site, target) for target in long.values())
    return tuple(targets[path] for path in sorted(targets)), tuple(diagnostics)


def _lost(targets: Mapping[str, Target], published: Iterable[str]) -> list[str]:
    """Return the addresses of files that were `published`, and that no target answers."""
    return [address for address in published if not address.endswith("/") and output_path(address) not in targets]


def _left_behind(site: Site, targets: Mapping[str, Target], lost: Iterable[str]) -> list[Target]:
    """Return the targets to be made again at addresses where they were published before their page moved."""
    if not lost:
        return []
    moves = [(old, site.permalinks[key]) for old, key in site.redirects.items()]
    names = {
        file(old): file(new)
        for old, new in moves
        for file in (
            *(address_book.feed_of, address_book.json_feed_of, address_book.calendar_of),
            *(address_book.event_file, address_book.next_file, address_book.closing_file),
        )
    }
    folders = {old: new for old, new in moves if old.endswith("/") and new.endswith("/")}
    found = []
    for address in lost:
        above = address.rpartition("/")[0] + "/"
        while above not in folders and above != "/":
            above = above.rstrip("/").rpartition("/")[0] + "/"
        below = folders[above] + address.removeprefix(above) if above in folders else ""
        ways = [output_path(way) for way in (names.get(address, ""), below) if way]
        ways += _of_one_name(targets, folders[above], address) if above in folders else []
        now = next((targets[way] for way in ways if way in targets), None)
        if now is not None and not now.path.endswith("index.html"):
            found.append(structs.replace(now, path=output_path(address)))
    return found


def _of_one_name(targets: Mapping[str, Target], page: str, address: str) -> list[str]:
    """Return the path of the only file below a page that is called as the one at an address; nothing for more."""
    name = "/" + address.rpartition("/")[2]
    found = [path for path in targets if f"/{path}".startswith(page) and f"/{path}".endswith(name)]
    return found if len(found) == 1 else []


def unmade(targets: Iterable[Target], addresses: Iterable[str]) -> dict[str, str]:
    """Return the addresses at which nothing will be made, each with the nearest at which something will.

    That is "" where nothing is near, and for all addresses after the first MOST_SUGGESTIONS.
    """
    paths = {target.path for target in targets}
    missing = [address for address in addresses if not {output_path(address), address.strip("/")} & paths]
    if not missing:
        return {}
    known = Vocabulary("/" + path.removesuffix("index.html") for path in paths)
    near = Suggestions()
    return {address: near.find(address, partial(_nearest, known, address)) for address in missing}


def _nearest(known: Vocabulary, address: str) -> str:
    """Return the address that is probably meant: its last step is nearly the same, and a page is a page."""
    near = alike(address, known.nearest(address))
    return near if _is_page(near) == _is_page(address) else ""


def _is_page(address: str) -> bool:
    name = address.rpartition("/")[2].casefold()
    return "." not in name or name.endswith((".html", ".htm", ".php", ".asp", ".aspx"))


def _who(site: Site, target: Target) -> str:
    """Return who claims a path, in words: a source, a file of content/, or an output."""
    if target.owner in site.entries:
        return site.entries[target.owner].path
    file = site.files.get("/" + target.path)
    return f"content/{file.path}" if file and target.phase == "asset" else f"the {target.output} of the site"


def _too_long(path: str) -> str:
    """Return the part of a path that is too long for a file, "" for none."""
    names = (name for name in path.split("/") if len(name.encode()) > LONGEST_NAME)
    return next(names, path if len(path.encode()) > LONGEST_PATH else "")


def _unwritable(site: Site, target: Target) -> Diagnostic:
    entry, name = site.entries.get(target.owner), _too_long(target.path)
    message = (
        f"no file can have the name {name[:40] + '…'!r}, which is {len(name.encode())} bytes long; "
        f"{LONGEST_PATH if name == target.path else LONGEST_NAME} are the most"
    )
    return diagnose("address-too-long", _span(entry, target), message, fix="give it a shorter slug or permalink")


def _span(entry: Entry[Meta] | None, target: Target) -> Span:
    """Return the place at which an entry gives the address of a target."""
    if entry is None:
        return Span(path="site.yaml")
    return entry.span(_field(entry, target) or "slug")


def _collision(site: Site, first: Target, second: Target) -> Diagnostic:
    """Return the error for two targets with one path, at the entry that asks for it with a field."""
    names = [_who(site, target) for target in (first, second)]
    own = next((name for name in names if name.startswith(STATIC)), "")
    if own and not {first.owner, second.owner} & site.entries.keys():
        address = "/" + first.path.removesuffix("index.html")
        message = f"the site has a page or file of its own at {address}, which this would take the place of"
        made = next((target for target in (first, second) if target.phase != "asset"), first)
        return diagnose("address-collision", Span(path=own), message, fix=_free(made))
    owner = min((second, first), key=lambda target: _claim(site, target))
    entry = site.entries.get(owner.owner)
    address = "/" + min(first.path, second.path, key=len).removesuffix("index.html")
    field = _field(entry, owner) if entry else ""
    message = f"{names[0]} and {names[1]} would both be published at {address}"
    if first.path != second.path and first.path.casefold() == second.path.casefold():
        address, other = (
            "/" + each.path.removesuffix("index.html") for each in (owner, second if owner is first else first)
        )
        whose = "this page itself" if names[0] == names[1] else names[owner is first]
        message = f"{address} differs in capitals alone from {other}, the address of {whose}"
    fix = "rename one of the files, or give one a slug or permalink of its own"
    if field.startswith("aliases"):
        fix = f"take {address} out of `aliases`"
    elif field == "permalink":
        fix = "take this line out, or write another address"
    return diagnose(
        "address-collision",
        _span(entry, owner),
        message,
        fix=fix,
    )


def _free(made: Target) -> str:
    """Return the cure for a file of content/static/ that lies where one is made."""
    if made.path == "404.html":
        return "take it out, and write layouts/404.html to show that page in another way"
    if made.output == "servers":
        return f"take it out, or take `{made.subject[0]}` out of `servers` in site.yaml and keep this file"
    return "rename it, or take it out"


def _claim(site: Site, target: Target) -> int:
    """Return 0 for an address that an entry gives in a field, 1 for the one of its name, 2 for no entry's."""
    entry = site.entries.get(target.owner)
    return 2 if entry is None else int(not _field(entry, target))


def _field(entry: Entry[Meta], target: Target) -> str:
    """Return the field in which an entry gives the address of a target, "" for the address of its name."""
    for number, alias in enumerate(entry.meta.aliases):
        if alias.startswith("/") and output_path(composed(unquote(alias))) == target.path:
            return f"aliases.{number}"
    return "permalink" if entry.meta.permalink else "slug" if entry.meta.slug else ""
