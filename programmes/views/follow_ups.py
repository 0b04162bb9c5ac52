"""Leader and mentor meet about the follow-up. Dates and minutes, no words."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest
from people.pages import atomic_post
from programmes.forms.appointments import AgreeWithoutPlaceForm
from programmes.models import Programme
from programmes.views.appointments import LeadersPart, appointment_page, row_of
from programmes.views.crumbs import crumbs


@atomic_post
def follow_up(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """What the meeting is to settle is done on other pages; here it is dated and marked held."""
    on = timezone.localdate()
    visible = Programme.objects.visible_to(request.user, on).with_rights_for(request.user, on)
    programme = get_object_or_404(visible.with_people(), pk=pk)
    row = row_of(request, programme, programme.follow_ups.all(), number)
    part = LeadersPart(request, row, on, agree=AgreeWithoutPlaceForm)
    context: dict[str, object] = {
        "is_about_reader": programme.new_hire == request.user,
        "following": programme.follow_ups.filter(number__gt=number).open().first(),
        "breadcrumbs": crumbs(programme, (_("Oppfølging av mentor"), request.path)),
    }
    return appointment_page(request, "programmes/follow_up.html", part, context)
