"""The colours of a screen, separated into the plates of a press.

In: the operators of each page, with the forms and screens (patterns) it draws. Out: the same
drawing in cyan, magenta, yellow and black. Every colour must have its ink; one without is a
finding, not a guess. Small type and fine rules are printed from one plate.

Where a colour is set, nobody knows yet whether small type or a large area will be painted with it.
So colours are remembered, and written when something is painted.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Matrix, Name, Operator

from bookbuild.finish.press.shapes import EVERYWHERE, Box, Path
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.press import BLACK, FINE_RULE_PT, SMALL_TEXT_PT, Ink, PressInk

_CONSTRUCTS: Final = frozenset("m l c v y h re".split())
_FILLS: Final = frozenset("f F f* B B* b b*".split())
_STROKES: Final = frozenset("S s B B* b b*".split())
_PAINTS: Final = _FILLS | _STROKES | {"n"}
_SHOWS: Final = frozenset({"Tj", "TJ", "'", '"'})
_TAGS: Final = frozenset("BMC BDC EMC MP DP".split())
_COLOURS: Final = frozenset("g rg k cs sc scn".split())
_PLAIN_SPACES: Final = {"/DeviceRGB": "rg", "/DeviceGray": "g", "/DeviceCMYK": "k"}
_PLATES_OF_PICTURES: Final = frozenset({"/DeviceGray", "/DeviceCMYK"})
# What a measure may miss through the rounding of coordinates: 18 points are not small.
_SLACK_PT: Final = 0.01


@dataclass(frozen=True, slots=True)
class Screen:
    """A fill with a repeated drawing, such as hatching: the object number of its pattern."""

    pattern: tuple[int, int]


Tone = PressInk | Screen
_START: Final = PressInk(ink=BLACK, fine=BLACK)  # the colour every page begins with


@dataclass(slots=True, kw_only=True)
class Pen:
    """The graphics state, as far as it matters here; `q` keeps a copy and `Q` brings it back.

    laid_fill, laid_stroke: the ink that the operators written so far have set, None when unknown.
    """

    matrix: Matrix
    clip: Box = EVERYWHERE
    fill: Tone = _START
    stroke: Tone = _START
    fill_space: str = "g"
    stroke_space: str = "g"
    laid_fill: Ink | Screen | None = None
    laid_stroke: Ink | Screen | None = None
    width: float = 1.0
    size: float = 0.0
    mode: int = 0

    @property
    def scale(self) -> float:
        """Give how much longer a line becomes on the page."""
        return math.sqrt(abs(self.matrix.a * self.matrix.d - self.matrix.b * self.matrix.c))


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """One stream in the making: what is read, what is written, and what it uses."""

    resources: Any
    base: Matrix
    pen: Pen
    kept: list[Pen] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    pending: list[ContentStreamInstruction] = field(default_factory=list)
    clips: bool = False
    text: Matrix = field(default_factory=Matrix)
    out: list[ContentStreamInstruction] = field(default_factory=list)
    used: dict[str, dict[str, Any]] = field(default_factory=dict)

    def write(self, operator: str, *operands: Any) -> None:
        self.out.append(ContentStreamInstruction(list(operands), Operator(operator)))

    def use(self, kind: str, thing: Any) -> Name:
        """Name a form, picture or screen among the resources of the stream that is written."""
        shelf = self.used.setdefault(kind, {})
        for name, known in shelf.items():
            if known.objgen == thing.objgen:
                return Name(name)
        name = f"/{kind[1]}{len(shelf)}"
        shelf[name] = thing
        return Name(name)


class Plates:
    """Separates the pages of one file; a form drawn twice alike is separated once."""

    def __init__(self, pdf: pikepdf.Pdf, inks: Mapping[str, PressInk]) -> None:
        """Take the file and the ink of each colour."""
        self._pdf = pdf
        self._inks = inks
        self._done: dict[tuple[object, ...], Any] = {}
        self._findings: list[Diagnostic] = []
        self._page = 0

    def separate(self, page: pikepdf.Page, number: int) -> list[Diagnostic]:
        """Rewrite one page's operators and resources; give what cannot be printed."""
        self._page, self._findings = number, []
        resources: Any = page.obj.Resources
        operators, used = self._rewritten(page, resources, Pen(matrix=Matrix()))
        page.obj.Contents = self._pdf.make_stream(operators)
        page.obj.Resources = used
        return self._findings

    def _rewritten(self, source: Any, resources: Any, pen: Pen) -> tuple[bytes, Dictionary]:
        sheet = _Sheet(resources=resources, base=pen.matrix, pen=pen)
        for instruction in pikepdf.parse_content_stream(source):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._find("PRS002", "a picture stands among the operators", _DRAW)
                continue
            self._step(sheet, str(instruction.operator), list(instruction.operands), instruction)
        used = {kind: Dictionary(shelf) for kind, shelf in sorted(sheet.used.items())}
        return pikepdf.unparse_content_stream(sheet.out), Dictionary(used)

    def _step(
        self,
        sheet: _Sheet,
        operator: str,
        operands: list[Any],
        instruction: ContentStreamInstruction,
    ) -> None:
        """Carry one operator over, or remember it until something is painted."""
        if operator in _CONSTRUCTS:
            sheet.path.add(operator, [float(value) for value in operands], sheet.pen.matrix)
            sheet.pending.append(instruction)
        elif operator in {"W", "W*"}:
            sheet.clips = True
            sheet.pending.append(instruction)
        elif operator in _PAINTS:
            self._paint(sheet, operator, instruction)
        elif operator in _SHOWS:
            self._show(sheet, instruction)
        elif operator.lower() in _COLOURS:
            self._dip(sheet, operator, operands)
        elif operator == "Do":
            self._draw(sheet, operands[0])
        elif operator == "gs":
            self._see_through(sheet.resources.ExtGState[operands[0]])
        elif operator == "sh":
            self._find("PRS002", "a color runs into another (a gradient)", "use flat colors")
        elif operator not in _TAGS:  # tags are for screens
            _set(sheet, operator, operands)
            sheet.out.append(instruction)

    def _paint(self, sheet: _Sheet, operator: str, instruction: ContentStreamInstruction) -> None:
        """Write a path with the colours it is painted with, then note its clip."""
        pen, path = sheet.pen, sheet.path
        if path.subpaths:
            even_odd = operator.endswith("*")
            if operator in _FILLS:
                thickness = path.thickness(pen.clip, even_odd=even_odd)
                self._lay_fill(sheet, fine=thickness < FINE_RULE_PT - _SLACK_PT)
            if operator in _STROKES:
                self._lay_stroke(sheet, fine=pen.width * pen.scale < FINE_RULE_PT - _SLACK_PT)
            if sheet.clips:
                pen.clip = pen.clip.cut(path.box())
        sheet.out += [*sheet.pending, instruction]
        sheet.path, sheet.pending, sheet.clips = Path(), [], False

    def _show(self, sheet: _Sheet, instruction: ContentStreamInstruction) -> None:
        """Write text; its size on the page decides between one plate and four."""
        pen = sheet.pen
        on_page = sheet.text @ pen.matrix
        small = pen.size * math.hypot(on_page.c, on_page.d) < SMALL_TEXT_PT - _SLACK_PT
        if pen.mode in {0, 2, 4, 6}:
            self._lay_fill(sheet, fine=small)
        if pen.mode in {1, 2, 5, 6}:
            self._lay_stroke(sheet, fine=small)
        sheet.out.append(instruction)

    def _dip(self, sheet: _Sheet, operator: str, operands: list[Any]) -> None:
        """Remember a colour that is set; capital operators are for strokes."""
        strokes = operator.isupper()
        kind = operator.lower()
        if kind == "cs":
            space = _PLAIN_SPACES.get(str(operands[0]), str(operands[0]))
            tone: Tone = _START
        else:
            chosen = sheet.pen.stroke_space if strokes else sheet.pen.fill_space
            space = chosen if kind.startswith("sc") else kind
            tone = self._tone(sheet, space, operands)
        if strokes:
            sheet.pen.stroke, sheet.pen.stroke_space = tone, space
        else:
            sheet.pen.fill, sheet.pen.fill_space = tone, space

    def _tone(self, sheet: _Sheet, space: str, operands: list[Any]) -> Tone:
        """Find the ink of a colour."""
        if space == "/Pattern":
            return Screen(sheet.resources.Pattern[operands[-1]].objgen)
        if space == "g":
            ink = Ink(black=round(100 * (1 - float(operands[0]))))
            return PressInk(ink=ink, fine=ink)
        values = [float(value) for value in operands]
        colour = "#" + "".join(f"{round(255 * value):02x}" for value in values)
        if space == "rg" and colour in self._inks:
            return self._inks[colour]
        what = colour if space == "rg" else " ".join(f"{value:g}" for value in values)
        self._find("PRS001", f"the color `{what}` has no ink", "take a color of the house style")
        return _START

    def _lay_fill(self, sheet: _Sheet, *, fine: bool) -> None:
        laid = _ink(sheet.pen.fill, fine=fine)
        if laid != sheet.pen.laid_fill:
            sheet.pen.laid_fill = laid
            self._write_colour(sheet, laid, ("k", "cs", "scn"))

    def _lay_stroke(self, sheet: _Sheet, *, fine: bool) -> None:
        laid = _ink(sheet.pen.stroke, fine=fine)
        if laid != sheet.pen.laid_stroke:
            sheet.pen.laid_stroke = laid
            self._write_colour(sheet, laid, ("K", "CS", "SCN"))

    def _write_colour(
        self, sheet: _Sheet, laid: Ink | Screen, operators: tuple[str, str, str]
    ) -> None:
        plain, space, special = operators
        if isinstance(laid, Ink):
            parts = (laid.cyan, laid.magenta, laid.yellow, laid.black)
            sheet.write(plain, *(Decimal(part) / 100 for part in parts))
            return
        pattern = self._pdf.get_object(laid.pattern)
        if "/Shading" in pattern:
            self._find("PRS002", "a color runs into another (a gradient)", "use flat colors")
            return
        sheet.write(space, Name.Pattern)
        sheet.write(special, sheet.use("/Pattern", self._screen(pattern, sheet)))

    def _screen(self, pattern: Any, sheet: _Sheet) -> Any:
        """Separate the cell of a screen; its matrix starts from the stream that it is used in."""
        matrix = Matrix(pattern.get("/Matrix", Matrix().as_array())) @ sheet.base
        return self._separated(pattern, Pen(matrix=matrix))

    def _draw(self, sheet: _Sheet, name: Any) -> None:
        """Draw a form or a picture."""
        drawn = sheet.resources.XObject[name]
        if drawn.Subtype == Name.Image:
            self._picture(sheet, drawn)
        else:
            # A form begins with the colours of the moment, so they must be there.
            self._lay_fill(sheet, fine=False)
            self._lay_stroke(sheet, fine=False)
            pen = copy.copy(sheet.pen)
            pen.matrix = Matrix(drawn.get("/Matrix", Matrix().as_array())) @ pen.matrix
            drawn = self._separated(drawn, pen)
        sheet.write("Do", sheet.use("/XObject", drawn))

    def _separated(self, source: Any, pen: Pen) -> Any:
        """Give a form's or screen's stream, separated as it will be seen under a pen."""
        shape = tuple(round(part, 4) for part in pen.matrix.shorthand[:4])
        key = (source.objgen, shape, pen.fill, pen.stroke, pen.width, pen.size, pen.mode)
        if key not in self._done:
            operators, used = self._rewritten(source, source.get("/Resources", Dictionary()), pen)
            kept = {key: source[key] for key in sorted(source.keys()) if key in _STREAM_KEYS}
            self._done[key] = self._pdf.make_stream(operators, kept | {"/Resources": used})
        return self._done[key]

    def _picture(self, sheet: _Sheet, image: Any) -> None:
        if image.get("/ImageMask", False):
            self._lay_fill(sheet, fine=False)
        elif str(image.get("/ColorSpace", "")) not in _PLATES_OF_PICTURES:
            self._find("PRS002", "a picture is made for screens, in red, green and blue", _DRAW)
        if "/SMask" in image:
            self._find("PRS003", "a picture is see-through", _FLAT)

    def _see_through(self, state: Any) -> None:
        opaque = all(float(state.get(alpha, 1)) == 1 for alpha in ("/ca", "/CA"))
        if not opaque or "/SMask" in state or state.get("/BM", "/Normal") != "/Normal":
            self._find("PRS003", "something is see-through", _FLAT)

    def _find(self, code: str, message: str, hint: str) -> None:
        found = Diagnostic(code=code, message=f"page {self._page}: {message}", hints=(hint,))
        if found not in self._findings:
            self._findings.append(found)


