"""`sitegen export`: the whole hub as one file."""

import zipfile
from pathlib import Path

import click

from sitegen.cli.arguments import DEFAULTS, folder_of
from sitegen.cli.run import run, settings_in

_WHOLE = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the archive: the first that the format knows, so that equal hubs are equal archives."""


@click.command()
@click.argument("file", default="", metavar="[FILE]")
@click.option("-c", "--config", default="site.yaml", metavar="FILE", help="The site's configuration.")
@click.option("--state", default="", metavar="FOLDER", help="Where the records are (default: .sitegen/).")
@click.option("--as-of", metavar="TIME", help="The build's clock: 2010-01-25T09:00 (default: now).")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("--traceback", is_flag=True, help="Show the traceback of a bug of ours.")
def export(
    file: str, config: str, state: str, as_of: str | None, strict: bool, quiet: bool, traceback: bool
) -> None:
    """Write all that is published into one file, hub.zip.

    Unpacked, its pages open from a disk, with every link working, and hub.json has everything as data. They are
    those of output-portable/, which is built before.

    Example: sitegen export hub-2026.zip
    """
    root = settings_in(config, state).parent
    place = Path(file or "hub.zip")
    if place.exists() and not zipfile.is_zipfile(place):
        raise click.ClickException(f"{place} is there and is no archive; name another file")
    folder = root / folder_of("public", portable=True)
    try:
        given = {"config": config, "state": state, "as_of": as_of, "strict": strict}
        run(write=True, **(DEFAULTS | given | {"portable": True, "quiet": True, "traceback": traceback}))
    except SystemExit as ended:
        if ended.code:
            raise
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    _archive(place, folder, files)
    if not quiet:
        size = place.stat().st_size
        click.echo(
            f"wrote {len(files):,} files to {place} ({size / 1e6:.1f} MB); unpack it and open index.html", err=True
        )


def _archive(place: Path, folder: Path, files: list[Path]) -> None:
    """Write an archive beside its place and put it there when it is whole."""
    name = place.name.removesuffix(".zip")
    part = place.with_name(f"{place.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _WHOLE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
        part.replace(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.ClickException(f"{place} cannot be written: {error.strerror}") from error
