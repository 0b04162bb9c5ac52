"""What the walk cannot work out: Norwegian for columns without a name, and why something is not shown.

`tests/test_privacy_walk.py` holds these against the models, so that neither a table nor a column is forgotten.
"""

from django.utils.translation import gettext_lazy as _

NOTHING = {
    "people.Municipality": "a municipality's name, systems and link",
    "people.Unit": "a unit's name",
    "people.Department": "a department's name",
    "reminders.RotaWords": "what a municipality calls its rota system, and its codes",
    "documents.Letterhead": "a municipality's logo, colour and words, the same in every letter",
    "people.ContactCard": "that a unit or a municipality has named its tillitsvalgte and verneombud",
    "documents.LetterPlace": "what a unit or a department says of itself",
    "checklists.ChecklistTemplate": "rows to be copied, the same for everybody",
    "documents.ArchiveChoice": "what a municipality sends to its archive",
    "programmes.ProgrammeTemplate": "rules without dates, the same for everybody",
    "programmes.TemplateStep": "a row of such a template",
    "auth.Group": "a set of rights; who is in it is another table, which is walked",
    "auth.Group_permissions": "which rights such a set holds",
    "auth.Permission": "one right of the installation's owner",
    "contenttypes.ContentType": "the names of the tables",
}
"""Tables that are about nobody."""

UNNAMED = {
    "sessions.Session": _(
        "Innloggingen din: en tilfeldig nøkkel, hvem som er logget inn, og når den går ut. Den har ingen kolonne med "
        "navn å lete etter. Den slettes når du logger ut, og går ellers ut etter åtte timer, på din egen enhet etter to uker."
    ),
    "people.Representative": _(
        "Tillitsvalgte og verneombud: navn, forbund, telefon og e-post, skrevet av enhetslederen eller koordinatoren. Navnet er "
        "vanlig tekst, så ingen maskin vet om det er deg. De kan rette eller fjerne det."
    ),
    "documents.LetterContact": _(
        "Kontaktpersoner i velkomstbrevet: navn, rolle, telefon og e-post til den en ny kollega kan spørre, skrevet av lederne "
        "der. Navnet er vanlig tekst, så ingen maskin vet om det er deg. Lederen din kan rette eller fjerne det."
    ),
}
"""Tables about people in which nobody can be looked up. Shown to the reader as they stand."""

WITHHELD = {
    "people.User.password": _("Passordet, som en avkortet sum. Ingen kan lese passordet ut av den."),
    "documents.LetterLink.key_digest": _(
        "Sjekksummen av nøkkelen i lenken til velkomstbrevet. Nøkkelen selv er ikke lagret."
    ),
    "reminders.CalendarFeed.key_digest": _(
        "Sjekksummen av nøkkelen i adressen til kalenderen din. Nøkkelen selv er ikke lagret."
    ),
    "people.Sending.key": _("Nøkkelen til ett forsøk på å sende et skjema, så det ikke lagres to ganger."),
    "account.EmailConfirmation.key": _("Nøkkelen i en lenke som bekrefter e-postadressen."),
}
"""Columns that are kept and told of, but whose value nobody is shown."""

MACHINERY = {"id", "version", "request_key", "subject_id"}
"""Columns that hold a row together and say nothing about anybody."""

COPIED = {"rule", "guidance", "responsible", "prompts", "themes"}
COPIED_HERE = {"programmes.Programme.notes", "programmes.Programme.template"}
"""Columns copied from the template: the municipality's words, the same for everybody."""