_DRAW: Final = "draw it as SVG in the colors of the house style"
_FLAT: Final = "use the flat color that the mixture comes to"
_STREAM_KEYS: Final = frozenset(
    "/Type /Subtype /BBox /Matrix /PatternType /PaintType /TilingType /XStep /YStep".split()
)


def _ink(tone: Tone, *, fine: bool) -> Ink | Screen:
    match tone:
        case Screen():
            return tone
        case PressInk():
            return tone.fine if fine else tone.ink


def _set(sheet: _Sheet, operator: str, operands: list[Any]) -> None:
    """Follow what an operator does to the graphics state."""
    pen = sheet.pen
    match operator:
        case "q":
            sheet.kept.append(copy.copy(pen))
        case "Q":
            sheet.pen = sheet.kept.pop()
        case "cm":
            pen.matrix = Matrix(*(float(part) for part in operands)) @ pen.matrix
        case "w":
            pen.width = float(operands[0])
        case "BT":
            sheet.text = Matrix()
        case "Tm":
            sheet.text = Matrix(*(float(part) for part in operands))
        case "Tf":
            pen.size = float(operands[1])
            sheet.used.setdefault("/Font", {})[str(operands[0])] = sheet.resources.Font[operands[0]]
        case "Tr":
            pen.mode = int(operands[0])
        case _:
            pass  # leading, dashes, joins: nothing that decides about a colour
