"""One build: discover, parse, assemble, plan, render, publish. Every command goes through here."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Literal

from msgspec import Struct, structs

from sitegen import config as site_config
from sitegen.bounds import bounds_of
from sitegen.diagnostics import Diagnostic, Severity, Span, in_order, problem
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.final_diagnostics import located, settled, unreported, wrong_addresses
from sitegen.engine.graph.next_change import FILE
from sitegen.engine.graph.reassemble import Reading, step
from sitegen.engine.graph.record import BuildRecord, Inputs
from sitegen.engine.profile import Laps, Profile
from sitegen.engine.rendering import render_all
from sitegen.facets.schedule import zone_of
from sitegen.layouts import Layouts
from sitegen.markup import Options
from sitegen.model.config import Config
from sitegen.model.kind import Kind
from sitegen.model.target import Target
from sitegen.questions.contract import Output
from sitegen.stages import publish
from sitegen.stages.assemble import Assembled
from sitegen.stages.assemble.clock_changes import SCHEDULED
from sitegen.stages.assemble.selection import Selection
from sitegen.stages.discover import Found
from sitegen.stages.parse import ParseSettings
from sitegen.stages.plan import plan
from sitegen.stages.publish import Manifest


class Request(Struct, frozen=True, kw_only=True):
    """What someone asked to have built."""

    root: Path
    """The site's folder."""
    output: Path
    config: Path
    as_of: dt.datetime
    """The build's clock; without a zone it is in the site's."""
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    strict: bool = False
    """Warnings count as errors."""
    jobs: int = 1
    """How many processes may share the work; the bytes are the same for any number."""
    write: bool = True
    """False checks everything but publishes nothing."""
    gate: Literal["publish", "preview"] = "publish"
    """`preview` shows what could be made in spite of errors, under asset names that do not change; it is for a
    folder of the dev server's own, never for readers."""


