"""Questions about pictures: the sizes that a page may show, and where the bytes of each are."""

from sitegen.model.rendition import Made, Sizes
from sitegen.model.site import Site
from sitegen.questions.addresses import file_address, marked_address
from sitegen.questions.answers import Picture, PictureSize
from sitegen.questions.once import once
from sitegen.urls import Href


def picture(site: Site, address: str) -> Picture | None:
    """Return a published image by its root-relative address; None when nothing is published there."""
    return picture_at(site, address) if address in site.files else None


def picture_at(site: Site, address: str, alt: str = "") -> Picture:
    """Return the picture at an address, which may be on another site, with its sizes."""
    file = site.files.get(address)
    width, height = (file.width, file.height) if file else (0, 0)
    shown, sizes = sizes_of(site, address)
    whole = file_address(address)
    return Picture(
        to=shown or whole, alt=alt, width=width, height=height, whole=whole if shown else None, sizes=sizes
    )


def sizes_of(site: Site, address: str) -> tuple[Href | None, tuple[PictureSize, ...]]:
    """Return what is shown in place of the picture at an address by a browser without its sizes, and these."""
    found = _sizes(site, address)
    if found is None:
        return None, ()
    sizes = tuple(PictureSize(to=marked_address(each.address), width=each.width) for each in found.sizes)
    return (marked_address(found.fallback) if found.fallback else None), sizes


@once
def _sizes(site: Site, address: str) -> Sizes | None:
    return site.sizes.get(address)


def made(site: Site, address: str) -> Made | None:
    """Return the rendition that is published at an address; None for what is published as it is."""
    return site.made.get(address)
