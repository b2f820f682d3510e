"""The values that the stages of one build hand to each other."""

from msgspec import Struct

from sitegen.bounds import Bounds
from sitegen.diagnostics import Diagnostic
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.graph.reassemble import Reassembly, Snapshot
from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.profile import Laps
from sitegen.engine.request import Request
from sitegen.engine.versions import Versions
from sitegen.layouts import Layouts
from sitegen.model.config import Config
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.target import Target
from sitegen.model.vocabulary import Vocabulary
from sitegen.questions.contract import Output
from sitegen.stages.discover import Found
from sitegen.stages.parse import ParseSettings
from sitegen.stages.publish import Manifest

WATCHER = "the file watcher"
"""It reports every file that changes while the dev server runs."""
LAST_BUILD = "the last build of this process"
"""It did the same work from the same inputs."""


class Shortcuts(Struct, frozen=True, kw_only=True):
    """The work that a build may skip, with the voucher for each: who guarantees that the outcome is the same.

    An empty voucher means that the work is done.
    """

    reading: str = ""
    """Looking at files of the site other than those reported as touched."""
    assembling: str = ""
    """Assembling and planning: the site of the last build is used on, with the edited texts in it."""
    checking: str = ""
    """Checking links, addresses and layouts."""
    output_folder: str = ""
    """Looking at the output folder: it is known to hold what was last written there."""


class Work(Struct, frozen=True, kw_only=True):
    """What stays the same through all stages of one build."""

    request: Request
    config: Config
    vocabulary: Vocabulary
    problems: tuple[Diagnostic, ...]
    """The diagnostics of site.yaml and of tags.yaml."""
    kinds: dict[str, Kind]
    """Kinds by name."""
    outputs: tuple[Output, ...]
    cache: BuildCache
    record: BuildRecord
    """The record of the last build of this output folder; empty before the first."""
    bounds: Bounds
    """The places that symbolic links of the site may lead to."""
    layouts: Layouts
    settings: ParseSettings
    """What parsing may know of the configuration."""
    versions: Versions
    """The earlier versions of sources."""
    laps: Laps


class Discovery(Struct, frozen=True, kw_only=True):
    """What discover found on disk."""

    found: Found
    before: Snapshot
    """The entries of the last build."""
    shortcuts: Shortcuts


class Assembly(Struct, frozen=True, kw_only=True):
    """The assembled site, and what it was assembled from."""

    inputs: Inputs
    site: Reassembly
    shortcuts: Shortcuts
    unread: tuple[Diagnostic, ...] = ()
    """What is wrong with the address register, and the warning that git does not know all, where it was asked."""
    decoded: int = 0
    """How many pictures were decoded."""


class Planned(Struct, frozen=True, kw_only=True):
    """Every file that will be written, and the problems that are known before any is rendered."""

    targets: tuple[Target, ...]
    collisions: tuple[Diagnostic, ...]
    """The diagnostics of the plan itself."""
    wrong: tuple[Diagnostic, ...]
    """The diagnostics of links, addresses and layouts."""
    unregistered: dict[str, str]
    """The addresses that the register does not have yet, each with its first address."""
    diagnostics: tuple[Diagnostic, ...]
    """All diagnostics of the build so far."""
    manifest: Manifest | None
    """What was last written to the output folder."""
    publishable: bool
    """Whether the build may still go live: no diagnostic so far is an error, or it is a preview."""
    shortcuts: Shortcuts
