"""Resolved document and format in; artefact out.

The one public function picks the writer by the format's row; what a format looks like stands in its
row and its CSS. The writers open late, because WeasyPrint alone costs half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import Frame
from bookbuild.render.copy import Copy


def render(copy: Copy) -> Outcome[Artefact]:
    """Make one file. Raises MachineLacksError when a library's system part is missing."""
    assert copy.format.frame, f"{copy.format.name} is not written but finished"
    return _WRITERS[copy.format.frame](copy)


def _book(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.printed import print_copy  # noqa: PLC0415  # opens WeasyPrint

    return print_copy(copy)


def _epub(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.epub import bind_copy  # noqa: PLC0415  # opens EbookLib

    return bind_copy(copy)


def _epub_sheets(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.epub import bind_sheets  # noqa: PLC0415  # opens EbookLib

    return bind_sheets(copy)


def _brochure(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.brochure import print_brochure  # noqa: PLC0415  # opens WeasyPrint

    return print_brochure(copy)


def _poster(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.poster import print_poster  # noqa: PLC0415  # opens WeasyPrint

    return print_poster(copy)


def _card(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.card import print_card  # noqa: PLC0415  # opens WeasyPrint

    return print_card(copy)


def _how_to_print(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.how_to_print import (  # noqa: PLC0415  # opens WeasyPrint
        print_how_to_print,
    )

    return print_how_to_print(copy)


def _cover(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.booklet import print_cover  # noqa: PLC0415  # opens WeasyPrint

    return print_cover(copy)


def _calibration(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.booklet import print_calibration  # noqa: PLC0415  # opens WeasyPrint

    return print_calibration(copy)


def _plain(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.plain import write_plain  # noqa: PLC0415  # as late as the others

    return write_plain(copy)


def _web(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.web import publish  # noqa: PLC0415  # opens fontTools

    return publish(copy)


def _sheet(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.handout import print_sheet  # noqa: PLC0415  # opens WeasyPrint

    return print_sheet(copy)


def _sheets(copy: Copy) -> Outcome[Artefact]:
    from bookbuild.render.handout import print_set  # noqa: PLC0415  # opens WeasyPrint

    return print_set(copy)


_WRITERS: Final[Mapping[Frame, Callable[[Copy], Outcome[Artefact]]]] = {
    "book": _book,
    "cover": _cover,
    "calibration": _calibration,
    "epub": _epub,
    "epub-sheets": _epub_sheets,
    "brochure": _brochure,
    "card": _card,
    "how-to-print": _how_to_print,
    "plain": _plain,
    "handout": _sheet,
    "handouts": _sheets,
    "poster": _poster,
    "web": _web,
}

__all__ = ["Copy", "render"]
