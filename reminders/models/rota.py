"""The rota stands in another system (GAT or the like). Nothing is sent there: people type it in, and tick that here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from documents.calendar import TITLES
from people.models import Municipality, User
from people.validators import no_identity_number
from programmes.models import Programme

LONGEST_CODE = 10


class RotaWords(models.Model):
    """What a municipality calls its rota system, and the codes it uses there."""

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, primary_key=True, related_name="rota_words", editable=False
    )
    system = models.CharField(
        _("systemet turnusen står i"), max_length=30, default="GAT", validators=[no_identity_number]
    )
    talk_code = models.CharField(
        _("kode for mentorsamtale"), max_length=LONGEST_CODE, default="MS", validators=[no_identity_number]
    )
    meeting_code = models.CharField(
        _("kode for andre samtaler"), max_length=LONGEST_CODE, default="SA", validators=[no_identity_number]
    )
    shift_code = models.CharField(
        _("kode for opplæringsvakt"), max_length=LONGEST_CODE, default="OV", validators=[no_identity_number]
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("ord i turnusen"), _("ord i turnusen")

    def __str__(self) -> str:
        return self.system


class RotaMark(models.Model):
    """One appointment as somebody typed it into the rota. The row may move or go; this stays until ticked again."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rota_marks")
    kind = models.CharField(_("slag"), max_length=20, choices=TITLES, editable=False)
    row = models.BigIntegerField(_("radens nummer"), editable=False)  # no key: the row may be taken away
    on = models.DateField(_("dag"), editable=False)
    starts_at = models.TimeField(_("klokkeslett"), null=True, editable=False)
    minutes = models.PositiveSmallIntegerField(_("minutter"), editable=False)
    mentor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("mentor"), editable=False
    )
    entered_at = models.DateTimeField(_("lagt inn"), editable=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("lagt inn i turnusen"), _("lagt inn i turnusen")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["programme", "on"], name="rota_marks_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "row"],
                name="one_rota_mark_a_row",
                violation_error_message=_("Avtalen er allerede merket som lagt inn."),
            ),
            models.CheckConstraint(
                name="rota_mark_length",
                condition=Q(minutes__lte=24 * 60),
                violation_error_message=_("Lengden kan ikke være mer enn et døgn."),
            ),
        ]

    def __str__(self) -> str:
        return _now("Lagt inn %(day)s") % {"day": self.on}
