"""From a file a coordinator chose to a logo of ours: what is let in, and what becomes of it."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from documents.logos import HIGHEST, LARGEST_FILE, LARGEST_LOGO, WIDEST, make_logo
from documents.svg import clean_svg
from tests.test_portrait_files import picture, saved

NS = 'xmlns="http://www.w3.org/2000/svg"'


def made(content: bytes) -> tuple[bytes, str]:
    logo, kind = make_logo(BytesIO(content), len(content))
    return logo, str(kind)


def svg(inside: str, attributes: str = 'viewBox="0 0 10 5"') -> bytes:
    return f"<svg {NS} {attributes}>{inside}</svg>".encode()


def refusal(content: bytes, size: int | None = None) -> str:
    with pytest.raises(ValidationError) as refused:
        make_logo(BytesIO(content), len(content) if size is None else size)
    return " ".join(refused.value.messages)


# --- painted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_a_png_of_ours(form: str) -> None:
    logo, kind = made(saved(picture((2000, 500)), form))
    image = Image.open(BytesIO(logo))
    assert (kind, image.format, image.size, len(logo) <= LARGEST_LOGO) == (
        "image/png",
        "PNG",
        (WIDEST, 180),
        True,
    )


def test_what_shines_through_is_laid_on_white() -> None:
    logo, _kind = made(saved(Image.new("RGBA", (300, 100), (0, 0, 0, 0)), "PNG"))
    assert Image.open(BytesIO(logo)).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_of_many_colours_is_made_small_enough() -> None:
    noise = Image.effect_noise((WIDEST, HIGHEST), 90).convert("RGB")
    assert len(made(saved(noise, "PNG"))[0]) <= 2 * LARGEST_LOGO  # noise is the worst there is; a logo is not


def test_nothing_the_file_said_besides_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kamera AS"
    assert b"Kamera" not in made(saved(picture(), "JPEG", exif=exif))[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er ikke en logo vi kan lese. Velg SVG, PNG eller JPEG."),
        (b"%PDF-1.7 slett ikke et bilde", "Filen er ikke en logo vi kan lese. Velg SVG, PNG eller JPEG."),
        (
            saved(picture((30, 30))),
            "Logoen er for liten. Velg en som er minst 40 piksler på hver side, eller SVG.",
        ),
        (saved(picture())[:900], "Bildet er skadet eller ikke helt. Velg et annet."),
    ],
)
def test_what_is_no_picture_gets_a_sentence(content: bytes, said: str) -> None:
    assert refusal(content) == said


def test_forty_megabytes_are_refused_unread() -> None:
    class NeverRead(BytesIO):
        def read(self, *_size: object) -> bytes:
            raise AssertionError

    with pytest.raises(ValidationError, match="høyst 2 MB"):
        make_logo(NeverRead(), 40 * 1024 * 1024)
    assert LARGEST_FILE < 40 * 1024 * 1024


# --- drawn ------------------------------------------------------------------------------------------------


def test_a_drawing_is_written_anew() -> None:
    logo, kind = made(
        b"\xef\xbb\xbf<?xml version='1.0'?><!-- laget i et program -->"
        + svg(
            '<title>Hemmelig</title><metadata><x xmlns="urn:annet">spor</x></metadata>'
            '<g style="fill:#0a5c63;font-family:Arial" class="a"><path d="M0 0L10 5z" data-x="1"/></g>'
        )
    )
    assert kind == "image/svg+xml"
    assert logo.decode() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5">'
        '<g fill="#0a5c63"><path d="M0 0L10 5z"></path></g></svg>'
    )


def test_a_gradient_of_its_own_is_kept_and_another_files_is_not() -> None:
    own = '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    assert b'fill="url(#a)"' in clean_svg(svg(f'{own}<rect fill="url(#a)"/>'))
    assert b"fill" not in clean_svg(svg('<rect fill="url(https://ond.example/a.svg#a)"/>'))


def test_a_drawing_without_a_viewbox_gets_one_of_its_size() -> None:
    assert b'viewBox="0 0 200 50"' in clean_svg(svg("<g/>", 'width="200px" height="50"'))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<a href='javascript:alert(1)'><path/></a>",
        "<image href='file:///etc/passwd'/>",
        "<use href='#a'/>",
        "<path href='https://ond.example/'/>",
        "<path xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='#a'/>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>hei</p></foreignObject>",
        "<style>*{fill:url(https://ond.example/)}</style>",
        "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
        "<animate attributeName='x'/>",
        "<?xml-stylesheet href='https://ond.example/a.css'?>",
        "<blink/>",
    ],
)
def test_what_could_run_or_fetch_is_refused_by_name(inside: str) -> None:
    assert "det tar vi ikke imot i en logo" in refusal(svg(inside))


BILLION = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + svg(
    "<g>&b;</g>"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BILLION, "DOCTYPE"),
        (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg(""), "DOCTYPE"),
        (svg("<g/>" * 3000), "for mange deler"),
        (svg("<g>" * 50 + "</g>" * 50), "for mange deler"),
        (svg("<path d='" + "M0 0 " * 30_000 + "'/>"), "høyst 100 kB"),
        (svg("", ""), "ikke hvor stor den er"),
        (svg("", 'viewBox="0 0 0 5"'), "ikke hvor stor den er"),
        (svg("", 'viewBox="0 0 1000 1"'), "ikke hvor stor den er"),
        (b"<svg><path/></svg>", "ikke en SVG"),
        (b"<html><script>alert(1)</script></html>", "ikke en SVG"),
        (b"<svg xmlns=", "ikke en SVG"),
        (b"<?xml version='1.0' encoding='finnes-ikke'?>" + svg(""), "ikke en SVG"),
        (b"<?xml version='1.0' encoding='utf-16'?>" + svg(""), "ikke en SVG"),
    ],
)
def test_what_grows_or_is_no_drawing_gets_a_sentence(content: bytes, said: str) -> None:
    assert said in refusal(content)


@pytest.mark.parametrize("name", ["transform", "d", "points", "fill", "viewBox", "clip-path"])
def test_a_long_odd_value_is_left_out_at_once(name: str) -> None:
    """None of the patterns tries the same letters again and again."""
    odd = "rotate(1)" + " " * 200 + "rotate(1 1" + " 1.5.5-5" * 5000 + "!"
    assert name.encode() not in clean_svg(svg(f'<path {name}="{odd}"/>'))[60:]


def test_cleaning_what_is_clean_changes_nothing() -> None:
    once = clean_svg(svg('<g fill="#0a5c63"><circle cx="1.5" cy="2" r="1"/></g>'))
    assert clean_svg(once) == once
