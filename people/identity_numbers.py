"""What a national identity number looks like. Pure: no framework, so that the readers of files know it too."""

import re

IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]{0,3}\d{5}(?!\d)")
"""Eleven digits, however they are spaced. A telephone number with its country code is twelve or ten."""
