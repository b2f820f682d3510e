"""Related entries by tag are those near in time, whichever years they lie in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.questions import links
from sitegen.questions.links import AROUND, YEAR, Order, by_year
from tests.conftest import MakeSite

ORDERS = st.lists(
    st.one_of(st.floats(-40 * YEAR, 40 * YEAR), st.sampled_from([0.0, -YEAR, float("inf")])),
    min_size=1,
    max_size=120,
)


@given(moments=ORDERS, chosen=st.integers(0, 119))
def test_reading_by_year_gives_what_one_list_gives(moments: list[float], chosen: int) -> None:
    orders = sorted((moment, f"k{number}") for number, moment in enumerate(moments))
    here = orders[chosen % len(orders)]
    years = by_year(orders)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(links, "_tagged_in", lambda site, slug, kind, year: years[year])
        found = links._around(None, "tag", "post", here)  # type: ignore[arg-type]

    place = orders.index(here)
    assert found == tuple(orders[max(0, place - AROUND) : place + AROUND + 1])


def test_a_new_post_asks_again_only_for_what_is_near_it(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "AROUND", 2)
    first = dt.date(2012, 1, 15)
    days = [first + dt.timedelta(days=120 * number) for number in range(42)]
    site = make_site(
        {f"content/posts/{day}-a.md": f"---\ntitle: Of {day}\ntags: one\n---\nWords.\n" for day in days}
    )
    asked: list[object] = []
    nearest = links._nearest

    def counted(windows: list[tuple[Order, ...]], here: Order, number: int) -> list[str]:
        asked.append(windows)
        return nearest(windows, here, number)

    monkeypatch.setattr(links, "_nearest", counted)

    site.edit("content/posts/2026-01-01-new.md", "---\ntitle: New\ntags: one\n---\nWords.\n").build()

    assert 0 < len(asked) < 10
    assert site.made == site.clean_build().made
