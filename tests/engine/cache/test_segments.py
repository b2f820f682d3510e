"""Segments give back what was put into them, or say that it is damaged."""

import contextlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.engine.cache.segments import DamagedSegment, Location, Segments, SegmentWriter

pieces = st.binary(max_size=60)
batches = st.lists(st.tuples(st.lists(pieces, max_size=5), st.booleans()), min_size=1, max_size=6)


def put(folder: Path, written: list[tuple[list[bytes], bool]]) -> list[tuple[Location, bytes]]:
    """Append each batch in a process of its own, as it were."""
    kept: list[tuple[Location, bytes]] = []
    for batch, anew in written:
        kept += zip(Segments(folder, "things").append(batch, anew=anew), batch, strict=True)
    return kept


@given(written=batches, dropped=st.sets(st.integers(0, 30)))
def test_every_piece_in_use_is_read_back_however_it_was_written_and_swept(
    written: list[tuple[list[bytes], bool]], dropped: set[int]
) -> None:
    with TemporaryDirectory() as folder:
        kept = [each for number, each in enumerate(put(Path(folder), written)) if number not in dropped]
        segments = Segments(Path(folder), "things")
        segments.sweep(location for location, _ in kept)

        assert [segments.read(location) for location, _ in kept] == [data for _, data in kept]
        assert [bytes(segments.view(location)) for location, _ in kept] == [data for _, data in kept]
        assert set(segments.sizes()) == {location.segment for location, _ in kept}
        segments.close()


@given(written=batches, place=st.integers(0, 400), byte=st.integers(1, 255))
def test_a_damaged_byte_never_gives_other_content(
    written: list[tuple[list[bytes], bool]], place: int, byte: int
) -> None:
    with TemporaryDirectory() as folder:
        kept = put(Path(folder), written)
        for path in Path(folder).iterdir():
            spoilt = bytearray(path.read_bytes())
            if spoilt:
                spoilt[place % len(spoilt)] ^= byte
                path.write_bytes(spoilt)
        segments = Segments(Path(folder), "things")
        for location, data in kept:
            for read in (segments.read, segments.view):
                with contextlib.suppress(DamagedSegment):
                    assert bytes(read(location)) == data
        segments.close()


@given(written=batches, cut=st.integers(0, 200), more=pieces)
def test_a_write_that_was_cut_short_harms_nothing_before_or_after_it(
    written: list[tuple[list[bytes], bool]], cut: int, more: bytes
) -> None:
    with TemporaryDirectory() as folder:
        kept = put(Path(folder), written)
        (lost,) = Segments(Path(folder), "things").append([b"lost" * 50])
        path = Segments(Path(folder), "things").path(lost.segment)
        os.truncate(path, lost.offset + cut % lost.length)
        kept += put(Path(folder), [([more], False)])

        segments = Segments(Path(folder), "things")
        assert [segments.read(location) for location, _ in kept] == [data for _, data in kept]
        with pytest.raises(DamagedSegment):
            segments.read(lost)
        segments.close()


def test_two_workers_write_to_segments_of_their_own(tmp_path: Path) -> None:
    segments = Segments(tmp_path, "things")
    with SegmentWriter(segments, anew=True) as one, SegmentWriter(segments, anew=True) as two:
        found = [one.put(b"first"), two.put(b"second"), one.put(b"third")]

    assert [segments.read(each) for each in found] == [b"first", b"second", b"third"]
    assert found[0].segment == found[2].segment != found[1].segment
    segments.close()


def test_what_is_not_there_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedSegment):
        Segments(tmp_path, "things").read(Location(3, 0, 1, 0))
    with pytest.raises(DamagedSegment):
        Segments(tmp_path, "things").view(Location(3, 0, 1, 0))
