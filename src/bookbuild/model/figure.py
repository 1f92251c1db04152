"""The words for figures that are drawn from declared data.

In: filled by `load` from `manuscript/figures/*.toml`. Out: frozen values that `render` draws and
puts into words, and that `check` compares with the number table. No figure holds a measure of the
page or a colour: those belong to the drawing.

Every figure has `name`, `kind` and `sources` (reference ids). A figure with numbers also says what
was counted, in whom, how many people the study had, when, and compared with what.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

PEOPLE_IN_A_GRID: Final = 100
"""An icon array shows 100 people, never another number (one denominator for the whole book)."""

SCALE_TOP: Final = 10.0
"""A pain score goes from 0 (no pain) to 10 (worst pain); the axis always shows all of it."""

SpanFill = Literal["solid", "hatched", "outline", "dotted"]
"""How sure a row of a time bar is: a difference, a smaller one, none that is clear, not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What the numbers of a figure rest on.

    counted: completes "they …" or names a score ("had a good result", "average pain score").
    study: the kind of study ("study", "national survey"); who: the people in it.
    size: how many people it had; None where the source does not say.
    window: when it was measured; comparison: the other treatment, None where there is none.
    caveat: a sentence that the text alternative must say too, or an empty string.
    """

    counted: str
    study: str
    who: str
    size: int | None = None
    window: str
    comparison: str | None = None
    caveat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleGroup:
    """One grid of 100 people: `marked` of them are filled, `darker` of the marked stand out.

    label: what the group had ("with a dummy drip"), or for a single group what the marked people
    have in common ("had chronic pain"). darker_label and plain_label name the other two kinds.
    about: the number is rounded from a base that is not known, so it is printed as "about 76".
    """

    label: str
    marked: int
    about: bool = False
    darker: int = 0
    darker_label: str | None = None
    plain_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IconArray:
    """One grid of 100 people, or two at the same scale side by side, the treatment first."""

    kind: Literal["icon-array"] = "icon-array"
    name: str
    sources: tuple[str, ...]
    basis: Basis
    groups: tuple[PeopleGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: the value that is drawn, and the same value rounded as it is printed."""

    label: str
    value: float
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A few bars on the full scale from 0 to 10, the treatment first.

    low and high name the ends of the scale; aside is a sentence printed beside the bars.
    """

    kind: Literal["bars"] = "bars"
    name: str
    sources: tuple[str, ...]
    basis: Basis
    low: str
    high: str
    bars: tuple[Bar, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """People counted in both groups at one time."""

    time: str
    treatment: int
    comparison: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPairs:
    """Pairs of counts out of two equal, small groups, over time."""

    kind: Literal["bar-pairs"] = "bar-pairs"
    name: str
    sources: tuple[str, ...]
    basis: Basis
    group_size: int
    treatment: str
    comparison: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """One part of a time bar: a stretch of time, and what is known about it in words."""

    time: str
    words: str
    fill: SpanFill
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpans:
    """A time bar with words only, from soon after treatment to long after.

    The headings name the two columns: the time, and what the words are about ("pain").
    """

    kind: Literal["time-spans"] = "time-spans"
    name: str
    time_heading: str
    words_heading: str
    caveat: str = ""
    spans: tuple[TimeSpan, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The references of all parts, in order of first use."""
        return _once(span.sources for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One year and what happened in it, as a plain line."""

    year: int
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Years from the first to the last."""

    kind: Literal["timeline"] = "timeline"
    name: str
    events: tuple[Event, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The references of all years, in order of first use."""
        return _once(event.sources for event in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainGate:
    """A drawing without data: a nerve, the spinal cord with a half-closed gate, the brain.

    The first four words are printed beside what they name; description is the text alternative.
    """

    kind: Literal["pain-gate"] = "pain-gate"
    name: str
    sources: tuple[str, ...] = ()
    nerve: str
    cord: str
    gate: str
    brain: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpsAndDowns:
    """A drawing of pain that rises and falls, with a treatment given at a peak.

    disclaimer is printed inside the picture: nobody measured this line.
    """

    kind: Literal["ups-and-downs"] = "ups-and-downs"
    name: str
    sources: tuple[str, ...] = ()
    pain: str
    time: str
    treatment: str
    disclaimer: str
    description: str


Sketch: TypeAlias = PainGate | UpsAndDowns
FigureData: TypeAlias = IconArray | Bars | BarPairs | TimeSpans | Timeline | Sketch


def _once(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for group in groups for key in group))
