"""A word for every state. Worked out from dates; nothing of it is stored."""

from enum import Enum
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tag(NamedTuple):
    """What a list says of a row in a word, with the tag's colour."""

    word: str
    color: str


class State(Enum):
    """The word, the tag's colour and the mark in the picture of the year."""

    UNDATED = (_("Avtales"), "neutral", "uten-dato")
    ON_DEMAND = (_("Ved behov"), "neutral", "uten-dato")
    PROPOSED = (_("Foreslått"), "neutral", "planlagt")
    AGREED = (pgettext_lazy("samtale", "Avtalt"), "info", "avtalt")
    PLANNED = (_("Planlagt"), "neutral", "planlagt")
    TODAY = (_("I dag"), "info", "i-dag")
    NOT_LOGGED = (_("Ikke ført"), "danger", "forfalt")
    OVERDUE = (_("Forfalt"), "danger", "forfalt")
    HELD = (_("Gjennomført"), "success", "gjennomfort")
    DONE = (_("Gjort"), "success", "gjennomfort")
    NOT_HELD = (_("Ikke holdt"), "warning", "ikke-holdt")
    BEFORE_USE = (_("Før vi tok i bruk løsningen"), "neutral", "for-bruk")
    UNSIGNED = (_("Mangler signatur"), "warning", "planlagt")
    UNREAD = (_("Ikke lest"), "warning", "planlagt")
    NOT_SENT = (_("Ikke sendt"), "warning", "planlagt")
    NOT_HANDED_OVER = (_("Ikke levert"), "warning", "planlagt")
    NOT_RECEIVED = (_("Ikke mottatt"), "warning", "planlagt")
    DRAFT = (_("Utkast"), "neutral", "planlagt")
    NOT_BEGUN = (_("Ikke startet"), "info", "planlagt")
    GOING = (_("Samtalene går"), "success", "planlagt")
    STOPPED = (_("Samtalene har stoppet"), "danger", "forfalt")
    PAUSED = (_("Pause"), "neutral", "planlagt")
    WAS_MENTOR = (pgettext_lazy("mentor", "Tidligere"), "neutral", "for-bruk")
    IS_MENTOR = (pgettext_lazy("mentor", "Nå"), "success", "gjennomfort")
    WILL_BE_MENTOR = (pgettext_lazy("mentor", "Kommer"), "info", "planlagt")
    NO_LONGER = (_("Ikke lenger aktuelt"), "neutral", "for-bruk")

    @property
    def word(self) -> str:
        return str(self.value[0])

    @property
    def color(self) -> str:
        return str(self.value[1])

    @property
    def mark(self) -> str:
        return str(self.value[2])

    @property
    def is_late(self) -> bool:
        return self in (State.NOT_LOGGED, State.OVERDUE)

    @property
    def is_settled(self) -> bool:
        return self in (State.HELD, State.DONE, State.NOT_HELD, State.BEFORE_USE, State.NO_LONGER)
