"""What is published, to be taken away: `hub.json` with its schema, and a CSV of each kind."""

from collections.abc import Iterable, Iterator

from sitegen.model import address_book
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.outputs.open_data import hub
from sitegen.outputs.open_data.records import records
from sitegen.outputs.open_data.sheet import sheet
from sitegen.questions.addresses import is_free
from sitegen.questions.contract import Output, Question, View
from sitegen.urls import output_path


def targets(site: Site) -> Iterator[Target]:
    """Name the data, where site.yaml asks for it; what the site has of its own at such an address stays."""
    if not site.config.open_data:
        return
    for address, subject in _files(site):
        if is_free(site, address):
            yield Target(path=output_path(address), output="open_data", subject=subject, phase="index")


def _files(site: Site) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield address_book.HUB_DATA, ("hub",)
    yield address_book.HUB_SCHEMA, ("schema",)
    for kind in site.kinds:
        address = address_book.sheet(site.kinds, kind)
        if address and site.collections.get(kind):
            yield address, ("sheet", kind)


def render(target: Target, view: View) -> str:
    """Write one file."""
    what = target.subject[0]
    if what == "hub":
        return hub.written(view)
    return hub.schema() if what == "schema" else sheet(view.records(target.subject[1]).values())


OPEN_DATA = Output(
    name="open_data",
    targets=targets,
    render=render,
    questions=(Question("records", records), Question("hub", hub.hub)),
)
