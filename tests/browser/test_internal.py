"""The pages that only the internal build has, on a phone and on a desk, by day and by night."""

from collections.abc import Iterator

import pytest

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.browser.conftest import Scheme, Tab, listening
from tests.browser.serving import serving
from tests.browser.test_pages import AXE, ROOM, RULES
from tests.conftest import Site
from tests.outputs.test_colleagues import HUB

pytestmark = pytest.mark.browser

PAGES = ("", "power-and-interest/", "contacts/", "coverage/", "looking-after/")


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = Site(tmp_path_factory.mktemp("inside"), KINDS, OUTPUTS).write(HUB)
    site.build(output="output-internal", visibility="internal")
    with serving(site.root / "output-internal", "/") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_for_colleagues_is_sound_at_any_width(tab: Tab, inside: str, scheme: Scheme) -> None:
    page = tab(1280, scheme)
    found: list[str] = []
    with listening(page, console=lambda told: found.append(told.text) if told.type == "error" else None):
        for path in PAGES:
            page.goto(f"{inside}internal/{path}")
            page.evaluate(AXE)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                wider = page.evaluate(ROOM, "")
                found += [f"{path} is {wider} px wider than {width}"] if wider > 0 else []
                told = page.evaluate(f"axe.run({{resultTypes: ['violations'], rules: {RULES}}})")["violations"]
                found += [f"{path} at {width}: {each['id']}" for each in told]

    assert found == []


def test_a_field_of_the_grid_has_a_number_on_a_phone_and_names_on_a_desk(tab: Tab, inside: str) -> None:
    page = tab(360)
    page.goto(f"{inside}internal/power-and-interest/")
    count, name = page.locator(".power .count").first, page.locator(".power .name").first

    assert count.is_visible() and not name.is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert name.is_visible() and not count.is_visible()
