"""Who is mentor, when nobody is; and the day the programme ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from people.forms import WholeForm
from people.models import User
from programmes.forms.appointments import UNREADABLE_DAY, day_input
from programmes.models import Mentorship, Programme

MISSING_CHOICE = _("Velg en fra listen.")


class MentorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague in the municipality, with how many they are mentor for now."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"required": _("Velg en mentor."), "invalid_choice": MISSING_CHOICE}
        super().__init__(User.objects.none(), label=_("Mentor"), error_messages=messages, **kwargs)

    def offer(self, municipality_id: int, on: date) -> None:
        """Everyone active there, in Norwegian order; the rules of who may are checked on what is chosen."""
        lasting = Q(mentorships__to_on=None) | Q(mentorships__to_on__gte=on)
        running = Q(mentorships__programme__ended_on=None) | Q(mentorships__programme__ended_on__gt=on)
        colleagues = User.objects.filter(municipality=municipality_id, is_active=True)
        self.queryset = colleagues.annotate(
            running=Count("mentorships", filter=lasting & running)
        ).in_norwegian_order()

    def label_from_instance(self, obj: Any) -> str:
        label = f"{obj.name} ({obj.title})" if obj.title else obj.name
        if obj.running:
            label = _("%(label)s – mentor for %(count)d nå") % {"label": label, "count": obj.running}
        return str(label)


class AppointMentorForm(WholeForm):
    """A mentor for a programme that has none."""

    mentor = MentorField(empty_label=_("Velg mentor"))

    class Meta:
        model = Mentorship
        fields = ("mentor",)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        period: Mentorship = self.instance
        period.assigned_on, period.from_on = on, max(on, period.programme.starts_on)
        field = self.fields["mentor"]
        assert isinstance(field, MentorField)
        field.offer(period.programme.department.unit.municipality_id, on)


class EndForm(WholeForm):
    """The day the talks are over. The pair can still log and tidy until the form is handed over."""

    ended_on = forms.DateField(
        label=_("Siste dag i programmet"),
        widget=day_input(),
        error_messages={"required": _("Velg den siste dagen."), "invalid": UNREADABLE_DAY},
    )

    class Meta:
        model = Programme
        fields = ("ended_on",)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.initial["ended_on"] = on

    def clean_ended_on(self) -> date:
        ended_on: date = self.cleaned_data["ended_on"]
        if ended_on > self.on:
            raise forms.ValidationError(_("Datoen er ikke kommet ennå. Avslutt når programmet er over."))
        return ended_on
