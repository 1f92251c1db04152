"""The press: HTML and CSS laid out by WeasyPrint, and nothing it complains about lost.

In: a print job's HTML, stylesheets and resources. Out: a laid-out document, and a finding for
every resource it missed and every warning it logged.
"""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

from bookbuild.model.diagnostic import Diagnostic
from bookbuild.render.pdf.laying import as_laid
from bookbuild.render.pdf.resources import BASE, Shelf

# WeasyPrint's box tree is as deep as the HTML, with several calls for each level.
_RECURSION_LIMIT: Final = 20_000
_LARGE: Final = 200_000
"""Objects made during a layout that make it a large one: a sheet has a fifth of them."""
_MOST_LEFT: Final = 1_000_000
"""Objects out of the collector's sight before it is worth the time to look for what is left over: a
book of 140 pages has half of them, and takes 150 MB."""
_DPI: Final = 300
"""Pixels to the inch that a printing house asks for; a photograph with more is made smaller."""
_LOGGERS: Final = ("weasyprint", "fontTools")
_LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


@contextmanager
def at_full_speed(*, sweep: bool = True) -> Iterator[None]:
    """Put off garbage collection, a sixth of the time of a layout, and allow deep nesting.

    After a large document its boxes are put out of the collector's sight, until there are many:
    going through them would take as long again as writing some pages. sweep: first collect what
    earlier ones left, if it is much.
    """
    collecting, limit = gc.isenabled(), sys.getrecursionlimit()
    gc.disable()
    if sweep:
        _OUT_OF_SIGHT.sweep()
    sys.setrecursionlimit(max(limit, _RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
        if gc.get_count()[0] > _LARGE:
            _OUT_OF_SIGHT.put()
        if collecting:
            gc.enable()


class _OutOfSight:
    """What large documents left behind, out of the collector's sight, in this process.

    Python counts it one by one: after two books that takes a fourth of the time of a sheet. What
    lies there can only become less until more is put there, so it is counted once after that.
    """

    def __init__(self) -> None:
        self._counted = True

    def put(self) -> None:
        """Put all there is out of sight."""
        gc.freeze()
        self._counted = False

    def sweep(self) -> None:
        """Collect what is garbage by now, if very much lies there."""
        if self._counted:
            return
        self._counted = True
        if gc.get_freeze_count() > _MOST_LEFT:
            gc.unfreeze()
            gc.collect()


_OUT_OF_SIGHT: Final = _OutOfSight()


class Complaints(logging.Handler):
    """Collects what WeasyPrint and fontTools log at warning level or above."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record's message."""
        self.heard.append(record.getMessage())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen for the length of a `with` block."""
        loggers = [logging.getLogger(name) for name in _LOGGERS]
        for logger in loggers:
            logger.addHandler(self)
        try:
            yield
        finally:
            for logger in loggers:
                logger.removeHandler(self)

    def findings(self, missed: Collection[str]) -> Iterator[Diagnostic]:
        """Yield a finding for each resource that was missed, and for each other complaint."""
        for path in sorted(set(missed)):
            yield Diagnostic(
                code="PDF001",
                message=f"the page asks for `{path}`, which is not among the book's files",
                hints=("print fetches nothing from the disk or the network",),
            )
        for message in dict.fromkeys(self.heard):
            if not any(path and path in message for path in missed):
                yield Diagnostic(
                    code="PDF002", message=f"the layout engine complains: {_lower(message)}"
                )


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """One set of stylesheets and resources, ready to lay out HTML any number of times."""

    stylesheets: Sequence[tuple[str, str]]
    shelf: Shelf
    fonts: Any
    images: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def set_up(
        cls, stylesheets: Sequence[tuple[str, str]], resources: Mapping[str, bytes]
    ) -> Press:
        """Take (name, CSS) pairs and resources by relative address."""
        return cls(stylesheets=stylesheets, shelf=Shelf(resources), fonts=FontConfiguration())

    def lay_out(self, html: str, css: str = "") -> tuple[Any, Any]:
        """Give the laid-out document (WeasyPrint's), and the root element of its HTML.

        css: for this layout alone, behind the other stylesheets.
        """
        page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=self.shelf)
        looks = _looks_of(tuple(self.stylesheets), self.shelf, self.fonts)
        counters = CounterStyle()
        counters.update(looks.counters)
        self._forget_missed()
        with as_laid(page.etree_element):
            document = page.render(
                font_config=self.fonts,
                counter_style=counters,
                color_profiles=dict(looks.profiles),
                stylesheets=[*looks.sheets, weasyprint.CSS(string=css, url_fetcher=self.shelf)],
                cache=self.images,
                dpi=_DPI,
                pdf_variant="pdf/ua-1",
            )
        return document, page.etree_element

    def _forget_missed(self) -> None:
        """Let each layout ask for what an earlier one missed, so that each is known to miss it."""
        for address in [address for address, image in self.images.items() if image is None]:
            del self.images[address]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """Stylesheets as WeasyPrint understood them, with the counters and colours they define."""

    sheets: Sequence[Any]
    counters: Mapping[str, Any]
    profiles: Mapping[str, Any]


def _looks_of(stylesheets: tuple[tuple[str, str], ...], shelf: Shelf, fonts: Any) -> _Looks:
    """Parse stylesheets, or take them as they were parsed for the last sheet of their format.

    One sheet is laid out several times and looks as the next one does: parsing is a twelfth of all
    its time. Stylesheets that were complained of, or that asked for a file, are parsed each time,
    so that it is told each time.
    """
    if stylesheets not in _SHEETS_PARSED:
        complaints, missed = Complaints(), len(shelf.missed)
        with complaints.listening():
            looks = _parsed(stylesheets, shelf, fonts)
        if complaints.heard or len(shelf.missed) > missed or _brings_fonts(stylesheets):
            return looks
        if len(_SHEETS_PARSED) == _MOST_PARSED:
            _SHEETS_PARSED.clear()
        _SHEETS_PARSED[stylesheets] = looks
    return _SHEETS_PARSED[stylesheets]


_SHEETS_PARSED: Final[dict[tuple[tuple[str, str], ...], _Looks]] = {}
_MOST_PARSED: Final = 8


def _brings_fonts(stylesheets: Sequence[tuple[str, str]]) -> bool:
    """Tell whether stylesheets bring fonts, which belong to one print job's configuration."""
    return any("@font-face" in text or "@import" in text for _, text in stylesheets)


def _parsed(stylesheets: Sequence[tuple[str, str]], shelf: Shelf, fonts: Any) -> _Looks:
    counters = CounterStyle()
    profiles: dict[str, Any] = {}
    sheets = [
        # Without a fetcher of its own a stylesheet would ask the network.
        weasyprint.CSS(
            string=text,
            base_url=f"{BASE}{name}",
            url_fetcher=shelf,
            font_config=fonts,
            counter_style=counters,
            color_profiles=profiles,
        )
        for name, text in stylesheets
    ]
    return _Looks(sheets=sheets, counters=counters, profiles=profiles)


def link_findings(pages: Sequence[Any]) -> Iterator[Diagnostic]:
    """Yield a finding for each link out of the book that a reader could not follow."""
    targets = {target for page in pages for kind, target, *_ in page.links if kind != "internal"}
    for target in sorted(targets):
        if target.startswith(BASE) or urlsplit(target).scheme not in _LINK_SCHEMES:
            address = target.removeprefix(BASE)
            yield Diagnostic(
                code="PDF004",
                message=f"a link leads to `{address}`, which a reader cannot open",
                hints=("link to a part of the book, or to a web, mail or phone address",),
            )
