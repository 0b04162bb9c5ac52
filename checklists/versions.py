"""What every kind of template has in common: whose it is, which edition, and who reads and edits it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from checklists.toml_limits import LONGEST_SLUG
from people.models import Municipality, Position, User

READERS = [Position.Kind.HEAD, Position.Kind.LEADER, Position.Kind.COORDINATOR]
IN_ADDRESSES = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def slug_of(name: str, taken: set[str]) -> str:
    """A name as files and addresses have it, unlike the ones that are taken.

    >>> slug_of("Første år på sykehjem", {"forste-ar-pa-sykehjem"})
    'forste-ar-pa-sykehjem-2'
    """
    stem = (
        slugify(name.lower().translate(IN_ADDRESSES)).replace("_", "-")[: LONGEST_SLUG - 4].strip("-")
        or "mal"
    )
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def municipalities_kept_by(user: User, on: date) -> models.QuerySet[Municipality]:
    """Whose templates the reader makes and edits: the coordinator's own municipality."""
    return Municipality.objects.filter(Position.coordinator_of(user, on, "pk"))


def municipalities_read_by(user: User, on: date) -> models.QuerySet[Municipality]:
    """Whose templates the reader sees: the municipality where one leads or coordinates."""
    holds = Position.objects.lasting(on).filter(holder=user, kind__in=READERS)
    return Municipality.objects.filter(Exists(holds), people=user)


class VersionedTemplateQuerySet[M: "VersionedTemplate"](models.QuerySet[M]):
    def published(self) -> Self:
        """What stands fast: what comes with the product, and what a coordinator has published."""
        return self.filter(Q(municipality=None) | Q(published_at__isnull=False))

    def drafts(self) -> Self:
        return self.filter(municipality__isnull=False, published_at=None)

    def newest(self) -> Self:
        """Of each template the last edition that is published."""
        later = self.model._default_manager.filter(
            municipality=OuterRef("municipality"),
            slug=OuterRef("slug"),
            published_at__isnull=False,
            edition__gt=OuterRef("edition"),
        )
        return self.published().filter(~Exists(later))

    def open_to(self, municipality: Municipality) -> Self:
        """What that municipality can start from: the newest of its own in use, and what comes with the product."""
        return (
            self.newest()
            .filter(withdrawn_at=None)
            .filter(Q(municipality=None) | Q(municipality=municipality))
        )

    def readable_by(self, user: User, on: date) -> Self:
        """Leaders and coordinator: their own municipality's and the shared ones; a draft only the coordinator."""
        place = Q(municipality__in=municipalities_read_by(user, on))
        shared = Q(municipality=None) & Exists(municipalities_read_by(user, on))
        return self.filter(
            shared
            | (place & Q(published_at__isnull=False))
            | Q(municipality__in=municipalities_kept_by(user, on))
        )

    def kept_by(self, user: User, on: date) -> Self:
        """The coordinator of the municipality it belongs to. What comes with the product is nobody's to change."""
        return self.filter(municipality__in=municipalities_kept_by(user, on))

    def edited_by(self, user: User, on: date) -> Self:
        """The same, and only a draft: what is published stands fast."""
        return self.kept_by(user, on).drafts()

    def with_rights_for(self, user: User, on: date) -> Self:
        """Add `can_edit` (a draft of the reader's), `can_keep` (any edition) and `can_copy` (the reader keeps some)."""
        own = self.model._default_manager.filter(pk=OuterRef("pk"))
        kept = Q(municipality__in=municipalities_kept_by(user, on))
        return self.annotate(
            can_keep=Exists(own.filter(kept)),
            can_edit=Exists(own.filter(kept, published_at=None)),
            can_copy=Exists(municipalities_kept_by(user, on)),
        )

    def free_slug(self, name: str, municipality: Municipality) -> str:
        """Unlike the municipality's own and unlike the shared ones, so that a file never has two meanings."""
        seen = self.filter(Q(municipality=None) | Q(municipality=municipality))
        return slug_of(name, set(seen.values_list("slug", flat=True)))


class VersionedTemplate(models.Model):
    """A template that comes with the product (no municipality) or is a municipality's own, in editions.

    An own one without `published_at` is a draft. `version` is the form's mark against two who save at once.
    """

    slug = models.SlugField(_("kortnavn"), max_length=LONGEST_SLUG)
    name = models.CharField(_("navn"), max_length=120)
    description = models.TextField(_("beskrivelse"), blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, verbose_name=_("kommune")
    )
    edition = models.PositiveSmallIntegerField(_("versjon"), default=1, editable=False)
    published_at = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(_("tatt ut av bruk"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    if TYPE_CHECKING:
        can_keep: bool
        can_edit: bool
        can_copy: bool

    class Meta:
        abstract = True
        ordering = ["name", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug", "edition"],
                name="%(class)s_editions_are_numbered",
                violation_error_message=_("Malen har allerede en versjon med dette nummeret."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(municipality=None),
                name="shared_%(class)s_slugs_are_unique",
                violation_error_message=_("Det finnes allerede en mal med dette kortnavnet."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "slug"],
                condition=Q(municipality__isnull=False, published_at=None),
                name="one_draft_a_%(class)s",
                violation_error_message=_("Malen har allerede et utkast."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return self.municipality_id is None

    @property
    def is_draft(self) -> bool:
        return not self.is_shared and self.published_at is None

    def line(self) -> models.QuerySet[Self]:
        return type(self)._default_manager.filter(municipality=self.municipality_id, slug=self.slug)

    def draft(self) -> Self | None:
        """The next edition, while somebody works on it."""
        return self.line().filter(published_at=None).first() if not self.is_shared else None

    def newer(self) -> Self | None:
        """The newest published edition, when this is an older one and it is in use."""
        later = self.line().filter(published_at__isnull=False, edition__gt=self.edition)
        newest = later.order_by("-edition").first() if not self.is_shared else None
        return None if newest is None or newest.withdrawn_at else newest

    def withdraw(self, at: datetime | None) -> None:
        """Take it out of use, or with no moment put it back. A later edition is in use when it is published."""
        self.withdrawn_at = at
        self.save(update_fields=["withdrawn_at"])

    def next_edition(self) -> int:
        return (self.line().aggregate(last=models.Max("edition"))["last"] or 0) + 1

    def publish(self, at: datetime) -> None:
        self.published_at = at
        self.version += 1
        self.save()
