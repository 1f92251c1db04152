"""Adds a table to a TOML file that people edit too: nothing that stands in it is touched.

In: the file, the table's name, its values. Out: the file with one table more at its end.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

from bookbuild.system.disk import write_whole


def add_table(path: Path, name: str, values: Mapping[str, object], *, head: str) -> None:
    """Append `[[name]]` with some values; a file that is not there begins with `head`."""
    before = path.read_text(encoding="utf-8") if path.is_file() else head
    write_whole(path, f"{before.rstrip()}\n\n{toml_table(name, values)}".encode())


def toml_table(name: str, values: Mapping[str, object]) -> str:
    """Write one table of an array of tables."""
    lines = "".join(f"{key} = {_value(value)}\n" for key, value in values.items())
    return f"[[{name}]]\n{lines}"


def _value(value: object) -> str:
    match value:
        case str():
            # JSON's escapes are TOML's, but for the delete character, which TOML wants escaped.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dt.date():
            return value.isoformat()
        case int():
            return str(value)
        case Mapping():
            pairs = (f"{json.dumps(key)} = {_value(inner)}" for key, inner in value.items())
            return "{ " + ", ".join(pairs) + " }"
        case _:
            raise AssertionError(f"no way to write {value!r} in TOML")
