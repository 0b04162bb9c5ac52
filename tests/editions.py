"""A municipality's own template in two editions, and a programme that follows the first."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils import timezone

from programmes.models import Programme, ProgrammeTemplate
from programmes.schedule import Row
from tests.cast import Cast, make_cast
from tests.factories import make_template

type Edit = Callable[[list[Row]], list[Row]]


def cast_on_own_template() -> Cast:
    """Everybody around a programme that follows the first edition of the municipality's own copy."""
    cast = make_cast()
    home = cast.programme.department.unit.municipality
    own = make_template().copy_to(home, "Vårt program")
    own.publish(timezone.now())
    Programme.objects.filter(pk=cast.programme.pk).update(template=own)
    cast.programme.refresh_from_db()
    return cast


def next_edition(programme: Programme, edit: Edit) -> ProgrammeTemplate:
    """Published with its rows as `edit` makes them."""
    newest = programme.template.newer() or programme.template
    draft = newest.begin_next()
    draft.keep_rows(edit(draft.rows()))
    draft.publish(timezone.now())
    return draft


def place_of(rows: Sequence[Row], title: str) -> int:
    return next(place for place, row in enumerate(rows) if row.title == title)


def changed(called: str, /, **fields: object) -> Edit:
    """The row of that title with other fields."""

    def edit(rows: list[Row]) -> list[Row]:
        place = place_of(rows, called)
        rows[place] = replace(rows[place], **fields)  # type: ignore[arg-type]
        return rows

    return edit
