"""From a file somebody chose to a small picture of ours: what is let in, and what becomes of it."""

import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageDraw

from people.portraits import LARGEST_PORTRAIT, make_portrait

EXIF_ORIENTATION, EXIF_MAKE = 0x0112, 0x010F
GPS_LATITUDE_REF = 1


def picture(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill="blue")
    return image.convert(mode)


def saved(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def made(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(make_portrait(BytesIO(content), len(content))))
    image.load()
    return image


# --- what becomes of it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_small_square_webp(form: str) -> None:
    image = made(saved(picture((1200, 900)), form))
    assert (image.format, image.size, image.mode) == ("WEBP", (320, 320), "RGB")


def test_a_small_photo_is_not_blown_up() -> None:
    assert made(saved(picture((150, 120)))).size == (120, 120)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_usual_colours_are_let_in(mode: str) -> None:
    assert made(saved(picture(mode=mode), "PNG")).mode == "RGB"


def test_what_shines_through_is_laid_on_white() -> None:
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    pixel = made(saved(clear, "PNG")).getpixel((100, 100))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 250


def test_place_time_and_camera_are_gone() -> None:
    exif = Image.Exif()
    exif[EXIF_MAKE] = "Kamera"
    exif.get_ifd(0x8825)[GPS_LATITUDE_REF] = "N"
    content = saved(picture(), exif=exif, icc_profile=b"fargeprofil", comment=b"hilsen")
    assert b"Kamera" in content
    image = made(content)
    assert (dict(image.getexif()), set(image.info) & {"exif", "icc_profile", "xmp", "comment"}) == ({}, set())


def test_a_photo_held_sideways_is_turned() -> None:
    """Orientation 6: the camera was turned a quarter, so that red, on the left, belongs on top."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = 6
    image = made(saved(picture((400, 400)), exif=exif))
    top, bottom = image.getpixel((160, 40)), image.getpixel((160, 280))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


def test_a_restless_picture_is_small_too() -> None:
    noise = bytes(zlib.crc32(struct.pack("<I", place)) & 0xFF for place in range(640 * 640 * 3))
    content = saved(Image.frombytes("RGB", (640, 640), noise), "PNG")
    assert len(make_portrait(BytesIO(content), len(content))) <= LARGEST_PORTRAIT


def test_a_phones_photo_with_a_preview_inside_is_let_in() -> None:
    content = saved(picture(), "MPO", save_all=True, append_images=[picture((100, 80))])
    assert Image.open(BytesIO(content)).format == "MPO"
    assert made(content).size == (300, 300)


# --- what is refused ------------------------------------------------------------------------------------


def bomb() -> bytes:
    """A PNG that says it is 60,000 pixels each way, in a few bytes."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


def film(form: str) -> bytes:
    other = picture().transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return saved(picture(), form, save_all=True, append_images=[other], duration=100)


NO_PICTURE = "Filen er ikke et bilde vi kan lese. Velg et bilde i JPEG, PNG eller WebP."
TOO_MANY = "Bildet har for mange piksler. Velg et mindre, for eksempel et skjermbilde av det."
MOVING = "Bildet beveger seg. Velg et som står stille."
TOO_SMALL = "Bildet er for lite. Velg et som er minst 100 piksler på hver side."
COLOURS = "Bildet har farger for trykk. Lagre det som vanlig JPEG, og prøv igjen."
DAMAGED = "Bildet er skadet eller ikke helt. Velg et annet."
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', NO_PICTURE),
    "html": (lambda: b"<!DOCTYPE html><script>alert(1)</script>", NO_PICTURE),
    "words": (lambda: b"bare ord", NO_PICTURE),
    "gif": (lambda: film("GIF"), NO_PICTURE),
    "still gif": (lambda: saved(picture(), "GIF"), NO_PICTURE),
    "tiff": (lambda: saved(picture(), "TIFF"), NO_PICTURE),
    "bmp": (lambda: saved(picture(), "BMP"), NO_PICTURE),
    "moving webp": (lambda: film("WEBP"), MOVING),
    "moving png": (lambda: film("PNG"), MOVING),
    "cmyk": (lambda: saved(picture(mode="CMYK")), COLOURS),
    "sixteen bits": (lambda: saved(Image.new("I;16", (200, 200)), "PNG"), COLOURS),
    "one pixel": (lambda: saved(picture((1, 1)), "PNG"), TOO_SMALL),
    "a stripe": (lambda: saved(picture((4000, 99))), TOO_SMALL),
    "bomb": (bomb, TOO_MANY),
    "thirty million pixels": (lambda: saved(Image.new("1", (6000, 5000)), "PNG"), TOO_MANY),
    "truncated jpeg": (lambda: saved(picture((800, 800)))[:2000], DAMAGED),
    "truncated png": (lambda: saved(picture((800, 800)), "PNG")[:600], DAMAGED),
    "truncated webp": (lambda: saved(picture((800, 800)), "WEBP")[:200], NO_PICTURE),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(name: str) -> None:
    make, said = REFUSED[name]
    content = make()
    with pytest.raises(ValidationError) as refusal:
        make_portrait(BytesIO(content), len(content))
    assert refusal.value.messages == [said]


def test_half_a_picture_is_refused_after_a_paper_has_been_drawn_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    content = saved(picture((800, 800)))[:2000]
    with pytest.raises(ValidationError, match=DAMAGED):
        make_portrait(BytesIO(content), len(content))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_file_with_wrong_bytes_is_refused_or_read_and_never_breaks(form: str) -> None:
    """Each hundredth byte turned, one at a time, and cut off there."""
    content = saved(picture((160, 160)), form)
    for place in range(0, len(content), max(len(content) // 60, 1)):
        turned = bytearray(content)
        turned[place] ^= 0xFF
        for broken in (bytes(turned), content[:place]):
            with suppress(ValidationError):
                make_portrait(BytesIO(broken), len(broken))
