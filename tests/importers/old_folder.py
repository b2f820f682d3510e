"""A folder of another program that is brought into a site by the command, and built there."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.cli import main
from tests.conftest import MakeSite, Site


class OldFolder:
    """A folder to import, and the site that it is imported into, which has no site.yaml before that."""

    def __init__(
        self, name: str, place: Path, site: Site, patch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
    ) -> None:
        self.name = name
        self.place = place
        self.site = site
        self.code: int | str | None = 0
        self.said = ""
        self._patch = patch
        self._captured = said

    def write(self, files: Mapping[str, str | bytes]) -> "OldFolder":
        """Write files of the folder."""
        for path, data in files.items():
            place = self.place / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data if isinstance(data, bytes) else data.encode())
        return self

    def bring(self, *options: str) -> "OldFolder":
        """Import the folder."""
        arguments = [
            "sitegen",
            "import",
            self.name,
            "-c",
            str(self.site.root / "site.yaml"),
            str(self.place),
            *options,
        ]
        self._patch.setattr("sys.argv", arguments)
        self.code = 0
        try:
            main()
        except SystemExit as ended:
            self.code = ended.code
        self.said = "".join(self._captured.readouterr())
        return self

    def build(self) -> Site:
        """Build the site."""
        return self.site.build()

    def entry(self, key: str) -> str:
        """Return the text of an entry."""
        return (self.site.root / "content" / key).read_text("utf-8")

    def body(self, key: str) -> str:
        """Return the text of an entry without its front matter."""
        return self.entry(key).partition("\n---\n")[2].strip("\n")

    @property
    def content(self) -> dict[str, bytes]:
        """Every file of content/ by path."""
        top = self.site.root / "content"
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }


def old_folder(
    name: str, tmp_path: Path, make_site: MakeSite, patch: pytest.MonkeyPatch, said: pytest.CaptureFixture[str]
) -> OldFolder:
    """Return an empty folder for an importer, and an empty site."""
    site = make_site({}, build=False)
    (site.root / "site.yaml").unlink()
    place = tmp_path / "old"
    place.mkdir()
    return OldFolder(name, place, site, patch, said)
