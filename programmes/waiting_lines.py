"""What stands in writing, as lines of the start page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.states import State
from programmes.timeline import Line

READ_BEFORE = 2  # a shared referat that was changed after «lest»


def checklist_url(of: int, nr: int) -> str:
    return reverse("programmes:checklist", args=[of, nr])


def signature_line(of: int, nr: int, checklist: str, whose: str) -> Line:
    what = _("Signer «%(list)s»") % {"list": checklist}
    return Line(what, checklist_url(of, nr), State.UNSIGNED, "", whose)


def handover_line(of: int, mentor: str) -> Line:
    what = _("Les overleveringsnotatet fra %(name)s") % {"name": mentor}
    return Line(what, reverse("programmes:handover_note", args=[of]), State.UNREAD, "", "")


def record_line(of: int, nr: int, review: str, whose: str, yes: int) -> Line:
    """`yes`: whether it is shared, and whether it was read before it was changed."""
    what = {"review": review.lower()}
    if yes:
        url = reverse("programmes:record_read", args=[of, nr])
        if yes == READ_BEFORE:
            return Line(
                _("Les det endrede referatet fra %(review)s på nytt") % what, url, State.UNREAD, "", ""
            )
        return Line(_("Les referatet fra %(review)s") % what, url, State.UNREAD, "", "")
    url = reverse("programmes:record_write", args=[of, nr])
    return Line(_("Del referatet fra %(review)s") % what, url, State.DRAFT, "", whose)
