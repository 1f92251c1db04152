"""A small brochure, poster and wallet card: their texts in; the printed piece out.

A stylesheet or a template of the house can be added to, so that something goes wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pikepdf

from bookbuild.model.artefact import Artefact
from bookbuild.model.clinic import Clinic
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import FORMATS
from bookbuild.pipeline.build import make
from bookbuild.render.copy import Copy
from bookbuild.system.memory import MemoryWorld
from kit.printing import open_fonts
from kit.tiny import resolved, tiny_world

ROOT: Final = Path(__file__).parents[2]
STYLE: Final = {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for path in sorted((ROOT / "styles").rglob("*"))
    if path.is_file()
}
EMERGENCY: Final = (
    "**Signs**\n\nCall 911 if someone:\n\n- falls\n- sleeps\n\nStay. Call 988, any time.\n"
)
COVER: Final = "## What to know {#panel-cover}\n\nWords of the cover [@a].\n"
FLAP: Final = """\
## Key points {#panel-flap}

::: {.key-points}
1. First point.
2. Second point.
3. Third point.
:::

::: {part="emergency"}
:::
"""
INSIDE: Final = """\
## Left {#panel-left}

Words of the left.

### More

More words.

## Centre {#panel-centre}

Words of the centre [@b].

## Right {#panel-right}

::: {.questions}
1. What now?
:::
"""
BACK: Final = "## Low? {#panel-back}\n\nWords of the back.\n"
TEXTS: Final[Mapping[str, str]] = {
    "brochure": f"# A tiny piece {{#brochure}}\n\n{COVER}\n{FLAP}\n{INSIDE}\n{BACK}",
    "poster": """\
# A tiny poster {#poster}

One message.

## Ask us

::: {.questions}
1. Why?
2. When?
:::

::: {part="emergency"}
:::
""",
    "card": """\
# A tiny card {#card}

::: {.worksheet}
- Name:
- By day:
- By night:
:::

::: {part="emergency"}
:::
""",
}


def piece_copy(
    name: str, text: str | None = None, *, style: Mapping[str, str] | None = None
) -> Copy:
    """Give a copy of a piece for a format, with its own text or another; `style` adds files."""
    open_fonts()
    fmt = FORMATS[name]
    texts = dict(TEXTS) | ({fmt.edition: text} if text is not None else {})
    world = tiny_world(
        "# One {#one}\n\nRest [@a].\n",
        pieces={f"pieces/{piece}.md": words for piece, words in texts.items()},
        parts={"emergency": EMERGENCY},
    )
    outcome = resolved(world, fmt.edition)
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    added = {path: words.encode() for path, words in (style or {}).items()}
    return Copy(
        book=outcome.value,
        format=fmt,
        style=MemoryWorld({**STYLE, **added}),
        made_on=dt.date(2026, 1, 2),
    )


def piece_made(
    name: str, text: str | None = None, *, style: Mapping[str, str] | None = None
) -> Outcome[Artefact]:
    """Make a piece and prove it."""
    return make(piece_copy(name, text, style=style))


def whole(name: str, text: str | None = None) -> Artefact:
    """Make a piece in which nothing is found."""
    outcome = piece_made(name, text)
    assert not outcome.diagnostics, [str(found) for found in outcome.diagnostics]
    return outcome.value


def found_in(
    name: str,
    text: str | None = None,
    *,
    style: Mapping[str, str] | None = None,
    clinic: Clinic | None = None,
) -> list[str]:
    """Give what is found in a piece, for a clinic or for none, without hints."""
    copy = piece_copy(name, text, style=style)
    diagnostics = make(replace(copy, book=replace(copy.book, clinic=clinic))).diagnostics
    return [str(found).partition("\n")[0] for found in diagnostics]


def sizes_of(pdf: bytes) -> list[tuple[float, float]]:
    """Give the width and height of each page, in points."""
    with pikepdf.Pdf.open(BytesIO(pdf)) as document:
        boxes = [[float(side) for side in page.trimbox] for page in document.pages]
    return [(right - left, top - bottom) for left, bottom, right, top in boxes]
