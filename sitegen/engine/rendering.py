"""Rendering: every stale target is rendered, every fresh one is kept, and the mistakes in layouts are gathered."""

import time
from collections.abc import Generator, Sequence
from contextlib import closing

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic
from sitegen.disk import digest
from sitegen.engine import workers
from sitegen.engine.cache.transcripts import TranscriptRow, Transcripts
from sitegen.engine.graph.answers import Answers
from sitegen.engine.graph.freshness import Freshness
from sitegen.engine.graph.next_change import FILE, NextChange, encoded, following
from sitegen.engine.graph.record import AnswerRecord, BuildRecord, Receipt, Renumber
from sitegen.engine.graph.trace import Dependency, keys_of
from sitegen.engine.profile import Spent
from sitegen.engine.search.index import Indexed
from sitegen.engine.view import RecordingView, with_questions
from sitegen.engine.work import Assembly, Planned, Work
from sitegen.layouts import LayoutMistake, half_a_character
from sitegen.layouts.endless import Watchdog
from sitegen.model.config import Config
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output
from sitegen.stages.publish import Staged, Staging, Written
from sitegen.stages.render import render


class Made(Struct, array_like=True):
    """The outcome of one target: what its receipt needs and the staged artifact, or a mistake."""

    place: int
    """The place of the target among the stale ones."""
    used: tuple[int, ...] = ()
    """The numbers that its receipt has."""
    staged: Staged | None = None
    seconds: float = 0.0
    layout: str = ""
    mistake: Diagnostic | None = None
    transcript: TranscriptRow | None = None


class Share(Struct, frozen=True, array_like=True):
    """The answer of one worker."""

    made: list[Made]
    names: list[Dependency] = []
    """The keys and queries that got a number in the worker, beginning with the first free number."""
    answers: dict[int, AnswerRecord] = {}
    """The answers that it computed."""


class Rendering(Struct, frozen=True, kw_only=True):
    """The outcome of rendering all targets."""

    record: BuildRecord
    """The record for the next build, with answers and receipts."""
    reasons: dict[str, str]
    """Path of a rendered target -> why it was rendered, in words."""
    fresh: dict[str, Written]
    """Path -> file that stays as it is on disk."""
    diagnostics: tuple[Diagnostic, ...]
    spent: tuple[Spent, ...]
    """The rendered targets, with the time each took."""
    next_change: NextChange
    transcripts: dict[str, TranscriptRow]
    """Path -> where the answers of a target are that shows a text."""
    indexed: Indexed | None = None
    """What the search index was made from; None for a build that has none."""


def render_all(work: Work, assembly: Assembly, planned: Planned, staging: Staging | None) -> Rendering:
    """Render every target that is not fresh into `staging`; without staging, only to find the mistakes."""
    site, previous, laps = assembly.site.assembled.site, work.record, work.laps
    answers = Answers(
        site, work.cache.bodies, work.outputs, work.layouts, planned.targets, previous, work.versions
    )
    record = answers.record
    changed = answers.revalidate(assembly.site.changed)
    owned = planned.shortcuts.output_folder != ""
    freshness = Freshness(previous, planned.manifest, staging, owned=owned)
    stale = freshness.stale_targets(planned.targets, changed, record)
    receipts, reasons = freshness.receipts, freshness.reasons
    laps.end("ask again")

    transcripts = work.cache.transcripts if staging else None
    rows = {path: row for path, row in transcripts.rows.items() if path in receipts} if transcripts else {}
    mistakes: dict[Diagnostic, list[Target]] = {}
    spent: list[Spent] = []
    answered: list[int] = [*answers.computed]
    with closing(_shares(work, stale, answers, staging, transcripts)) as shares:
        for share, renumbered in shares:
            answered += share.answers
            for made in share.made:
                target = stale[made.place]
                if made.mistake is not None:
                    mistakes.setdefault(made.mistake, []).append(target)
                    continue
                spent.append(Spent(target.path, made.seconds, target.output, made.layout))
                artifact = made.staged.written.digest if made.staged else ""
                receipts[target.path] = Receipt(target, renumbered(made.used), artifact, reasons[target.path])
                if staging is not None and made.staged is not None:
                    staging.take(target, made.staged)
                if made.transcript is not None:
                    rows[target.path] = made.transcript
    if previous.answers or mistakes:
        record.take_receipts(previous, receipts, answered)
    else:
        record.receipts = receipts  # all answers are new, and each was asked for one of them
    record.values = answers.values() if previous.assembled else {}
    rendered = [each.path for each in spent]
    change = following(record, site)
    if FILE.path in receipts and _renew_file(change, freshness, staging):
        rendered.append(FILE.path)
    return Rendering(
        record=record,
        reasons={path: reasons[path] for path in rendered},
        fresh=freshness.files,
        diagnostics=tuple(_named(site, found, sorted(where, key=_path)) for found, where in mistakes.items()),
        spent=tuple(spent),
        next_change=change,
        transcripts=rows,
    )


