"""Where a clinic's details do not fit on a piece that is without fault but for them.

In: the clinic, and how much room its details take. Out: CLN010, at the detail that takes most.
A clinic is to blame for what is found where nothing would be found without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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


def do_not_fit(clinic: Clinic, found: Diagnostic, piece: str) -> Diagnostic:
    """Say that a clinic's details do not fit on a piece, and how many letters each of them has."""
    letters = {asked: len(words) for asked in DETAILS if (words := clinic.detail(asked))}
    most = max(letters, key=lambda asked: letters[asked])
    each = ", ".join(f"`{asked}` {count}" for asked, count in letters.items())
    return Diagnostic(
        code="CLN010",
        span=clinic.place(most),
        message=f"the details of `{clinic.name}` do not fit on {piece}: {found.message}",
        hints=(f"letters of each: {each}", _shorten(most)),
    )


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
