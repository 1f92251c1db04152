"""Every page in `docs/findings` is true: its faulty example has the code, the mended one has not.

An example is a piece of the base book. Markdown that begins with a title is a whole second chapter,
other Markdown stands below its title; `[book]` and `[handout]` add to book.toml, `[order]` takes
the place of its own; `[terms…]` is the whole glossary, JSON all of the references. A brochure that
is named is there. `[clinic]` is the whole clinic.toml; `logos/` holds a good logo, one
that is too large, one that is too small, and a JPEG. SVG is the logo. CSV is a table of clinics.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

import pytest

from bookbuild.load import load
from bookbuild.load.clinics import load_clinics
from bookbuild.parse import parse
from bookbuild.resolve import resolve
from kit import world_of
from kit.clinics import drawing, png
from kit.pages import FOLDER, ROOT, examples, pages, with_keys

STAGES: Final = ("load", "parse", "resolve")
CODE: Final = re.compile(r'"((?:SRC|CFG|REF|GLO|SEC|MDN|TBL|CLN|FIG0|CIT|NTE|TRM|LBL|PRT)\d{2,3})"')
# Bytes, links and whole files; test_commands.py tries their pages.
TRIED_THERE: Final = {"SRC002", "SRC004", "SRC007", "FIG002"}
SECOND: Final = "manuscript/chapters/02-second.md"
LOGOS: Final = {
    "manuscript/logos/oak.svg": drawing("<path d='M0 0h9v9z'/>"),
    "manuscript/logos/photo.png": png(2401, 40),
    "manuscript/logos/small.png": png(12, 6),
    "manuscript/logos/oak.jpg": b"\xff\xd8\xff",
}


def codes_in_source() -> set[str]:
    files = [path for stage in STAGES for path in (ROOT / "src/bookbuild" / stage).rglob("*.py")]
    found = {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}
    return {code for code in found if not code.startswith("FIG1")}


def codes_of(language: str, example: str) -> set[str]:
    files: dict[str, str | bytes | None] = {**LOGOS, **dict([placed(language, example)])}
    if language == "svg":
        files["manuscript/clinic.toml"] = '[clinic]\nname = "Oak Hill"\nlogo = "logos/oak.svg"\n'
    if "pieces/brochure.md" in example:
        files["manuscript/pieces/brochure.md"] = "# A brochure {#brochure}\n\nRest.\n"
    outcome = load(world_of(files))
    found = list(outcome.diagnostics)
    if language == "csv":
        table, manuscript = PurePosixPath("clinics.csv"), PurePosixPath("manuscript")
        found += load_clinics(world_of(files), table, manuscript, "en-US").diagnostics
    if outcome.value is not None:
        document = parse(outcome.value)
        found += document.diagnostics
        for edition in ("book", "handout"):
            found += resolve(outcome.value, document.value, edition).diagnostics
    return {one.code for one in found}


def placed(language: str, example: str) -> tuple[str, str]:
    if language == "csv":
        return "clinics.csv", example
    if language == "json":
        return "manuscript/references.json", example
    if language == "svg":
        return "manuscript/logos/oak.svg", example
    if example.startswith("[clinic]"):
        return "manuscript/clinic.toml", example
    if example.startswith("[terms"):
        return "manuscript/glossary.toml", example
    if language == "toml":
        return "manuscript/book.toml", with_keys(example)
    whole = re.search(r"^# ", example, re.MULTILINE)
    return SECOND, example if whole else f"# Second {{#second}}\n\n{example}"


@pytest.mark.parametrize("code", sorted(codes_in_source()))
def test_every_code_of_load_parse_and_resolve_has_a_page(code: str) -> None:
    assert code in pages()


@pytest.mark.parametrize("code", sorted(codes_in_source()))
def test_a_page_begins_with_its_code_and_a_title(code: str) -> None:
    opening = rf"# {code}: [^\n]+[^\n.]\n\n## What it means\n\n\S"

    assert re.match(opening, (FOLDER / f"{code}.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", sorted(codes_in_source() - TRIED_THERE))
def test_the_faulty_example_has_the_code_and_the_mended_one_is_clean(code: str) -> None:
    faulty, mended = examples(code)

    assert code in codes_of(faulty.language, faulty.text)
    assert codes_of(mended.language, mended.text) - {"TRM002"} == set()


def test_the_base_book_has_no_finding_of_load_parse_and_resolve() -> None:
    assert codes_of("markdown", "You may sleep.") == set()
