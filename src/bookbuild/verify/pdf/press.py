"""A press file, read back and held against its ticket: our own check of PDF/X-4.

In: the file and the ticket. Out: the names of the checks that ran, and a finding for every
difference. There is no free validator of PDF/X-4, so this is the list of what ISO 15930-7 asks of
a file like ours, and of what printing houses ask on top of it: ink, small type, bleed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from bookbuild.model.diagnostic import Diagnostic, Outcome, in_order
from bookbuild.model.format import POINTS_PER_MM
from bookbuild.model.press import (
    BLACK,
    FINE_RULE_PT,
    INK_LIMIT,
    PAPER,
    SMALL_TEXT_PT,
    Ink,
    JobTicket,
)
from bookbuild.verify.pdf.painted import Area, Colour, Painted, painted_on

_SAME_PT: Final = 0.01
# A ground that ends this near to the trim was meant to be cut through.
_TOUCHES_PT: Final = 0.5
_MARK_PT: Final = 0.25
_MARKS_FROM_TRIM_PT: Final = 3 * POINTS_PER_MM
_PIXELS_PER_INCH: Final = {1: 600}
_PIXELS_PER_INCH_TONES: Final = 300
_PDFX: Final = "{http://www.npes.org/pdfx/ns/id/}"
_MANAGED: Final = "{http://ns.adobe.com/xap/1.0/mm/}"
_DATED: Final = "{http://ns.adobe.com/xap/1.0/}"
_SCREEN_SPACES: Final = frozenset({"/DeviceRGB", "/CalRGB", "/Lab", "/CalGray"})
_ARTICLES: Final = {"line": "a", "area": "an", "picture": "a", "gradient": "a"}
_ACTING: Final = {
    "/Annots": "links or notes",
    "/AcroForm": "a form",
    "/OpenAction": "an action",
    "/AA": "an action",
    "/JavaScript": "a script",
    "/JS": "a script",
    "/EmbeddedFiles": "another file",
    "/XFA": "a form",
    "/OPI": "a stand-in for a picture",
    "/Alternates": "a stand-in for a picture",
    "/TR": "a transfer curve",
    "/TR2": "a transfer curve",
    "/HTP": "a halftone",
    "/OCProperties": "layers",
}


def verify_press_file(content: bytes, ticket: JobTicket) -> Outcome[tuple[str, ...]]:
    """Prove a press file by our own checks; the value names them."""
    with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
        if pdf.is_encrypted:
            return Outcome((), (Diagnostic(code="PRS011", message="the file is encrypted"),))
        file = _File.read(pdf)
        findings = [found for check in CHECKS.values() for found in check(file, ticket)]
    return Outcome(tuple(CHECKS), in_order(findings))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page, numbered from 1: its boxes and what it paints."""

    number: int
    trim: Area
    bleed: Area
    media: Area
    painted: tuple[Painted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """An open file, its parts without the references between them, and its pages."""

    pdf: pikepdf.Pdf
    parts: tuple[Any, ...]
    pages: tuple[_Page, ...]

    @classmethod
    def read(cls, pdf: pikepdf.Pdf) -> _File:
        parts = tuple(part for thing in pdf.objects for part in _parts(thing))
        pages = (_read_page(page, number) for number, page in enumerate(pdf.pages, start=1))
        return cls(pdf=pdf, parts=parts, pages=tuple(pages))

    def painted(self) -> Iterator[tuple[_Page, Painted]]:
        """Yield what the pages paint, marks aside."""
        for page in self.pages:
            for painted in page.painted:
                if painted.colour.space != "All":
                    yield page, painted


def facts(file: _File, ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that the file says what it is, the same in its Info and in its XMP packet."""
    info: Any = file.pdf.trailer.get("/Info", pikepdf.Dictionary())
    day = f"D:{ticket.date:%Y%m%d}"
    with file.pdf.open_metadata() as xmp:
        stated = {
            "version 1.6 or older": file.pdf.pdf_version <= "1.6",
            "its identifier": len(file.pdf.trailer.get("/ID", [])) == 2,
            "its title": str(info.get("/Title", "")) == ticket.title == xmp.get("dc:title"),
            "when it was made": str(info.get("/CreationDate", "")).startswith(day),
            "when it was changed": str(info.get("/ModDate", "")).startswith(day),
            "that nothing was trapped": info.get("/Trapped") == pikepdf.Name("/False"),
            "that it is PDF/X-4": xmp.get(f"{_PDFX}GTS_PDFXVersion") == "PDF/X-4",
            "its copy": xmp.get(f"{_MANAGED}VersionID") == ticket.copy_id,
            "its document": bool(xmp.get(f"{_MANAGED}DocumentID")),
            "its rendition": bool(xmp.get(f"{_MANAGED}RenditionClass")),
        } | {
            f"its {key}": str(xmp.get(_DATED + key, "")).startswith(ticket.date.isoformat())
            for key in ("CreateDate", "ModifyDate", "MetadataDate")
        }
    for what, is_so in stated.items():
        if not is_so:
            yield Diagnostic(code="PRS011", message=f"the file does not say {what}")


def intent(file: _File, ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that exactly one printing condition is in the file: the one of the ticket."""
    root: Any = file.pdf.Root
    intents = [one for one in root.get("/OutputIntents", []) if one.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield _condition(f"is given {len(intents)} times")
        return
    [one] = intents
    if not str(one.get("/OutputConditionIdentifier", "")) or not str(one.get("/Info", "")):
        yield _condition("has no name")
    if "/DestOutputProfile" not in one:
        yield _condition("has no profile")
        return
    profile = bytes(one.DestOutputProfile.read_bytes())
    if (profile[12:20], one.DestOutputProfile.get("/N")) != (b"prtrCMYK", 4):
        yield _condition("is not that of a four-color press")
    if profile != ticket.profile:
        yield _condition("is another than the ticket's")


def _condition(fault: str) -> Diagnostic:
    return Diagnostic(code="PRS005", message=f"the printing condition {fault}")


def boxes(file: _File, ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that each page says where it is trimmed, how far it bleeds and how large its sheet is."""
    for page in file.pages:
        obj: Any = file.pdf.pages[page.number - 1].obj
        missing = [box for box in ("/TrimBox", "/BleedBox", "/MediaBox") if box not in obj]
        if missing or "/ArtBox" in obj:
            which = ", ".join(missing) or "/ArtBox"
            yield _at(page, "PRS004", f"the wrong boxes are given ({which})")
            continue
        left, bottom, *_ = page.trim
        trim = Area(left, bottom, left + ticket.trim.width_pt, bottom + ticket.trim.height_pt)
        if not _same(page.trim, trim):
            yield _at(page, "PRS004", f"the trim is not that of {ticket.trim.name}")
        if not _same(page.bleed, page.trim.grown(ticket.bleed_pt)):
            yield _at(page, "PRS004", f"the bleed is not {ticket.bleed_pt:.2f} pt on each side")
        if not page.media.grown(_SAME_PT).holds(page.bleed):
            yield _at(page, "PRS004", "the bleed is larger than the sheet")
        if "/Rotate" in obj or "/UserUnit" in obj or "/CropBox" in obj:
            yield _at(page, "PRS004", "the page is turned, scaled or cropped")


def parts(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """Find what acts, stands in for something else or is packed as PDF/X-4 does not allow."""
    found = {
        what
        for part in file.parts
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream)
        for key, what in _ACTING.items()
        if key in part
    }
    if any(str(part) == "/LZWDecode" for part in file.parts if isinstance(part, pikepdf.Name)):
        found.add("LZW compression")
    for what in sorted(found):
        yield Diagnostic(code="PRS012", message=f"the file holds {what}")


def fonts(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that each font is in the file, and that it has each letter."""
    for part in file.parts:
        if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/Font":
            holder = part.DescendantFonts[0] if "/DescendantFonts" in part else part
            descriptor: Any = holder.get("/FontDescriptor", pikepdf.Dictionary())
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                name = str(part.get("/BaseFont", part.get("/Subtype")))[1:]
                yield Diagnostic(code="PRS013", message=f"the font {name} is not in the file")
    for page, painted in file.painted():
        if painted.nameless:
            yield _at(page, "PRS013", "a letter is missing in its font")


def transparency(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """Find what is see-through: it would make colours that nobody has chosen."""
    for part in file.parts:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            alphas = [float(part.get(key, 1)) for key in ("/ca", "/CA") if key in part]
            mixes = part.get("/BM", "/Normal") != "/Normal"
            if mixes or min(alphas, default=1) < 1 or _masks(part):
                yield Diagnostic(code="PRS003", message="something is see-through")


def _masks(part: Any) -> bool:
    return any(key in part and part[key] != "/None" for key in ("/SMask", "/Group"))


def colours(file: _File, ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that all colours are inks of the ticket, and that none is a screen's."""
    known = {ink for press_ink in ticket.inks.values() for ink in (press_ink.ink, press_ink.fine)}
    for page, painted in file.painted():
        match painted.kind:
            case "gradient":
                yield _at(page, "PRS002", "a color runs into another (a gradient)")
            case "picture":
                if painted.colour.space not in {"Gray", "CMYK"}:
                    yield _at(page, "PRS002", "a picture is made for screens")
            case _ if painted.colour.space != "Pattern":
                ink = _ink(painted.colour)
                if ink is None or (ink not in known and not _is_grey(ink)):
                    yield _at(page, "PRS001", f"{_said(painted.colour)} is no ink of this job")
    for part in file.parts:
        if str(part) in _SCREEN_SPACES if isinstance(part, pikepdf.Name) else _is_rgb(part):
            yield Diagnostic(code="PRS001", message="the file holds a color space of screens")


def _is_grey(ink: Ink) -> bool:
    return ink.total == ink.black


def _is_rgb(part: Any) -> bool:
    """Tell whether something is an ICC-based colour space of another count than grey or inks."""
    if not isinstance(part, pikepdf.Array) or len(part) != 2 or part[0] != "/ICCBased":
        return False
    return int(part[1].get("/N", 3)) not in {1, 4}


def small_text(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that small type is black, or the paper left white."""
    for page, painted in file.painted():
        small = painted.kind == "text" and painted.size < SMALL_TEXT_PT - _SAME_PT
        if small and _ink(painted.colour) not in {BLACK, PAPER}:
            yield _at(
                page,
                "PRS014",
                f"text of {painted.size:.1f} pt is printed in {_said(painted.colour)}",
            )


def fine_rules(file: _File, ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that fine rules are printed in what the ticket has for them."""
    fine = {press_ink.fine for press_ink in ticket.inks.values()}
    for page, painted in file.painted():
        thin = painted.kind in {"line", "area"} and painted.size < FINE_RULE_PT - _SAME_PT
        ink = _ink(painted.colour)
        if thin and ink not in fine and not (ink and _is_grey(ink)):
            yield _at(
                page,
                "PRS015",
                f"a rule of {painted.size:.2f} pt is printed in {_said(painted.colour)}",
            )


def total_ink(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that no colour puts more ink on the paper than it takes."""
    for page, painted in file.painted():
        ink = _ink(painted.colour)
        if ink and ink.total > INK_LIMIT:
            yield _at(page, "PRS016", f"{ink} comes to {ink.total} % of ink, over {INK_LIMIT} %")


def bleed(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that what touches the trim runs on to the end of the bleed."""
    for page, painted in file.painted():
        if painted.kind == "text" or _ink(painted.colour) == PAPER or painted.where.thinness <= 0:
            continue
        for side, short in _sides(painted.where, page):
            if short:
                yield _at(page, "PRS017", f"{_thing(painted)} ends at the trim ({side})")


def _sides(where: Area, page: _Page) -> Iterator[tuple[str, bool]]:
    """Yield each side by name, and whether something touches the trim there but stops short."""
    rows = zip(("left", "bottom", "right", "top"), (1, 1, -1, -1), where, page.trim, strict=True)
    for (side, inwards, edge, trim), end in zip(rows, page.bleed, strict=True):
        touches = (edge - trim) * inwards <= _TOUCHES_PT
        yield side, touches and (edge - end) * inwards > _SAME_PT


def outside(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that beyond the bleed there are marks and nothing else, and marks nowhere else."""
    for page in file.pages:
        allowed = page.bleed.grown(_SAME_PT)
        clear = page.bleed.around(page.trim.grown(_MARKS_FROM_TRIM_PT)).grown(-_MARK_PT)
        for painted in page.painted:
            if painted.colour.space == "All":
                is_mark = painted.kind == "line" and abs(painted.size - _MARK_PT) < _SAME_PT
                if not is_mark or painted.where.cut(clear).thinness > 0:
                    yield _at(page, "PRS018", "ink of all plates is used for more than marks")
                elif not page.media.holds(painted.where):
                    yield _at(page, "PRS018", "a mark leaves the sheet")
            elif painted.where.thinness > 0 and not allowed.holds(painted.where):
                yield _at(page, "PRS018", f"{_thing(painted)} lies beyond the bleed")


def resolution(file: _File, _ticket: JobTicket) -> Iterator[Diagnostic]:
    """See that pictures have pixels enough for print."""
    for page, painted in file.painted():
        wanted = _PIXELS_PER_INCH.get(painted.bits, _PIXELS_PER_INCH_TONES)
        if painted.ppi < wanted - 1:
            yield _at(
                page, "PRS019", f"a picture has {painted.ppi:.0f} pixels an inch, not {wanted}"
            )


CHECKS: Final[Mapping[str, Callable[[_File, JobTicket], Iterator[Diagnostic]]]] = {
    "PDF/X-4: version, identifier, Info, XMP": facts,
    "PDF/X-4: one output intent with its profile": intent,
    "trim, bleed and media boxes": boxes,
    "nothing that acts or stands in": parts,
    "fonts embedded, no missing glyph": fonts,
    "nothing see-through": transparency,
    "inks of the ticket only, no RGB": colours,
    "small type in black alone": small_text,
    "fine rules in one ink": fine_rules,
    "total ink": total_ink,
    "grounds reach the bleed": bleed,
    "only marks beyond the bleed": outside,
    "resolution of pictures": resolution,
}


def _parts(thing: Any) -> Iterator[Any]:
    """Yield an object and what is written inside it; references lead to other objects."""
    yield thing
    if isinstance(thing, pikepdf.Array):
        inner = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        inner = [thing[key] for key in sorted(thing.keys())]
    else:
        return
    for part in inner:
        if not (isinstance(part, pikepdf.Object) and part.is_indirect):
            yield from _parts(part)


def _read_page(page: pikepdf.Page, number: int) -> _Page:
    trim, around, media = (
        Area(*(float(side) for side in box)) for box in (page.trimbox, page.bleedbox, page.mediabox)
    )
    painted = tuple(painted_on(page))
    return _Page(number=number, trim=trim, bleed=around, media=media, painted=painted)


def _at(page: _Page, code: str, message: str) -> Diagnostic:
    return Diagnostic(code=code, message=f"page {page.number}: {message}")


def _same(one: Area, other: Area) -> bool:
    return all(abs(a - b) <= _SAME_PT for a, b in zip(one, other, strict=True))


def _ink(colour: Colour) -> Ink | None:
    """Give a colour as an ink; None when it is none."""
    match colour.space, colour.values:
        case "CMYK", (c, m, y, k):
            return Ink(round(100 * c), round(100 * m), round(100 * y), round(100 * k))
        case "Gray", (white,):
            return Ink(black=round(100 * (1 - white)))
        case _:
            return None


def _said(colour: Colour) -> str:
    return f"`{' '.join([colour.space, *(f'{value:g}' for value in colour.values)])}`"


def _thing(painted: Painted) -> str:
    return "text" if painted.kind == "text" else f"{_ARTICLES[painted.kind]} {painted.kind}"
