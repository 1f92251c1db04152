"""A part of a book as it stands on its pages.

In: nothing. Out: `SetPart`, what the press made of one part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from bookbuild.render.pdf.parts import Start


@dataclass(slots=True)
class Kept:
    """What later steps know of a part as long as it stands.

    reading: what `reading.py` read on its pages. paintings: its pages as `painting.py` painted them
    last.
    """

    reading: Any = None
    paintings: dict[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetPart:
    """One part: the HTML it was made from, where it starts, and what the next one takes over.

    document, pages: WeasyPrint's; the page of the lead is not among the pages. heard: what was
    complained of while it was laid out; missed: the resources that were asked for in vain.
    kept: is the part's own; nothing is known of one that replaces it.
    """

    html: str
    start: Start
    document: Any
    root: Element
    pages: Sequence[Any]
    after: Start
    heard: Sequence[str]
    missed: Sequence[str]
    kept: Kept = field(init=False, default_factory=Kept)