LABELS = {
    "programme": _("program"),
    "mentorship": _("mentor"),
    "conversation": _("samtale"),
    "review": _("prøvetidssamtale"),
    "programmes.ReviewRecordVersion.record": _("gjelder"),
    "probation": _("prøvetid"),
    "extension": _("forlengelse"),
    "checklist": _("sjekkliste"),
    "taken_up_in": _("tatt opp i"),
    "user": _("bruker"),
    "group": _("gruppe"),
    "permission": _("rettighet"),
    "changed_by": _("endret av"),
    "created_by": _("lagt inn av"),
    "started_by": _("startet av"),
    "agreed_by": _("avtalt av"),
    "logged_by": _("ført av"),
    "done_by": _("gjort av"),
    "granted_by": _("ordnet av"),
    "made_by": _("endret av"),
    "documents.LetterLink.made_by": _("laget av"),
    "revoked_by": _("trukket tilbake av"),
    "undone_by": _("tatt tilbake av"),
    "written_by": _("skrevet av"),
    "entered_by": _("lagt inn av"),
    "handed_over_by": _("overlevert av"),
    "closed_by": _("lukket av"),
    "asked_by": _("bedt om av"),
    "received_by": _("krysset av for mottatt av"),
    "package": _("pakke"),
    "brought_by": _("lagt inn av"),
    "ticked_by": _("krysset av av"),
    "ticked_at": _("krysset av"),
    "signed_by": _("signert av"),
    "left_by": _("bestemt av"),
    "kept_by_new_hire_at": _("den nytilsatte sa behold"),
    "kept_by_mentor_at": _("mentor sa behold"),
    "accepted_by_new_hire_at": _("den nytilsatte sa ja"),
    "accepted_by_mentor_at": _("mentor sa ja"),
    "approved_by_new_hire_at": _("den nytilsatte godkjente"),
    "next_talk_on": _("neste samtale"),
    "last_planned_on": _("siste planlagte samtale"),
    "last_held_on": _("siste samtale"),
    "programmes.ReviewRecord.writer_name": _("navnet til den som skrev"),
}
"""Columns that the models give no name of their own."""

NAMES = {
    "people.User_groups": _("grupper"),
    "people.User_user_permissions": _("rettigheter"),
    "sessions.Session": _("innloggingen din"),
    "admin.LogEntry": _("endringer gjort i administrasjonen"),
}
"""Tables that Django names in English or as a technician would."""

PAIRS = _("De tilhører den nytilsatte. Mentoren leser dem bare så lenge mentorperioden varer.")
LEADERS = _("Det du skrev inn om prøvetiden mens du var leder der. En tidligere leder leser ingenting.")
ASKED = _(
    "Noen ba deg ta kontakt. Beskjeden vises bare mens du er mentor eller leder der, og en uke etter at den er sett."
)
UNSHARED = {
    "programmes.ReviewRecord": _(
        "Utkast til referat fra prøvetidssamtaler. Et utkast er bare den lederens som skriver det. Du får lese det når "
        "lederen deler det."
    ),
    "reminders.Message": _(
        "Meldinger til de andre i programmet ditt om at noe nærmer seg eller mangler, og meldinger til deg som ikke gjelder "
        "lenger. En melding leses bare av den den er til, så lenge den er sann. Den slettes etter 90 dager."
    ),
}
"""About the reader, and not open to the reader yet."""
LEFT_BEHIND = {
    "programmes.Comment": PAIRS,
    "programmes.Note": PAIRS,
    "programmes.Topic": PAIRS,
    "programmes.GroundRules": PAIRS,
    "programmes.Need": PAIRS,
    "programmes.Probation": LEADERS,
    "programmes.ProbationExtension": LEADERS,
    "programmes.AbsencePeriod": LEADERS,
    "programmes.HandoverNote": PAIRS,
    "programmes.RaisedHand": ASKED,
    "programmes.HandReceiver": ASKED,
    "programmes.ReviewRecord": _(
        "Referater du skrev mens du var leder der. En tidligere leder leser ingenting."
    ),
    "reminders.Message": _(
        "Meldinger til deg som ikke gjelder lenger, eller om et program der du ikke lenger har en del. De slettes etter 90 dager."
    ),
    "programmes.ReviewRecordVersion": _("Tidligere referater. En tidligere leder leser ingenting."),
}
"""Written by the reader, who no longer stands where one reads it."""

WITHOUT_A_DAY = {"people.User.created_by"}
"""Who did it is kept, and not when."""
