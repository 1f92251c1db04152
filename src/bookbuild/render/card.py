"""The wallet card: eight copies on a sheet, fronts on one side and backs on the other.

In: a copy whose document is the card: what a person fills in, and the emergency signs. Out: the
artefact. The eight stand in the middle of the sheet, so that flipped on its long edge each front
meets its back. One copy of each face is read aloud; the others are decoration.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic, Detail
from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity, has_errors
from bookbuild.model.document import Block, Box
from bookbuild.model.walk import plain
from bookbuild.render.clinic import words_html
from bookbuild.render.copy import Copy
from bookbuild.render.crowded import lacking
from bookbuild.render.figures.svg import document, line
from bookbuild.render.frames import fill, html
from bookbuild.render.job import paper_of, print_job
from bookbuild.render.pdf import PrintJob
from bookbuild.render.piece import print_piece, section_of, writer_of

_MARK: Final = (9.0, 24.0)
"""A cut mark runs from here to there, in points from the outermost card."""
_HAIRLINE: Final = 0.5
_REGISTRATION: Final = "#000000"
_LINE: Final = re.compile(r'<li(?P<id> id="[^"]*")>(?P<label>[^<]*)</li>')
_ASKS: Final[Mapping[str, re.Pattern[str]]] = {
    "phone": re.compile(r"\bphone\b.*\bday\s+and\s+night\b", re.IGNORECASE),
    "clinic": re.compile(r"\bclinic\b(?!.*\bphone\b)", re.IGNORECASE),
}
"""Which labels ask for the clinic's numbers and for its name; a line "Phone of my family" for none.

\\s finds the spaces at which a line does not break, too.
"""
_DETAILS: Final[Mapping[str, tuple[Detail, ...]]] = {
    "phone": ("phone", "nights"),
    "clinic": ("name",),
}
"""What stands in the line of each label."""
_BLANK: Final = '<div class="worksheet"'
_FILLED: Final[Mapping[bool, str]] = {
    False: '<div class="worksheet filled"',
    True: '<div class="worksheet filled close"',
}
"""Lines that are filled in, and such lines closer together: one of them may take two, then."""
_NAMES: Final = re.compile(r' (?:id|aria-labelledby)="[^"]*"')


def print_card(copy: Copy) -> Outcome[Artefact]:
    """Print the sheet of cards, with what has room of the clinic's name and numbers.

    A card is small: lines come closer for details that take a line more, and a detail that has no
    room then, or letters that no font has, stays a line to write on, and CLN010 warns of it.
    """
    clinic, tried = copy.book.clinic, list[str]()
    asked = [label for label, words in _answers(clinic).items() if words]
    for known, close in product(_fewer_and_fewer(asked), (False, True)):
        made = _print_card(copy, known, close=close)
        tried += (found.message for found in made.diagnostics)
        if not has_errors(made.diagnostics):
            break
    if clinic is None or has_errors(made.diagnostics):  # the text itself is at fault
        return made
    blank = [label for label in asked if label not in known]
    left = (found for label in blank for found in _left_blank(clinic, label, tried))
    return Outcome(made.value, (*made.diagnostics, *left))


def _fewer_and_fewer(asked: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield what may be tried on a card: all, then all but one, and nothing at last."""
    for count in range(len(asked), -1, -1):
        yield from combinations(asked, count)


def _answers(clinic: Clinic | None) -> dict[str, str]:
    """Give what a card can say of a clinic, by the word of the label that asks for it."""
    if clinic is None:
        return {}
    return {"phone": _numbers(clinic), "clinic": clinic.name}


def _numbers(clinic: Clinic) -> str:
    """Give the numbers in the order of their label, "day and night"; one alone says when it is."""
    if clinic.phone and clinic.nights:
        return " and ".join(dict.fromkeys((clinic.phone, clinic.nights)))
    if clinic.phone:
        return f"{clinic.phone} by day"
    return f"{clinic.nights} at night" if clinic.nights else ""


def _left_blank(clinic: Clinic, label: str, tried: Sequence[str]) -> Iterator[Diagnostic]:
    """Warn of what keeps a detail off a card: letters that no font has, or else the room."""
    unset = list(lacking(clinic, tried, _DETAILS[label]))
    for one in unset:
        hints = (*one.hints, "or write it on the cards by hand: a line to write on stays")
        yield replace(one, severity=Severity.WARNING, hints=hints)
    if not unset:
        yield _no_room(clinic, label)


