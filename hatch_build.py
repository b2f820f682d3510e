"""Puts the default layouts into the wheel as compiled Python, so that no first build has to compile them."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLayouts(BuildHookInterface[Any]):
    """Compiles them while a wheel is built. A checkout has none: its layouts and its compiler change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled layouts to the files of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from sitegen.disk import SHIPPED
        from sitegen.engine.precompile import ship

        self._folder = tempfile.TemporaryDirectory()
        ship(Path(self._folder.name))
        build_data["force_include"][self._folder.name] = f"sitegen/{SHIPPED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Delete what is in the wheel by now."""
        if version != "editable":
            self._folder.cleanup()
