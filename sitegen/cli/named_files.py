"""`check FILE…`: the whole site is checked, and what is wrong with the named files is reported."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct, structs

from sitegen.engine.request import Result


class Only(Struct, frozen=True, kw_only=True):
    """The files and folders that are meant."""

    paths: tuple[str, ...] | None = None
    """Below the site; None where all of it is meant."""

    def has(self, path: str) -> bool:
        """Return whether a file is among them."""
        if self.paths is None:
            return True
        return any(path == each or path.startswith(f"{each}/") for each in self.paths)


def only(root: Path, names: Sequence[str]) -> Only:
    """Return the files of the site at `root` that are named: all for no name, and for the folder of the site.

    A file outside of the site has no problems of it.
    """
    site = root.resolve()
    places = [Path(name).absolute() for name in names]
    places = [each.parent.resolve() / each.name if each.is_symlink() else each.resolve() for each in places]
    if not names or site in places:
        return Only()
    return Only(paths=tuple(each.relative_to(site).as_posix() for each in places if each.is_relative_to(site)))


def narrowed(result: Result, files: Only) -> tuple[Result, int]:
    """Return the result of a check with the problems of the named files alone, and the number of the others.

    Where site.yaml cannot be read nothing else was checked, so its problems stay.
    """
    if files.paths is None or result.config is None:
        return result, 0
    found = tuple(each for each in result.diagnostics if files.has(each.span.path))
    return structs.replace(result, diagnostics=found), len(result.diagnostics) - len(found)
