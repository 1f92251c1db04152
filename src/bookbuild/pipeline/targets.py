"""What was asked for, as rows of the format table in the order in which they can be made.

In: names of kinds (`book`, `handouts`), `pdf` for all that is printed, or `all`; and papers. Out:
formats, each after those it is made from or whose pages it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, get_args

from bookbuild.model.format import FORMATS, Format, PaperFamily

PAPERS: Final[tuple[PaperFamily, ...]] = get_args(PaperFamily)
PRINTED: Final = "pdf"
ALL: Final = "all"


class UnknownTargetError(Exception):
    """Nothing is called that; `near` holds a name that is close, if there is one."""

    def __init__(self, name: str) -> None:
        """Look for a near name among those that exist."""
        super().__init__(f"there is no output `{name}`")
        self.name = name
        self.near = get_close_matches(name, names(), n=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """formats: all that must be made, in order. asked: the names of those to write to `dist/`."""

    formats: tuple[Format, ...]
    asked: frozenset[str]


def names() -> tuple[str, ...]:
    """Give the names that can be asked for."""
    kinds = dict.fromkeys(fmt.kind for fmt in FORMATS.values())
    return (*kinds, PRINTED, ALL)


def wanted(
    asked: Iterable[str], papers: Iterable[PaperFamily] = PAPERS, *, press: bool = False
) -> Wanted:
    """Pick the formats behind some names, on some papers; raises UnknownTargetError.

    What has no paper (an e-book) is the same whatever paper is asked for. With `press` the files
    for a printing house are made besides.
    """
    drawer = frozenset(papers)
    chosen = dict.fromkeys(
        fmt.name
        for name in asked
        for fmt in _behind(name)
        if fmt.paper is None or fmt.paper.family in drawer
        if press or fmt.renderer != "press"
    )
    ordered = dict.fromkeys(needed for name in chosen for needed in (*_before(name), name))
    return Wanted(formats=tuple(FORMATS[name] for name in ordered), asked=frozenset(chosen))


def _behind(name: str) -> list[Format]:
    found = [fmt for fmt in FORMATS.values() if name in (fmt.kind, ALL, _printed(fmt))]
    if not found:
        raise UnknownTargetError(name)
    return found


def _printed(fmt: Format) -> str | None:
    return PRINTED if fmt.paper else None


def _before(name: str) -> Iterator[str]:
    """Yield what a format needs, each after what it needs itself."""
    for needed in FORMATS[name].needs:
        yield from _before(needed)
        yield needed
