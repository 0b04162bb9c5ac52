"""What the two wrote is deleted when a programme is closed; so is what the browser kept of it."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from programmes.models import Programme
from tests.browser.test_drafts import Enter, drafts_in, enter, programme, talk_page, write

__all__ = ["enter", "programme", "talk_page"]  # the fixtures

pytestmark = pytest.mark.django_db(transaction=True)


def test_drafts_of_a_closed_programme_go_at_the_first_visit(
    page: Page, enter: Enter, talk_page: str, programme: Programme
) -> None:
    enter()
    write(page, talk_page)
    drafts_in(page, 1)
    today = timezone.localdate()
    Programme.objects.filter(pk=programme.pk).update(ended_on=today, handed_over_on=today, closed_on=today)
    page.goto(talk_page.partition("/programmer/")[0])
    drafts_in(page, 0)
