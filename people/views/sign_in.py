"""What allauth asks for and we do not have, and the demo's one click."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from people.demo import demo_people
from people.sessions import sign_in


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """allauth links to it, but nobody signs up by themselves."""
    raise Http404


@login_not_required
def inactive(request: HttpRequest) -> HttpResponse:
    """Where someone lands whose password is right and whose account is closed."""
    return render(request, "account/account_inactive.html", status=403)


@login_not_required
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Be somebody else in the invented municipality. Outside demo mode the page is not there."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return redirect("account_login")
    person = demo_people().get(request.POST.get("position", ""))
    if person is None:
        raise Http404
    sign_in(request, person)
    return redirect(settings.LOGIN_REDIRECT_URL)
