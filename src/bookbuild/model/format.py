"""The formats as one table: a format is a row here, a folder of CSS, and finish steps.

In: nothing. Out: `FORMATS` by name. `render` never asks which format it is in: it asks the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:  # the tree of the text has many nodes, and a build with nothing to do needs none
    from bookbuild.model.document import Edition

POINTS_PER_INCH: Final = 72.0
POINTS_PER_MM: Final = POINTS_PER_INCH / 25.4
POINTS_PER_PIXEL: Final = POINTS_PER_INCH / 96
"""CSS Values 4, 6.2: a pixel is 1/96 inch, whatever shows it."""

Renderer = Literal["pdf", "sheets", "press", "epub", "text", "web"]
"""The kind of file: `sheets` are for the office printer alone, `press` is for a printing house."""
Frame = Literal[
    "book",
    "brochure",
    "calibration",
    "card",
    "cover",
    "epub",
    "epub-sheets",
    "handout",
    "handouts",
    "how-to-print",
    "plain",
    "poster",
    "web",
]
"""How the text is laid into pages; `render` has a writer for each."""
Finish = Literal["booklet", "press"]
"""How finished files are worked into another."""
PaperFamily = Literal["letter", "a4"]
"""What an office has in the drawer: the sizes of North America, or those of ISO 216."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A page after trimming, in points (1/72 inch)."""

    name: str
    width_pt: float
    height_pt: float
    family: PaperFamily


HALF_LETTER: Final = Paper(name="half-letter", width_pt=396, height_pt=612, family="letter")
LETTER: Final = Paper(name="letter", width_pt=612, height_pt=792, family="letter")
LETTER_ACROSS: Final = Paper(name="letter-flat", width_pt=792, height_pt=612, family="letter")
TABLOID: Final = Paper(name="tabloid", width_pt=792, height_pt=1224, family="letter")
A5: Final = Paper(
    name="a5", width_pt=148 * POINTS_PER_MM, height_pt=210 * POINTS_PER_MM, family="a4"
)
A5_SPREAD: Final = Paper(
    name="a5-spread", width_pt=296 * POINTS_PER_MM, height_pt=210 * POINTS_PER_MM, family="a4"
)
A4: Final = Paper(
    name="a4", width_pt=210 * POINTS_PER_MM, height_pt=297 * POINTS_PER_MM, family="a4"
)
A4_ACROSS: Final = Paper(
    name="a4-flat", width_pt=297 * POINTS_PER_MM, height_pt=210 * POINTS_PER_MM, family="a4"
)
A3: Final = Paper(
    name="a3", width_pt=297 * POINTS_PER_MM, height_pt=420 * POINTS_PER_MM, family="a4"
)

