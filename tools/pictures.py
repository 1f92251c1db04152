"""Take the pictures in the documents again, from the files in `dist/`; for maintainers.

In: what `make all press` made, Poppler's programs, and Chromium for the web edition. Out:
`docs/pictures/*.png`, of few colours and few bytes. A page is asked for by words that stand on it,
so that a longer text still gives the page that is meant; the brochure is cut at its folds and laid
as a reader unfolds it.

    python tools/pictures.py
    python tools/pictures.py brochure-folded poster

Look at every picture before you commit it.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image, ImageColor

from bookbuild.model.clinic import ALARM, PAPER, TINT
from bookbuild.model.format import FORMATS, POINTS_PER_INCH
from bookbuild.render.figures.pens import AMBER, INK, SPRUCE, STONE

ROOT: Final = Path(__file__).parents[1]
DIST: Final = ROOT / "dist"
PICTURES: Final = ROOT / "docs/pictures"
BOOK: Final = "ketamine-for-chronic-pain"

_GROUND: Final = (222, 226, 227)
_EDGE: Final = 10
"""Between two views and around them, in pixels."""
_SHADES: Final = 6
"""Of each colour of the house, from itself to the white it stands on: what edges of type need."""
_FINER: Final = 2
"""Pages are drawn so many times larger and then made smaller, which keeps small type even."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page of a finished file, or a part of it.

    file: below `dist/`. page: its number, or words that stand on it; the first such page is taken.
    later: so many pages further on. screen: the window, in CSS pixels, in which a page of the web
    edition is seen, for that has no size of its own. part: left, top, right and bottom of what is
    shown, in points, None for the whole page. grey: as one black ink prints it.
    """

    file: str
    page: int | str = 1
    later: int = 0
    screen: tuple[int, int] | None = None
    part: tuple[float, float, float, float] | None = None
    grey: bool = False


Opening = tuple[View, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Rows of openings: views that are seen together, as two facing pages, touch.

    height: of each view, in pixels.
    """

    rows: tuple[tuple[Opening, ...], ...]
    height: int = 420


def main(wanted: list[str]) -> int:
    """Take all pictures, or those that are named."""
    pictures = {**_pictures(), **_pieces()}
    if unknown := set(wanted) - pictures.keys():
        print(f"no such picture: {', '.join(sorted(unknown))}; there are: {', '.join(pictures)}")
        return 2
    for name in wanted or pictures:
        content = png(taken(pictures[name]))
        (PICTURES / f"{name}.png").write_bytes(content)
        print(f"{name}.png: {len(content) / 1000:.0f} kB")
    return 0


def taken(picture: Picture) -> Image.Image:
    """Draw the views of a picture and lay them in rows on a quiet ground."""
    rows = [
        beside([beside([drawn(view, picture.height) for view in one], 1) for one in row], _EDGE)
        for row in picture.rows
    ]
    step = picture.height + _EDGE
    width = max(row.width for row in rows)
    sheet = Image.new("RGB", (width + 2 * _EDGE, len(rows) * step + _EDGE), _GROUND)
    for number, row in enumerate(rows):
        sheet.paste(row, (_EDGE, _EDGE + number * step))
    return sheet


def beside(views: list[Image.Image], gap: int) -> Image.Image:
    """Lay views of one height beside each other, so many pixels apart."""
    width = sum(view.width for view in views) + gap * (len(views) - 1)
    row = Image.new("RGB", (width, views[0].height), _GROUND)
    left = 0
    for view in views:
        row.paste(view, (left, 0))
        left += view.width + gap
    return row


def drawn(view: View, height: int) -> Image.Image:
    """Draw one view, so many pixels high."""
    large = _on_screen(view, view.screen) if view.screen else _on_paper(view, _FINER * height)
    width = round(large.width * height / large.height)
    return large.resize((width, height), Image.Resampling.LANCZOS)


