"""A mentor's photo, for those who meet the mentor in a programme."""

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.forms import UserRequest
from people.models import Portrait
from people.portraits import photo_response
from programmes.models import Programme


@require_safe
def portrait(request: UserRequest, pk: int, mentorship: int) -> HttpResponseBase:
    """As the presentation beside it: for whoever sees all of the programme, as long as that person is mentor there."""
    on = timezone.localdate()
    programme = get_object_or_404(Programme.objects.visible_to(request.user, on), pk=pk)
    mentors = programme.mentorships.lasting(on).filter(pk=mentorship).values("mentor")
    return photo_response(request, get_object_or_404(Portrait, user__in=mentors))
