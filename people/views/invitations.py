"""Inviting someone, and the page the link leads to."""

from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from people.forms import UserRequest, status_of
from people.invitations import invite, invited_person
from people.models import User
from people.pages import atomic_post, locked, sent
from people.person_forms import NewPasswordForm
from people.sessions import sign_in


@require_POST
def person_invite(request: UserRequest, pk: int) -> HttpResponse:
    """Send the invitation, or show its link where no mail server is. `next` is the page to go back to."""
    person = get_object_or_404(User.objects.kept_by(request.user, timezone.localdate()), pk=pk)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = person.get_absolute_url()
    try:
        invitation = invite(person, request.user, request)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect(back)
    if not invitation.sent:
        return render(request, "people/invited.html", {"invitation": invitation, "back": back})
    sent = _("Invitasjonen er sendt til %(email)s.") % {"email": person.email}
    messages.success(request, sent)
    return redirect(back)


@rate_limit(action="invitation")
@login_not_required
@sensitive_post_parameters()
@never_cache
@atomic_post
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password, and be signed in. A link that is used, old or made up gets one answer."""
    person = invited_person(token, timezone.now(), locked(User.objects.all(), request))
    if person is None:
        return render(request, "people/invitation_dead.html", status=404)
    form = NewPasswordForm(person, sent(request))
    if form.is_valid():
        sign_in(request, form.save())
        messages.success(request, _("Velkommen, %(name)s.") % {"name": person.first_name})
        return redirect("start")
    context = {"form": form, "person": person}
    response = render(request, "people/invitation.html", context, status=status_of(form))
    # The address is a key: no page it leads to is told of it. «no-referrer» would go further and make the
    # browser hide where the form came from, and then Django refuses the form.
    response.headers["Referrer-Policy"] = "strict-origin"
    return response
