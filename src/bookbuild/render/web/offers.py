"""The same text in other formats, as files to take along.

In: what the web edition offers, and the finished files of those formats. Out: copies of them inside
its folder, so that every link works from a stick and on any server, with what people call them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import Offer
from bookbuild.render.web.addresses import FILES

_MEGABYTE: Final = 1_000_000
_KINDS: Final[Mapping[str, str]] = {".pdf": "PDF", ".epub": "EPUB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A file to take along: its path in the edition, its bytes, and the words that offer it.

    facts: what it is and how large. sheet: the name of the sheet that it is; None for a file of the
    whole book or of all sheets.
    """

    path: str
    content: bytes
    words: str
    facts: str
    sheet: str | None


def offered(offers: Iterable[Offer], sources: Iterable[Artefact]) -> tuple[Offered, ...]:
    """Give the files that are offered, in the order of the sources."""
    by_format = {offer.format: offer for offer in offers}
    return tuple(_file(by_format[source.format], source) for source in sources)


def _file(offer: Offer, source: Artefact) -> Offered:
    path = PurePosixPath(source.path)
    pages = [f"{source.page_count} pages"] if source.page_count else []
    return Offered(
        path=f"{FILES}/{path.name}",
        content=source.content,
        words=offer.words,
        facts=", ".join([_KINDS[path.suffix], *pages, _size(len(source.content))]),
        sheet=path.stem if offer.of_sheet else None,
    )


def _size(count: int) -> str:
    """Write a size as people are used to: `1.2 MB`."""
    return f"{max(count / _MEGABYTE, 0.1):.1f} MB"
