"""A digest of what a value says, whatever line of whatever file it was written on.

In: frozen dataclasses, tuples, mappings, words and numbers. Out: a SHA-256. A place in a file
(`Span`) counts only as one that differs from others, so that a line more at the head of a file
changes no digest below it. The order of a mapping counts: writers print from it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from hashlib import sha256
from operator import attrgetter
from pathlib import PurePath
from typing import Any

from bookbuild.model.source import Span


def fingerprint(*values: object) -> str:
    """Give the digest of some values together, in hexadecimal."""
    places: dict[Span, int] = {}
    said = [_plain(value, places) for value in values]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any, places: dict[Span, int]) -> Any:
    """Give a value as JSON has it; what JSON does not tell apart is marked."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(one, places) for one in value]
    if isinstance(value, Span):
        return {"place": places.setdefault(value, len(places))}
    if isinstance(value, Mapping):
        pairs = [[_plain(key, places), _plain(one, places)] for key, one in value.items()]
        return {"pairs": pairs}
    if isinstance(value, frozenset):
        return {"set": sorted((_plain(one, places) for one in value), key=json.dumps)}
    if isinstance(value, PurePath | dt.date):
        return {"word": str(value)}
    if isinstance(value, bytes):
        return {"bytes": sha256(value).hexdigest()}
    assert is_dataclass(value), f"no way to tell what {value!r} says"
    return {type(value).__name__: [_plain(one, places) for one in _fields_of(type(value))(value)]}


def _fields_of(kind: type[Any]) -> Any:
    """Give what takes the fields of a dataclass out of it, all at once."""
    if kind not in _GETTERS:
        names = [one.name for one in fields(kind)]
        several = attrgetter(*names) if names else lambda _value: ()
        _GETTERS[kind] = several if len(names) != 1 else lambda value: (several(value),)
    return _GETTERS[kind]


_GETTERS: dict[type[Any], Any] = {}
