"""Pages that stand are painted once.

In: the parts of a book. Out: a WeasyPrint that writes the same file, but takes each page of these
as it was painted last: its operators, its marks, and what it uses of what all pages of a file
share, the fonts and the degrees of transparency. A page is painted again where fonts would make it
come out otherwise now; and each time where it was complained of, or names things of the file by
numbers that run on from page to page, as pictures, patterns and groups have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

import weasyprint.document
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import get_pango_font_key

from bookbuild.render.pdf.press import Complaints
from bookbuild.render.pdf.setpart import SetPart
from bookbuild.render.pdf.tagging import tags_of

_NUMBERED: Final = ("add_group", "add_image", "add_pattern", "add_shading", "set_state")
"""What a page does with its stream that gives a thing of the file a number."""

Stock = dict[tuple[Any, float], Any]
"""Fonts as WeasyPrint opens them, by what it knows them by and the size that it met first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """What a page shows of a font, and at what size first.

    widths: of the glyphs. A glyph is as wide as the file has it from where it is shown first, in
    the rounding of the size there. first: those that the page was the first to show. words: what
    letters each stands for.
    """

    key: Any
    size: float
    widths: Mapping[int, int]
    first: frozenset[int]
    words: Mapping[int, str]

    def fit(self, fonts: Mapping[Any, Any], stock: Stock) -> bool:
        """Tell whether the letters come out as they did, behind the pages that used these fonts."""
        if self.key not in fonts:
            return (self.key, self.size) in stock and len(self.first) == len(self.widths)
        known = fonts[self.key].widths
        unlike = self.widths.items() - known.items()
        return all(glyph in self.first and glyph not in known for glyph, _ in unlike)

    def enter(self, fonts: dict[Any, Any], stock: Stock) -> None:
        """Enter the letters in the fonts of a file, as painting them would."""
        if self.key not in fonts:
            fonts[self.key] = _unused(stock[self.key, self.size])
        font = fonts[self.key]
        for glyph in self.first:
            font.widths.setdefault(glyph, self.widths[glyph])
        for glyph, word in self.words.items():
            font.to_unicode.setdefault(glyph, word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Painting:
    """A page as it was painted. shades: what was asked of `Stream.set_alpha`."""

    operators: Sequence[Any]
    marks: Mapping[Any, Any]
    shades: Sequence[tuple[Any, ...]]
    letters: Sequence[_Letters]

    def fits(self, stream: Any, stock: Stock) -> bool:
        """Tell whether the page would be painted so again."""
        return all(one.fit(_fonts_of(stream), stock) for one in self.letters)

    def put_on(self, stream: Any, stock: Stock) -> None:
        """Do what painting the page would do."""
        for letters in self.letters:
            letters.enter(_fonts_of(stream), stock)
        for shade in self.shades:
            stream.set_alpha(*shade)
        stream.stream = list(self.operators)
        stream._tags = dict(self.marks)  # noqa: SLF001  # WeasyPrint has no other way to it


@contextmanager
def pages_kept(parts: Iterable[SetPart], stock: Stock) -> Iterator[None]:
    """Paint the pages of parts once, for the length of a `with` block.

    Operators are kept as the painter outside of it leaves them (`closed_up`).
    """
    kept = {page: part.kept.paintings for part in parts for page in part.pages}
    theirs = weasyprint.document.Page.paint

    def paint(page: Any, stream: Any, *given: Any) -> None:
        painting = kept[page].get(page)
        if painting is not None and painting.fits(stream, stock):
            painting.put_on(stream, stock)
            return
        watch = _Watch(stock)
        with watch.watching():
            theirs(page, stream, *given)
        letters = watch.letters(_fonts_of(stream))
        kept[page].pop(page, None)
        if watch.can_stand():
            kept[page][page] = Painting(
                operators=tuple(stream.stream),
                marks=dict(tags_of(stream)),
                shades=tuple(watch.shades),
                letters=letters,
            )

    weasyprint.document.Page.paint = paint
    try:
        yield
    finally:
        weasyprint.document.Page.paint = theirs


class _Watch:
    """Sees what a page takes from its file while it is painted."""

    def __init__(self, stock: Stock) -> None:
        """Start with nothing taken."""
        self._stock = stock
        self._fonts: dict[Any, tuple[Any, float]] = {}
        self._complaints = Complaints()
        self._numbered = False
        self.shades: dict[tuple[Any, ...], None] = {}

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch for the length of a `with` block."""
        ours = {
            "add_font": self._font(),
            "set_alpha": self._shade(Stream.set_alpha),
            **{name: self._number(getattr(Stream, name)) for name in _NUMBERED},
        }
        with ExitStack() as stack:
            stack.enter_context(self._complaints.listening())
            for name, method in ours.items():
                stack.callback(setattr, Stream, name, getattr(Stream, name))
                setattr(Stream, name, method)
            yield

    def can_stand(self) -> bool:
        """Tell whether all that the page took can be taken again."""
        return not self._numbered and not self._complaints.heard

    def letters(self, fonts: dict[Any, Any]) -> list[_Letters]:
        """Give what the page shows of each font, and enter it in the fonts of the file."""
        found = [
            _Letters(
                key=key,
                size=size,
                widths=dict(own.widths),
                first=frozenset(own.widths.keys() - fonts[key].widths.keys()),
                words=own.to_unicode,
            )
            for key, (own, size) in self._fonts.items()
        ]
        for letters in found:
            letters.enter(fonts, self._stock)
        return found

    def _font(self) -> Callable[..., tuple[Any, float]]:
        def ours(stream: Any, pango_font: Any) -> tuple[Any, float]:
            """Give a font as the page has it; the file has one for all its pages."""
            key, description, size = get_pango_font_key(pango_font)
            if key not in self._fonts:
                fonts = _fonts_of(stream)
                if key not in fonts:
                    opened = self._stock.get((key, size)) or Font(pango_font, description, size)
                    if not _has_pictures(opened):
                        self._stock[key, size] = opened
                    fonts[key] = _unused(opened)
                self._fonts[key] = _of_page(fonts[key]), size
            return self._fonts[key][0], size

        return ours

    def _shade(self, theirs: Callable[..., None]) -> Callable[..., None]:
        def ours(stream: Any, alpha: Any, stroke: Any = False, fill: Any = None) -> None:  # noqa: FBT002  # theirs
            self.shades[alpha, stroke, fill] = None
            theirs(stream, alpha, stroke, fill)

        return ours

    def _number(self, theirs: Callable[..., Any]) -> Callable[..., Any]:
        def ours(*given: Any, **named: Any) -> Any:
            self._numbered = True
            return theirs(*given, **named)

        return ours


class _Widths(dict[int, int]):
    """The widths of the glyphs that a page shows, where known those that its file has."""

    def __init__(self, of_file: Mapping[int, int]) -> None:
        """Start with none."""
        super().__init__()
        self._of_file = of_file

    def __contains__(self, glyph: Any) -> bool:
        """Tell whether a width is known, and take it; the painter asks before each glyph."""
        if super().__contains__(glyph):
            return True
        if glyph in self._of_file:
            self[glyph] = self._of_file[glyph]
            return True
        return False


def _has_pictures(font: Any) -> bool:
    """Tell whether glyphs of a font may be pictures; they are had from Pango's font, which goes."""
    return bool(font.png or font.svg or font.colr)


def _of_page(font: Any) -> Any:
    """Give a font of a file as one page sees it."""
    own = copy(font)
    own.widths, own.to_unicode = _Widths(font.widths), {}
    return own


def _unused(font: Any) -> Any:
    """Give a font of the stock to a file, which takes from it what no page shows."""
    own = copy(font)
    own.widths, own.to_unicode, own.missing = {}, {}, {}
    own.variations = dict(font.variations)
    return own


def _fonts_of(stream: Any) -> dict[Any, Any]:
    """Give the fonts of the file that a stream is a page of."""
    fonts: dict[Any, Any] = stream._fonts  # noqa: SLF001  # WeasyPrint has no other way to it
    return fonts
