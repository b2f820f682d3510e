"""The message house stands, however many pillars it has."""

import pytest

from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

BUILD = """
(number) => {
  const pillars = document.querySelector(".house .pillars");
  while (pillars.children.length > number) pillars.lastElementChild.remove();
  while (pillars.children.length < number) pillars.append(pillars.firstElementChild.cloneNode(true));
  const rows = Map.groupBy(pillars.children, pillar => pillar.getBoundingClientRect().top);
  return [...rows.values()].map(row => [row.length, Math.round(row.at(-1).getBoundingClientRect().right)]);
}
"""
"""A house of so many pillars: the number of pillars in each row, and where it ends on the right."""

GABLE = """
() => {
  const roof = document.querySelector(".roof"), gable = getComputedStyle(roof, "::before");
  const above = roof.closest(".house").previousElementSibling.getBoundingClientRect().bottom;
  return roof.getBoundingClientRect().top + (gable.content === "none" ? 0 : parseFloat(gable.top)) - above;
}
"""
"""How far the top of the gable is below what stands above the house."""


@pytest.mark.thorough
@pytest.mark.parametrize("width", [960, 1280])
def test_no_pillar_stands_alone_or_beside_a_gap(tab: Tab, served: str, width: int) -> None:
    page = tab(width)
    page.goto(f"{served}messages/")
    houses = [page.evaluate(BUILD, number) for number in range(2, 9)]

    assert all(len({end for _, end in rows}) == 1 for rows in houses), houses
    assert all(number > 1 for rows in houses for number, _ in rows), houses
    assert [len(rows) for rows in houses[:4]] == ([1, 1, 1, 1] if width == 1280 else [1, 1, 2, 2])


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_gable_keeps_its_distance_from_the_heading(tab: Tab, served: str, width: int) -> None:
    page = tab(width)
    page.goto(f"{served}messages/")
    assert page.evaluate(GABLE) >= 8
