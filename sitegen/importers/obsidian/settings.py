"""What a vault says about itself: its name, its folders, and what Obsidian leaves out of sight."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from sitegen.importers.websites.front_matter import decoded
from sitegen.importers.websites.settings import Settings, site_yaml

PUBLISH = ("site-options.json", "publish.css", "publish.js")
"""Files that only a vault has that Obsidian Publish shows."""


class VaultSettings(Struct, frozen=True, kw_only=True):
    """What the settings of a vault say, as far as an import asks."""

    templates: tuple[str, ...]
    """The folders of templates, each with a slash at its end."""
    excluded: tuple[str, ...]
    """The folders that Obsidian is told to leave out of sight, each with a slash at its end."""
    excluded_patterns: tuple[re.Pattern[str], ...]
    """The patterns of paths that the settings of Obsidian hide."""
    daily_folder: str
    """The folder of daily notes with a slash at its end; "" for the top."""
    published: bool
    """Whether Obsidian Publish shows the vault."""

    def excludes(self, path: str) -> bool:
        """Return whether the settings of Obsidian hide a file."""
        return path.startswith(self.excluded) or any(each.search(path) for each in self.excluded_patterns)


def vault_settings(files: Mapping[str, bytes]) -> VaultSettings:
    """Return what the files below `.obsidian/` say; a file that is missing or broken says nothing."""
    templater = _json(files, ".obsidian/plugins/templater-obsidian/data.json").get("templates_folder")
    named = [_json(files, ".obsidian/templates.json").get("folder"), templater]
    ignored = _json(files, ".obsidian/app.json").get("userIgnoreFilters")
    daily = _json(files, ".obsidian/daily-notes.json").get("folder")
    return VaultSettings(
        templates=tuple(_folder(each) for each in named if each and isinstance(each, str)),
        excluded=tuple(
            _folder(each) for each in ignored or () if isinstance(each, str) and each.strip("/") and each[0] != "/"
        )
        if isinstance(ignored, list)
        else (),
        excluded_patterns=tuple(_patterns(ignored)),
        daily_folder=_folder(daily) if daily and isinstance(daily, str) else "",
        published=any(name in files for name in PUBLISH),
    )


def _patterns(ignored: Any) -> Iterator[re.Pattern[str]]:
    """Yield the patterns among what is left out of sight: they are written between slashes."""
    for each in ignored if isinstance(ignored, list) else ():
        if isinstance(each, str) and len(each) > 2 and each[0] == each[-1] == "/":
            try:
                yield re.compile(each[1:-1])
            except re.error:
                continue


def settings(files: Mapping[str, bytes]) -> str:
    """Return the text of a site.yaml for a vault."""
    options = _json(files, "site-options.json")
    place = getattr(files, "place", "")
    name = options.get("siteName") or posixpath.basename(str(place).rstrip("/")) or "Notes"
    return site_yaml(Settings(source="the vault", title=str(name), maths=True))


def _folder(name: str) -> str:
    return name.strip("/") + "/"


def _json(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    """Return the object that a file holds, an empty one for anything else."""
    if path not in files:
        return {}
    try:
        found = json.loads(decoded(files[path]))
    except (ValueError, OSError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
