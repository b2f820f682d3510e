"""Render what is stale, keep what is fresh, and gather what went wrong."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from msgspec import Struct, structs

from sitegen.diagnostics import Diagnostic
from sitegen.engine import workers
from sitegen.engine.memory import Memory
from sitegen.engine.view import Answers, Recorder
from sitegen.layouts import LayoutMistake, Layouts
from sitegen.model.site import Site
from sitegen.model.target import Output, Receipt, Target
from sitegen.stages.publish import Manifest, Staging, Written, untouched
from sitegen.stages.render import render


class Made(Struct, frozen=True, array_like=True):
    """What a worker says of one target."""

    target: Target
    receipt: Receipt | None = None
    location: str = ""
    """Where the artifact is staged."""
    mistake: Diagnostic | None = None


class Rendering(Struct, frozen=True, kw_only=True):
    """The outcome of rendering all targets."""

    receipts: dict[str, Receipt]
    rendered: frozenset[str]
    fresh: dict[str, Written]
    """Path -> file left as it is on disk."""
    diagnostics: tuple[Diagnostic, ...]
    until: dt.datetime | None
    """The next instant at which any target would differ."""


def render_all(
    site: Site,
    outputs: Sequence[Output],
    layouts: Layouts,
    targets: Sequence[Target],
    memory: Memory,
    manifest: Manifest | None,
    staging: Staging | None,
    jobs: int = 1,
) -> Rendering:
    """Render every target that is not fresh, into `staging` when there is one, else only to see what fails."""
    answers = Answers(site, memory.bodies, outputs, layouts, targets)
    makers = {output.name: output for output in outputs}
    kept = memory.receipts.get(str(staging.output), {}) if staging else {}
    receipts: dict[str, Receipt] = {}
    fresh: dict[str, Written] = {}
    for target in targets:
        receipt = kept.get(target.path)
        if receipt and staging and receipt.target == target:
            written = untouched(staging.output, target.path, manifest)
            receipt = answers.renewed(receipt) if written and written.digest == receipt.digest else None
            if receipt and written:
                receipts[target.path], fresh[target.path] = receipt, written

    def make(share: Sequence[Target]) -> bytes:
        return msgspec.msgpack.encode([_make(makers[each.output], each, answers, staging) for each in share])

    mistakes: dict[Diagnostic, list[Target]] = {}
    stale = [target for target in targets if target.path not in fresh]
    for answer in workers.share(stale, make, jobs):
        for made in msgspec.msgpack.decode(answer, type=list[Made]):
            if made.mistake is not None:
                mistakes.setdefault(made.mistake, []).append(made.target)
            elif made.receipt is not None:
                receipts[made.target.path] = made.receipt
                if staging is not None:
                    staging.take(made.target, made.location, made.receipt.digest)
    ends = [receipt.until for receipt in receipts.values() if receipt.until]
    return Rendering(
        receipts=receipts,
        rendered=frozenset(receipts.keys() - fresh.keys()),
        fresh=fresh,
        diagnostics=tuple(_told(site, found, sorted(where, key=_path)) for found, where in mistakes.items()),
        until=min(ends, default=None),
    )


def _make(output: Output, target: Target, answers: Answers, staging: Staging | None) -> Made:
    """Render one target, and stage it."""
    view = Recorder(answers, target)
    try:
        content = render(output, target, view, answers.site.config)
    except LayoutMistake as mistake:
        return Made(target, mistake=mistake.diagnostic)
    location, digest = staging.put(content) if staging else ("", "")
    return Made(target, view.receipt(digest), location)


def _path(target: Target) -> str:
    return target.path


def _told(site: Site, found: Diagnostic, where: Sequence[Target]) -> Diagnostic:
    """Name the entry whose page could not be made, or the first of them."""
    entry = site.entries.get(where[0].owner)
    what = entry.path if entry else where[0].path
    more = f" and {len(where) - 1} more" if len(where) > 1 else ""
    return structs.replace(found, note=f"while rendering {what}{more}")
