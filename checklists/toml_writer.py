"""Writing a template file: the way back from what `toml_fields.py` reads. Pure: values in, text out."""

from collections.abc import Iterable, Mapping
from datetime import date


def text(value: str) -> str:
    """A TOML string that reads back as it was; with several lines on lines of its own.

    >>> print(text('Si «hei» til "Kari"'))
    "Si «hei» til \\"Kari\\""
    """
    written = "".join(map(character, value))
    return f'"""\n{written}"""' if "\n" in value else f'"{written}"'


def character(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    is_control = ord(sign) < 0x20 or ord(sign) == 0x7F
    return f"\\u{ord(sign):04x}" if is_control and sign not in "\n\t" else sign


def value(given: object) -> str:
    """Any value that a template can hold, on one line where it has none of its own.

    >>> value({"when": "weeks", "weeks": [3, 4]})
    '{ when = "weeks", weeks = [3, 4] }'
    """
    match given:
        case bool():
            return "true" if given else "false"
        case int():
            return str(given)
        case date():
            return given.isoformat()
        case str():
            return text(given)
        case Mapping():
            return f"{{ {', '.join(f'{key} = {value(each)}' for key, each in given.items())} }}"
        case Iterable():
            return f"[{', '.join(map(value, given))}]"
    raise TypeError(f"no place in a template file for {given!r}")


def table(values: Mapping[str, object]) -> str:
    """Keys and values, a line each; what is empty or false is left out, as the readers take it."""
    return "".join(
        f"{key} = {value(given)}\n"
        for key, given in values.items()
        if given is not None and given is not False and given not in ("", (), [])
    )


def tables(key: str, rows: Iterable[Mapping[str, object]]) -> str:
    """A list of tables, each under its own heading."""
    return "".join(f"\n[[{key}]]\n{table(row)}" for row in rows)
