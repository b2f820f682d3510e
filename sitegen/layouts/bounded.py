"""Which files of a site's own folder of layouts may be used."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import jinja2
from jinja2.loaders import split_template_path

from sitegen.bounds import Bounds, refusal, unreadable
from sitegen.decoding import decode
from sitegen.diagnostics import Diagnostic
from sitegen.disk import lies_in, ordinary, read
from sitegen.layouts.mistakes import LayoutMistake


class BoundedLoader(jinja2.FileSystemLoader):
    """Loads the layouts of one folder, but for those that are links to a place outside of the bounds."""

    def __init__(self, folder: Path, bounds: Iterable[str]) -> None:
        """Take the folder, and the real paths of the places in which a layout may lie."""
        super().__init__(folder)
        self.bounds = tuple(bounds)

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a layout's text.

        Raises jinja2.TemplateNotFound for one that is not there or may not be read, and LayoutMistake for one that
        is there and cannot be read.
        """
        place = Path(self.searchpath[0], *split_template_path(template))
        # In this order, because most are not there, and a real path is many questions to the disk.
        if not place.is_file() or not lies_in(os.path.realpath(place), self.bounds):
            raise jinja2.TemplateNotFound(template)
        return text_of(place, f"layouts/{template}"), str(place), bool


class KeepingLoader(jinja2.ChoiceLoader):
    """Loads layouts from the first of several places that has them, and looks for each once."""

    load = jinja2.BaseLoader.load

    def __init__(self, loaders: Sequence[jinja2.BaseLoader]) -> None:
        super().__init__(loaders)
        self._kept: dict[str, tuple[str, str | None, Callable[[], bool] | None] | None] = {}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a layout's text and place. Raises as BoundedLoader does."""
        if template not in self._kept:
            try:
                self._kept[template] = super().get_source(environment, template)
            except jinja2.TemplateNotFound:
                self._kept[template] = None
        found = self._kept[template]
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return found


def text_of(place: Path, path: str) -> str:
    """Return the text of a layout; `path` is its path below the site.

    Raises LayoutMistake for one that is not readable, or not written as text.
    """
    try:
        data = read(place)
    except OSError as error:
        raise LayoutMistake(unreadable(str(place), path, error)) from error
    text, wrong = decode(data, path)
    if text is None:
        raise LayoutMistake(wrong[0])
    return text


def unusable(entry: "os.DirEntry[str]", path: str, bounds: Bounds) -> Diagnostic | None:
    """Return why a file of the layouts cannot be used, None when it can; `path` is its path below the site.

    Links to nowhere are what editors leave beside a file that is open, under names of their own.
    """
    refused = refusal(entry, path, bounds)
    if refused or is_editors(path):
        return refused
    try:
        ordinary(entry.stat())
    except OSError as error:
        return unreadable(entry.path, path, error)
    return None


def is_editors(path: str) -> bool:
    """Whether a file has a name as editors give to what they keep beside a file that is open."""
    name = path.rpartition("/")[2]
    return name.startswith((".", "#"))
