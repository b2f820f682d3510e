"""The files below `content` that the settings of a Hugo site leave out (https://gohugo.io/configuration/module/#mounts)."""

import re
from collections.abc import Mapping

from sitegen.importers.hugo.config import HugoConfig
from sitegen.importers.hugo.globs import as_pattern
from sitegen.importers.websites.values import text, texts


class Ignored:
    """What `ignoreFiles` and the mounts of a configuration leave out."""

    def __init__(self, config: HugoConfig) -> None:
        """Read the configuration; a pattern that cannot be read leaves out nothing."""
        self._patterns: list[re.Pattern[str]] = []
        for pattern in texts(config.values.get("ignorefiles"), "\n"):
            try:
                self._patterns.append(re.compile(pattern))
            except re.error:
                continue
        module = config.values.get("module")
        mounts = module.get("mounts") if isinstance(module, Mapping) else ()
        self._mounts = [each for each in mounts if isinstance(each, Mapping)] if isinstance(mounts, list) else []

    def __call__(self, path: str) -> bool:
        """Return whether a file is left out, by its path from the folder of the site."""
        return any(pattern.search(path) for pattern in self._patterns) or any(
            _excludes(mount, path) for mount in self._mounts
        )


def _excludes(mount: Mapping[str, object], path: str) -> bool:
    """Return whether a mount of the folder that a file lies in leaves the file out."""
    source = text(mount.get("source")).strip("./")
    if not source or not path.startswith(f"{source}/"):
        return False
    below = path.removeprefix(f"{source}/").lower()

    def fits(globs: object) -> bool:
        return any(re.fullmatch(as_pattern(each.strip("!/ ").lower()), below) for each in texts(globs))

    files = [each for each in texts(mount.get("files")) if each.startswith("!")]
    included = mount.get("includefiles")
    return fits(mount.get("excludefiles")) or fits(files) or (bool(included) and not fits(included))
