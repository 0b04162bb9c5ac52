"""Taking a published template out of use, and putting it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checklists.models import ChecklistTemplate
from people.forms import UserRequest
from people.pages import atomic_post, locked
from people.undo import confirm
from programmes.models import ProgrammeTemplate


@require_POST
@atomic_post
def template_use(request: UserRequest, pk: int, kind: str) -> HttpResponse:
    """The newest published edition of the coordinator's own; what is running keeps its copy."""
    kinds: dict[str, type[ProgrammeTemplate | ChecklistTemplate]] = {
        "program": ProgrammeTemplate,
        "sjekkliste": ChecklistTemplate,
    }
    on = timezone.localdate()
    rule = kinds[kind]._default_manager.kept_by(request.user, on).newest()
    template = get_object_or_404(locked(rule, request), pk=pk)
    if request.POST.get("handling") == "tilbake":
        template.withdraw(None)
        messages.success(request, _("Malen er i bruk igjen."))
    else:
        template.withdraw(timezone.now())
        said = _("Malen er tatt ut av bruk, og blir ikke tilbudt flere. Det som er i gang, beholder sin.")
        confirm(request, said, undo=request.path, handling="tilbake")
    address: str = template.get_absolute_url()  # type: ignore[attr-defined]
    return redirect(address)
