"""Where a clinic's details spoil a piece that is without fault but for them.

In: the clinic, and how much room its details take, or what was found. Out: CLN010, at the detail
that takes most, or at each that has a letter which no font has. A clinic is to blame for what is
found where nothing would be found without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final, TypeVar

from bookbuild.model.clinic import DETAILS, Clinic, Detail
from bookbuild.model.diagnostic import Diagnostic, Outcome, has_errors
from bookbuild.render.copy import Copy
from bookbuild.render.pdf import Taken

T = TypeVar("T")

_NUMBERS: Final[tuple[Detail, ...]] = ("phone", "nights")
"""What stays a line to write on where a clinic does not give it."""
_ROUNDING: Final = 0.01
"""So much of a line is none: heights come out of the layout in pixels."""
_UNSET: Final = re.compile(r'unsupported by fonts: "(.+?)" \(U\+')
"""How the layout engine complains of a letter that no font has."""


def too_much(clinic: Clinic, taken: Taken, room: float, where: str) -> Diagnostic:
    """Say how many lines of a clinic's details are too many, and which detail takes most.

    room: what `taken` has, in points. where: `for the panel of the handouts`.
    """
    most, _ = max(taken.lines, key=lambda one: (one[1], one[0] == "address", one[0]))
    many = max(1, ceil((taken.depth - room) / taken.line - _ROUNDING))
    beyond = "one line" if many == 1 else f"{many} lines"
    each = ", ".join([*(f"`{name}` {_lines(count)}" for name, count in taken.lines), *_rest(taken)])
    return Diagnostic(
        code="CLN010",
        span=clinic.place(most),
        message=f"the details of `{clinic.name}` are {beyond} too many {where}: {each}",
        hints=(
            f"a line holds about {taken.letters} letters, with the words before them",
            *_to_fill_in(clinic),
            _shorten(most),
        ),
    )


def do_not_fit(clinic: Clinic, found: Diagnostic, where: str) -> Diagnostic:
    """Say that a clinic's details do not fit, and how many letters each has; where: `on it`."""
    letters = {asked: len(words) for asked in DETAILS if (words := clinic.detail(asked))}
    most = max(letters, key=lambda asked: letters[asked])
    each = ", ".join(f"`{asked}` {count}" for asked, count in letters.items())
    return Diagnostic(
        code="CLN010",
        span=clinic.place(most),
        message=f"the details of `{clinic.name}` do not fit {where}: {found.message}",
        hints=(f"letters of each: {each}", _shorten(most)),
    )


def lacking(
    clinic: Clinic, complaints: Iterable[str], details: Sequence[Detail] = DETAILS
) -> Iterator[Diagnostic]:
    """Say of each detail which of its letters no font has, in the order of the detail.

    complaints: what the layout engine said, one letter in each. details: those that are printed.
    """
    unset = {found[1] for found in map(_UNSET.search, complaints) if found}
    for asked in details:
        words = clinic.detail(asked) or ""
        letters = sorted((one for one in unset if one in words), key=words.index)
        if letters:
            says = f"the {asked} of `{clinic.name}` has letters that our fonts lack"
            yield Diagnostic(
                code="CLN010",
                span=clinic.place(asked),
                message=f"{says}: `{' '.join(letters)}`",
                hints=("write it in Latin letters, as people there spell it",),
            )


def is_lacking(clinic: Clinic, complaint: str) -> bool:
    """Tell whether a complaint is of a letter that a detail has, so that `lacking` tells it."""
    return any(lacking(clinic, (complaint,)))


def spoilt(
    clinic: Clinic, found: Sequence[Diagnostic], told: Callable[[Diagnostic], Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Say what a clinic that is to blame spoils: which letters no font has, and the first else.

    told: how a finding is told at a detail, most often by `do_not_fit`.
    """
    others = [one for one in found if not is_lacking(clinic, one.message)]
    return (*lacking(clinic, (one.message for one in found)), *map(told, others[:1]))


def is_to_blame(
    copy: Copy, found: Iterable[Diagnostic], again: Callable[[Copy], Outcome[T]]
) -> bool:
    """Tell whether a clinic's details are at fault: without them, the same has no error."""
    if copy.book.clinic is None or not has_errors(found):
        return False
    blank = replace(copy, book=replace(copy.book, clinic=None))
    return not has_errors(again(blank).diagnostics)


def _rest(taken: Taken) -> Iterator[str]:
    """Say what else is in the panel: a logo, and the lines to write on, which are higher."""
    if taken.logo > 0:
        yield f"the logo {_lines(ceil(taken.logo / taken.line))}"
    count, room = len(taken.blanks), ceil(sum(taken.blanks) / taken.line)
    if count == 1:
        yield f"a line to write on {_lines(room)}"
    else:
        yield f"{count} lines to write on take {room}"


def _to_fill_in(clinic: Clinic) -> Iterator[str]:
    """Advise to give a number that is missing: its line to write on is higher than a number."""
    missing = [f"`{asked}`" for asked in _NUMBERS if clinic.detail(asked) is None]
    if missing:
        yield f"a number takes less room than a line to write it on: give {' and '.join(missing)}"


def _shorten(detail: str) -> str:
    return f"shorten `{detail}`" + (", or leave it out" if detail != "name" else "")


def _lines(count: int) -> str:
    return "takes one" if count == 1 else f"takes {count}"
