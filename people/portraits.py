"""From whatever file a person chose to a small square picture of ours, or a sentence about why not."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import IO, TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

from people.models import Portrait

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_SIDE, SMALLEST_SIDE = 320, 100
LARGEST_PORTRAIT = 40_000
QUALITIES = (80, 60, 40, 20)
MOST_PIXELS = 25_000_000  # a phone's photo; as many bytes as this in memory, three times over
READABLE = ("JPEG", "PNG", "WEBP")
SEVERAL_FRAMES = ("PNG", "WEBP")  # a phone's JPEG may carry a preview besides, and that is no film
COLOURS = ("1", "L", "LA", "P", "RGB", "RGBA")
FACE = (0.5, 0.4)  # of a tall photo the upper part

# What the decoders raise on a file that is not what it says. Pillow itself gives no narrower list.
BROKEN = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, struct.error, zlib.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)

TOO_LARGE = _("Bildet er for stort. Velg et på høyst 5 MB.")
NO_PICTURE = _("Filen er ikke et bilde vi kan lese. Velg et bilde i JPEG, PNG eller WebP.")
DAMAGED = _("Bildet er skadet eller ikke helt. Velg et annet.")
TOO_MANY_PIXELS = _("Bildet har for mange piksler. Velg et mindre, for eksempel et skjermbilde av det.")
TOO_SMALL = _("Bildet er for lite. Velg et som er minst 100 piksler på hver side.")
MOVING = _("Bildet beveger seg. Velg et som står stille.")
ODD_COLOURS = _("Bildet har farger for trykk. Lagre det som vanlig JPEG, og prøv igjen.")

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def make_portrait(file: IO[bytes], size: int) -> bytes:
    """A square WebP of at most 320 pixels and 40 kB, without anything the file said about place, time or camera."""
    if size > LARGEST_FILE:
        raise ValidationError(TOO_LARGE)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint lets half pictures in, for the whole process
    try:
        image = opened(file)
        square = squared(image)
    except BOMBS as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise ValidationError(DAMAGED) from error
    for quality in QUALITIES:
        out = BytesIO()
        square.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LARGEST_PORTRAIT:
            break
    return out.getvalue()


def opened(
    file: IO[bytes],
    *,
    smallest: int = SMALLEST_SIDE,
    no_picture: StrPromise = NO_PICTURE,
    too_small: StrPromise = TOO_SMALL,
) -> Image.Image:
    """The picture, as far as its head tells; the pixels are not read until they are known to be few."""
    try:
        image = Image.open(file, formats=READABLE)
    except BOMBS:
        raise
    except BROKEN as error:  # «cannot identify» is an OSError too
        raise ValidationError(no_picture) from error
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    if min(width, height) < smallest:
        raise ValidationError(too_small)
    if image.format in SEVERAL_FRAMES and getattr(image, "n_frames", 1) > 1:
        raise ValidationError(MOVING)
    if image.mode not in COLOURS:
        raise ValidationError(ODD_COLOURS)
    return image


def squared(image: Image.Image) -> Image.Image:
    """Turned the way the camera was held, cut to a square, laid on white, and copied to a picture of its own."""
    image.draft("RGB", (2 * LARGEST_SIDE, 2 * LARGEST_SIDE))  # a JPEG is read at a fraction of its size
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    side = min(LARGEST_SIDE, *upright.size)
    cut = ImageOps.fit(upright, (side, side), Image.Resampling.LANCZOS, centering=FACE)
    plain = Image.new("RGB", cut.size, "white")
    plain.paste(cut, mask=cut)
    return plain


def photo_response(request: HttpRequest, portrait: Portrait) -> HttpResponseBase:
    """Kept by the reader's own browser only, which asks each time whether it may still show it."""
    etag = quote_etag(portrait.digest)
    response: HttpResponseBase
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(portrait.content), content_type=Portrait.TYPE)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = 'inline; filename="bilde.webp"'
    return response
