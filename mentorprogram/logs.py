"""What a log may hold: some addresses are keys, and whoever reads the log must not get them."""

import logging
import re

KEYS = re.compile(r"(/(?:velkommen|invitasjon|passord/nytt|kalender/adresse)/)[^/\s\"']+")


class KeysOut(logging.Filter):
    """The address without its key, in the words of a record and in what they are filled with."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_keys(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(without_keys(given) for given in record.args)
        return True


def without_keys(said: object) -> object:
    """
    >>> without_keys("Not Found: /velkommen/abc:def/bilde/")
    'Not Found: /velkommen/…/bilde/'
    """
    return KEYS.sub(r"\1…", said) if isinstance(said, str) else said
