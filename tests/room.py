"""Room for all that a test calls, in one piece.

Python lays frames on pieces of 16 kB, and gives a piece back to the system as soon as it is empty. A page in a test is
drawn so deep down that many calls stood on the edge of a piece: 190,000 were asked for and given back in a single
test, a sixth of its time. A frame that needs just over half a megabyte is given a megabyte, and what it calls has the rest.
"""

from collections.abc import Callable

OVER_HALF_A_MEGABYTE = 70_000  # places of 8 bytes


def with_room[R](call: Callable[[], R]) -> R:
    """
    >>> with_room(lambda: "as it was")
    'as it was'
    """
    return call()


with_room.__code__ = with_room.__code__.replace(co_stacksize=OVER_HALF_A_MEGABYTE)
