"""Why a page is as it is: the questions that were asked for it, and the answer that has made it stale."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from sitegen.diagnostics import Diagnostic, did_you_mean
from sitegen.disk import named
from sitegen.engine.cached_build import cached_build
from sitegen.engine.graph.record import BuildRecord, in_words
from sitegen.engine.request import Request
from sitegen.model.kind import Kind
from sitegen.model.target import Target
from sitegen.questions.contract import Output
from sitegen.urls import base_path, output_path


class Answer(Struct, frozen=True, kw_only=True):
    """The answer to one question that was asked for a target."""

    question: str
    reads: tuple[str, ...]
    """The keys and other questions that it was computed from."""


class Why(Struct, frozen=True, kw_only=True):
    """How one target was made, and whether it is fresh."""

    target: Target
    reason: str
    """Why it was rendered when it was last rendered."""
    read: tuple[str, ...]
    """The keys that the answers about its own entry were computed from."""
    asked: tuple[Answer, ...]
    """All other answers."""
    now: str
    """Why the next build would render it again; empty when it is fresh."""


class Unknown(Exception):
    """The build record has no target of that name. The message names a cure."""

    def __init__(self, words: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(words)
        self.diagnostics = diagnostics
        """All that is wrong with the site, which may be why."""


def why(request: Request, kinds: Sequence[Kind], outputs: Sequence[Output], name: str) -> Why:
    """Return how the target named `name` was made. The name is a path, an address, or the source of a page.

    `request` is one that writes nothing. Raises Unknown.
    """
    ended = cached_build(request, kinds, outputs)
    record = ended.record
    if record is None or not record.receipts:
        folder = named(request.root, request.output)
        raise Unknown(
            f"there is no record of a build into {folder}/; `sitegen build` makes one; -o names another folder",
            ended.result.diagnostics,
        )
    base = record.inputs.config.base if record.inputs else ""
    path = next((path for path in _meant(name, request, base, record) if path in record.receipts), "")
    if not path:
        near = did_you_mean(name, ["/" + known.removesuffix("index.html") for known in record.receipts])
        hint = f"; did you mean {near} ?" if near else ""
        raise Unknown(f"nothing was published at {name}{hint}", ended.result.diagnostics)
    receipt = record.receipts[path]
    asked = (
        Answer(
            question=in_words(record.names[number]),
            reads=tuple(sorted(in_words(record.names[read]) for read in record.answers[number].dependencies)),
        )
        for number in receipt.used
        if number in record.answers
    )
    read = (in_words(record.names[number]) for number in receipt.used if number not in record.answers)
    return Why(
        target=receipt.target,
        reason=receipt.reason,
        read=tuple(sorted(read)),
        asked=tuple(asked),
        now=ended.result.reasons.get(path, ""),
    )


def _absolute(place: Path) -> Path:
    """Return a place without the `..` that a command called in a folder of the site has in it."""
    return Path(os.path.normpath(place.absolute()))


def _meant(name: str, request: Request, base: str, record: BuildRecord) -> Iterator[str]:
    """Yield the output paths that a person may mean by a name, the most likely first."""
    content, output = map(_absolute, (request.root / "content", request.output))
    for place in map(_absolute, (Path(name), request.root / name)):
        if place.is_relative_to(content):
            below = place.relative_to(content).as_posix()
            yield from (path for path, receipt in record.receipts.items() if receipt.target.owner == below)
            yield below.removeprefix("static/")
        if place.is_relative_to(output):
            yield place.relative_to(output).as_posix()
    parts = urlsplit(name)
    if not parts.path or parts.netloc not in ("", urlsplit(base).netloc):
        return
    address = unquote(parts.path)
    yield address.lstrip("/")
    yield output_path("/" + address.removeprefix(base_path(base)).lstrip("/"))
    yield output_path(address)
