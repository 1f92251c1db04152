"""What the stages made of each chapter, kept by content: an edit pays for its chapter.

In: a shelf, and the digest of all tools. Out: stocks. One lies beside the book, below
`.bookbuild/stock/`, in one file for each kind of value; the other is that of a process that stays.
A file that is damaged, or was written by other tools, counts as none. It holds what the last run
used and nothing else, so it grows with the book and not with its history. It is written whole and
renamed, so builds that run at the same time read one another's files or none.
"""

from __future__ import annotations

import io
import json
import pickle
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final, TypeVar

from bookbuild.model.world import Shelf

T = TypeVar("T")

STOCK: Final = "stock"
KINDS: Final = ("dead-ends", "pieces", "report", "sections", "sources", "verdict")

_MOST: Final = 256
"""Values of a kind in a process that stays: the chapters of a long book, as they are and were."""
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
        self._there: dict[str, dict[str, bytes]] = {}
        self._used: defaultdict[str, dict[str, bytes]] = defaultdict(dict)

    def get(self, kind: str, made_from: tuple[str, ...], make: Callable[[], T]) -> T:
        """Give a value as it was kept, or make and keep it."""
        assert kind in KINDS, f"`{kind}` would be thrown away"
        if kind not in self._there:
            self._there[kind] = {} if self._anew else self._read(kind)
        key = _key(made_from)
        written = self._there[kind].get(key)
        try:
            value: T = _load(written)
        except pickle.UnpicklingError:
            value = make()
            written = _dump(value)
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
                self._shelf.put_note(f"{STOCK}/{kind}", _sealed(pickle.dumps((self._tools, used))))
                self._there[kind] = dict(used)

    def _read(self, kind: str) -> dict[str, bytes]:
        try:
            tools, kept = _load(_opened(self._shelf.note(f"{STOCK}/{kind}")))
        except pickle.UnpicklingError:
            return {}
        return kept if tools == self._tools else {}


@contextmanager
def stock_on(shelf: Shelf, tools: str, *, anew: bool = False) -> Iterator[ShelfStock]:
    """Give the stock of a shelf, and put it away at the end of a `with` block that went well."""
    stock = ShelfStock(shelf, tools, anew=anew)
    yield stock
    stock.put_away()


class ProcessStock:
    """The stock of a process that stays: the values themselves, those used last."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: defaultdict[str, OrderedDict[str, Any]] = defaultdict(OrderedDict)

    def get(self, kind: str, made_from: tuple[str, ...], make: Callable[[], T]) -> T:
        """Give a value that is there, or make and keep it."""
        kept, key = self._kept[kind], _key(made_from)
        value: T = kept.pop(key) if key in kept else make()
        kept[key] = value
        if len(kept) > _MOST:
            kept.popitem(last=False)
        return value


def _key(made_from: tuple[str, ...]) -> str:
    return sha256(json.dumps(made_from).encode()).hexdigest()


def _sealed(content: bytes) -> bytes:
    """Put the digest of some bytes before them, so that damage is noticed."""
    return sha256(content).digest() + content


def _opened(content: bytes | None) -> bytes | None:
    """Give bytes that were sealed; None when there are none, or they are damaged."""
    seal, body = (content or b"")[:_SEAL], (content or b"")[_SEAL:]
    return body if sha256(body).digest() == seal else None


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
    return _Reader(io.BytesIO(written)).load()


class _Writer(pickle.Pickler):
    """Writes a frozen value as its class and its fields in order."""

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if not _is_slotted(kind):
            return NotImplemented
        return kind, tuple(getattr(value, one.name) for one in fields(kind))


class _Reader(pickle.Unpickler):
    """Reads values of ours alone: a folder from elsewhere must not run anything by being built."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES or module.startswith("bookbuild.model."):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return _filled(found) if _is_slotted(found) else found
        raise pickle.UnpicklingError(f"{module}.{name} is no kind of value that is kept")


def _is_slotted(kind: type[Any]) -> bool:
    return is_dataclass(kind) and "__slots__" in kind.__dict__


@cache
def _filled(kind: type[Any]) -> Callable[..., Any]:
    """Give what makes a value of its fields, past the lock of a frozen class.

    The way that dataclasses bring along asks each value for its fields: twice as slow.
    """
    puts = [getattr(kind, one.name).__set__ for one in fields(kind)]
    make = object.__new__

    def filled(*given: object) -> Any:
        value = make(kind)
        for put, one in zip(puts, given):  # noqa: B905  # met once for every word's place
            put(value, one)
        return value

    return filled


_MODULES: Final = frozenset(
    {
        "datetime",
        "pathlib",
        "bookbuild.pipeline.pieces",
        "bookbuild.render.bibliography",
        "bookbuild.report.markup",
        "bookbuild.report.page",
    }
)
