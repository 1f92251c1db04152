"""The same text in other formats, as files to take along.

In: the finished files of other formats. Out: copies of them inside the folder of the web edition,
so that every link works from a stick and on any server, with what people call them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import FORMATS
from bookbuild.render.web.addresses import FILES

_MEGABYTE: Final = 1_000_000
_SAID: Final[Mapping[str, str]] = {
    "book": "The book, to print or to read on a screen",
    "large-print": "The book in large print, US Letter paper",
    "epub": "The book for e-readers and phones",
    "handouts": "All sheets, to print on US Letter paper",
}
_ONE_SHEET: Final = "This sheet, to print on US Letter paper"
_KINDS: Final[Mapping[str, str]] = {".pdf": "PDF", ".epub": "EPUB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file to take along: its path in the edition, its bytes, and the words that offer it.

    sheet: the name of the sheet that it is; None for a file of the whole book or of all sheets.
    """

    path: str
    content: bytes
    words: str
    facts: str
    sheet: str | None


def offers_of(sources: Iterable[Artefact]) -> tuple[Offer, ...]:
    """Give what is offered, in the order given."""
    return tuple(_offer(source) for source in sources)


def _offer(source: Artefact) -> Offer:
    path, fmt = PurePosixPath(source.path), FORMATS[source.format]
    pages = [f"{source.page_count} pages"] if source.page_count else []
    return Offer(
        path=f"{FILES}/{path.name}",
        content=source.content,
        words=_ONE_SHEET if fmt.per_sheet else _SAID[fmt.kind],
        facts=", ".join([_KINDS[path.suffix], *pages, _size(len(source.content))]),
        sheet=path.stem if fmt.per_sheet else None,
    )


def _size(count: int) -> str:
    """Write a size as people are used to: `1.2 MB`."""
    return f"{max(count / _MEGABYTE, 0.1):.1f} MB"
