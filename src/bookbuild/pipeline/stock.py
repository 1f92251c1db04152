"""What the stages made of each chapter, kept by content: an edit pays for its chapter.

In: a shelf, and the digest of all tools. Out: stocks. One lies beside the book, below
`.bookbuild/stock/`, in one file for each kind of value; the other is that of a process that stays.
A file that is damaged, or was written by other tools, counts as none. It holds what the last run
used and nothing else, so it grows with the book and not with its history. It is read and written
under the lock of the build, whole.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import pickle
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final, TypeVar

from bookbuild.model.stock import KINDS, Kind
from bookbuild.model.world import Shelf
from bookbuild.report.markup import Markup

T = TypeVar("T")

STOCK: Final = "stock"

_OFTEN: Final = 256
"""Values of a kind in a process that stays of which a text has one for each chapter."""
_ONCE: Final = 2
"""The same of a kind of which a text has one: as it is, and as it was before the last save."""
_MOST: Final[Mapping[Kind, int]] = {"sections": _OFTEN}
_NAMES: Final = frozenset(f"{STOCK}/{kind}" for kind in KINDS)
_SEAL: Final = 32
"""Bytes of the digest that a file begins with."""


class ShelfStock:
    """A stock on a shelf; what was used is put there when the run is over."""

    def __init__(self, shelf: Shelf, tools: str, *, anew: bool = False) -> None:
        """Open nothing yet.

        tools: digest of all that makes values besides what is asked. anew: whatever is there, all
        is made again.
        """
        self._shelf = shelf
        self._tools = tools
        self._anew = anew
        self._there: dict[Kind, dict[str, bytes]] = {}
        self._used: defaultdict[Kind, dict[str, bytes]] = defaultdict(dict)

    def get(self, kind: Kind, made_from: tuple[str, ...], make: Callable[[], T]) -> T:
        """Give a value as it was kept, or make and keep it."""
        if kind not in self._there:
            self._there[kind] = {} if self._anew else self._read(kind)
        key = _key(made_from)
        written = self._there[kind].get(key)
        try:
            value: T = _load(written)
        except pickle.UnpicklingError:
            value = make()
            written = _dump(value)
            self._there[kind].pop(key, None)  # it is no use, and is to be written over
        if written is not None:
            self._used[kind][key] = written
        return value

    def put_away(self) -> None:
        """Write what was used of each kind that was asked for, where it is not there as it is.

        What a killed build, or another bookbuild, left there is thrown away.
        """
        for name in self._shelf.notes(STOCK):
            if name not in _NAMES:
                self._shelf.drop_note(name)
        for kind, used in self._used.items():
            if used.keys() != self._there[kind].keys():
                self._shelf.put_note(f"{STOCK}/{kind}", _bound(self._tools, used))
                self._there[kind] = dict(used)

    def _read(self, kind: Kind) -> dict[str, bytes]:
        return _unbound(self._tools, self._shelf.note(f"{STOCK}/{kind}") or b"")


class ProcessStock:
    """The stock of a process that stays: the values themselves, those used last."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: defaultdict[str, OrderedDict[str, Any]] = defaultdict(OrderedDict)

    def get(self, kind: Kind, made_from: tuple[str, ...], make: Callable[[], T]) -> T:
        """Give a value that is there, or make and keep it."""
        kept, key = self._kept[kind], _key(made_from)
        value: T = kept.pop(key) if key in kept else make()
        kept[key] = value
        if len(kept) > _MOST.get(kind, _ONCE):
            kept.popitem(last=False)
        return value


def _key(made_from: tuple[str, ...]) -> str:
    return sha256(json.dumps(made_from).encode()).hexdigest()


def _bound(tools: str, values: Mapping[str, bytes]) -> bytes:
    """Write values by key: a seal, a line that says whose they are and how long, the values."""
    line = json.dumps({"tools": tools, "values": {key: len(one) for key, one in values.items()}})
    content = line.encode() + b"\n" + b"".join(values.values())
    return sha256(content).digest() + content