def _on_paper(view: View, height: int) -> Image.Image:
    """Draw a printed page or a part of it, about so many pixels high."""
    page = _page_number(view)
    across, down = _size(view.file, page)
    left, top, right, bottom = view.part or (0.0, 0.0, across, down)
    scale = height / (bottom - top)
    colour = ["-gray"] if view.grey else []
    place = ["-f", str(page), "-l", str(page), "-r", f"{scale * POINTS_PER_INCH:.3f}"]
    whole = Image.open(io.BytesIO(_told("pdftoppm", *place, *colour, str(DIST / view.file))))
    box = (round(left * scale), round(top * scale), round(right * scale), round(bottom * scale))
    return whole.convert("RGB").crop(box)


def _on_screen(view: View, window: tuple[int, int]) -> Image.Image:
    """Show a page of the web edition in a browser's window, and keep what it shows."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder, "shot.png")
        told = [
            f"--screenshot={shot}",
            f"--window-size={window[0]},{window[1]}",
            "--hide-scrollbars",
        ]
        address = (DIST / view.file).as_uri()
        _told("chromium", "--headless", "--no-sandbox", f"--user-data-dir={folder}", *told, address)
        return Image.open(io.BytesIO(shot.read_bytes())).convert("RGB")


def png(picture: Image.Image) -> bytes:
    """Write a picture in the few colours of the house."""
    few = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _palette() -> Image.Image:
    """Give the house's colours and their shades: a choice by frequency would drop the rare ones."""
    shades = [
        tuple(round(part + (255 - part) * step / _SHADES) for part in ImageColor.getrgb(pen))
        for pen in (INK, SPRUCE, ALARM, STONE, AMBER, "#808080")
        for step in range(_SHADES)
    ]
    colours = [*shades, _GROUND, ImageColor.getrgb(TINT), ImageColor.getrgb(PAPER)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in colours for part in colour])
    return palette


def _pictures() -> dict[str, Picture]:
    """Give the pictures of several pieces together."""
    pages = _a_page_of_each()
    grey = tuple(replace(view, grey=True) for view in pages)
    sheets = _sheets()
    return {
        "specimen": Picture(rows=(_apart(pages[:4]), _apart(pages[4:])), height=330),
        "grey": Picture(rows=(_apart(grey[:4]),), height=300),
        "handouts": Picture(rows=(_apart(sheets[:6]), _apart(sheets[6:])), height=230),
    }


def _pieces() -> dict[str, Picture]:
    """Give the pictures of one piece each."""
    book, large = f"pdf/{BOOK}.pdf", f"pdf/{BOOK}-large-print-letter.pdf"
    sheet, flat = "pdf/handouts/letter/08-side-effects.pdf", f"pdf/{BOOK}-brochure-letter.pdf"
    press, card = f"press/{BOOK}-brochure-solid-letter.pdf", f"pdf/{BOOK}-card-letter.pdf"
    how = "pdf/how-to-print-letter.pdf"
    opener, figure = "Chapter 8: the short version", "Dream-like or strange feelings"
    rows: dict[str, tuple[Opening, ...]] = {
        "brochure-folded": _unfolded(flat),
        "brochure-outside": _one(flat),
        "brochure-inside": _one(flat, 2),
        "handout": _apart((View(file=sheet), View(file=sheet, page=2))),
        "poster": _one(f"pdf/{BOOK}-poster-tabloid.pdf"),
        "card": _apart(tuple(View(file=card, page=side, part=_first_card()) for side in (1, 2))),
        "cover": _one(book),
        "chapter": ((View(file=book, page=opener), View(file=book, page=opener, later=1)),),
        "figure": _one(book, figure),
        "emergency": _one(book, "While you wait"),
        "glossary": _one(book, "Words explained Acute pain"),
        "sources": _one(book, "Sources 1 "),
        "large-print": _apart(
            (View(file=large, page=opener, later=1), View(file=large, page=figure))
        ),
        "booklet": _one(f"pdf/{BOOK}-booklet-letter.pdf"),
        "how-to-print": (*_one(how), *_one(how, 2)),
        "calibration": _one("pdf/calibration-letter.pdf"),
        "press": _one(press),
        "web": _apart(
            (
                View(file="web/index.html", screen=(900, 1000)),
                View(file="web/book/side-effects.html", screen=(520, 1000)),
            )
        ),
    }
    return {
        name: Picture(rows=(row,), height=_HEIGHTS.get(name, 420)) for name, row in rows.items()
    }


