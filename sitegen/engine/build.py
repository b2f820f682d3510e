"""One build: discover, parse, assemble, plan, render, publish. Every command goes through here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext

from msgspec import structs

from sitegen import config as site_config
from sitegen import vocabulary as site_vocabulary
from sitegen.bounds import bounds_of
from sitegen.catalogues import gaps
from sitegen.diagnostics import Diagnostic, Severity, Span, diagnose, in_order
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.comments import read_comments
from sitegen.engine.drift import drifted
from sitegen.engine.final_diagnostics import located, settled, unreported, unused, wrong_addresses
from sitegen.engine.graph.next_change import FILE
from sitegen.engine.graph.reassemble import reassemble
from sitegen.engine.graph.record import BuildRecord
from sitegen.engine.graph.tables import backlinks_of
from sitegen.engine.history import GAPS, problems_of_history, read_history
from sitegen.engine.lost_addresses import lost_addresses
from sitegen.engine.pictures import Depth, Pictures, read_pictures
from sitegen.engine.profile import Laps, Profile
from sitegen.engine.register import new_addresses, read_register, unregistered, write_register
from sitegen.engine.rendering import Rendering, render_all
from sitegen.engine.request import Request, Result
from sitegen.engine.search.index import remember
from sitegen.engine.search.stage import index
from sitegen.engine.tables import read_tables
from sitegen.engine.topics import read_all_topics
from sitegen.engine.versions import Versions
from sitegen.engine.work import LAST_BUILD, WATCHER, Assembly, Discovery, Planned, Shortcuts, Work
from sitegen.layouts.check import check as check_layouts
from sitegen.model.entry import Entry
from sitegen.model.history import History
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.questions.contract import Output
from sitegen.questions.health import Backlinks, health
from sitegen.stages import plan as plan_stage
from sitegen.stages import publish as publish_stage
from sitegen.stages.assemble.clock_changes import SCHEDULED
from sitegen.stages.assemble.selection import Selection
from sitegen.stages.parse import ParseSettings
from sitegen.stages.publish import Manifest, Staging


def build(
    request: Request,
    kinds: Sequence[Kind],
    outputs: Sequence[Output],
    cache: BuildCache | None = None,
    touched: Collection[str] = (),
) -> Result:
    """Build a site and return what was done. With the `cache` of an earlier build, only stale files are made.

    `touched` are paths below the site. Naming any guarantees that no other file has changed since the last build,
    so that the build looks at no other file, nor, in a preview, at what was published.
    """
    work = _begin(request, kinds, outputs, cache or BuildCache.empty())
    if isinstance(work, Result):
        return work
    discovery = discover(work, touched)
    entries = parse(work, discovery)
    assembly = assemble(work, discovery, entries)
    planned = plan(work, discovery, assembly)
    with _staging(work, planned) as staging:
        rendering = index(work, planned, render(work, assembly, planned, staging), staging)
        return publish(work, assembly, planned, rendering, staging)


def _begin(request: Request, kinds: Sequence[Kind], outputs: Sequence[Output], cache: BuildCache) -> Work | Result:
    """Return what all stages need; a failed result when site.yaml cannot be read."""
    laps = Laps()
    names = [kind.name for kind in kinds]
    config, problems = site_config.read(
        request.config, request.base_url, kinds=names, internal=request.internal, portable=request.portable
    )
    if config is None:
        return Result(diagnostics=in_order(problems))
    vocabulary, wrong = site_vocabulary.read(request.root)
    bounds = bounds_of(request.root, config.links_may_lead_to)
    layouts = cache.load_layouts(request.root / "layouts", config.language, bounds)
    settings = ParseSettings.of(config, layouts.languages)
    return Work(
        request=request,
        config=config,
        vocabulary=vocabulary,
        problems=(*problems, *wrong),
        kinds={kind.name: kind for kind in kinds},
        outputs=tuple(outputs),
        cache=cache,
        record=cache.record_of(request.output, portable=request.portable),
        bounds=bounds,
        layouts=layouts,
        settings=settings,
        versions=Versions(request.root, {kind.name: kind for kind in kinds}, settings, write=request.write),
        laps=laps,
    )


def discover(work: Work, touched: Collection[str]) -> Discovery:
    """Return what lies on disk. Only the `touched` files are looked at when these are all that changed."""
    layouts = work.layouts
    before = work.cache.snapshot()
    assets = (layouts.own / "assets", layouts.default / "assets")
    kinds = tuple(work.kinds.values())
    found, only_touched = work.cache.discover(work.request.root, kinds, assets, touched, work.bounds)
    work.laps.end("discover")
    return Discovery(found=found, before=before, shortcuts=Shortcuts(reading=WATCHER if only_touched else ""))


def parse(work: Work, discovery: Discovery) -> dict[str, Entry[Meta]]:
    """Return all entries by key; only sources that changed are parsed."""
    request = work.request
    entries = work.cache.parse(discovery.found.sources, request.root, work.kinds, work.settings, request.jobs)
    work.laps.end("parse")
    return entries


def assemble(work: Work, discovery: Discovery, entries: dict[str, Entry[Meta]]) -> Assembly:
    """Return the site that these entries make, and what differs from the site of the last build."""
    request, found, past = work.request, discovery.found, work.record.inputs
    history, unread = _history(work, discovery)
    register, unreadable = read_register(request.root)
    pictures = _pictures(work, discovery, entries)
    inputs = Inputs(
        config=work.config,
        entries=entries,
        files=found.files,
        assets=found.assets,
        vocabulary=work.vocabulary,
        read_by_layouts=work.layouts.fields_read(),
        languages=work.layouts.languages,
        tables=read_tables(found.files, entries.values(), past.tables if past else {}),
        topics=read_all_topics(found.files, entries.values(), work.config.timezone, past),
        comments=read_comments(found.comments, work.config.timezone, past),
        renditions=pictures.renditions,
        history=history,
        register=register,
        now=request.clock(work.config),
        drafts=request.drafts,
        future=request.future,
        fingerprint=request.gate == "publish",
    )
    site = reassemble(work.record, inputs, discovery.before, work.kinds)
    carried = site.carried_over
    checked = carried and work.record.layouts_checked is work.layouts
    shortcuts = structs.replace(
        discovery.shortcuts, assembling=LAST_BUILD if carried else "", checking=LAST_BUILD if checked else ""
    )
    work.laps.end("assemble")
    return Assembly(
        inputs=inputs, site=site, shortcuts=shortcuts, unread=(*unread, *unreadable), decoded=pictures.decoded
    )


def plan(work: Work, discovery: Discovery, assembly: Assembly) -> Planned:
    """Return every file that will be written, and all problems that are known before any is rendered."""
    request, assembled, shortcuts = work.request, assembly.site.assembled, assembly.shortcuts
    known = work.record.planned if shortcuts.assembling else None
    register = assembly.inputs.register
    targets, collisions = known or plan_stage.plan(assembled.site, work.outputs, FILE, published=register.first)
    work.laps.end("plan")
    wrong: list[Diagnostic] = []
    if not shortcuts.checking:
        wrong += check_layouts(work.layouts)
        wrong += gaps(work.layouts.languages, work.config.language, request.config)
        wrong += located(request.root, assembled, targets)
        wrong += wrong_addresses(assembled.site, targets, work.layouts, request.config)
        wrong += lost_addresses(request.root, assembled.site, assembled.selection, targets, register)
        wrong += unused(assembly.inputs.entries.values(), work.kinds.values(), work.layouts, tuple(wrong))
    if not request.write:
        wrong += drifted(request.root, assembled.site)
    asked = register.in_use or not request.write
    new = unregistered(assembled.site, targets, register) if asked else {}
    diagnostics = [
        *assembly.unread,
        *work.problems,
        *discovery.found.diagnostics,
        *assembled.diagnostics,
        *collisions,
        *wrong,
    ]
    diagnostics += (each for entry in assembly.inputs.entries.values() for each in entry.diagnostics)
    diagnostics += _nothing(discovery, assembled.selection)

    publishing = request.gate == "publish"
    if publishing and register.in_use and not request.write and not request.internal:
        diagnostics += new_addresses(new)
    if request.write:
        publish_stage.recover(request.root, request.output)
    manifest = _own_manifest(work) if shortcuts.reading and not publishing else None
    shortcuts = structs.replace(shortcuts, output_folder=LAST_BUILD if manifest else "")
    manifest = manifest or publish_stage.load(request.root, request.output)
    if request.write and publishing:
        refused = publish_stage.refusal(request.root, request.output, manifest, internal=request.internal)
        diagnostics += [refused] if refused else publish_stage.overwritten(request.output, targets, manifest)
    failed = any(
        each.severity is Severity.ERROR
        for each in settled(diagnostics, work.config, request.strict, request.as_of, checking=not request.write)
    )
    work.laps.end("check")
    return Planned(
        targets=targets,
        collisions=collisions,
        wrong=tuple(wrong),
        unregistered=new,
        diagnostics=tuple(diagnostics),
        manifest=manifest,
        publishable=not (publishing and failed),
        shortcuts=shortcuts,
    )


def render(work: Work, assembly: Assembly, planned: Planned, staging: Staging | None) -> Rendering:
    """Render every target that is not fresh into `staging`; without staging, only to find what fails."""
    rendering = render_all(work, assembly, planned, staging)
    work.laps.end("render")
    return rendering


def publish(
    work: Work, assembly: Assembly, planned: Planned, rendering: Rendering, staging: Staging | None
) -> Result:
    """Move the staged files into place unless a diagnostic is an error, and remember this build for the next."""
    request, cache, assembled = work.request, work.cache, assembly.site.assembled
    found = [*planned.diagnostics, *unreported(rendering.diagnostics, planned.diagnostics)]
    result = Result(
        diagnostics=settled(found, work.config, request.strict, request.as_of, checking=not request.write),
        config=work.config,
        entries=sum(map(len, assembled.site.collections.values())),
        files=len(planned.targets),
        reasons=rendering.reasons,
        drafts=assembled.selection.drafts,
        scheduled=assembled.selection.scheduled,
        expired=assembled.selection.expired,
        remarks=sum(entry.body.remarks for entry in assembled.site.entries.values()),
        next_due=assembled.selection.next_due,
        next_change=rendering.next_change.next_change,
        next_why=_for_writers(rendering.next_change.why, assembled.selection),
        health=health(assembled.site, _last_backlinks(work.record)) if request.health else (),
        unregistered=planned.unregistered,
        unsettled=any(each.code in GAPS for each in assembly.unread),
        profile=Profile(stages=work.laps.stages, read=cache.read, made=rendering.spent, decoded=assembly.decoded),
    )
    if staging is None or (request.gate == "publish" and result.failed):
        return result
    written, manifest = publish_stage.commit(
        request.root, staging, rendering.fresh, planned.manifest, internal=request.internal
    )
    if rendering.indexed:
        remember(request.root, request.output, rendering.indexed)
    work.laps.end("publish")
    record = rendering.record
    record.inputs = structs.replace(assembly.inputs, entries={}, history=assembly.inputs.history.name_alone)
    record.entries_digest = cache.entries_digest()
    record.until = assembled.site.until
    record.assembled = assembled
    record.planned = planned.targets, planned.collisions
    record.manifest = publish_stage.stamp(request.root, request.output), manifest
    record.layouts_checked = None if planned.wrong else work.layouts
    cache.records[str(request.output)] = record
    if cache.transcripts is not None:
        cache.transcripts.rows = rendering.transcripts
    result = structs.replace(result, changed=written, published=True)
    return _registered(work, assembly, result)


def _registered(work: Work, assembly: Assembly, result: Result) -> Result:
    """Add the addresses that were published for the first time to the register, if the site has one, in order.

    Drafts, entries not yet due and internal ones are not published: a build that shows them is for their writers.
    """
    request, register = work.request, assembly.inputs.register
    shown = request.gate != "publish" or request.drafts or request.future or request.internal
    if not register.in_use or shown or (register.in_order and not result.unregistered):
        return result
    try:
        write_register(request.root, register.first | result.unregistered)
    except OSError:
        said = settled(new_addresses(result.unregistered), work.config, request.strict)
        return structs.replace(result, diagnostics=in_order((*result.diagnostics, *said)))
    return structs.replace(result, registered=tuple(sorted(result.unregistered)), reordered=not register.in_order)


def _history(work: Work, discovery: Discovery) -> tuple[History, tuple[Diagnostic, ...]]:
    """Return what git knows of the sources, and a warning where that is not all; nothing unless asked for."""
    if not work.config.history:
        return History(), ()
    request, cache = work.request, work.cache
    sources = discovery.found.sources
    known, wrong = read_history(
        request.root, sources, work.kinds, work.settings, cache.history, write=request.write
    )
    cache.history = known
    work.laps.end("history")
    return known.history if known else History(), tuple(problems_of_history(wrong, request.config))


def _pictures(work: Work, discovery: Discovery, entries: Mapping[str, Entry[Meta]]) -> Pictures:
    """Return what is known of the pictures. A preview shows them as they are, so that no edit waits for them."""
    request, past = work.request, work.record.inputs
    depth: Depth = "headers" if request.gate == "preview" else "made" if request.write else "decoded"
    known = past.renditions if past else {}
    found = read_pictures(request.root, discovery.found.files, entries.values(), known, depth, request.jobs)
    if found.decoded:
        work.laps.end("pictures")
    return found


def _staging(work: Work, planned: Planned) -> AbstractContextManager[Staging | None]:
    """Return the staging folder of a build that may go live, else nothing to stage into."""
    publishing = work.request.write and planned.publishable
    return Staging(work.request.output) if publishing else nullcontext()


def _last_backlinks(record: BuildRecord) -> Backlinks:
    """Return who linked to each entry in the last build of the output folder."""
    return record.assembled.site.backlinks if record.assembled else backlinks_of(record.tables)


def _own_manifest(work: Work) -> Manifest | None:
    """Return the manifest that this process saved; None when another process has saved one since."""
    request = work.request
    stamp, manifest = work.record.manifest or ("", None)
    return manifest if stamp and stamp == publish_stage.stamp(request.root, request.output) else None


def _for_writers(why: Iterable[str], selection: Selection) -> tuple[str, ...]:
    """Return what happens at the next change, with the paths of the sources that go live, for writers only."""
    named = [f"{path} is published" for path in selection.next_paths]
    return tuple(each for words in why for each in (named if words == SCHEDULED else [words]))


def _nothing(discovery: Discovery, selection: Selection) -> list[Diagnostic]:
    """Return an error for a site without entries, so that a missing folder never empties one."""
    if selection.entries:
        return []
    message = "there is no Markdown in content/, so nothing was built"
    fix = "sitegen new post 'Hello' makes a first entry"
    if discovery.found.sources:
        message = "every entry is a draft or not yet due, so nothing was built"
        fix = "publish one, or add -D or -F"
    return [diagnose("no-entries", Span(path="content"), message, fix=fix)]
