"""The language of a request."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import trans_real

from mentorprogram.middleware import LanguageMiddleware


def test_the_language_is_said_while_a_page_is_made() -> None:
    """Not only assumed: to find out that none is said takes longer than to look the word up."""
    said: list[str] = []

    def page(request: HttpRequest) -> HttpResponse:
        said.append(trans_real._active.value.language())  # type: ignore[attr-defined]
        return HttpResponse()

    translation.deactivate()
    LanguageMiddleware(page)(HttpRequest())
    assert said == [settings.LANGUAGE_CODE]
