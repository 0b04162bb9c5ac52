"""The person who signs in, or who may one day: a new hire can exist without an account."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Collate, Upper
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.models.places import Department, Municipality
from people.models.positions import Position, PositionsAtHand
from people.validators import no_identity_number


class LowercaseEmailField(models.EmailField):  # type: ignore[type-arg]
    """One spelling of an address, in the database and in look-ups."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.lower() or None if isinstance(value, str) else value


class UserQuerySet(models.QuerySet["User"]):
    def kept_by(self, user: User, on: date) -> Self:
        """Coordinator and administrator keep their municipality's people; a leader the new hires they made.

        Someone who has had a position is no new hire, and the installation's owner is kept by nobody.
        """
        leads = Position.objects.lasting(on).filter(
            holder=user, kind__in=[Position.Kind.LEADER, Position.Kind.HEAD]
        )
        holders = Position.objects.filter(holder=OuterRef("pk"))
        made = Q(created_by=user, municipality=user.municipality_id) & Exists(leads) & ~Exists(holders)
        return self.filter(Position.keeper_of(user, on, "municipality") | made, is_staff=False)

    def leading(self, department: Department, on: date) -> Self:
        """The department's avdelingsledere of that day."""
        held = Position.objects.lasting(on).filter(
            holder=OuterRef("pk"), kind=Position.Kind.LEADER, department=department
        )
        return self.filter(Exists(held))

    def named(self, text: str, *, or_titled: bool = False) -> Self:
        """Whose name holds that text, in capitals or not; æ, ø and å too, whatever the database's own locale."""
        people = self.alias(in_norwegian=Collate("name", "nb"), title_in_norwegian=Collate("title", "nb"))
        wanted = text.strip().upper()
        named = Q(in_norwegian__icontains=wanted)
        return people.filter(named | Q(title_in_norwegian__icontains=wanted) if or_titled else named)

    def in_norwegian_order(self) -> Self:
        return self.order_by(Collate("name", "nb"), "pk")


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    def create_user(self, email: str | None = None, password: str | None = None, **fields: Any) -> User:
        """A person; without a password they cannot sign in until they have been invited."""
        user: User = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person in one municipality. What they may do follows from positions and mentorships."""

    name = models.CharField(_("navn"), max_length=120)
    email = LowercaseEmailField(
        _("e-postadresse"),
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Det finnes allerede en person med denne e-postadressen.")},
        help_text=_("Adressen personen logger inn med. Kan stå tom til den er kjent."),
    )
    title = models.CharField(_("tittel"), max_length=80, blank=True, help_text=_("For eksempel sykepleier."))
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,  # the installation's owner belongs to none
        blank=True,
        related_name="people",
        verbose_name=_("kommune"),
    )
    presentation = models.TextField(
        _("presentasjon"),
        max_length=2000,
        blank=True,
        validators=[no_identity_number],
        help_text=_("Noen ord om deg selv til den du skal være mentor for. Frivillig."),
    )
    invited_at = models.DateTimeField(_("invitert"), null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    sessions_ended = models.PositiveIntegerField(_("ganger logget ut overalt"), default=0, editable=False)
    unread_messages = models.PositiveIntegerField(_("uleste meldinger"), default=0, editable=False)
    is_active = models.BooleanField(_("kan logge inn"), default=True)
    is_staff = models.BooleanField(_("eier av installasjonen"), default=False)

    objects = UserManager()
    positions_at_hand: PositionsAtHand | None = None
    """Set on the reader of a page, by `PositionsMiddleware`."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("personer")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["municipality", "name"], name="people_by_municipality"),
            models.Index(Collate("name", "nb"), "id", name="people_in_norwegian_order"),
            models.Index(Upper("name"), name="people_by_name_in_any_case"),  # of `iexact`
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person_edit", args=[self.pk])

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """What every session of this person must know: a new password ends them, and so does «logg ut overalt»."""
        known = f"{self.sessions_ended} {self.password}"
        return salted_hmac("people.User.sessions", known, secret=secret, algorithm="sha256").hexdigest()

    @property
    def has_account(self) -> bool:
        """Whether the person has chosen a password."""
        return self.has_usable_password()
