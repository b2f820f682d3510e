"""What an import reads: the files that a person names, and the paths by which the report shows them."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sitegen.diagnostics import Diagnostic
    from sitegen.importers.folder import Folder
    from sitegen.importers.importer import Importer

STDIN = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://(.+)", re.IGNORECASE)


def files_of(
    root: Path, paths: Iterable[str], importer: "Importer"
) -> tuple[dict[str, bytes], list["Diagnostic"]]:
    """Return the bytes of the files to import, by the paths that the report shows, and what cannot be read."""
    from sitegen.diagnostics import Span, diagnose
    from sitegen.disk import read, walk

    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for path in paths:
        if path == STDIN:
            files["standard input"] = sys.stdin.buffer.read()
            continue
        if address := _ADDRESS.fullmatch(path):
            command = f"curl -L 'https://{address[1]}' | sitegen import {importer.name} -"
            raise click.BadParameter(f"an address is not fetched; write: {command}", param_hint="FILE-OR-FOLDER")
        place = Path(path)
        if not place.exists():
            raise click.BadParameter(f"there is no {path}", param_hint="FILE-OR-FOLDER")
        inside = [place]
        if place.is_dir():
            inside = [
                Path(each.path) for name, each in walk(place.resolve()) if name.lower().endswith(importer.suffixes)
            ]
            if not inside:
                suffixes = " or ".join(importer.suffixes)
                raise click.BadParameter(f"there is no {suffixes} file below {path}", param_hint="FILE-OR-FOLDER")
        for each in inside:
            name = shown(each, root)
            try:
                piped = each == place  # a person may name a pipe; in a folder, it would be waited for without end
                files[name] = each.read_bytes() if piped else read(each)
            except OSError as error:
                message = f"cannot read this file: {error.strerror}"
                found.append(diagnose("unreadable-file", Span(path=name), message))
    return files, found


def folder_of(root: Path, path: str) -> tuple["Folder", list["Diagnostic"]]:
    """Return the files of a folder to import, by their paths from it, and what cannot be read."""
    from sitegen.diagnostics import Span, diagnose
    from sitegen.importers.folder import Folder

    place = Path(path)
    if address := _ADDRESS.fullmatch(path):
        command = f"git clone 'https://{address[1]}'"
        message = f"an address is not fetched; get the folder first, for example: {command}"
        raise click.BadParameter(message, param_hint="FOLDER")
    if not place.is_dir():
        raise click.BadParameter(f"there is no folder {path}", param_hint="FOLDER")
    if place.resolve() == root.resolve():
        message = "the site cannot be imported into its own folder; call the command from a new, empty one"
        raise click.BadParameter(message, param_hint="FOLDER")
    folder = Folder(place, root.resolve())
    refused = [
        diagnose("unreadable-file", Span(path=name), f"cannot read this file: {why}")
        for name, why in folder.unreadable.items()
    ]
    return folder, refused


def shown(place: Path, root: Path) -> str:
    """Return the path of a file in the report: from the site's folder for a file below it, else the whole path."""
    if place.resolve().is_relative_to(root.resolve()):
        return place.resolve().relative_to(root.resolve()).as_posix()
    return place.resolve().as_posix()
