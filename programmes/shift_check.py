"""Whether the mentor takes part throughout the training shifts. Pure: a list of yes and no, in order.

«Minst tre med mentor: i begynnelsen, i midten og på slutten» (Trondheim kommune, s. 4 og 6).
It is said as a reminder, and never stops anyone.
"""

from collections.abc import Sequence
from enum import StrEnum


class Part(StrEnum):
    """A third of the training shifts."""

    BEGINNING = "beginning"
    MIDDLE = "middle"
    END = "end"


def parts_without_mentor(with_mentor: Sequence[bool]) -> list[Part]:
    """Which thirds of the shifts lack the mentor, from first to last; none means at least three with mentor.

    Where the shifts cannot be shared evenly the middle is the longest: ten are three, four and three.

    >>> parts_without_mentor([True] + [False] * 3 + [True] + [False] * 5)
    [<Part.END: 'end'>]
    >>> parts_without_mentor([True, True, True])
    []

    Fewer than three shifts have no middle, and so always lack something:

    >>> parts_without_mentor([True, True])
    [<Part.MIDDLE: 'middle'>]
    """
    shifts = len(with_mentor)
    end = max(1, shifts // 3)
    thirds = {
        Part.BEGINNING: with_mentor[:end],
        Part.MIDDLE: with_mentor[end : shifts - end],
        Part.END: with_mentor[max(end, shifts - end) :],
    }
    return [part for part, third in thirds.items() if not any(third)]
