"""Look through a clinic's logo before anything prints it.

In: the path of an SVG or PNG file below `manuscript/logos/`. Out: its bytes, or why it cannot be
printed or not be seen. An SVG may draw and nothing else: no script, no letters that need a font,
nothing fetched from elsewhere; what editors note in it for themselves is left out. Each file that
is made holds the logo, so it is small.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from xml.etree import ElementTree as ET

from bookbuild.load.logo_shades import SVG, darkest_of_png, darkest_of_svg
from bookbuild.model.clinic import LOGOS, PAPER, Logo
from bookbuild.model.contrast import contrast
from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity, has_errors
from bookbuild.model.format import POINTS_PER_PIXEL
from bookbuild.model.source import Span
from bookbuild.model.world import OutsideError, World

_LARGEST: Final = 200_000
"""Bytes of a file."""
_WIDEST: Final = 2400
"""Dots of a PNG's side: five times what 120 points need in print."""

_LAID: Final = (120.0, 40.0)
"""Points: the largest that any piece prints a logo, as styles/shared/clinic.css has it."""
_FINE_PPI: Final = 150.0
"""Below this, steps are seen along slanting edges."""
_SEEN: Final = 1.2
"""Contrast with paper; less is the difference between two whites."""
_PLAIN: Final = 3.0
"""What WCAG 2.2, 1.4.11, asks of a drawing that must be understood."""

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_DRAWS: Final = frozenset(
    "svg g path rect circle ellipse line polyline polygon defs use symbol clipPath linearGradient"
    " radialGradient pattern stop title desc style".split()
)
_ELSEWHERE: Final = re.compile(
    r"""url\(\s*["']?(?!["'#\s])|image-set|@import|@font-face|\\""", re.IGNORECASE
)
"""In CSS: what may be fetched, and the sign that could hide it."""
_DIGITS: Final = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b(?!\))")
"""Not in brackets: `url(#fed)` names a part of the drawing."""
_DOCUMENT_TYPE: Final = re.compile(r"<!DOCTYPE [^<>\[\]]*>")
"""One that defines nothing, as Illustrator writes; in square brackets stand entities."""
_EDITORS: Final = (
    "{http://www.inkscape.org/namespaces/inkscape}",
    "{http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd}",
)
_SIZE: Final = re.compile(r"\s*(\d+\.?\d*|\.\d+)(?:px|pt|mm|cm|in|pc|em|%)?\s*")


def load_logo(
    world: World, manuscript: PurePosixPath, named: str, span: Span
) -> Outcome[Logo | None]:
    """Read the logo of a name relative to `manuscript/`; an empty name asks for none."""
    if not named:
        return Outcome(None)
    path = PurePosixPath(named)
    if path.parts[:1] != (LOGOS,) or ".." in path.parts:
        name = PureWindowsPath(named).name  # parts with `/` and with `\\`
        hint = f"put the file below `manuscript/{LOGOS}/`, and write `{LOGOS}/{name}`"
        return _refused("CLN009", span, f"a logo cannot stand at `{named}`", hint)
    try:
        content = world.read(manuscript / path)
    except OutsideError as error:
        hint = "put the file there, or correct its name"
        return _refused("CLN009", span, f"the logo `{named}` cannot be read: {error.reason}", hint)
    if len(content) > _LARGEST:
        says = f"the logo `{named}` has {len(content) // 1000} kB"
        return _refused("CLN013", span, says, f"save it smaller: at most {_LARGEST // 1000} kB")
    match path.suffix.casefold():
        case ".png":
            return _png(named, content, span)
        case ".svg":
            return _svg(named, content, span)
        case _:
            says = f"the logo `{named}` is of another kind"
            return _refused("CLN014", span, says, "save it as SVG or PNG")


def _png(named: str, content: bytes, span: Span) -> Outcome[Logo | None]:
    """Take a PNG that can be read, printed and seen."""
    size = _png_size(content)
    if size is None:
        hint = "export it anew as PNG; another file may only be called so"
        return _refused("CLN014", span, f"the logo `{named}` is no whole PNG", hint)
    if max(size) > _WIDEST:
        says = f"the logo `{named}` is {size[0]} by {size[1]} dots"
        return _refused("CLN013", span, says, f"save it smaller: at most {_WIDEST} on each side")
    darkest = darkest_of_png(content)
    if darkest is None:
        hint = "export it anew, with 8 bits for each color, or as SVG"
        return _refused("CLN014", span, f"the logo `{named}` is a PNG that cannot be printed", hint)
    found = (*_of_shade(named, darkest, span), *_of_dots(named, size, span))
    return _taken(Logo(content=content, media_type="image/png"), found)


def _svg(named: str, content: bytes, span: Span) -> Outcome[Logo | None]:
    """Take a drawing that only draws, and can be seen."""
    drawing = _drawing(named, content, span)
    if drawing.value is None:
        return Outcome(None, drawing.diagnostics)
    root = drawing.value
    slimmed = _slimmed(root)
    if slimmed or b"<!DOCTYPE" in content:
        content = ET.tostring(root)
    if faults := tuple(_of_parts(named, root, span)):
        return Outcome(None, faults)
    colours = tuple(sorted(set(_colours(content.decode()))))
    logo = Logo(content=content, media_type="image/svg+xml", colours=colours)
    return _taken(logo, tuple(_of_shade(named, darkest_of_svg(root), span)))


def _taken(logo: Logo, found: tuple[Diagnostic, ...]) -> Outcome[Logo | None]:
    return Outcome(None if has_errors(found) else logo, found)


