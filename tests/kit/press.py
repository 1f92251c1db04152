"""A press file of a small page: HTML in; what is painted, or the findings, out.

The page is half-letter with a bleed of 3 mm, in the colours of the house style.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any, Final

import pikepdf

from bookbuild.finish.press import make_press_file
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import BLEED_MM, HALF_LETTER
from bookbuild.model.press import HOUSE_INKS, JobTicket
from bookbuild.system.profiles import cmyk_profile
from bookbuild.verify.pdf.painted import Painted, painted_on
from bookbuild.verify.pdf.press import verify_press_file
from kit.printing import printed

CSS: Final = """
@page { bleed: 3mm; @bottom-right { content: none } @top-left { content: none } }
html, a { color: #17242B; text-decoration: none }
.ground { position: absolute; left: -80pt; top: -80pt; width: 500pt; height: 60pt;
  background: #0F4654 }
.hatch { background: url(hatch.svg) repeat-y; padding-left: 18pt }
"""
SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40pt" height="40pt"'
)
RESOURCES: Final = {
    "icon.svg": f"""{SVG}><path d="M4 4h32" stroke="#0F4654" stroke-width="1"/>
<path d="M4 12h32" stroke="#0F4654" stroke-width="3"/>
<text x="4" y="30" font-size="10" fill="#8E1B1B">Ag</text></svg>""".encode(),
    "hatch.svg": b"""<svg xmlns="http://www.w3.org/2000/svg" width="6pt" height="6pt"
viewBox="0 0 6 6"><path d="M0 6 6 0" fill="none" stroke="#0F4654" stroke-width="1.5"/></svg>""",
}
PIECE: Final = """
<div class="ground"></div>
<h1 style="color: #0F4654">Call us</h1>
<p style="color: #8E1B1B">Before the next dose, see <a href="https://example.org/">the site</a>.</p>
<p style="border-top: 4pt solid #0F4654">A rule.</p>
<p style="border: 1pt solid #0F4654; padding: 4pt">A frame.</p>
<p class="hatch">Hatching.</p>
<p><img src="icon.svg" alt="Icon"/></p>"""


def ticket(**given: Any) -> JobTicket:
    """Give the ticket of a test page."""
    values: dict[str, Any] = {
        "title": "Test",
        "date": dt.date(2026, 11, 22),
        "copy_id": "TST-2026.1-0123ABCD",
        "trim": HALF_LETTER,
        "bleed_pt": BLEED_MM,
        "profile": cmyk_profile(),
        "inks": HOUSE_INKS,
    }
    return JobTicket(**{**values, **given})


@cache
def laid_out(body: str, css: str = "", picture: bytes = b"") -> bytes:
    """Lay out a body for the screen, with bleed; fail when the printer finds fault with it.

    That text is too pale (PDF033) is let through: here any colour may be tried on any ground.
    """
    outcome = printed(body, CSS + css, resources={**RESOURCES, "picture.png": picture})
    assert [one for one in outcome.diagnostics if one.code != "PDF033"] == []
    return outcome.value.pdf


def press_file(body: str = PIECE, css: str = "", **given: Any) -> Outcome[bytes]:
    """Make the press file of a body."""
    return make_press_file(laid_out(body, css), ticket(**given))


def pressed(body: str, css: str = "", **given: Any) -> str:
    """Tell what a body is printed with, a line for each thing that is painted in ink."""
    made = press_file(body, css, **given)
    assert made.diagnostics == ()
    return "\n".join(_line(painted) for painted in painted_in(made.value))


def painted_in(content: bytes) -> list[Painted]:
    """Give what the first page paints, marks aside."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        return [one for one in painted_on(pdf.pages[0]) if one.colour.space != "All"]


def found(content: bytes, **given: Any) -> list[str]:
    """Give what our own check finds in a press file."""
    return [str(one) for one in verify_press_file(content, ticket(**given)).diagnostics]


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object], **saved: Any) -> bytes:
    """Give a file with something changed by pikepdf."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **{"force_version": "1.6", "fix_metadata_version": False, **saved})
    return out.getvalue()


def ink_of(painted: Painted) -> str:
    """Give what something is painted with, in per cent of the plates."""
    plates = " ".join(f"{100 * value:.0f}" for value in painted.colour.values)
    return plates or painted.colour.space


def _line(painted: Painted) -> str:
    size = "" if painted.size == float("inf") else f" of {painted.size:.3g}"
    return f"{painted.kind}{size}: {ink_of(painted)}"
