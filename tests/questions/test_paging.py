import pytest

from sitegen.questions.paging import page_count, paging
from sitegen.urls import MARK


@pytest.mark.parametrize(
    ("items", "pages"),
    [(0, 1), (1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3)],
)
def test_a_list_fills_as_many_pages_as_it_needs_and_no_empty_one(items: int, pages: int) -> None:
    assert page_count(items, 10) == pages


def test_the_first_page_is_at_the_lists_own_address() -> None:
    second = paging("/blog/", "/blog/page/", number=2, items=25, size=10)
    assert second.previous is not None
    assert second.next is not None
    assert second.previous.to == f"{MARK}/blog/"
    assert second.next.to == f"{MARK}/blog/page/3/"


def test_pages_share_out_the_list_without_gap_or_overlap() -> None:
    pages = [paging("/b/", "/b/page/", number=number, items=25, size=10) for number in (1, 2, 3)]
    assert [(page.start, page.stop) for page in pages] == [(0, 10), (10, 20), (20, 25)]


def test_a_single_page_leads_nowhere() -> None:
    only = paging("/b/", "/b/page/", number=1, items=3, size=10)
    assert (only.previous, only.next, only.total) == (None, None, 1)


@pytest.mark.parametrize(
    ("number", "total", "shown"),
    [
        (1, 3, "1 2 3"),
        (1, 9, "1 2 3 … 9"),
        (3, 9, "1 2 3 4 5 … 9"),
        (4, 9, "1 2 3 4 5 6 … 9"),
        (5, 9, "1 2 3 4 5 6 7 8 9"),
        (6, 11, "1 … 4 5 6 7 8 … 11"),
        (11, 11, "1 … 9 10 11"),
    ],
)
def test_of_many_pages_only_the_ends_and_the_nearest_are_shown(number: int, total: int, shown: str) -> None:
    page = paging("/b/", "/b/page/", number=number, items=total * 10, size=10)
    assert " ".join(link.text for link in page.all) == shown
    assert all(link.to for link in page.all if link.text != "…")
