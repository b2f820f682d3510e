"""The address register of a site on disk, what a build adds to it, and what a build would lose of it."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.disk import read
from sitegen.history.repository import GitFailed, git, repository_of
from sitegen.merge_conflicts import conflicts
from sitegen.model.place import REGISTER
from sitegen.model.register import Register
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.register import as_text, canonical, lines_of
from sitegen.urls import address_of

ATTRIBUTES = ".gitattributes"
BOTH = f"{REGISTER.path} merge=union"
"""The line of .gitattributes by which a merge keeps the lines of both branches."""
NAMED = 3
"""How many new addresses a warning names."""


def read_register(root: Path) -> tuple[Register, tuple[Diagnostic, ...]]:
    """Return the register of the site at `root`, and what is wrong with it; without the file it is not in use."""
    try:
        data = read(root / REGISTER.path)
    except FileNotFoundError:
        return Register(), ()
    text, wrong = decode(data, REGISTER.path)
    if text is None:
        return Register(in_use=True), wrong
    found = list(conflicts(text, REGISTER.path))
    first: dict[str, str] = {}
    for number, address, origin in lines_of(text):
        if address:
            # Two branches may have published it, each as another's: the rule must not see their order.
            first[address] = min(origin, first.get(address, origin))
        elif not found:
            span = Span(path=REGISTER.path, line=number, column=1)
            message = "this is no address: one begins with /, and has no blank in it"
            fix = "take the line out, or write the address from the top of the site"
            found.append(diagnose("bad-value", span, message, fix=fix))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    in_order = lines == [line for line in as_text(first).splitlines() if not line.startswith("#")]
    return Register(first=first, in_order=in_order, in_use=True), (*wrong, *found)


def unregistered(site: Site, targets: Iterable[Target], register: Register) -> dict[str, str]:
    """Return the lasting addresses of a build that are not in the register, each with its first address."""
    found = {}
    for target in targets:
        if target.lasting and (address := address_of(target.path)) not in register.first:
            found[address] = _origin(site, target, address)
    return found


def _origin(site: Site, target: Target, address: str) -> str:
    """Return the first address of the entry to whose page or old address a target belongs; else its own."""
    key = target.owner
    if key not in site.permalinks or not {address} & {canonical(site.permalinks[key]), *_old(site, key)}:
        return address
    return site.first_addresses.get(key) or site.permalinks[key]


def _old(site: Site, key: str) -> Iterator[str]:
    return map(canonical, site.entries[key].meta.old_addresses)


def new_addresses(found: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a warning where a build would publish addresses that are not in the register."""
    if found:
        named = sorted(found)
        more = f" and {len(named) - NAMED:,} more" if len(named) > NAMED else ""
        one = len(named) == 1
        message = f"{', '.join(named[:NAMED])}{more} {'is' if one else 'are'} not in the register yet"
        fix = f"build the site, which adds {'it' if one else 'them'}, and commit {REGISTER.path}"
        yield diagnose("address-new", Span(path=REGISTER.path), message, fix=fix)


def write_register(root: Path, first: Mapping[str, str]) -> None:
    """Write the register of the site at `root` as a whole. Raises OSError where that cannot be done."""
    place = root / REGISTER.path
    staged = place.with_name(f".{place.name}.new")
    try:
        staged.write_text(as_text(first), encoding="utf-8", newline="\n")
        staged.replace(place)
    finally:
        staged.unlink(missing_ok=True)


def let_git_merge(root: Path) -> bool:
    """Let git keep the lines of both branches when it merges the register; return whether that was to be done.

    It is not where the site lies in no repository, or git knows already how to merge the file. The line is put at
    the end of .gitattributes, whose other bytes stay. Raises OSError where it cannot be written.
    """
    repository = repository_of(root)
    place = root / ATTRIBUTES
    if repository is None or place.is_symlink():  # git reads none that is a link
        return False
    try:
        path = (root.resolve() / REGISTER.path).relative_to(repository.top).as_posix()
        said = git(repository, "check-attr", "-z", "merge", "--", path).split(b"\0")
        if said[2:3] != [b"unspecified"]:
            return False
    except GitFailed:
        if place.exists() and REGISTER.path.encode() in place.read_bytes():
            return False
    before = place.read_bytes() if place.exists() else b""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    begun = before and not before.endswith(b"\n")
    with place.open("ab") as file:
        file.write((end if begun else b"") + BOTH.encode() + end)
    return True
