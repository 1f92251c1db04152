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
from typing import Any, Final

from bookbuild.model.source import Span


def fingerprint(*values: object) -> str:
    """Give the digest of some values together, in hexadecimal."""
    places: dict[Span, int] = {}
    said = [_plain(value, places) for value in values]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _plain(value: Any, places: dict[Span, int]) -> Any:
    """Give a value as JSON has it; what JSON does not tell apart is marked.

    A text holds some hundred thousand values: what is met most is asked for first.
    """
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple or kind is list:
        return [one if type(one) in _ATOMS else _plain(one, places) for one in value]
    if kind is Span:
        return {"place": places.setdefault(value, len(places))}
    if getter := _GETTERS.get(kind):
        return {kind.__name__: [_plain(one, places) for one in getter(value)]}
    return _seldom(value, places)


def _seldom(value: Any, places: dict[Span, int]) -> Any:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [_plain(one, places) for one in value]
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
    _GETTERS[type(value)] = _fields_of(type(value))
    return _plain(value, places)


def _fields_of(kind: type[Any]) -> Any:
    """Give what takes the fields of a dataclass out of it, all at once."""
    names = [one.name for one in fields(kind)]
    several = attrgetter(*names) if names else lambda _value: ()
    return several if len(names) != 1 else lambda value: (several(value),)


_ATOMS: Final = frozenset({str, int, float, bool, type(None)})
_GETTERS: dict[type[Any], Any] = {}
