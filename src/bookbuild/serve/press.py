"""What a press does, in a process of its own that stays.

In: a copy. Out: the same file that a build would lay out. The type of a book is kept standing, so
that of a book in which a word has changed one part is laid out again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.pipeline.build import lay_out
from bookbuild.render import Copy
from bookbuild.render.pdf import standing_type

if TYPE_CHECKING:
    from bookbuild.render.pdf.standing import StandingType


def press(copy: Copy) -> Outcome[Artefact]:
    """Lay out a copy that is printed; at module level, so that it can run anywhere."""
    if copy.format.frame != "book":
        return lay_out(copy)
    from bookbuild.render.printed import print_copy  # noqa: PLC0415  # opens WeasyPrint

    return print_copy(copy, _standing(copy.format.name))


@lru_cache(maxsize=2)
def _standing(_name: str) -> StandingType:
    """Give the standing type of a format; it takes hundreds of megabytes, so only two are kept."""
    return standing_type()