def _one(file: str, page: int | str = 1) -> tuple[Opening, ...]:
    return ((View(file=file, page=page),),)


def _apart(views: Opening) -> tuple[Opening, ...]:
    return tuple((view,) for view in views)


_HEIGHTS: Final = {
    "brochure-folded": 330,
    "card": 190,
    "brochure-outside": 340,
    "brochure-inside": 340,
    "booklet": 300,
    "calibration": 260,
    "press": 340,
}


def _a_page_of_each() -> tuple[View, ...]:
    """Give one page of each piece; the first four are those that a clinic prints most."""
    book = f"pdf/{BOOK}.pdf"
    return (
        View(file="pdf/handouts/letter/08-side-effects.pdf"),
        View(file=f"pdf/{BOOK}-brochure-letter.pdf"),
        View(file=f"pdf/{BOOK}-poster-tabloid.pdf"),
        View(file=book, page="Dream-like or strange feelings"),
        View(file=book),
        View(file=book, page="Chapter 8: the short version", later=1),
        View(file=f"pdf/{BOOK}-large-print-letter.pdf", page="Dream-like or strange feelings"),
        View(file=f"pdf/{BOOK}-card-letter.pdf", page=2),
    )


def _sheets() -> tuple[View, ...]:
    """Give the fronts of all handouts, in their order."""
    files = sorted((DIST / "pdf/handouts/letter").rglob("*.pdf"), key=lambda file: file.name)
    return tuple(View(file=file.relative_to(DIST).as_posix()) for file in files)


def _first_card() -> tuple[float, float, float, float]:
    row = FORMATS["card-letter"]
    return (row.cuts_pt[0], row.rows_pt[0], row.cuts_pt[1], row.rows_pt[1])


def _unfolded(file: str) -> tuple[Opening, ...]:
    """Give what a reader sees in turn: the cover, inside left and flap, the inside, the back."""
    (flap, back, cover), inside = _panels(file, 1), _panels(file, 2)
    return ((cover,), (inside[0], flap), tuple(inside), (back,))


def _panels(file: str, side: int) -> list[View]:
    across, down = _size(file, side)
    edges = (0.0, *FORMATS["brochure-letter"].folds_pt[side - 1], across)
    return [
        View(file=file, page=side, part=(left, 0.0, right, down)) for left, right in pairwise(edges)
    ]


def _page_number(view: View) -> int:
    """Give the number of a view's page, from 1; raises LookupError when no page says the words."""
    if isinstance(view.page, int):
        return view.page + view.later
    pages = _texts(view.file)
    found = [number for number, text in enumerate(pages, start=1) if view.page in text]
    if not found:
        raise LookupError(f"{view.file}: no page says `{view.page}`")
    return found[0] + view.later


@cache
def _texts(file: str) -> list[str]:
    """Give the words of each page, on one line: where lines end is no matter."""
    pages = _told("pdftotext", str(DIST / file), "-").decode().split("\f")
    return [" ".join(page.split()) for page in pages]


@cache
def _size(file: str, page: int) -> tuple[float, float]:
    """Give the width and the height of a page, in points."""
    told = _told("pdfinfo", "-f", str(page), "-l", str(page), str(DIST / file)).decode()
    (words,) = [
        line.split() for line in told.splitlines() if line.startswith("Page ") and "size" in line
    ]
    return float(words[3]), float(words[5])


def _told(*command: str) -> bytes:
    """Run a program, and give what it tells."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
