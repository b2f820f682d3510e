"""Render what is stale, keep what is fresh, and gather what went wrong."""

import time
from collections.abc import Sequence, Set

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic
from sitegen.disk import digest
from sitegen.engine import workers
from sitegen.engine.cache.build_cache import BuildCache
from sitegen.engine.graph.answers import Answers
from sitegen.engine.graph.freshness import Freshness
from sitegen.engine.graph.next_change import FILE, NextChange, encoded, following
from sitegen.engine.graph.record import AnswerRecord, BuildRecord, Receipt
from sitegen.engine.graph.trace import Name
from sitegen.engine.profile import Laps, Spent
from sitegen.engine.view import RecordingView
from sitegen.layouts import LayoutMistake, Layouts
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.questions.contract import Output
from sitegen.stages.publish import Manifest, Staging, Written
from sitegen.stages.render import render


class Made(Struct, frozen=True, array_like=True):
    """What a worker says of one target."""

    path: str
    receipt: Receipt | None = None
    location: str = ""
    """Where the artifact is staged."""
    mistake: Diagnostic | None = None
    spent: Spent | None = None


class Share(Struct, frozen=True, array_like=True):
    """What one worker answers."""

    made: list[Made]
    names: list[Name] = []
    """What got a number in the worker, from the first number that was free."""
    answers: dict[int, AnswerRecord] = {}
    """The answers it worked out."""


class Rendering(Struct, frozen=True, kw_only=True):
    """The outcome of rendering all targets."""

    record: BuildRecord
    reasons: dict[str, str]
    """Path of what was rendered -> why, in words."""
    fresh: dict[str, Written]
    """Path -> file left as it is on disk."""
    diagnostics: tuple[Diagnostic, ...]
    spent: tuple[Spent, ...]
    """What was rendered, with the time it took."""
    next_change: NextChange


def render_all(
    site: Site,
    outputs: Sequence[Output],
    layouts: Layouts,
    targets: Sequence[Target],
    cache: BuildCache,
    previous: BuildRecord,
    changed: Set[Name] | None,
    manifest: Manifest | None,
    staging: Staging | None,
    laps: Laps,
    jobs: int = 1,
    *,
    trusted: bool = False,
) -> Rendering:
    """Render every target that is not fresh, into `staging` when there is one, else only to see what fails.

    `changed` names what differs from the site of the `previous` record; None means that nobody knows. `trusted`
    says that nobody but this process writes to the output folder.
    """
    answers = Answers(site, cache.bodies, outputs, layouts, targets, previous)
    record = answers.record
    makers = {output.name: output for output in outputs}
    changed_answers = answers.revalidate(changed)
    freshness = Freshness(previous, manifest, staging, trusted=trusted)
    due = freshness.sort(targets, changed_answers, record)
    receipts, reasons = freshness.receipts, freshness.reasons

    laps.end("ask again")
    first = len(record.names)
    answered = [*answers.entered]

    def make(share: Sequence[Target]) -> bytes:
        answers.entered.clear()
        made = [_make(makers[each.output], each, answers, staging, reasons[each.path]) for each in share]
        return msgspec.msgpack.encode(Share(made, record.names[first:], answers.entered))

    mistakes: dict[Diagnostic, list[Target]] = {}
    spent: list[Spent] = []
    by_path = {target.path: target for target in due}
    for answer in workers.share(due, make, jobs):
        share = msgspec.msgpack.decode(answer, type=Share)
        ours = record.take(share.names, first, share.answers)
        answered += [ours.get(number, number) for number in share.answers]
        for made in share.made:
            if made.spent is not None:
                spent.append(made.spent)
            if made.mistake is not None:
                mistakes.setdefault(made.mistake, []).append(by_path[made.path])
            elif made.receipt is not None:
                asked = tuple([ours.get(number, number) for number in made.receipt.asked])
                receipts[made.path] = structs.replace(made.receipt, asked=asked)
                if staging is not None:
                    staging.take(made.receipt.target, made.location, made.receipt.digest)
    record.follow(previous, receipts, answered)
    record.values = answers.values() if previous.assembled else {}
    made_anew = [each.path for each in spent]
    change = following(record, site)
    if FILE.path in receipts:
        artifact = encoded(change)
        other = receipts[FILE.path].digest != digest(artifact)
        if not freshness.settle(FILE, "the next change is another than before" if other else ""):
            receipts[FILE.path] = Receipt(FILE, (), digest(artifact), reasons[FILE.path])
            made_anew.append(FILE.path)
            if staging is not None:
                staging.take(FILE, *staging.put(artifact))
    return Rendering(
        record=record,
        reasons={path: reasons[path] for path in made_anew},
        fresh=freshness.files,
        diagnostics=tuple(_told(site, found, sorted(where, key=_path)) for found, where in mistakes.items()),
        spent=tuple(spent),
        next_change=change,
    )


def _make(output: Output, target: Target, answers: Answers, staging: Staging | None, reason: str) -> Made:
    """Render one target, and stage it."""
    started = time.perf_counter()
    view = RecordingView(answers, target)
    try:
        content = render(output, target, view, answers.site.config)
    except LayoutMistake as mistake:
        return Made(target.path, mistake=mistake.diagnostic)
    location, digest = staging.put(content) if staging else ("", "")
    spent = Spent(target.path, time.perf_counter() - started, target.output, view.layout)
    return Made(target.path, view.receipt(digest, reason), location, spent=spent)


def _path(target: Target) -> str:
    return target.path


def _told(site: Site, found: Diagnostic, where: Sequence[Target]) -> Diagnostic:
    """Name the entry whose page could not be made, or the first of them."""
    entry = site.entries.get(where[0].owner)
    what = entry.path if entry else where[0].path
    more = f" and {len(where) - 1} more" if len(where) > 1 else ""
    return structs.replace(found, note=f"while rendering {what}{more}")
