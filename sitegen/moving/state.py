"""A site as it is before a move, and what a move would bring about."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from sitegen import config as site_config
from sitegen import vocabulary as site_vocabulary
from sitegen.bounds import bounds_of
from sitegen.diagnostics import Diagnostic, Span, diagnose
from sitegen.engine.cache.files import CacheFiles
from sitegen.engine.lost_addresses import lost_addresses
from sitegen.engine.register import read_register
from sitegen.facets.schedule import zone_of
from sitegen.model.entry import Entry
from sitegen.model.inputs import Inputs
from sitegen.model.kind import Kind
from sitegen.model.meta import Meta
from sitegen.model.source import File, Source
from sitegen.moving.plan import Plan
from sitegen.moving.site import State
from sitegen.questions.contract import Output
from sitegen.stages import discover
from sitegen.stages import plan as planning
from sitegen.stages.assemble import assemble
from sitegen.stages.assemble.selection import select
from sitegen.stages.parse import ParseSettings, parse


def read_state(
    root: Path, settings: Path, now: dt.datetime, kinds: Sequence[Kind], jobs: int
) -> tuple[State | None, tuple[Diagnostic, ...]]:
    """Return the site at `root`; None, and what is wrong, where site.yaml or the register cannot be read."""
    config, wrong = site_config.read(settings, "", kinds=[kind.name for kind in kinds])
    register, unread = read_register(root)
    vocabulary, unclear = site_vocabulary.read(root)
    if config is None or unread:
        return None, (*wrong, *unread, *unclear)
    named = {kind.name: kind for kind in kinds}
    cache = CacheFiles(root, kinds).load(root / "output")
    cache.bodies.read_only = True
    bounds = bounds_of(root, config.links_may_lead_to)
    found, _ = cache.discover(root, kinds, (), (), bounds)
    layouts = cache.load_layouts(root / "layouts", config.language, bounds)
    reading = ParseSettings.of(config, layouts.languages)
    entries = cache.parse(found.sources, root, named, reading, jobs)
    cache.bodies.close()
    now = now if now.tzinfo else now.replace(tzinfo=zone_of(config.timezone))
    selection = select(entries.values(), named, now, drafts=False, future=False)
    folders = {kind.folder: kind.name for kind in kinds}

    def parsed(source: Source, data: bytes) -> Entry[Meta]:
        return parse(source, data, named[source.kind], reading)

    return State(
        root=root,
        settings=settings,
        config=config,
        kinds=named,
        sources=found.sources,
        entries=entries,
        files=found.files,
        register=register,
        vocabulary=vocabulary,
        read_by_layouts=layouts.fields_read(),
        published=frozenset((*selection.entries, *selection.gone)),
        now=now,
        parse=parsed,
        kind_of=partial(_kind_of, folders=folders),
    ), ()


def _kind_of(key: str, folders: dict[str, str]) -> str:
    return discover.kind_of(key, folders)


def brings_about(site: State, plan: Plan, outputs: Sequence[Output]) -> list[Diagnostic]:
    """Return what a build would say after a move, and did not before: at least one for each code with more."""
    before = _said(site, site.entries.values(), site.files, outputs)
    after = _said(site, plan.entries, plan.files, outputs)
    more = Counter(each.code for each in after) - Counter(each.code for each in before)
    known = {(each.code, each.message) for each in before}
    return [each for each in after if each.code in more and (each.code, each.message) not in known]


def _said(
    site: State, entries: Iterable[Entry[Meta]], files: tuple[File, ...], outputs: Sequence[Output]
) -> list[Diagnostic]:
    """Return what a build says of these entries and files, most of it without its place."""
    named = {entry.key: entry for entry in entries}
    inputs = Inputs(
        config=site.config,
        entries=named,
        files=files,
        assets=(),
        read_by_layouts=site.read_by_layouts,
        register=site.register,
        vocabulary=site.vocabulary,
        now=site.now,
    )
    assembled = assemble(inputs, site.kinds)
    targets, collisions = planning.plan(assembled.site, outputs, published=site.register.first)
    lost = lost_addresses(site.root, assembled.site, assembled.selection, targets, site.register)
    nowhere = planning.unmade(targets, [address for _, _, address in assembled.addresses])
    said = [*assembled.diagnostics, *collisions, *lost]
    said += (each for entry in named.values() for each in entry.diagnostics)
    said += (diagnose(each.code, Span(path=named[key].path), each.message) for key, each in assembled.problems)
    said += (
        diagnose("broken-link", Span(path=named[key].path), f"nothing is published at {address}")
        for key, _, address in assembled.addresses
        if address in nowhere
    )
    return said
