"""The systems a new hire needs access to. For leaders; the others see them on the programme's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from people.forms import UserRequest, status_of
from people.pages import atomic_post, locked, sent
from programmes.forms.accesses import GrantForm, NewAccessForm
from programmes.models import Programme, SystemAccess
from programmes.views.crumbs import crumbs


@atomic_post
def system_accesses(request: UserRequest, pk: int) -> HttpResponse:
    """Sends `name` to add a system; `grant` or `undo`, with a system's key, to tick it or take it back."""
    today = timezone.localdate()
    managed = Programme.objects.managed_by(request.user, today).filter(handed_over_on=None).with_people()
    programme = get_object_or_404(locked(managed, request), pk=pk)
    accesses = list(programme.accesses.select_related("granted_by"))
    posted = sent(request)
    new = NewAccessForm(
        posted if posted and "name" in posted else None,
        instance=SystemAccess(programme=programme, position=len(accesses) + 1),
    )
    grants = [_grant_form(request, access) for access in accesses]
    forms = [new, *filter(None, grants)]
    for form in forms:
        if form.is_valid():
            form.save()
            messages.success(request, _("«%(system)s» er lagret.") % {"system": form.instance})
    if posted is not None and all(form.is_valid() for form in forms if form.is_bound):
        _take_back([access for access in accesses if str(access.pk) == posted.get("undo")])
        return redirect(request.path)
    context = {
        "programme": programme,
        "rows": list(zip(accesses, grants, strict=True)),
        "new": new,
        "breadcrumbs": crumbs(programme, (_("Tilganger"), request.path)),
    }
    return render(request, "programmes/accesses.html", context, status=status_of(*forms))


def _grant_form(request: UserRequest, access: SystemAccess) -> GrantForm | None:
    """The row's own form, filled in if its button was pressed; none when the access is in order already."""
    if access.granted_on:
        return None
    posted = request.POST if request.POST.get("grant") == str(access.pk) else None
    prefix = f"tilgang-{access.pk}"
    return GrantForm(posted, instance=access, prefix=prefix, by=request.user, on=timezone.localdate())


def _take_back(accesses: list[SystemAccess]) -> None:
    for access in accesses:
        access.granted_on = access.granted_by = None
        access.save()
