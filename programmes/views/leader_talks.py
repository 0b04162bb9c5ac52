"""Regular talks between leader and new hire, where the programme has them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest
from people.pages import atomic_post
from programmes.models import Programme
from programmes.views.appointments import LeadersPart, appointment_page, row_of
from programmes.views.crumbs import crumbs


@atomic_post
def leader_talk(request: UserRequest, pk: int, number: int) -> HttpResponse:
    """Leaders agree and hold; the new hire and the mentor read the dates."""
    on = timezone.localdate()
    visible = Programme.objects.visible_to(request.user, on).with_rights_for(request.user, on)
    programme = get_object_or_404(visible.with_people(), pk=pk)
    row = row_of(request, programme, programme.leader_talks.all(), number)
    context: dict[str, object] = {"breadcrumbs": crumbs(programme, (_("Samtale med leder"), request.path))}
    return appointment_page(request, "programmes/leader_talk.html", LeadersPart(request, row, on), context)
