"""Who reads this: the sentence with real names that stands under every text field."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.leading import leaders_of
from people.models import User
from programmes.models import Programme
from programmes.proposals import Terms

COMMENTS_MAY_GO = gettext_lazy("Den kommer bare i personalmappa hvis dere begge sier ja.")
NOTES_STAY = gettext_lazy("Det kommer aldri på skjemaet, og slettes når programmet lukkes.")


def joined(names: list[str]) -> str:
    """Names as a sentence has them.

    >>> joined(["Kari", "Ola", "deg"])
    'Kari, Ola og deg'
    """
    *first, last = names
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def told_of_change(programme: Programme, terms: Terms, on: date, by: User) -> str:
    """Who gets a message when the plan is another; in a pause nobody does. `reminders.plans` finds the same people."""
    people = [programme.new_hire, *(period.mentor for period in programme.present_on(on))]
    names = [person.name for person in dict.fromkeys(people) if person.is_active and person != by]
    if terms.in_pause(on) or not names:
        return ""
    return _("%s får melding om at planen er endret, slik de selv har valgt.") % joined(names)


def leaders(programme: Programme, on: date) -> list[str]:
    """The present leaders with their position, department first: «Anne Prøve (avdelingsleder)»."""
    held = leaders_of(programme.department, on)
    return [f"{position.holder.name} ({position.get_kind_display()})" for position in held]


def pair_readers(programme: Programme, reader: User, on: date) -> str:
    """The two who talk, and who does not read. A substitute and the mentor read nothing of each other."""
    written_in = programme.mentorship_written_in(reader, on)
    mentor = written_in.mentor if written_in else None
    pair = [
        (programme.new_hire, _("nytilsatt")),
        *([(mentor, written_in.role_word)] if mentor and written_in else []),
    ]
    others = [f"{user.name} ({role})" for user, role in pair if user != reader]
    main = programme.mentor_on(on)
    outside = [f"{main.name} ({_('mentor')})"] if main and main != mentor else []
    return pair_sentence(others, [*outside, *leaders(programme, on)])


def pair_sentence(others: list[str], outside: list[str]) -> str:
    """Who reads besides the reader, and who does not."""
    sentence = _("Leses av %(names)s.") % {"names": joined([*others, _("deg")])}
    if outside:
        sentence += " " + _("Ikke av %(names)s.") % {"names": joined(outside)}
    return sentence


def paper_readers(programme: Programme, reader: User, on: date) -> str:
    """Under what pair and leaders share: checklists and training shifts, which go on the form."""
    mentors = {period.mentor: period.role_word for period in programme.present_on(on)}
    roles = {programme.new_hire: _("nytilsatt"), **mentors}
    for position in leaders_of(programme.department, on):
        roles.setdefault(position.holder, position.get_kind_display())
    others = [f"{user.name} ({role})" for user, role in roles.items() if user != reader]
    names = joined([*others, _("deg")])
    return _("Leses av %(names)s. Det kommer med på skjemaet i personalmappa.") % {"names": names}


def record_readers(programme: Programme, reader: User, on: date, *, once_shared: bool = False) -> str:
    """Under a referat and the remark to it: the present leaders and the new hire, and not the mentor."""
    held = leaders_of(programme.department, on)
    people = [(position.holder, position.get_kind_display()) for position in held]
    people.append((programme.new_hire, _("nytilsatt")))
    others = dict.fromkeys(f"{user.name} ({role})" for user, role in people if user != reader)
    said = _("Når du deler, leses det av %(names)s.") if once_shared else _("Leses av %(names)s.")
    sentence = said % {"names": joined([*others, _("deg")])}
    if mentor := programme.mentor_on(on):
        sentence += " " + _("Ikke av %(name)s (mentor).") % {"name": mentor.name}
    return sentence


def handover_readers(programme: Programme, reader: User, on: date) -> str:
    """Under a handover note: the pair, and nobody else before the new hire says yes."""
    if reader == programme.new_hire:
        sentence = _("Den neste mentoren får bare lese det du godkjenner.")
    else:
        sentence = _(
            "Leses av %(name)s (nytilsatt) og deg. Den neste mentoren leser det først når %(name)s godkjenner."
        )
        sentence %= {"name": programme.new_hire.name}
    outside = leaders(programme, on)
    return f"{sentence} {_('Ikke av %(names)s.') % {'names': joined(outside)}}" if outside else sentence
