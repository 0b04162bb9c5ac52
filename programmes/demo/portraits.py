"""Photos of people who do not exist: drawn, so that nobody's face is borrowed."""

from io import BytesIO

from PIL import Image, ImageDraw

from people.models import Portrait, User
from people.portraits import make_portrait

SIDE = 640
SKY, SHIRT, SKIN, HAIR = "#cfe3e8", "#2f5d62", "#e0b090", "#5b3a29"


def give_photo(person: User) -> None:
    """Through the same door as a photo that somebody sends in."""
    file = BytesIO()
    drawing().save(file, "PNG")
    Portrait.objects.keep(person, make_portrait(file, file.tell()))


def drawing() -> Image.Image:
    """Someone with short hair in front of the sky."""
    image = Image.new("RGB", (SIDE, SIDE), SKY)
    pen = ImageDraw.Draw(image)
    pen.ellipse((110, 430, 530, 900), fill=SHIRT)
    pen.ellipse((190, 90, 450, 400), fill=HAIR)
    pen.ellipse((215, 150, 425, 440), fill=SKIN)
    pen.ellipse((265, 265, 290, 290), fill=HAIR)
    pen.ellipse((350, 265, 375, 290), fill=HAIR)
    pen.arc((270, 290, 370, 380), 20, 160, fill=HAIR, width=8)
    return image
