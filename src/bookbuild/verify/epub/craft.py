"""What validators let pass and readers notice: the craft of a finished EPUB.

In: an opened EPUB. Out: a finding for each fault. The rules are those of reading systems and stores
(Kobo's content guidelines, Amazon's publishing guidelines, Apple's asset guide, the manual of
Standard Ebooks), as far as a machine can tell: file names, tables, soft hyphens, type and colours
left to the reader, figures that stay visible on black, titles, the cover, what pops up.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.verify.epub.opened import EPUB, XHTML, Opened, elements_with, target_of

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MOST_COLUMNS: Final = 4
_SOFT_HYPHEN: Final = "\N{SOFT HYPHEN}"
_COVER_SHORT_SIDE: Final = 1400
"""Pixels, the least that Apple's store takes."""
_POPS_UP: Final = range(9, 5001)
"""Letters that Kobo shows in a pop-up; it does not tell whether white space counts."""


def file_names(opened: Opened) -> Iterator[Diagnostic]:
    """Find names that some store or file system would not take as they are."""
    for item in opened.items:
        if not all(_NAME.fullmatch(part) for part in item.path.split("/")[1:]):
            says = f"the name `{item.path}` holds more than small letters, digits, `-`, `_` and `.`"
            yield Diagnostic(code="EPB009", message=says)


def tables(opened: Opened) -> Iterator[Diagnostic]:
    """Find tables that are too wide for a telephone."""
    for path, tree in opened.documents:
        for row in tree.iter(f"{XHTML}tr"):
            columns = sum(int(cell.get("colspan", "1")) for cell in row)
            if columns > _MOST_COLUMNS:
                says = f"`{path}`: a table has {columns} columns"
                hint = f"e-readers cut off what is beyond {_MOST_COLUMNS}: make two tables of it"
                yield Diagnostic(code="EPB010", message=says, hints=(hint,))
                break


def soft_hyphens(opened: Opened) -> Iterator[Diagnostic]:
    """Find hyphens that some reading systems show, and all of them stumble over in a search."""
    for path, tree in opened.trees.items():
        if _SOFT_HYPHEN not in _text(tree):
            continue
        for text in map(str, tree.itertext()):
            if _SOFT_HYPHEN in text:
                words = text.strip().replace(_SOFT_HYPHEN, "\N{MIDDLE DOT}")[:40]
                yield Diagnostic(code="EPB011", message=f"`{path}`: soft hyphens in `{words}`")


def _text(element: etree._Element) -> str:
    """Give all text in an element; what stands behind it is none of it."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


# Looks

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_FIXED: Final = re.compile(r"(?<![\w#.-])[\d.]+(px|pt|pc|cm|mm|in|rem)\b")
_SIZES: Final = frozenset({"font-size", "line-height"})
_GROUNDS: Final = frozenset({"background", "background-color"})
_FONTS: Final = frozenset({"font", "font-family"})
_STYLED: Final = elements_with("@style")
_WIDTH: Final = re.compile(r"width:\s*[\d.]+%;?")


def looks(opened: Opened) -> Iterator[Diagnostic]:
    """Find type and colours that are forced on the reader."""
    for item in opened.items:
        if item.media_type == "text/css" and item.path in opened.files:
            for fault in _forced(opened.files[item.path].decode()):
                yield Diagnostic(code="EPB012", message=f"`{item.path}`: {fault}")
    for path, tree in opened.documents:
        for element in _STYLED(tree):
            style = element.get("style", "")
            if not _WIDTH.fullmatch(style.strip()):
                yield Diagnostic(code="EPB012", message=f"`{path}`: a style of its own, `{style}`")


def _forced(css: str) -> Iterator[str]:
    """Say what a stylesheet takes out of the reader's hands."""
    plain = re.sub(r"@supports[^{]*\{", "", _COMMENT.sub("", css))
    for selector, body in _RULE.findall(plain):
        where = " ".join(selector.split())
        declared = dict(_declarations(body))
        if _FONTS & declared.keys():
            yield f"`{where}` names a font"
        if ("color" in declared) != bool(_GROUNDS & declared.keys()):
            yield f"`{where}` sets the color of the text or of the ground, and not of both"
        yield from (
            f"`{where}` sets `{name}: {value}`, which the reader cannot change"
            for name, value in declared.items()
            if name in _SIZES and _FIXED.search(value)
        )


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for line in body.split(";"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


# Figures

_SVG: Final = "{http://www.w3.org/2000/svg}"
_WORDS_OF_SVG: Final = frozenset(_SVG + name for name in ("title", "desc", "metadata", "defs"))
_LIGHT: Final = 0.8
"""Relative luminance (WCAG 2.2) from which dark ink is sure to be seen."""


def grounds(opened: Opened) -> Iterator[Diagnostic]:
    """Find figures that a black page would swallow."""
    for path, tree in opened.documents:
        for figure in tree.iter(f"{XHTML}figure"):
            for picture in figure.iter(f"{XHTML}img"):
                where, _ = target_of(path, picture.get("src", ""))
                drawing = opened.trees.get(where)
                if drawing is not None and not _has_ground(drawing):
                    says = f"the figure `{where}` has no light ground of its own"
                    yield Diagnostic(code="EPB013", message=says)


def _has_ground(drawing: etree._Element) -> bool:
    """Tell whether the first thing drawn is a light rectangle as large as the picture."""
    drawn = (child for child in drawing if child.tag not in _WORDS_OF_SVG)
    first = next(drawn, None)
    if first is None or first.tag != f"{_SVG}rect" or first.get("opacity", "1") != "1":
        return False
    view = (drawing.get("viewBox") or "0 0 100% 100%").replace(",", " ").split()
    corner = [first.get("x", "0"), first.get("y", "0")]
    covers = [first.get("width"), first.get("height")] in (view[2:], ["100%", "100%"])
    return corner == view[:2] and covers and _is_light(first.get("fill", ""))


def _is_light(colour: str) -> bool:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return False
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] >= _LIGHT