BLEED_MM: Final = 3.0 * POINTS_PER_MM
"""The usual bleed outside America, in points."""
BLEED_INCH: Final = 0.125 * 72
"""The usual bleed in America, in points."""
SAFE_PT: Final = 17.0
"""6 mm: how near to the trim or a fold text may come."""
OFFICE_SAFE_PT: Final = 36.0
"""12.7 mm: how near to the edge any office printer prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format whose files another has copies of, for people to take along, and what it says so.

    of_sheet: each file is one sheet's, and is offered on the page of that sheet.
    """

    format: str
    words: str
    of_sheet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One row: which edition of the text, which writer, which look, which sheet, which file.

    What it is. kind: what people call it, and ask for. renderer: the kind of file. frame: the
    writer that lays the text into it; a booklet, folded from a book, has none of its own. theme:
    the folder of CSS, which may lie over another (over); empty for what has no looks. path: below
    `dist/`, with `{slug}` for the book's short name, and `{name}` for a sheet's. called: its title,
    with `{title}` for the book's; what has another title is another publication. per_sheet: it is
    made once for each chapter. pages: how many pages it has exactly, None where that depends on the
    text.

    What it takes from other formats. paged_by: the one whose pages its page list names (an e-book
    beside a book). made_from: the one whose files it is made from. finish: what is done to them.
    offers: those whose files it has copies of.

    Its sheet. safe_pt: nothing but a full-bleed ground may come closer to the trim than this.
    folds_pt: where each page is folded, from its left edge; cuts_pt, rows_pt: where every page is
    cut, from its left and from its top edge; nothing comes closer to either than safe_pt. bleed_pt:
    how far grounds run beyond the trim. beside_pt: the left and the right margin together, of a
    page, of a panel between folds, of a card between cuts; figures are drawn for what is left.
    inner_pt: of that, what lies at the fold where pages are bound.

    Its type. figure_pt: the lettering of figures. floor_pt: no text is smaller; of page-foot
    notes and captions it is note_pt, of raised numbers, running heads, sources and imprint
    small_pt.

    What it shows. around_art_pt: what the cover's height keeps for its margins and words. ruler:
    the ruler of chapters hangs in the outer margin. shows_text: False where nothing of the sections
    is printed, as on a cover. with_sheets: the handouts are pages of it, beside the book.
    """

    name: str
    kind: str
    edition: Edition
    renderer: Renderer
    frame: Frame | None
    theme: str
    paper: Paper | None
    path: str
    called: str = "{title}"
    over: str | None = None
    per_sheet: bool = False
    pages: int | None = None

    paged_by: str | None = None
    made_from: str | None = None
    finish: Finish | None = None
    offers: tuple[Offer, ...] = ()

    safe_pt: float = SAFE_PT
    folds_pt: tuple[tuple[float, ...], ...] = ()
    cuts_pt: tuple[float, ...] = ()
    rows_pt: tuple[float, ...] = ()
    bleed_pt: float = 0.0
    beside_pt: float = 99.0
    inner_pt: float = 54.0

    figure_pt: float = 10.5
    floor_pt: float = 12.0
    note_pt: float = 10.5
    small_pt: float = 9.0

    around_art_pt: float = 372.0
    ruler: bool = True
    shows_text: bool = True
    with_sheets: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """Give the names of the formats that must be made before this one."""
        return (*((self.paged_by,) if self.paged_by else ()), *self.sources)

    @property
    def sources(self) -> tuple[str, ...]:
        """Give the names of the formats whose files this one gets."""
        return (
            *((self.made_from,) if self.made_from else ()),
            *(one.format for one in self.offers),
        )


def _tri_folds(paper: Paper, full_pt: float, tuck_pt: float) -> tuple[Format, Format]:
    """Give a brochure of three panels, with a cover that saves toner, and with a solid one.

    The panel that is tucked in is narrower; the outside shows it at the left, so the folds of the
    inside mirror those of the outside.
    """
    assert abs(2 * full_pt + tuck_pt - paper.width_pt) < 0.01, "the panels are not the sheet"
    white = Format(
        name=f"brochure-{paper.family}",
        kind="brochure",
        edition="brochure",
        renderer="pdf",
        frame="brochure",
        theme="brochure",
        paper=paper,
        path=f"pdf/{{slug}}-brochure-{paper.family}.pdf",
        pages=2,
        folds_pt=((tuck_pt, tuck_pt + full_pt), (full_pt, 2 * full_pt)),
        beside_pt=50,
        figure_pt=12,
    )
    solid = replace(
        white,
        name=f"brochure-solid-{paper.family}",
        kind="brochure-solid",
        over="brochure",
        theme="brochure-solid",
        path=f"pdf/{{slug}}-brochure-solid-{paper.family}.pdf",
    )
    return white, solid


def _cards(paper: Paper) -> Format:
    """Give a sheet of eight wallet cards, 3.5 by 2 inches each, in the middle of the paper."""
    width, height = 3.5 * POINTS_PER_INCH, 2 * POINTS_PER_INCH
    left, top = paper.width_pt / 2 - width, paper.height_pt / 2 - 2 * height
    return Format(
        name=f"card-{paper.family}",
        kind="card",
        edition="card",
        renderer="pdf",
        frame="card",
        theme="card",
        paper=paper,
        path=f"pdf/{{slug}}-card-{paper.family}.pdf",
        pages=2,
        safe_pt=3 * POINTS_PER_MM,
        beside_pt=17.5,
        figure_pt=8,
        floor_pt=8,
        note_pt=8,
        small_pt=8,
        cuts_pt=tuple(left + column * width for column in range(3)),
        rows_pt=tuple(top + row * height for row in range(5)),
    )


def _for_press(row: Format) -> Format:
    """Give the row of the same piece for a printing house, with the bleed that is usual there."""
    assert row.paper, f"{row.name} has no paper"
    return replace(
        row,
        name=f"{row.name}-press",
        renderer="press",
        finish="press",
        path=row.path.replace("pdf/", "press/", 1),
        bleed_pt=BLEED_INCH if row.paper.family == "letter" else BLEED_MM,
    )


def _and_for_press(*rows: Format) -> tuple[Format, ...]:
    """Give some rows, then those of the same pieces for a printing house."""
    return (*rows, *map(_for_press, rows))


def _table(*rows: Format) -> Mapping[str, Format]:
    return MappingProxyType({row.name: row for row in rows})


def _handouts(paper: Paper) -> tuple[Format, Format]:
    """Give the rows of one paper: the sheets one by one, and all of them in one file."""
    sheet = Format(
        name=f"handouts-{paper.family}",
        kind="handouts",
        edition="handout",
        renderer="pdf",
        frame="handout",
        theme="handout",
        paper=paper,
        path=f"pdf/handouts/{paper.family}/{{name}}.pdf",
        per_sheet=True,
        pages=2,
        safe_pt=OFFICE_SAFE_PT,
        beside_pt=86,
        figure_pt=12,
    )
    gathered = replace(
        sheet,
        name=f"handouts-{paper.family}-in-one",
        frame="handouts",
        path=f"pdf/{{slug}}-handouts-{paper.family}.pdf",
        per_sheet=False,
        pages=None,
        made_from=sheet.name,
    )
    return sheet, gathered


FORMATS: Final[Mapping[str, Format]] = _table(
    Format(
        name="book",
        kind="book",
        edition="book",
        renderer="pdf",
        frame="book",
        theme="book",
        paper=HALF_LETTER,
        path="pdf/{slug}.pdf",
    ),
    Format(
        name="book-a5",
        kind="book",
        edition="book",
        renderer="pdf",
        frame="book",
        theme="book",
        paper=A5,
        path="pdf/{slug}-a5.pdf",
    ),
    *(
        Format(
            name=f"large-print-{paper.name}",
            kind="large-print",
            edition="book",
            renderer="pdf",
            frame="book",
            theme="large-print",
            over="book",
            paper=paper,
            path=f"pdf/{{slug}}-large-print-{paper.name}.pdf",
            beside_pt=144,
            figure_pt=18,
            floor_pt=18,
            note_pt=18,
            small_pt=18,
            around_art_pt=470,
            ruler=False,
        )
        for paper in (LETTER, A4)
    ),
    *_and_for_press(
        *_tri_folds(LETTER_ACROSS, 3.6875 * POINTS_PER_INCH, 3.625 * POINTS_PER_INCH),
        *_tri_folds(A4_ACROSS, 100 * POINTS_PER_MM, 97 * POINTS_PER_MM),
        *(
            Format(
                name=f"poster-{paper.name}",
                kind="poster",
                edition="poster",
                renderer="pdf",
                frame="poster",
                theme="poster",
                paper=paper,
                path=f"pdf/{{slug}}-poster-{paper.name}.pdf",
                pages=1,
                safe_pt=10 * POINTS_PER_MM,
                beside_pt=108,
                figure_pt=18,
                floor_pt=18,
                note_pt=18,
            )
            for paper in (TABLOID, A3)
        ),
    ),
    *(_cards(paper) for paper in (LETTER, A4)),
    *(
        Format(
            name=f"how-to-print-{paper.name}",
            kind="how-to-print",
            edition="book",
            renderer="pdf",
            frame="how-to-print",
            theme="how-to-print",
            paper=paper,
            path=f"pdf/how-to-print-{paper.name}.pdf",
            pages=2,
            beside_pt=100,
            shows_text=False,
        )
        for paper in (LETTER, A4)
    ),
    *(
        Format(
            name=f"booklet-{sheet.family}",
            kind="booklet",
            edition="book",
            renderer="sheets",
            frame=None,
            theme="booklet",
            paper=sheet,
            path=f"pdf/{{slug}}-booklet-{sheet.family}.pdf",
            made_from=book,
            finish="booklet",
        )
        for sheet, book in ((LETTER_ACROSS, "book"), (A4_ACROSS, "book-a5"))
    ),
    *(
        Format(
            name=f"calibration-{sheet.family}",
            kind="booklet",
            edition="book",
            renderer="pdf",
            frame="calibration",
            theme="calibration",
            paper=sheet,
            path=f"pdf/calibration-{sheet.family}.pdf",
            pages=2,
            beside_pt=86,
            shows_text=False,
        )
        for sheet in (LETTER_ACROSS, A4_ACROSS)
    ),
    *(
        _for_press(
            Format(
                name=f"cover-{spread.family}",
                kind="booklet",
                edition="book",
                renderer="pdf",
                frame="cover",
                theme="cover",
                paper=spread,
                path=f"pdf/{{slug}}-booklet-cover-{spread.family}.pdf",
                pages=1,
                folds_pt=((spread.width_pt / 2,),),
                shows_text=False,
            )
        )
        for spread in (LETTER_ACROSS, A5_SPREAD)
    ),
    Format(
        name="text",
        kind="text",
        edition="handout",
        renderer="text",
        frame="plain",
        theme="",
        paper=None,
        path="text/{name}.txt",
        per_sheet=True,
    ),
    Format(
        name="epub",
        kind="epub",
        edition="book",
        renderer="epub",
        frame="epub",
        theme="epub",
        paper=None,
        path="epub/{slug}.epub",
        paged_by="book",
    ),
    Format(
        name="epub-large",
        kind="epub",
        edition="book",
        renderer="epub",
        frame="epub",
        theme="epub-large",
        over="epub",
        paper=None,
        path="epub/{slug}-large.epub",
        called="{title} (larger type)",
    ),
    Format(
        name="epub-handouts",
        kind="epub",
        edition="handout",
        renderer="epub",
        frame="epub-sheets",
        theme="epub",
        paper=None,
        path="epub/{slug}-handouts.epub",
        called="{title}: handouts",
    ),
    *_handouts(LETTER),
    *_handouts(A4),
    Format(
        name="web",
        kind="web",
        edition="book",
        renderer="web",
        frame="web",
        theme="web",
        paper=None,
        path="web/index.html",
        with_sheets=True,
        offers=(
            Offer(format="book", words="The book, to print or to read on a screen"),
            Offer(format="large-print-letter", words="The book in large print, US Letter paper"),
            Offer(format="epub", words="The book for e-readers and phones"),
            Offer(format="epub-large", words="The book for e-readers and phones, in larger type"),
            Offer(format="handouts-letter-in-one", words="All sheets, to print on US Letter paper"),
            Offer(format="epub-handouts", words="All sheets for e-readers and phones"),
            Offer(
                format="handouts-letter",
                words="This sheet, to print on US Letter paper",
                of_sheet=True,
            ),
        ),
    ),
)