def _shares(
    work: Work,
    stale: Sequence[Target],
    answers: Answers,
    staging: Staging | None,
    transcripts: Transcripts | None,
) -> Generator[tuple[Share, Renumber], None, None]:
    """Render the stale targets in as many processes as are worth it.

    Yield what each made, with a function from its numbers to those of the record, which has its answers by then.
    """
    outputs = {output.name: output for output in work.outputs}
    record = answers.record
    views, config = with_questions(answers.questions), answers.site.config
    work.layouts.endless.clear()

    def make(places: Sequence[int]) -> Share:
        answers.computed.clear()
        made = []
        with Watchdog() as watchdog:
            for place in places:
                target, watchdog.page = stale[place], place
                output, view = outputs[target.output], views(answers, target)
                one = _make(place, target, output, view, config, staging)
                if transcripts and one.staged:
                    digest, readers = one.staged.written.digest, answers.readers(view.asked)
                    one.transcript = transcripts.add(target, digest, view.asked, readers)
                answers.forget_private(view.asked)
                made.append(one)
        work.versions.close()
        if transcripts:
            transcripts.close()
        return Share(made, [], answers.computed)

    places = range(len(stale))
    if not workers.processes(len(stale), work.request.jobs):
        yield make(places), tuple
        return
    for key in keys_of(answers.site):
        record.numbers[key]  # so that it has the same number in all of them
    first = len(record.names)
    work.layouts.load()

    def encoded_share(places: Sequence[int]) -> bytes:
        share = make(places)
        return msgspec.msgpack.encode(structs.replace(share, names=record.names[first:]))

    with closing(workers.share(places, encoded_share, work.request.jobs)) as shares:
        for data in shares:
            share = msgspec.msgpack.decode(data, type=Share)
            del data  # a large site has half a gigabyte of these at its peak
            yield share, record.merge(share.names, first, share.answers)


def _make(
    place: int, target: Target, output: Output, view: RecordingView, config: Config, staging: Staging | None
) -> Made:
    """Render one target, and stage its artifact."""
    started = time.perf_counter()
    try:
        content = render(output, target, view, config)
    except LayoutMistake as mistake:
        return Made(place, mistake=mistake.diagnostic)
    except UnicodeEncodeError as error:
        return Made(place, mistake=half_a_character(view.layout, error))
    staged = staging.put(target.path, content) if staging else None
    return Made(place, view.used, staged, time.perf_counter() - started, view.layout)


def _renew_file(change: NextChange, freshness: Freshness, staging: Staging | None) -> bool:
    """Stage the file about the next change when it differs from the last one; return whether it did.

    It depends on the answers of all other targets, so that it is made once these are known.
    """
    artifact = encoded(change)
    receipts = freshness.receipts
    other = receipts[FILE.path].digest != digest(artifact)
    if freshness.keep_if_unchanged(FILE, "the next change is another than before" if other else ""):
        return False
    receipts[FILE.path] = Receipt(FILE, (), digest(artifact), freshness.reasons[FILE.path])
    if staging is not None:
        staging.take(FILE, staging.put(FILE.path, artifact))
    return True


def _path(target: Target) -> str:
    return target.path


def _named(site: Site, found: Diagnostic, where: Sequence[Target]) -> Diagnostic:
    """Return a diagnostic of a layout with a note that names the (first) entry that it failed for."""
    entry = site.entries.get(where[0].owner)
    what = entry.path if entry else where[0].path
    more = f" and {len(where) - 1} more" if len(where) > 1 else ""
    return structs.replace(found, note=f"while rendering {what}{more}")
