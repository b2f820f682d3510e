"""A directory as it is measured: it has the relations that are promised, and builds without a warning."""

from pathlib import Path

import pytest
from directory import LINEAR, RELATIONS, Found, lay_out, profile
from measure import Run

from sitegen.kinds import KINDS
from sitegen.outputs import OUTPUTS
from tests.conftest import Site


def test_it_builds_without_a_warning_and_an_edit_renders_one_page(tmp_path: Path) -> None:
    edited = lay_out(tmp_path / "hub", 60)
    site = Site(tmp_path / "hub", KINDS, OUTPUTS)
    site.edit("site.yaml", (site.root / "site.yaml").read_text() + "search: false\n").build()

    assert site.codes == []
    assert "Members" in site.page("stakeholders/s0/index.html")

    edited.write_text(f"{edited.read_text()}\nMore.\n")
    site.build()

    assert site.rendered == {f"stakeholders/{edited.stem}/index.html"}


def test_the_relations_are_as_many_as_is_said() -> None:
    lines = [line for number in range(3_500) for line in profile(number, 3_500).splitlines()]
    named = sum(line.count(",") + 1 for line in lines if line.startswith("member_of: "))

    assert 0.9 * RELATIONS * 3_500 < named <= RELATIONS * 3_500


@pytest.mark.parametrize(
    ("grown", "rendered", "weight", "good"),
    [(LINEAR, 1, 45_000, True), (LINEAR + 0.1, 1, 1, False), (1, 2, 1, False), (1, 1, 45_001, False)],
)
def test_a_measurement_is_good_when_all_of_it_is(grown: float, rendered: int, weight: int, good: bool) -> None:
    one, whole = Run(wall=1.0, cpu=1.0, peak=1.0), Run(wall=1.0, cpu=4 * grown, peak=1.0)
    weights = {"/stakeholders/": weight}
    found = Found(quarter=one, whole=whole, edit=one, rendered=rendered, weights=weights, results=[])

    assert found.is_good is good
