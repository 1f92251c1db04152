"""The pages in `docs/findings` of what is found in sheets, press files and plain texts are true.

`css` is added to the style of a booklet or of a small page for the press, which is then made;
`python` stands in a program that folds, or in the table of inks; `icc` in the header of a profile.
Where nothing that is written can lead to the fault, the page shows a piece of a finished file,
damaged and whole, as in test_made.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, Final

import pytest
from PIL import Image

from bookbuild.finish import Booklet, Margins, finish, plan_booklet
from bookbuild.finish.imposition import CALIPER_MM
from bookbuild.finish.press import make_press_file
from bookbuild.model import press as inks
from bookbuild.model.artefact import Artefact
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.model.format import FORMATS, HALF_LETTER, LETTER
from bookbuild.model.sheets import sheets_of
from bookbuild.pipeline.finishing import fold_booklet
from bookbuild.render import render
from bookbuild.render.copy import Copy
from bookbuild.system.memory import MemoryWorld
from bookbuild.verify.pdf.imposed import verify_imposed
from bookbuild.verify.pdf.press import verify_press_file
from bookbuild.verify.plain import verify_plain
from kit.booklets import MARGINS, extras, imposed, reading, staff_copy
from kit.pages import ROOT, Example, codes_in, examples, legible, torn
from kit.press import laid_out, ticket
from kit.tiny import resolved, tiny_world

CODES: Final = codes_in(
    *(f"finish/{name}.py" for name in ("faults", "press/__init__", "press/intent", "press/plates")),
    *(f"verify/{name}.py" for name in ("plain", "pdf/imposed", "pdf/press")),
)
STYLE: Final = {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for path in sorted((ROOT / "styles").rglob("*.*"))
}
BOOKLET: Final = FORMATS["booklet-letter"]
CHAPTER: Final = "# Rest {#rest}\n\nYou may rest, but walk a little every day.\n"
PRESS_PAGE: Final = """
<div class="cover"></div><h1>Call us</h1><p class="note">Before the next dose.</p>
<p><img src="icon.svg" alt="Icon"/> <img class="photo" src="picture.png" alt="Grey"/></p>"""
PRESS_STYLE: Final = ".cover { height: 60pt; background: #0F4654 } .photo { width: 72pt }"
PRESS_SAVED: Final[Mapping[str, Any]] = {"force_version": "1.6", "fix_metadata_version": False}


# Booklets


def folded(example: Example) -> Iterable[Diagnostic]:
    """Fold a booklet with the example in its style, or in the program that folds it."""
    if example.language == "python":
        return folded_by(example.text)
    style = {**STYLE, "styles/booklet/own.css": example.text.encode()}
    book = Artefact(format="book", path="", content=reading(5), html=())
    copy = replace(
        staff_copy("booklet", HALF_LETTER),
        format=BOOKLET,
        style=MemoryWorld(style),
        sources=(book,),
    )
    return fold_booklet(copy).diagnostics


@cache
def thick_book() -> bytes:
    return reading(52)


def folded_by(program: str) -> Iterable[Diagnostic]:
    names = {"plan_booklet": plan_booklet, "Margins": Margins, "reading": thick_book()}
    exec(program, names)
    plan = names.get("plan") or plan_booklet(thick_book())
    step = Booklet(
        plan=plan,
        reading=thick_book(),
        extras=extras(plan, HALF_LETTER),
        sheet=LETTER,
        margins=names.get("margins", MARGINS),
        caliper_mm=names.get("caliper_mm", CALIPER_MM),
    )
    return finish(step).diagnostics


def damaged_sheets(piece: str, there: str) -> Iterable[Diagnostic]:
    content = torn(legible(imposed(reading(4))), piece, there)
    made, book = (
        Artefact(format=name, path="", content=one, html=())
        for name, one in (("booklet-letter", content), ("book", reading(4)))
    )
    return verify_imposed(made, BOOKLET, (book,)).diagnostics


# Plain texts


def damaged_text(piece: str, there: str) -> Iterable[Diagnostic]:
    world = tiny_world(CHAPTER)
    (sheet,) = sheets_of(resolved(world, "handout").value)
    made_on = sheet.imprint.date
    whole = render(Copy(book=sheet, format=FORMATS["text"], style=world, made_on=made_on)).value
    assert there.encode() in whole.content
    content = whole.content.replace(there.encode(), piece.encode())
    return verify_plain(replace(whole, content=content)).diagnostics


# Press files


def pressed(example: Example, whole: Example) -> Iterable[Diagnostic]:
    """Make and prove a press file with the example in its style, its inks or its profile."""
    css, given = "", {}
    match example.language:
        case "css":
            css = example.text
        case "python":
            row = eval(f"{{{example.text}}}", vars(inks))
            given = {"inks": {**inks.HOUSE_INKS, **row}}
        case "icc":
            profile = ticket().profile
            there, piece = (one.text.strip().encode() for one in (whole, example))
            assert there in profile.splitlines()[0]
            given = {"profile": profile.replace(there, piece, 1)}
        case _:
            raise AssertionError(example.language)
    job = ticket(**given)
    made = make_press_file(laid_out(PRESS_PAGE, PRESS_STYLE + css, grey()), job)
    return [*made.diagnostics, *verify_press_file(made.value, job).diagnostics]


@cache
def grey() -> bytes:
    """Give a picture of 300 pixels each way."""
    Image.new("L", (300, 300), 128).save(out := BytesIO(), "PNG")
    return out.getvalue()


@cache
def legible_press_file() -> bytes:
    made = make_press_file(laid_out(PRESS_PAGE, PRESS_STYLE, grey()), ticket())
    assert not made.diagnostics
    return legible(made.value, **PRESS_SAVED)


def damaged_press_file(piece: str, there: str) -> Iterable[Diagnostic]:
    content = torn(legible_press_file(), piece, there, **PRESS_SAVED)
    return verify_press_file(content, ticket()).diagnostics


DAMAGED: Final[Mapping[str, Callable[[str, str], Iterable[Diagnostic]]]] = {
    "FIN": damaged_sheets,
    "TXT": damaged_text,
    "PRS": damaged_press_file,
}


def found(code: str, example: Example, whole: Example) -> list[str]:
    """Give the codes that an example of a page leads to."""
    if example.language in {"pdf", "text"}:
        diagnostics = DAMAGED[code[:3]](example.text.strip(), whole.text.strip())
    elif code.startswith("FIN"):
        diagnostics = folded(example)
    else:
        diagnostics = pressed(example, whole)
    return [one.code for one in diagnostics]


@pytest.mark.parametrize("code", CODES)
def test_the_faulty_example_has_the_code_and_the_mended_one_has_no_finding(code: str) -> None:
    faulty, mended = examples(code)

    assert code in found(code, faulty, mended)
    assert found(code, mended, mended) == []
