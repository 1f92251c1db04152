"""A small chapter on its sheet: Markdown and settings in; the sheet as made, or findings, out.

Everything that a sheet carries is there; a test adds what it is about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, Final

import pikepdf

from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Outcome
from bookbuild.model.format import FORMATS
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.model.sheets import sheets_of
from bookbuild.pipeline.build import make
from bookbuild.render.copy import Copy
from bookbuild.system.memory import MemoryWorld
from kit.pieces import STYLE
from kit.printing import open_fonts
from kit.tiny import resolved, tiny_world

PARTS: Final = {
    "off-label": "It is not approved for this [@a].\n",
    "stay-safe": "**Before you mix or drive**\n\nDo not drive today [@b].\n",
    "same-day": "**Call us the same day**\n\n- you cannot sleep\n- you sleep all day [@b]\n",
    "emergency": (
        "**Emergency signs**\n\nCall 911 now if anyone:\n\n- falls\n- sleeps too long\n\n"
        "Say so. Stay with them.\n\nThoughts of suicide? Call or text 988.\n"
    ),
}
SETTINGS: Final = """
[handout]
before = ["off-label"]
after = ["stay-safe", "same-day", "emergency"]
in-person = []
in-person-first = "Call your own team first."

[handout.topics]
"naps" = "naps"
"rest" = "rest"
"""
GLOSSARY: Final = "".join(
    f'[terms.{word}]\nexplanation = "What {word} means."\nalso = []\nsources = []\n'
    for word in ("rest", "sleep", "naps", "dreams")
)
HEAD: Final = """\
::: {.standfirst}
What rest can do.
:::

::: {.key-points}
1. Rest a little.
2. Sleep at night.
3. Ask us.
:::

"""
FOOT: Final = """
::: {.questions}
1. How long?
2. How often?
3. Who helps?
:::
"""
BODY: Final = """\
## What rest is

To [rest]{.term} is to do little [@c].

## What sleep is

To [sleep]{.term} is to rest at night [@d].
"""
NAPS: Final = "# On naps {#naps}\n\n## Short ones\n\nA nap is short [@e].\n"


def chapter_of(body: str) -> str:
    """Give the whole chapter that a body stands in."""
    return f"# On rest {{#rest}}\n\n{HEAD}{body}{FOOT}"


def sheet_of(body: str = BODY, *, in_person: bool = False, web: str = "") -> ResolvedDocument:
    """Resolve the sheet of a chapter with this body; a second sheet is about naps."""
    settings = SETTINGS.replace("= []", '= ["rest"]') if in_person else SETTINGS
    world = tiny_world(chapter_of(body), NAPS, parts=PARTS, glossary=GLOSSARY, settings=settings)
    outcome = resolved(world, "handout")
    assert not outcome.diagnostics, [str(one) for one in outcome.diagnostics]
    first = sheets_of(outcome.value)[0]
    return replace(first, imprint=replace(first.imprint, web=web or None))


def made(book: ResolvedDocument, name: str = "handouts-letter", **copy: Any) -> Outcome[Artefact]:
    """Make and prove a sheet, or the file of all sheets."""
    open_fonts()
    return make(
        Copy(
            book=book,
            format=FORMATS[name],
            style=MemoryWorld(STYLE),
            made_on=book.imprint.date,
            **copy,
        )
    )


@cache
def sheet(body: str = BODY, name: str = "handouts-letter", **given: Any) -> Artefact:
    """Make a sheet that has no finding."""
    outcome = made(sheet_of(body, **given), name)
    assert not outcome.diagnostics, [str(one) for one in outcome.diagnostics]
    return outcome.value


def page_texts(artefact: Artefact) -> list[str]:
    """Give the words of the HTML of each side, in the order in which they are read."""
    [html] = artefact.html
    sides = re.split(r'<div class="side \w+"[^>]*>', html)[1:]
    return [" ".join(re.sub(r"<[^>]+>", " ", side).split()) for side in sides]


def trim_sizes(content: bytes) -> list[tuple[float, float]]:
    """Give the width and height of each page in points."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        boxes = [[float(side) for side in page.trimbox] for page in pdf.pages]
    return [(right - left, top - bottom) for left, bottom, right, top in boxes]
