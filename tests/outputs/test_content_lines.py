"""Content lines of calendar files: escaped and folded to the byte as icalendar does it."""

import datetime as dt
import re
import zoneinfo
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import vDatetime, vText, vUTCOffset
from icalendar.parser import Contentline

from sitegen.outputs.ics.content_lines import instant, line, offset, text
from tests.sizes import drawn

signs = st.sampled_from('ab ,;:\\"^N\nn\ré😀\u2028') | st.characters(exclude_categories=["Cs"])
texts = st.text(signs, max_size=200)


@settings(max_examples=drawn(500))
@given(texts)
def test_a_text_is_escaped_as_icalendar_escapes_it(value: str) -> None:
    assert text(value).encode() == vText(value).to_ical()


@settings(max_examples=drawn(500))
@given(texts.map(lambda value: value.replace("\n", " ")), st.integers(0, 80))
def test_a_line_is_folded_as_icalendar_folds_it(value: str, length: int) -> None:
    long = "x" * length + value
    expected: Any = Contentline(f"SUMMARY:{long}")  # type: ignore[no-untyped-call]
    assert line("SUMMARY", long).encode() == expected.to_ical() + b"\r\n"


@given(st.integers(-72_000, 72_000))
def test_an_offset_is_written_as_icalendar_writes_it(number: int) -> None:
    value = dt.timedelta(seconds=number)
    assert offset(value) == vUTCOffset(value).to_ical()


@pytest.mark.parametrize("year", [1000, 1969, 2026, 8999])
def test_an_instant_is_written_in_utc(year: int) -> None:
    moment = dt.datetime(year, 3, 4, 1, 2, 3, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    expected: Any = vDatetime(moment.astimezone(dt.UTC))
    assert instant(moment).encode() == expected.to_ical()
    assert instant(moment) == f"{year}0303T230203Z"


def test_no_name_of_a_zone_needs_quotes_in_a_parameter() -> None:
    assert all(re.fullmatch(r"[\w/+-]+", name, re.ASCII) for name in zoneinfo.available_timezones())
