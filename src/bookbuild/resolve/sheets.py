"""Find what `[handout]` of book.toml says of sheets that there are not.

In: the numbers of the handouts, and the settings. Out: diagnostics. A sheet is made of a chapter,
so the label of anything else leads to none.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bookbuild.model.book import BookConfig
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.source import Span
from bookbuild.resolve.numbering import Numbers


def find_sheets(numbers: Numbers, config: BookConfig) -> list[Diagnostic]:
    """Tell of each label in `in-person` and `topics` that no chapter has."""
    plan, places = config.handout, config.handout_places
    named: list[tuple[str, Span]] = [
        *((label, places["in-person", at]) for at, label in enumerate(plan.in_person)),
        *((label, places["topics", topic]) for topic, label in plan.topics.items()),
    ]
    return [
        _no_sheet(label, span, numbers.chapters)
        for label, span in named
        if label not in numbers.chapters
    ]


def _no_sheet(label: str, span: Span, chapters: Iterable[str]) -> Diagnostic:
    near = get_close_matches(label, chapters, n=1)
    return Diagnostic(
        code="LBL003",
        span=span,
        message=f"no chapter has the label `{label}`, so there is no such sheet",
        hints=tuple(f"did you mean `{name}`?" for name in near)
        or ("write the label of a chapter, as it stands in its title: `{#label}`",),
        lacks=label,
    )
