"""The ten slips of everybody: sitegen names each at its place, in plain words, with a cure that works."""

from collections.abc import Callable

import pytest
import slips

from tests.sizes import drawn

TOOL = slips.sitegen()


@pytest.mark.thorough
@pytest.mark.parametrize("slip", slips.slips(TOOL)[: drawn(10)], ids=lambda slip: slip.name)
def test_a_slip_is_told_so_that_it_can_be_mended(slip: slips.Slip) -> None:
    found, output = slips.score(TOOL, slip)
    assert found == 3, output


SLIP = slips.Slip(name="x", text="---\ntitle: Bus\nlayout: psot\n---\n", lines=(3,), wrong="psot")
SAID = {
    "": (True, 0),
    "something is wrong": (False, 1),
    "bus-routes.md: something is wrong": (True, 1),
    "bus-routes.md:2:1: something is wrong": (False, 1),
    "bus-routes.md:3:1: something is wrong": (False, 2),
    "in bus-routes.md, at line 3: something is wrong": (True, 2),
    "bus-routes.md:3:1: something is wrong; did you mean `page`?": (False, 2),
    "bus-routes.md:3:1: something is wrong; did you mean `post`?": (False, 3),
    "Traceback\nbus-routes.md:3:1: something is wrong; did you mean `post`?": (False, 2),
    "bus-routes.md:3:1: something is wrong\n  = fix: layout: post": (False, 3),
    "bus-routes.md:3:1: something is wrong\n  = fix: take the line out": (False, 3),
}


@pytest.mark.parametrize("output", SAID)
def test_what_is_said_has_its_score(monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    built, expected = SAID[output]

    def said(tool: slips.Tool, slip: slips.Slip, text: str) -> tuple[bool, str]:
        mended = "layout: post\n" in text or text == "---\ntitle: Bus\n---\n"
        return (True, "") if mended else (built, output) if text == slip.text else (False, "still wrong")

    replaced: Callable[..., tuple[bool, str]] = said
    monkeypatch.setattr(slips, "said", replaced)
    assert slips.score(TOOL, SLIP)[0] == expected
