"""How dark the ink of a logo is, for paper shows nothing that is as white as itself.

In: the bytes of a PNG, or a drawing that was read. Out: the darkest grey, `#rrggbb`, that a printer
with black alone makes of it; white where nothing is drawn.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from itertools import accumulate
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from bookbuild.model.clinic import PAPER
from bookbuild.model.contrast import grey, luminance

SVG: Final = "{http://www.w3.org/2000/svg}"

_MODES: Final = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
"""What can be printed; Pillow keeps a grey of 16 bits as another mode, and the printer has none."""
_DAMAGED: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
"""What Pillow raises on bytes that are no whole picture."""
_THUMB: Final = (240, 80)
"""Dots: 120 by 40 points, seen from as far as paper is held."""
_A_SPECK: Final = 200
"""One dot in so many is a mark and no speck."""

_SHAPES: Final = "path rect circle ellipse line polyline polygon use".split()
_PAINTS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(_SHAPES, ("fill", "stroke")),
    "stop": ("stop-color",),
}
"""What each part of a drawing is painted with."""
_LOOKS: Final = ("fill", "stroke", "stop-color", "display")
_NOT_SHOWN: Final = frozenset({"clipPath", "title", "desc", "style"})
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_REMARK: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_UP_TO_A_SIGN: Final = re.compile(r"[^{};]*[{};]?")
_STEP: Final = re.compile(r"[\s>+~]+")
"""What stands between the parts of a selector: `g .st0`, `g > path`."""
_NAME: Final = re.compile(r"\*|[.#]?[\w-]+")

_Said = tuple[tuple[str, str], ...]
"""Looks with their values, as declarations set them; a look may be set twice."""
_Looks = Mapping[str, frozenset[str]]
"""What each look may be."""
_AT_FIRST: Final[_Looks] = {
    "fill": frozenset({"black"}),
    "stroke": frozenset({"none"}),
    "stop-color": frozenset({"black"}),
    "display": frozenset({"inline"}),
}


class _Rule(NamedTuple):
    """A rule of a drawing's stylesheet: what it is for, and what it says of that.

    chosen: `.st0`, `#leaf`, `path`; `*` where it may be for any part. sure: it is for all of these,
    wherever they stand.
    """

    chosen: str
    sure: bool
    said: _Said


def darkest_of_png(content: bytes) -> str | None:
    """Give the darkest grey of a PNG laid on white; None when it cannot be read or printed."""
    from PIL import Image  # noqa: PLC0415  # a text without a logo needs no Pillow

    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if picture.mode not in _MODES:
                return None
            seen = picture.convert("RGBA")
    except _DAMAGED:
        return None
    laid = Image.new("RGBA", seen.size, PAPER)
    laid.alpha_composite(seen)
    laid.thumbnail(_THUMB)
    counts = laid.convert("L").histogram()
    enough = sum(counts) / _A_SPECK
    level = next(at for at, so_far in enumerate(accumulate(counts)) if so_far >= enough)
    return f"#{level:02x}{level:02x}{level:02x}"


def darkest_of_svg(root: Element) -> str:
    """Give the darkest grey that a drawing names for its shapes.

    Who refuses a logo by it must be certain. So it is not asked which of several rules wins, and
    what lies over what is not looked at: a dark shape below a white one counts as seen.
    """
    sheet = "".join(part.text or "" for part in root.iter(f"{SVG}style"))
    colours = _colours(root, tuple(_rules(_always(_REMARK.sub("", sheet)))))
    return min(map(grey, colours), key=luminance, default=PAPER)


def _colours(root: Element, rules: tuple[_Rule, ...]) -> Iterator[str]:
    """Yield the colours of all shapes; a list and no recursion, for files may nest without end."""
    waiting: list[tuple[Element, _Looks]] = [(root, _AT_FIRST)]
    while waiting:
        part, above = waiting.pop()
        looks = _looks_of(part, rules, above)
        if _name(part) in _NOT_SHOWN or looks["display"] == {"none"}:
            continue
        for paint in _PAINTS.get(_name(part), ()):
            yield from filter(None, map(_colour, looks[paint]))
        waiting += [(child, looks) for child in part]


def _name(part: Element) -> str:
    return part.tag.removeprefix(SVG)


def _looks_of(part: Element, rules: tuple[_Rule, ...], above: _Looks) -> _Looks:
    """Give what a part may look like: as anything says, and as above where nothing surely says."""
    names = {"*", _name(part), f"#{part.get('id', '')}"}
    names |= {f".{one}" for one in part.get("class", "").split()}
    sure, maybe = list(_declared(part.get("style", ""))), list[tuple[str, str]]()
    sure += [(look, part.attrib[look]) for look in _LOOKS if look in part.attrib]
    for rule in rules:
        if rule.chosen in names:
            (sure if rule.sure else maybe).extend(rule.said)
    return {look: _values(look, maybe) | (_values(look, sure) or above[look]) for look in _LOOKS}


def _values(look: str, said: Collection[tuple[str, str]]) -> frozenset[str]:
    return frozenset(value for name, value in said if name == look)


def _always(sheet: str) -> str:
    """Leave out at-rules with all that is in them: who sees `@media` is not known."""
    kept, depth, at_rule = "", 0, False
    for piece in _UP_TO_A_SIGN.findall(sheet):
        if depth == 0:
            at_rule = piece.lstrip().startswith("@")
        kept += "" if at_rule else piece
        depth = max(0, depth + piece.count("{") - piece.count("}"))
    return kept


def _rules(sheet: str) -> Iterator[_Rule]:
    """Yield the rules of a stylesheet; of `g .st0`, the last part is what is meant."""
    for selectors, body in _RULE.findall(sheet):
        for selector in filter(None, map(str.strip, selectors.split(","))):
            meant = _STEP.split(selector)[-1]
            chosen = meant if _NAME.fullmatch(meant) else "*"
            yield _Rule(chosen, selector == chosen, _declared(body))


def _declared(body: str) -> _Said:
    """Give the looks that declarations set: `fill: #fff; stroke: none`."""
    pairs = (line.partition(":") for line in body.split(";"))
    said = ((name.strip().casefold(), value.partition("!")[0].strip()) for name, _, value in pairs)
    return tuple((look, value) for look, value in said if look in _LOOKS)


def _colour(written: str) -> str | None:
    """Give a paint as `#rrggbb`; None where it paints nothing, or with what is looked at itself.

    A colour that only a browser knows counts as black: it is no reason to refuse a logo.
    """
    from PIL import ImageColor  # noqa: PLC0415  # as above

    word = written.strip().casefold()
    if word in {"none", "transparent"} or word.startswith("url("):
        return None
    try:
        red, green, blue, *_ = ImageColor.getrgb(word)
    except ValueError:
        return "#000000"
    return f"#{red:02x}{green:02x}{blue:02x}"
