"""`check FILE…`: the whole site is checked, and what is wrong with the named files is reported."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, structs

from sitegen.engine.request import Result


class Only(Struct, frozen=True, kw_only=True):
    """The files and folders that are meant, by path below the site; without any, all are."""

    paths: tuple[str, ...] = ()

    def has(self, path: str) -> bool:
        """Return whether a file is among them."""
        return not self.paths or any(path == each or path.startswith(f"{each}/") for each in self.paths)


def only(root: Path, names: Sequence[str]) -> Only:
    """Return the files of the site at `root` that are named; those outside of it have no problems of the site.

    "." stands for a site as a whole.
    """
    site = root.resolve()
    places = [
        Path(name).parent.resolve() / Path(name).name if Path(name).name else Path(name).resolve()
        for name in names
    ]
    if site in places:
        return Only()
    below = (place.relative_to(site).as_posix() for place in places if place.is_relative_to(site))
    return Only(paths=tuple(below) or ("/",)) if names else Only()


def narrowed(result: Result, files: Only) -> tuple[Result, int]:
    """Return the result of a check with the problems of the named files alone, and the number of the others.

    Where site.yaml cannot be read nothing else was checked, so its problems stay.
    """
    if not files.paths or result.config is None:
        return result, 0
    found = tuple(each for each in result.diagnostics if files.has(each.span.path))
    return structs.replace(result, diagnostics=found), len(result.diagnostics) - len(found)
