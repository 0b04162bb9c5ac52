"""Who leads a department: asked on nearly every page that says who reads what stands there."""

from datetime import date

from people.models import Department, Position
from people.models.positions import PositionQuerySet
from people.prepared import prepared


def leaders_of(department: Department, on: date) -> list[Position]:
    """The department's leaders of that day, then the unit's heads, each with the holder."""
    return leading(department.pk, department.unit_id, on)


@prepared
def leading(department: int, unit: int, on: date) -> PositionQuerySet:
    return Position.objects.leading(department, unit, on)