def _of_shade(named: str, darkest: str, span: Span) -> Iterator[Diagnostic]:
    """Find a logo that is nearly as white as the paper; it stands on white everywhere."""
    ratio = contrast(darkest, PAPER)
    if ratio < _SEEN:
        says = f"the logo `{named}` cannot be seen: what it draws is nearly as white as the paper"
        yield _fault("CLN021", span, says, "ask for the one that is made for a white ground")
    elif ratio < _PLAIN:
        shown = int(ratio * 10) / 10  # cut off: 2.99 is not 3
        says = f"the logo `{named}` is pale: {shown:.1f} to 1 with white paper, printed in gray"
        hint = f"ask for a darker one; {_PLAIN:.0f} to 1 can be seen by most"
        yield replace(_fault("CLN021", span, says, hint), severity=Severity.WARNING)


def _of_dots(named: str, size: tuple[int, int], span: Span) -> Iterator[Diagnostic]:
    """Find a PNG that is printed coarsely: at its largest, but never above its own size."""
    wide, high = size
    scale = min(_LAID[0] / wide, _LAID[1] / high, POINTS_PER_PIXEL)
    ppi = 72 / scale
    if ppi < _FINE_PPI:
        says = f"the logo `{named}` has only {wide} by {high} dots, {ppi:.0f} to the inch in print"
        more = min(_FINE_PPI / 72 * most / side for most, side in zip(_LAID, size, strict=True))
        hint = f"save it with {ceil(wide * more)} by {ceil(high * more)} dots or more, or as SVG"
        yield replace(_fault("CLN022", span, says, hint), severity=Severity.WARNING)


def _colours(drawing: str) -> Iterator[str]:
    """Yield the colours that a drawing names by their digits."""
    for digits in _DIGITS.findall(drawing.lower()):
        yield f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Give width and height in dots; None when the file is damaged or is none.

    PNG (W3C Recommendation), 5: a signature, then chunks of length, type, data and CRC.
    """
    if not content.startswith(_SIGNATURE):
        return None
    at, kinds = len(_SIGNATURE), []
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        body, seal = content[at + 4 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if zlib.crc32(body) != int.from_bytes(seal) or len(seal) != 4:
            return None
        kinds.append(body[:4])
        at += 12 + length
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        return None
    start = len(_SIGNATURE) + 8
    width, height = (int.from_bytes(content[start + by : start + by + 4]) for by in (0, 4))
    return (width, height) if width and height else None


def _drawing(named: str, content: bytes, span: Span) -> Outcome[ET.Element | None]:
    """Read an SVG as XML. A document type that only names one is passed over, unread."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # an XML parser would guess another encoding by the zeros
        hint = "export it anew as SVG, in UTF-8"
        return _no_drawing("CLN014", span, f"the logo `{named}` is not UTF-8", hint)
    text = _DOCUMENT_TYPE.sub("", text, count=1)
    if "<!DOCTYPE" in text:  # entities could grow without end
        hint = "save it as plain SVG, or take the lines `<!DOCTYPE …>` out"
        return _no_drawing("CLN015", span, f"the logo `{named}` has a document type", hint)
    try:
        root = ET.fromstring(text)  # noqa: S314  # no document type, so no entities
    except ET.ParseError as error:
        hint = "export it anew as SVG; another file may only be called so"
        return _no_drawing("CLN014", span, f"the logo `{named}` is no whole SVG: {error}", hint)
    return Outcome(root)


def _slimmed(root: ET.Element) -> bool:
    """Take out what an editor notes for itself, which draws nothing; tell whether there was any."""
    notes = [(above, part) for above in root.iter() for part in above if _is_note(part.tag)]
    for above, part in notes:
        above.remove(part)
    marks = [(part, key) for part in root.iter() for key in part.attrib if _is_note(key)]
    for part, key in marks:
        del part.attrib[key]
    return bool(notes or marks)


def _is_note(name: str) -> bool:
    """Tell whether an element or an attribute says something to an editor alone."""
    return name == f"{SVG}metadata" or name.startswith(_EDITORS)


def _of_parts(named: str, root: ET.Element, span: Span) -> Iterator[Diagnostic]:
    """Find a drawing without a size, and what does not draw."""
    if root.tag != f"{SVG}svg" or not _has_size(root):
        hint = "it needs `xmlns`, and a `viewBox` or a width and a height"
        yield _fault("CLN014", span, f"the logo `{named}` has no size as a drawing", hint)
    for what in dict.fromkeys(_forbidden(root)):
        says = f"the logo `{named}` holds {what}"
        yield _fault("CLN015", span, says, "save it as plain SVG, with letters turned into shapes")


def _has_size(root: ET.Element) -> bool:
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    found = [_SIZE.fullmatch(side) for side in sides]
    return all(side and float(side[1]) > 0 for side in found)


def _forbidden(root: ET.Element) -> Iterator[str]:
    """Name everything in a drawing that does not draw by itself."""
    for part in root.iter():
        name = part.tag.removeprefix(SVG)
        if name not in _DRAWS:
            yield f"`{name.rpartition('}')[2]}`"
        if name == "style" and _ELSEWHERE.search(part.text or ""):
            yield "a reference to elsewhere"
        for key, value in part.attrib.items():
            if key.casefold().startswith("on"):
                yield f"the script `{key}`"
            leads_out = key.rpartition("}")[2] == "href" and not value.startswith("#")
            if leads_out or _ELSEWHERE.search(value):
                yield "a reference to elsewhere"


def _refused(code: str, span: Span, message: str, hint: str) -> Outcome[Logo | None]:
    return Outcome(None, (_fault(code, span, message, hint),))


def _no_drawing(code: str, span: Span, message: str, hint: str) -> Outcome[ET.Element | None]:
    return Outcome(None, (_fault(code, span, message, hint),))


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