def _unbound(tools: str, content: bytes) -> dict[str, bytes]:
    """Read values by key: none when they are damaged, of another shape, or of other tools.

    No value is understood here: the seal tells of damage, and not of who wrote them.
    """
    seal, body = content[:_SEAL], content[_SEAL:]
    if sha256(body).digest() != seal:
        return {}
    line, _, values = body.partition(b"\n")
    try:
        said = json.loads(line)
        if said["tools"] != tools:
            return {}
        lengths = [(str(key), int(length)) for key, length in said["values"].items()]
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    found, at = {}, 0
    for key, length in lengths:
        found[key] = values[at : at + length]
        at += length
    return found


def _dump(value: object) -> bytes | None:
    """Write a value; None for one that is nested too deep: it is made again each time."""
    written = io.BytesIO()
    try:
        _Writer(written, protocol=5).dump(value)
    except RecursionError:
        return None
    return written.getvalue()


def _load(written: bytes | None) -> Any:
    """Read a value; raises UnpicklingError when there is none, or it is none of ours."""
    if written is None:
        raise pickle.UnpicklingError
    try:
        return _Reader(io.BytesIO(written)).load()
    except Exception as error:  # whatever is wrong with it, it counts as none
        raise pickle.UnpicklingError from error


class _Writer(pickle.Pickler):
    """Writes a frozen value as its class and its fields in order, one of a few by what it is.

    Python itself writes the latter in several ways (3.11.2 by `getattr`).
    """

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if isinstance(value, Enum):
            return kind, (value.value,)
        if not _is_slotted(kind):
            return NotImplemented
        return kind, tuple(getattr(value, one.name) for one in fields(kind))


class _Reader(pickle.Unpickler):
    """Reads values of ours alone: a folder from elsewhere must not run anything by being built.

    A pickle may change what it names, so it gets no class: functions that make values of ours.
    """

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _BY_CALLING:
            return _maker(_BY_CALLING[module, name])
        if "." not in name and (module.startswith("bookbuild.model.") or module in _MODULES):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                if issubclass(found, Enum):
                    return _maker(found)
                if _is_slotted(found):
                    return _filled(found)  # type: ignore[arg-type]  # a class can be hashed
        raise pickle.UnpicklingError(f"{module}.{name} is no kind of value that is kept")


def _maker(kind: Callable[..., object]) -> Callable[..., object]:
    """Give a function that makes a value: what is done to it is not done to the class."""

    def make(*given: object) -> object:
        return kind(*given)

    return make


def _is_slotted(kind: type[Any]) -> bool:
    return is_dataclass(kind) and "__slots__" in kind.__dict__


@cache
def _filled(kind: type[Any]) -> Callable[..., Any]:
    """Give what makes a value of its fields, past the lock of a frozen class.

    It is written out field by field, as dataclasses write their own methods: a loop takes twice as
    long, and what dataclasses bring along asks each value for its fields and takes four times.
    """
    names = [one.name for one in fields(kind)]
    given = ", ".join(f"given_{name}" for name in names)
    puts = [f"put_{name}(value, given_{name})" for name in names]
    lines = [f"def filled({given}):", "value = make(kind)", *puts, "return value"]
    known = {f"put_{name}": getattr(kind, name).__set__ for name in names}
    known |= {"make": object.__new__, "kind": kind}
    exec("\n    ".join(lines), known)  # noqa: S102  # of the names of our own fields alone
    made: Callable[..., Any] = known["filled"]
    return made


_MODULES: Final = frozenset(
    {
        "bookbuild.pipeline.pieces",
        "bookbuild.render.bibliography",
        "bookbuild.report.markup",
        "bookbuild.report.page",
    }
)
_BY_CALLING: Final[Mapping[tuple[str, str], Callable[..., object]]] = {
    ("bookbuild.report.markup", "Markup"): Markup,
    ("datetime", "date"): dt.date,
    ("pathlib", "PurePosixPath"): PurePosixPath,
    ("pathlib._local", "PurePosixPath"): PurePosixPath,  # where Python 3.13 has it
}
