"""Places of the book as rows of tables name them: a section, or a labelled part of one.

In: the words of an edition, and a place. Out: whether it is there, and what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from bookbuild.check.passages import Passage
from bookbuild.check.prose import Prose
from bookbuild.model.evidence import TextPlace


def is_there(prose: Prose, place: TextPlace) -> bool:
    """Tell whether the edition has a place."""
    if place.label is None:
        return any(one.section.label == place.section for one in prose.sections)
    target = prose.book.targets.get(place.label)
    return target is not None and target.section == place.section


def lacking(prose: Prose, labels: tuple[str, ...]) -> str | None:
    """Give the first of the labels of a place that nothing in the edition has."""
    return next((label for label in labels if label not in prose.book.targets), None)


def near_place(prose: Prose, place: TextPlace) -> str:
    """Give a hint that names the place that was probably meant."""
    there = [
        label if label == target.section else f"{target.section}#{label}"
        for label, target in prose.book.targets.items()
    ]
    near = get_close_matches(str(place), there, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return "name a section and the label of one of its headings: `section#label`"


def passages_at(prose: Prose, place: TextPlace) -> Iterator[Passage]:
    """Yield the passages of a place, in reading order."""
    for passage in prose.passages:
        if passage.section.label == place.section and (
            place.label is None or place.label in passage.labels
        ):
            yield passage
