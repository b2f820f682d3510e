"""The request for a build, and its result."""

import datetime as dt
from pathlib import Path
from typing import Literal

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.engine.profile import Profile
from sitegen.facets.schedule import zone_of
from sitegen.model.config import Config
from sitegen.questions.health import Findings


class Request(Struct, frozen=True, kw_only=True):
    """What to build, and how."""

    root: Path
    """The site's folder."""
    output: Path
    config: Path
    as_of: dt.datetime
    """The build's clock; a time without a zone is in the site's zone."""
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    portable: bool = False
    """Whether the pages are to be opened from a disk, without a server."""
    visibility: Literal["public", "internal"] = "public"
    """For whom: `internal` shows colleagues what the public build leaves out, in an output folder of its own."""
    strict: bool = False
    """Whether warnings count as errors."""
    jobs: int = 1
    """How many processes may share the work; the bytes are the same for any number."""
    health: bool = False
    """Whether to look for what needs looking after as well."""
    write: bool = True
    """False checks everything and publishes nothing."""
    gate: Literal["publish", "preview"] = "publish"
    """`preview` shows what could be rendered in spite of errors, under asset names that do not change. It is for a
    folder of the dev server's own, never for readers."""

    @property
    def internal(self) -> bool:
        """Whether it is for colleagues alone."""
        return self.visibility == "internal"

    def clock(self, config: Config) -> dt.datetime:
        """Return the build's clock, with a zone."""
        return self.as_of if self.as_of.tzinfo else self.as_of.replace(tzinfo=zone_of(config.timezone))


class Result(Struct, frozen=True, kw_only=True):
    """What a build did, and the diagnostics it ended with."""

    diagnostics: tuple[Diagnostic, ...]
    config: Config | None = None
    """None when site.yaml itself could not be read."""
    entries: int = 0
    files: int = 0
    """The number of planned files, fresh ones included."""
    reasons: dict[str, str] = {}
    """Path of a rendered file -> why it was rendered, in words."""
    changed: tuple[str, ...] = ()
    """Paths of files that differ on disk from before."""
    drafts: int = 0
    scheduled: int = 0
    expired: int = 0
    remarks: int = 0
    """Remarks in texts that were left out."""
    next_due: dt.datetime | None = None
    """When the next scheduled entry goes live."""
    next_change: dt.datetime | None = None
    """The next instant at which any page would differ."""
    next_why: tuple[str, ...] = ()
    """What happens at that instant, in words for those who write the site."""
    published: bool = False
    unsettled: bool = False
    """Whether git could not be asked for all of the history. The cause may be gone by the next build, and no file
    of the site would tell, so that build asks again."""
    health: tuple[Findings, ...] = ()
    """What needs looking after, if that was asked."""
    unregistered: dict[str, str] = {}
    """The lasting addresses of the build that the register did not have, each with its first address."""
    registered: tuple[str, ...] = ()
    """Those of them that were added to it."""
    reordered: bool = False
    """Whether the lines of the register were put in order."""
    profile: Profile = Profile()

    @property
    def rendered(self) -> frozenset[str]:
        """The paths of the files that were rendered."""
        return frozenset(self.reasons)

    @property
    def failed(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)
