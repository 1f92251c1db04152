"""What was asked for, as rows of the format table in the order in which they can be made.

In: group names (`pdf`, `epub`, `all`). Out: formats, each after the format whose pages it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from bookbuild.model.format import FORMATS, Format


class UnknownTargetError(Exception):
    """Nothing is called that; `near` holds a name that is close, if there is one."""

    def __init__(self, name: str) -> None:
        """Look for a near name among those that exist."""
        super().__init__(f"there is no output `{name}`")
        self.name = name
        self.near = get_close_matches(name, groups(), n=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """formats: all that must be made, in order. asked: the names of those to write to `dist/`."""

    formats: tuple[Format, ...]
    asked: frozenset[str]


def groups() -> tuple[str, ...]:
    """Give the names that can be asked for."""
    return (*dict.fromkeys(fmt.group for fmt in FORMATS.values()), "all")


def papers() -> tuple[str, ...]:
    """Give the names of the papers that the book can be printed on, the usual one first."""
    return tuple(fmt.paper.name for fmt in FORMATS.values() if fmt.paper)


def on_paper(name: str, paper: str) -> str:
    """Give the name that stands for an output on a paper: the printed book has one for each."""
    usual, *_ = printed = [fmt for fmt in FORMATS.values() if fmt.paper]
    if name != usual.group:
        return name
    return next(fmt.group for fmt in printed if fmt.paper and fmt.paper.name == paper)


def wanted(names: Iterable[str]) -> Wanted:
    """Pick the formats behind some names; raises UnknownTargetError."""
    asked = dict.fromkeys(fmt.name for name in names for fmt in _behind(name))
    ordered = dict.fromkeys(needed for name in asked for needed in (*_before(name), name))
    return Wanted(formats=tuple(FORMATS[name] for name in ordered), asked=frozenset(asked))


def _behind(name: str) -> list[Format]:
    found = [fmt for fmt in FORMATS.values() if name in (fmt.group, "all")]
    if not found:
        raise UnknownTargetError(name)
    return found


def _before(name: str) -> Iterator[str]:
    if needed := FORMATS[name].paged_by:
        yield from _before(needed)
        yield needed
