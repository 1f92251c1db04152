"""Look through a clinic's logo before anything prints it.

In: the path of an SVG or PNG file below `manuscript/logos/`. Out: its bytes, or why it cannot be
printed. An SVG may draw and nothing else: no script, no letters that need a font, nothing fetched
from elsewhere. Each file that is made holds the logo, so it is small.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final
from xml.etree import ElementTree as ET

from bookbuild.model.clinic import LOGOS, Logo
from bookbuild.model.diagnostic import Diagnostic, Outcome
from bookbuild.model.source import Span
from bookbuild.model.world import OutsideError, World

_LARGEST: Final = 200_000
"""Bytes of a file."""
_WIDEST: Final = 2400
"""Dots of a PNG's side: five times what 120 points need in print."""

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_SVG: Final = "{http://www.w3.org/2000/svg}"
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
    faults = tuple(_faults(named, content, span))
    if faults:
        return Outcome(None, faults)
    if content.startswith(_SIGNATURE):
        return Outcome(Logo(content=content, media_type="image/png"))
    colours = tuple(sorted(set(_colours(content.decode()))))
    return Outcome(Logo(content=content, media_type="image/svg+xml", colours=colours))


def _colours(drawing: str) -> Iterator[str]:
    """Yield the colours that a drawing names by their digits."""
    for digits in _DIGITS.findall(drawing.lower()):
        yield f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def _faults(named: str, content: bytes, span: Span) -> Iterator[Diagnostic]:
    """Say what is wrong with a file that is there."""
    if len(content) > _LARGEST:
        says = f"the logo `{named}` has {len(content) // 1000} kB"
        yield _fault("CLN013", span, says, f"save it smaller: at most {_LARGEST // 1000} kB")
    elif named.casefold().endswith(".png"):
        yield from _of_png(named, content, span)
    elif named.casefold().endswith(".svg"):
        yield from _of_svg(named, content, span)
    else:
        yield _fault(
            "CLN014", span, f"the logo `{named}` is of another kind", "save it as SVG or PNG"
        )


def _of_png(named: str, content: bytes, span: Span) -> Iterator[Diagnostic]:
    size = _png_size(content)
    if size is None:
        hint = "export it anew as PNG; another file may only be called so"
        yield _fault("CLN014", span, f"the logo `{named}` is no whole PNG", hint)
    elif max(size) > _WIDEST:
        says = f"the logo `{named}` is {size[0]} by {size[1]} dots"
        yield _fault("CLN013", span, says, f"save it smaller: at most {_WIDEST} on each side")


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


def _of_svg(named: str, content: bytes, span: Span) -> Iterator[Diagnostic]:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:  # an XML parser would guess another encoding by the zeros
        hint = "export it anew as SVG, in UTF-8"
        yield _fault("CLN014", span, f"the logo `{named}` is not UTF-8", hint)
        return
    if "<!DOCTYPE" in text:  # entities could grow without end
        hint = "save it as plain SVG, or take the line `<!DOCTYPE …>` out"
        yield _fault("CLN015", span, f"the logo `{named}` has a document type", hint)
        return
    try:
        root = ET.fromstring(text)  # noqa: S314  # no document type, so no entities
    except ET.ParseError as error:
        hint = "export it anew as SVG; another file may only be called so"
        yield _fault("CLN014", span, f"the logo `{named}` is no whole SVG: {error}", hint)
        return
    if root.tag != f"{_SVG}svg" or not _has_size(root):
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
        name = part.tag.removeprefix(_SVG)
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


def _fault(code: str, span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, span=span, message=message, hints=(hint,))
