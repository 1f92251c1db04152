"""The instruments of a review: what each item is about, and the score of a person's ratings.

In: a recorded review. Out: its score in words. Nothing is scored that no person rated, and no score
is given while an item that must be rated is not: software cannot judge these items.

Items have their own numbers and a few words of ours, not the wording of the instruments, which have
to be at hand: PEMAT-P (AHRQ, 2013), CDC Clear Communication Index (2013), DISCERN (Charnock 1998).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bookbuild.model.standing import CLINICAL, Instrument, Review

Items = Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One instrument: its items by number, how they are rated, and which may be left out.

    optional: items that may not apply; leaving one out takes it off the count.
    """

    items: Items
    scale: str
    low: int
    high: int
    optional: frozenset[int]
    score: Callable[[Mapping[int, int]], str]


def score_of(review: Review) -> str:
    """Give the score of a review's ratings, or say why there is none."""
    if review.instrument == CLINICAL:
        return "a clinical review is not rated"
    if not review.ratings:
        return "no ratings recorded"
    form = QUESTIONNAIRES[review.instrument]
    ratings = {int(item): points for item, points in review.ratings.items() if item.isdigit()}
    strange = [item for item in review.ratings if not item.isdigit() or int(item) not in form.items]
    outside = [item for item, points in ratings.items() if not form.low <= points <= form.high]
    lacking = [item for item in form.items if item not in ratings and item not in form.optional]
    if strange:
        return f"no score: there is no item {_named(strange)}"
    if outside:
        return f"no score: rated outside {form.low} to {form.high}: {_named(outside)}"
    if lacking:
        return f"no score: not rated: {_named(lacking)}"
    return form.score(ratings)


def _named(items: Iterable[int | str]) -> str:
    return ", ".join(str(item) for item in items)


def _numbered(first: int, words: str) -> dict[int, str]:
    return dict(enumerate((line.strip() for line in words.strip().splitlines()), start=first))


# PEMAT-P: agree 1, disagree 0; what does not apply is left out. Items 13 and 14 are for recordings.

_UNDERSTAND: Final = _numbered(
    1,
    """
    The purpose is plain
    Nothing distracts from the purpose
    Everyday words
    Medical terms only to teach them, and explained
    Active voice
    Numbers are clear
    No arithmetic for the reader
    Short sections
    Headings that inform
    A logical order
    A summary
    Visual cues point at what matters
    """,
) | _numbered(
    15,
    """
    Pictures wherever they would help
    Pictures support the text
    Pictures have clear titles or captions
    Pictures are uncluttered
    Tables are simple, with clear headings
    """,
)
_ACT: Final = _numbered(
    20,
    """
    At least one thing the reader can do
    Speaks to the reader directly
    Actions in small, explicit steps
    A tool to act with, wherever it would help
    Help with any calculation
    Says how to use charts and tables
    Pictures wherever they make acting easier
    """,
)


def _pemat(ratings: Mapping[int, int]) -> str:
    return "; ".join(
        f"{name} {_percent([ratings[item] for item in items if item in ratings])}"
        for name, items in (("understandability", _UNDERSTAND), ("actionability", _ACT))
    )


# CDC Clear Communication Index: yes 1, no 0. Items 12 to 20 are left out where they do not apply.

_CLEAR: Final = _numbered(
    1,
    """
    One main message
    The main message comes first
    The main message stands out
    A picture supports the main message
    A call to action
    Main message and call to action in the active voice
    Words that the readers use
    Lists with bullets or numbers
    Sections with headings
    The most important comes in the first section
    Says what is known and what is not
    Advises what to do
    Says why that matters
    Says how to do it
    Numbers that the readers use
    Says what the numbers mean
    No arithmetic for the reader (1: none is needed)
    Says what the risk is
    Both risks and benefits of what is advised
    Chances also in words or a picture
    """,
)


def _cdc(ratings: Mapping[int, int]) -> str:
    # Without a main message nothing can be said of its place and its looks.
    nothing = frozenset() if ratings[1] else frozenset({2, 3, 4})
    return _percent([0 if item in nothing else points for item, points in ratings.items()])


# DISCERN: each item 1 to 5, all of them; item 16 stands for itself.

_CHOICES: Final = _numbered(
    1,
    """
    Aims are clear
    Aims are met
    Relevant to its readers
    Sources are named
    Age of the information is plain
    Balanced
    Names more sources of help
    Says what is uncertain
    How each treatment works
    Benefits of each treatment
    Risks of each treatment
    What happens without treatment
    Effects on quality of life
    More than one choice
    Helps to decide together
    Quality as a whole
    """,
)
_OVERALL: Final = 16


def _discern(ratings: Mapping[int, int]) -> str:
    total = sum(points for item, points in ratings.items() if item != _OVERALL)
    return f"{total} of 75; overall {ratings[_OVERALL]} of 5"


def _percent(points: list[int]) -> str:
    return f"{100 * sum(points) / len(points):.0f} % ({sum(points)} of {len(points)} items)"


QUESTIONNAIRES: Final[Mapping[Instrument, Questionnaire]] = MappingProxyType(
    {
        "PEMAT-P": Questionnaire(
            items=_UNDERSTAND | _ACT,
            scale="agree 1, disagree 0; leave out what does not apply",
            low=0,
            high=1,
            optional=frozenset({6, 8, 9, 11, 16, 17, 18, 19, 24, 25}),
            score=_pemat,
        ),
        "CDC Index": Questionnaire(
            items=_CLEAR,
            scale="yes 1, no 0; leave out what does not apply of 12 to 20",
            low=0,
            high=1,
            optional=frozenset(range(12, 21)),
            score=_cdc,
        ),
        "DISCERN": Questionnaire(
            items=_CHOICES,
            scale="1 (not at all) to 5 (fully), every item",
            low=1,
            high=5,
            optional=frozenset(),
            score=_discern,
        ),
    }
)
