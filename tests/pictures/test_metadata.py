"""Nothing that was written beside a picture is published with it."""

import io

import pytest
from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile
from PIL.PngImagePlugin import PngInfo

from sitegen.pictures.metadata import orientation, parts
from sitegen.pictures.parts import Malformed
from tests.pictures.photographs import CAMERA, opened, photograph

FORMS = ("JPEG", "PNG", "WEBP", "AVIF")
XMP = b"<x:xmpmeta><exif:GPSLatitude>51,29.2N</exif:GPSLatitude></x:xmpmeta>"


@pytest.mark.parametrize("form", FORMS)
def test_place_and_camera_are_left_out_and_every_pixel_stays(form: str) -> None:
    data = photograph(form=form)
    clean = parts(data).clean

    assert CAMERA.encode() in data
    assert CAMERA.encode() not in clean
    assert not opened(clean).getexif().get_ifd(0x8825)
    assert opened(clean).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("form", ("JPEG", "PNG", "WEBP", "AVIF"))
def test_what_programs_write_as_xmp_is_left_out(form: str) -> None:
    options = {"xmp": XMP} if form != "PNG" else {"pnginfo": _text()}
    data = photograph(form=form, **options)

    assert b"GPSLatitude" in data
    assert b"GPSLatitude" not in parts(data).clean


def _text() -> PngInfo:
    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add_text("Comment", "GPSLatitude")
    return info


def test_iptc_comments_and_a_film_behind_a_photograph_are_left_out() -> None:
    plain = photograph(place=False)
    iptc = b"\xff\xed\x00\x16Photoshop 3.0\0London"
    comment = b"\xff\xfe\x00\x08London"
    data = plain[:2] + iptc + comment + plain[2:] + b"\0\0\0\x18ftypmp42London"

    assert parts(data).clean == parts(plain).clean
    assert b"London" not in parts(data).clean


@pytest.mark.parametrize("form", ("JPEG", "PNG", "WEBP", "GIF"))
def test_what_follows_the_end_of_a_picture_is_left_out(form: str) -> None:
    data = photograph(form=form, place=False)
    assert parts(data + b"London").clean == parts(data).clean


def test_comments_of_a_gif_are_left_out_and_it_goes_on_moving() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], comment=b"London", loop=0, duration=80)
    data = file.getvalue()
    known = parts(data)

    assert b"London" in data
    assert b"London" not in known.clean
    assert known.animated
    assert getattr(opened(known.clean), "n_frames", 1) == getattr(opened(data), "n_frames", 1)
    assert opened(known.clean).info["loop"] == 0


def test_colours_are_kept_as_the_profile_of_the_camera_says() -> None:
    profile = ImageCmsProfile(createProfile("sRGB")).tobytes()
    assert opened(parts(photograph(icc_profile=profile)).clean).info["icc_profile"] == profile


@pytest.mark.parametrize("form", ("JPEG", "PNG", "WEBP"))
@pytest.mark.parametrize("way", range(1, 9))
def test_exif_tells_which_way_up_a_picture_is(form: str, way: int) -> None:
    known = parts(photograph(form=form, way=way))
    assert orientation(known.exif) == way
    assert (known.width, known.height) == (600, 400)


@pytest.mark.parametrize("form", (*FORMS, "GIF"))
def test_a_file_that_is_cut_off_anywhere_is_read_or_refused(form: str) -> None:
    data = photograph(60, 40, form=form) if form != "GIF" else photograph(60, 40, form=form, place=False)
    for length in range(0, len(data) - 1, 7):
        try:
            known = parts(data[:length])
        except Malformed:
            continue
        assert CAMERA.encode() not in known.clean or known.clean == data[:length]
