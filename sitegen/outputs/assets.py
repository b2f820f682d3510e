"""Files published as they are: assets of the layouts, static files, and what lies beside entries."""

from collections.abc import Iterable
from pathlib import Path

from sitegen.model.site import Site
from sitegen.model.source import File
from sitegen.model.target import Target
from sitegen.questions.contract import Output, Question, View


def targets(site: Site) -> Iterable[Target]:
    """Name every file by its address, which is taken as it is: `CNAME` is a file, not a folder."""
    for address in site.files:
        yield Target(path=address.lstrip("/"), output="assets", subject=(address,), phase="asset")


def render(target: Target, view: View) -> Path:
    """Say where to copy it from; its digest is part of the answer, so a changed file is copied again."""
    (address,) = target.subject
    return Path(view.file(address).location)


def file(site: Site, address: str) -> File:
    """Return the file published at an address."""
    return site.files[address]


ASSETS = Output(name="assets", targets=targets, render=render, questions=(Question("file", file),))
