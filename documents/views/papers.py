"""Papers of one programme. What a paper holds is settled beside it, not here."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.form_copy import FormCopy
from people.forms import UserRequest
from programmes.models import Programme


@require_safe
def programme_form(request: UserRequest, pk: int) -> FileResponse:
    """The form in its paper layout. With `?kommentarer=nei` one of the pair gets the copy for others."""
    on = timezone.localdate()
    visible = Programme.objects.visible_to(request.user, on)
    programme = get_object_or_404(visible.select_related("new_hire", "department__unit__municipality"), pk=pk)
    without_comments = request.GET.get("kommentarer") == "nei"
    copy = FormCopy.of(programme, request.user, on, without_comments=without_comments)
    return copy.paper().response()