class Result(Struct, frozen=True, kw_only=True):
    """What a build did."""

    diagnostics: tuple[Diagnostic, ...]
    config: Config | None = None
    """None when site.yaml itself could not be read."""
    entries: int = 0
    files: int = 0
    """Planned, fresh ones included."""
    reasons: dict[str, str] = {}
    """Path of what was made anew -> why, in words."""
    changed: tuple[str, ...] = ()
    """Paths that differ on disk from before."""
    drafts: int = 0
    scheduled: int = 0
    next_due: dt.datetime | None = None
    """When the next scheduled entry goes live."""
    next_change: dt.datetime | None = None
    """The next instant at which any page would differ."""
    next_why: tuple[str, ...] = ()
    """What happens then, in words for those who write the site."""
    published: bool = False
    profile: Profile = Profile()

    @property
    def rendered(self) -> frozenset[str]:
        """Paths that were made anew."""
        return frozenset(self.reasons)

    @property
    def failed(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(found.severity is Severity.ERROR for found in self.diagnostics)


def build(
    request: Request,
    kinds: Sequence[Kind],
    outputs: Sequence[Output],
    cache: BuildCache | None = None,
    touched: Collection[str] = (),
) -> Result:
    """Build a site. With `cache` of an earlier build, only what is stale is made again.

    `touched` are paths below the site, where somebody says that nothing else has changed since that build. A build
    that can believe it looks at no other file, nor, in a preview, at what was published.
    """
    cache = cache or BuildCache.empty()
    laps = Laps()
    names = {kind.name: kind for kind in kinds}
    config, problems = site_config.read(request.config, request.base_url, kinds=tuple(names))
    if config is None:
        return Result(diagnostics=in_order(problems))
    bounds = bounds_of(request.root, config.links_may_lead_to)
    layouts = cache.load(request.root / "layouts", config.language, bounds)
    assets = (layouts.own / "assets", layouts.default / "assets")
    found, believed = cache.look(request.root, kinds, assets, touched, bounds)
    laps.end("discover")
    before, state = cache.heads(), cache.state()
    entries = cache.parse(found.sources, request.root, names, _settings(config), request.jobs)
    laps.end("parse")
    inputs = Inputs(
        config=config,
        files=found.files,
        assets=found.assets,
        now=_zoned(request.as_of, config),
        drafts=request.drafts,
        future=request.future,
        fingerprint=request.gate == "publish",
        entries=cache.state(),
    )
    previous = cache.records.get(str(request.output)) or BuildRecord()
    taken = step(previous, Reading(inputs=inputs, entries=entries, before=before, state=state), names)
    assembled, site = taken.assembled, taken.assembled.site
    laps.end("assemble")
    planned = (previous.planned if taken.same else None) or plan(site, outputs, FILE)
    targets, collisions = planned
    laps.end("plan")

    sound = taken.same and previous.sound is layouts
    wrong = [] if sound else _wrong(request, assembled, targets, layouts)
    diagnostics = [*problems, *found.diagnostics, *assembled.diagnostics, *collisions, *wrong]
    diagnostics += (each for entry in entries.values() for each in entry.diagnostics)
    diagnostics += _nothing(found, assembled.selection)
    gated = request.gate == "publish"
    if request.write:
        publish.recover(request.root, request.output)
    manifest = _trusted(request, previous) if believed and not gated else None
    trusted = manifest is not None
    manifest = manifest or publish.load(request.root, request.output)
    if request.write and gated:
        refused = publish.refusal(request.root, request.output, manifest)
        blocked = [refused] if refused else publish.overwritten(request.output, targets, manifest)
        diagnostics += blocked
    hopeless = any(each.severity is Severity.ERROR for each in settled(diagnostics, config, request.strict))

    laps.end("check")
    staged = publish.Staging(request.output) if request.write and not (gated and hopeless) else nullcontext()
    with staged as staging:
        rendering = render_all(
            site,
            outputs,
            layouts,
            targets,
            cache,
            previous,
            taken.changed,
            manifest,
            staging,
            laps,
            request.jobs,
            trusted=trusted,
        )
        diagnostics += unreported(rendering.diagnostics, diagnostics)
        laps.end("render")
        result = Result(
            diagnostics=settled(diagnostics, config, request.strict),
            config=config,
            entries=sum(map(len, site.collections.values())),
            files=len(targets),
            reasons=rendering.reasons,
            drafts=assembled.selection.drafts,
            scheduled=assembled.selection.scheduled,
            next_due=assembled.selection.next_due,
            next_change=rendering.next_change.next_change,
            next_why=_for_writers(rendering.next_change.why, assembled.selection),
        )
        profile = Profile(stages=laps.stages, read=cache.read, made=rendering.spent)
        if staging is None or (gated and result.failed):
            return structs.replace(result, profile=profile)
        written, manifest = publish.commit(request.root, staging, rendering.fresh, manifest)
        laps.end("publish")
    record = rendering.record
    record.inputs, record.until = inputs, site.until
    record.assembled, record.planned = assembled, planned
    record.manifest = publish.stamp(request.root, request.output), manifest
    record.sound = None if wrong else layouts
    cache.records[str(request.output)] = record
    return structs.replace(result, changed=written, published=True, profile=profile)


def _zoned(moment: dt.datetime, config: Config) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=zone_of(config.timezone))


def _settings(config: Config) -> ParseSettings:
    markdown = config.markdown
    options = Options(
        flavour=markdown.flavour,
        raw_html=markdown.raw_html,
        frames=markdown.frames,
        smart=markdown.smart,
        language=config.language,
    )
    return ParseSettings(zone=config.timezone, language=config.language, markup=options, fields=config.fields)


def _wrong(
    request: Request, assembled: Assembled, targets: Sequence[Target], layouts: Layouts
) -> list[Diagnostic]:
    """Return what is wrong with links, addresses and layouts."""
    return [
        *layouts.check(),
        *located(request.root, assembled, targets),
        *wrong_addresses(assembled.site, targets, layouts, request.config),
    ]


def _trusted(request: Request, previous: BuildRecord) -> Manifest | None:
    """Return what this process wrote to a folder of its own; None when somebody else has been at it, too."""
    stamp, manifest = previous.manifest or ("", None)
    return manifest if stamp and stamp == publish.stamp(request.root, request.output) else None


def _for_writers(why: Iterable[str], selection: Selection) -> tuple[str, ...]:
    """Name the sources that go live, which only writers may know of."""
    named = [f"{path} is published" for path in selection.next_paths]
    return tuple(each for words in why for each in (named if words == SCHEDULED else [words]))


def _nothing(found: Found, selection: Selection) -> list[Diagnostic]:
    """Refuse to build a site of nothing, so that a missing folder or a stray `draft` never empties one."""
    if selection.entries:
        return []
    message = "there is no Markdown in content/, so nothing was built"
    fix = "sitegen new post 'Hello' makes a first entry"
    if found.sources:
        message = "every entry is a draft or not yet due, so nothing was built"
        fix = "publish one, or add -D or -F"
    return [problem("no-entries", Span(path="content"), message, fix=fix)]
