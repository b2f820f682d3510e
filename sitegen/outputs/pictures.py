"""The sizes of pictures that pages show."""

from collections.abc import Iterable

from sitegen.model.rendition import Made
from sitegen.model.site import Site
from sitegen.model.target import Target
from sitegen.pictures.publish import rendition
from sitegen.questions.contract import Output, View


def targets(site: Site) -> Iterable[Target]:
    """Name each size by its address; a picture turned upright is at that of the picture, which is a file."""
    for address in site.made:
        if address not in site.files:
            yield Target(path=address.lstrip("/"), output="pictures", subject=(address,), phase="asset")


def render(target: Target, view: View) -> bytes:
    """Return the bytes of a size, which were made before."""
    (address,) = target.subject
    made: Made = view.made(address)
    return rendition(made)


PICTURES = Output(name="pictures", targets=targets, render=render)
