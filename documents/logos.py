"""From whatever file a coordinator chose to a small logo of ours, or a sentence about why not."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from documents.models import Letterhead
from documents.svg import clean_svg
from people.portraits import BOMBS, BROKEN, DAMAGED, TOO_MANY_PIXELS, opened

LARGEST_FILE = 2 * 1024 * 1024
WIDEST, HIGHEST = 720, 240
LARGEST_LOGO = 60_000
SMALLEST_SIDE = 40
COLOURS_LEFT = (256, 128, 64, 32, 16)

TOO_LARGE = _("Logoen er for stor. Velg en fil på høyst 2 MB.")
NO_LOGO = _("Filen er ikke en logo vi kan lese. Velg SVG, PNG eller JPEG.")
TOO_SMALL = _("Logoen er for liten. Velg en som er minst 40 piksler på hver side, eller SVG.")


def make_logo(file: IO[bytes], size: int) -> tuple[bytes, Letterhead.LogoType]:
    """A drawing of drawing only, or a PNG that we have painted ourselves."""
    if size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    head = file.read(512)
    file.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return clean_svg(file.read()), Letterhead.LogoType.SVG
    return make_png(file), Letterhead.LogoType.PNG


def make_png(file: IO[bytes]) -> bytes:
    """At most 720 × 240 pixels and 60 kB, on white, without anything the file said besides."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half pictures in, for the whole process
    try:
        upright = ImageOps.exif_transpose(_opened(file)).convert("RGBA")
        upright.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(upright, mask=upright)
    except BOMBS as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise ValidationError(DAMAGED) from error
    return _written(plain)


def _opened(file: IO[bytes]) -> Image.Image:
    return opened(file, smallest=SMALLEST_SIDE, no_picture=NO_LOGO, too_small=TOO_SMALL)


def _written(plain: Image.Image) -> bytes:
    """With all its colours, or with as many as there is room for."""
    out = BytesIO()
    plain.save(out, "PNG", optimize=True)
    for colours in COLOURS_LEFT:
        if out.tell() <= LARGEST_LOGO:
            break
        out = BytesIO()
        plain.quantize(colours).save(out, "PNG", optimize=True)
    return out.getvalue()


def logo_response(request: HttpRequest, letterhead: Letterhead) -> HttpResponseBase:
    """A picture and nothing else, also when somebody opens the address by itself."""
    etag = quote_etag(letterhead.logo_digest)
    response: HttpResponseBase
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(letterhead.logo), content_type=letterhead.logo_type)
    ending = "svg" if letterhead.logo_type == Letterhead.LogoType.SVG else "png"
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Disposition"] = f'inline; filename="logo.{ending}"'
    return response