def _no_room(clinic: Clinic, label: str) -> Diagnostic:
    """Warn of a detail that a card leaves to be written by hand."""
    asked: Detail = "name" if label == "clinic" else "phone" if clinic.phone else "nights"
    words = _answers(clinic)[label]
    return Diagnostic(
        code="CLN010",
        severity=Severity.WARNING,
        span=clinic.place(asked),
        message=f"the wallet card has no room for `{asked}`, `{words}`: a line to write on stays",
        hints=("shorten it, or write it on the cards by hand",),
    )


def _print_card(copy: Copy, known: Collection[str], *, close: bool) -> Outcome[Artefact]:
    section = section_of(copy)
    writer = writer_of(copy, under_headings=frozenset())
    title = writer.inlines(section.title)
    front = writer.blocks(block for block in section.blocks if not _is_emergency(block))
    answers = _answers(copy.book.clinic)
    front = _filled_in(front, {label: answers[label] for label in known}, close=close)
    back = writer.blocks(block for block in section.blocks if _is_emergency(block))
    page = fill(
        "card.html.j2",
        copy.style,
        imprint=copy.book.imprint,
        standing=copy.book.standing,
        label=section.label,
        title=html(title),
        places=range(len(_corners(copy))),
        front=html(front),
        back=html(back),
        unnamed=lambda markup: html(_NAMES.sub("", markup)),
    )
    return print_piece(copy, _job(copy, plain(section.title)), page)


def _filled_in(front: str, known: Mapping[str, str], *, close: bool) -> str:
    """Fill in the lines whose labels ask for what is known.

    The label tells, and no attribute in the text: that would give a card on which no word has
    changed another id, and end its sign-off.
    """

    def filled(line: re.Match[str]) -> str:
        label = next((one for one in _ASKS if _ASKS[one].search(line["label"])), "")
        if label not in known:
            return line[0]
        return f'<li{line["id"]} class="known">{line["label"]} {words_html(known[label])}</li>'

    written = _LINE.sub(filled, front)
    return written if written == front else written.replace(_BLANK, _FILLED[close])


def _is_emergency(block: Block) -> bool:
    return isinstance(block, Box) and block.kind == "emergency"


def _job(copy: Copy, title: str) -> PrintJob:
    return print_job(
        copy,
        title=f"{copy.book.imprint.title}: {title}",
        css=_places_css(copy),
        resources={"cut-marks.svg": cut_marks(copy).encode()},
    )


def _corners(copy: Copy) -> list[tuple[float, float]]:
    """Give the top left corner of each card, row by row, in points."""
    return list(product(copy.format.rows_pt[:-1], copy.format.cuts_pt[:-1]))


def _places_css(copy: Copy) -> str:
    """Write where the cards lie and how large they are."""
    (left, right), *_ = pairwise(copy.format.cuts_pt)
    (top, bottom), *_ = pairwise(copy.format.rows_pt)
    size = f":root {{ --card-width: {right - left:.3f}pt; --card-height: {bottom - top:.3f}pt }}\n"
    return size + "".join(
        f".place-{number} {{ top: {y:.3f}pt; left: {x:.3f}pt }}\n"
        for number, (y, x) in enumerate(_corners(copy))
    )


def cut_marks(copy: Copy) -> str:
    """Draw the cut marks of a sheet, all of them outside the cards."""
    paper = paper_of(copy)
    columns, rows = copy.format.cuts_pt, copy.format.rows_pt
    near, far = _MARK
    ends = [(rows[0] - far, rows[0] - near), (rows[-1] + near, rows[-1] + far)]
    upright = [_mark(x, top, x, bottom) for x in columns for top, bottom in ends]
    ends = [(columns[0] - far, columns[0] - near), (columns[-1] + near, columns[-1] + far)]
    level = [_mark(left, y, right, y) for y in rows for left, right in ends]
    return document(paper.width_pt, paper.height_pt, *upright, *level)


def _mark(x1: float, y1: float, x2: float, y2: float) -> str:
    return line(x1, y1, x2, y2, stroke=_REGISTRATION, stroke_width=_HAIRLINE)
