"""How allauth is to behave: nobody signs up by themselves, and no answer tells who has an account."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import User
from people.sessions import begin

logger = logging.getLogger(__name__)


class ClosedAccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Det er prøvd mange ganger på denne adressen. Vent fem minutter og prøv igjen."
        ),
    }

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        begin(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("people:me")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Only to someone who has an account: the first password comes with an invitation."""
        if user.has_account:
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is down is the owner's to hear of; the page answers as it always does."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # smtplib's errors are among these
            logger.exception("could not send %s", template_prefix)
