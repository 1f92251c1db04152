"""Rules on numbers: none that the table does not know, none that says more than it can.

In: the words of an edition. Out: findings NUM001 to NUM005, DOS001, DOS002 and PHN001; none for a
book without `numbers.toml`. A number of the text is known when words that a row prints stand around
it; the paragraph must then cite a source of such a row. What sums up, asks or names (key points,
questions, headings, titles) needs no source of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from bookbuild.check.passages import Passage
from bookbuild.check.prose import Prose
from bookbuild.check.units import Unit
from bookbuild.model.book import Imprint
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.document import Figure
from bookbuild.model.evidence import NumberRow
from bookbuild.model.figure import (
    BarPairs,
    Bars,
    FigureData,
    IconArray,
    PainGate,
    Timeline,
    TimeSpans,
    UpsAndDowns,
)
from bookbuild.model.source import Span
from bookbuild.model.walk import every_block

_NUMBER: Final = re.compile(r"\d(?:[\d,.–-]*\d)?|\bhal(?:f|ves)\b", re.IGNORECASE)
_OWN_NUMBERS: Final = re.compile(r"\b(?:Chapter|Figure|Table|Step)\s\d+")
