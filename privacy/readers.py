"""Who reads what is sent about accessibility, by name."""

from datetime import date

from django.utils.translation import gettext as _

from people.models import Position, User
from programmes.readers import joined


def feedback_readers(sender: User, on: date) -> str:
    kinds = [Position.Kind.COORDINATOR, Position.Kind.ADMINISTRATOR]
    held = Position.objects.lasting(on).filter(kind__in=kinds, municipality=sender.municipality_id)
    rows = held.exclude(holder=sender).select_related("holder").order_by("-kind", "holder__name")
    if not rows:
        return _(
            "Leses av programkoordinator og systemansvarlig i kommunen. De ser at det er du som skriver."
        )
    names = [f"{row.holder.name} ({row.get_kind_display()})" for row in rows]
    return _("Leses av %(names)s. De ser at det er du som skriver.") % {"names": joined([*names, _("deg")])}
