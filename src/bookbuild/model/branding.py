"""A handout that is laid out once, and what is put into it for each clinic.

In: made by `render`. Out: frozen values that `finish` puts together; they can be sent to another
process. A master is a finished PDF whose operators hold markers, as comments, where something of a
clinic belongs; where they stand is measured as WeasyPrint does, in CSS pixels from the top left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bookbuild.model.artefact import Fit
from bookbuild.model.clinic import Clinic

Slot = Literal["panel", "copy", "foot"]
"""The clinic's panel; the id of the copy in the imprint; the same id in the foot of the front."""

MARKER: Final = "%for-a-clinic:"
"""Begins a line of operators that stands for a slot: a comment, which no viewer sees."""
MASTER_COLOUR: Final = "#01070d"
"""Stands for the clinic's colour in a master: nothing else has it."""
HOLE: Final = "clinic-hole"
"""The id of the placeholder in the empty panel."""
COPY_ID: Final = "0"
"""Stands for the id of the copy, in figures that every font has."""
MASTER_NAME: Final = "name-of-the-clinic"
"""Stands for the clinic's name in the title of a file, which no page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """The top left corner of a panel's inside, in pixels. page: from 0; page_height: in points."""

    page: int
    x: float
    y: float
    page_height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A handout without a clinic, laid out on one paper.

    edition: the id of its text. html: what it was made from. corner: of the empty panel. copy_room,
    foot_room: pixels that the id of the copy may take in the imprint and in the foot.
    """

    format: str
    edition: str
    content: bytes
    html: str
    corner: Corner
    copy_room: float
    foot_room: float
    fit: Fit
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A line of type as a PDF shows it. font: its name there; width: in pixels."""

    font: str
    size: str
    glyphs: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyId:
    """The id of a clinic's copies of one text, as it is set in the imprint and in the foot."""

    words: str
    imprint: Run
    foot: Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What one clinic has of its own on every handout, laid out as it will stand there.

    content: a PDF whose first page holds the panel, at its corner; its colour is that of masters.
    document: the HTML it was made from; html: what stands in the panel. copy_ids: by the id of the
    edition or draft.
    """

    clinic: Clinic
    colour: str
    content: bytes
    document: str
    html: str
    corner: Corner
    copy_ids: Mapping[str, CopyId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A row of the table of clinics: a clinic, and what is made for it.

    papers: `letter`, `a4`, as the table names them, or both.
    """

    clinic: Clinic
    papers: tuple[str, ...]
