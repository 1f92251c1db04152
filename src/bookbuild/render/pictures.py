"""Every picture an edition prints, with the words for those who cannot see it.

In: a resolved document. Out: SVG files by path, and a text alternative for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bookbuild.model.document import Figure
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.walk import every_block
from bookbuild.render.clinic import colour_of
from bookbuild.render.figures import BOOK_COLUMN, describe, draw
from bookbuild.render.figures.pens import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """SVG text and text alternatives, both by the path that the HTML names."""

    files: Mapping[str, str]
    alternatives: Mapping[str, str]


def pictures_of(book: ResolvedDocument, setting: Setting = BOOK_COLUMN) -> Pictures:
    """Draw the figures that are declared as data, and take the hand-drawn ones as they are.

    Whatever the setting's colour is, figures have the book's.
    """
    setting = replace(setting, colour=colour_of(book))
    files: dict[str, str] = {}
    alternatives: dict[str, str] = {}
    for section in book.sections:
        for block in every_block(section.blocks):
            if isinstance(block, Figure):
                path = str(block.path)
                files[path], alternatives[path] = _picture(block, book, setting)
    return Pictures(files=files, alternatives=alternatives)


def _picture(figure: Figure, book: ResolvedDocument, setting: Setting) -> tuple[str, str]:
    if data := book.figures.get(figure.path):
        return draw(data, setting), describe(data)
    assert figure.alt, f"{figure.span}: resolve let a silent picture pass"
    return book.drawings[figure.path], figure.alt