# Titles

_LEVELS: Final = {f"{XHTML}h{level}": level for level in range(1, 7)}


def titles(opened: Opened) -> Iterator[Diagnostic]:
    """Find documents without their one title, headings that skip a level, titles used twice."""
    names = Counter(
        (tree.findtext(f"{XHTML}head/{XHTML}title") or "").strip() for _, tree in opened.documents
    )
    for name, count in names.items():
        if count > 1:
            yield Diagnostic(code="EPB014", message=f"{count} documents are called `{name}`")
    for path, tree in opened.documents:
        levels = [_LEVELS[str(element.tag)] for element in tree.iter(*_LEVELS)]
        if levels.count(1) != 1 and not _is_cover(tree):
            yield Diagnostic(code="EPB014", message=f"`{path}` has {levels.count(1)} main titles")
        for before, after in pairwise(levels):
            if after > before + 1:
                says = f"`{path}`: a heading of level {after} comes after one of level {before}"
                yield Diagnostic(code="EPB014", message=says)


def _is_cover(tree: etree._Element) -> bool:
    return any(element.get(f"{EPUB}type") == "cover" for element in tree.iter())


# The cover


class _Size(NamedTuple):
    width: int
    height: int
    colours: int


def cover(opened: Opened) -> Iterator[Diagnostic]:
    """Find a cover that stores refuse."""
    covers = [item for item in opened.items if "cover-image" in item.properties]
    if len(covers) != 1:
        yield Diagnostic(code="EPB015", message=f"{len(covers)} pictures are marked as the cover")
        return
    (item,) = covers
    size = _jpeg_size(opened.files.get(item.path, b""))
    if size is None or item.media_type != "image/jpeg":
        yield Diagnostic(code="EPB015", message=f"the cover `{item.path}` is no JPEG")
    elif min(size.width, size.height) < _COVER_SHORT_SIDE or size.colours != 3:
        says = f"the cover has {size.width} by {size.height} pixels in {size.colours} colors"
        yield Diagnostic(code="EPB015", message=says)


def _jpeg_size(content: bytes) -> _Size | None:
    """Read a JPEG's frame header (ITU-T T.81, B.2.2); None when there is none."""
    at = 2
    if content[:2] != b"\xff\xd8":
        return None
    while at + 10 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], struct.unpack(">H", content[at + 2 : at + 4])[0]
        if 0xC0 <= marker <= 0xC3:
            height, width, colours = struct.unpack(">HHB", content[at + 5 : at + 10])
            return _Size(width, height, colours)
        at += 2 + length
    return None


# What pops up

_CALLS: Final = frozenset({"noteref", "glossref", "biblioref"})


def pop_ups(opened: Opened) -> Iterator[Diagnostic]:
    """Find notes, words and sources that would not be shown, or not be seen again."""
    elements = {path: _by_id(opened.named[path]) for path, _ in opened.documents}
    seen: dict[tuple[str, str, str], tuple[Diagnostic, ...]] = {}  # a source is cited many times
    for path, tree in opened.documents:
        for link in tree.iter(f"{XHTML}a"):
            kind = link.get(f"{EPUB}type", "")
            if kind not in _CALLS:
                continue
            where, identity = target_of(path, link.get("href", ""))
            target = elements.get(where, {}).get(identity)
            call = kind, where, identity
            if call not in seen and target is not None:
                seen[call] = tuple(_unshown(kind, f"{where}#{identity}", target))
            yield from seen.get(call, ())


def _by_id(named: Sequence[etree._Element]) -> Mapping[str, etree._Element]:
    return {str(element.get("id")): element for element in named}


def _unshown(kind: str, where: str, target: etree._Element) -> Iterator[Diagnostic]:
    if target.tag == f"{XHTML}aside":
        says = f"`{where}` is an aside, which some reading systems hide"
        yield Diagnostic(code="EPB016", message=says)
    backlinks = (link for link in target.iter() if link.get("role") == "doc-backlink")
    if kind == "noteref" and next(backlinks, None) is None:
        yield Diagnostic(code="EPB016", message=f"the note `{where}` has no way back")
    letters = len(" ".join(_text(target).split()))
    if letters not in _POPS_UP:
        yield Diagnostic(
            code="EPB016",
            severity=Severity.WARNING,
            message=f"`{where}` has {letters} letters, and a pop-up shows {_POPS_UP[0]} to"
            f" {_POPS_UP[-1]}",
        )
