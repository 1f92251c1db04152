"""Every page in `docs/findings` of these codes is true: its examples are checked.

Markdown stands in a chapter, or, with a title of its own, is the poster; TOML takes the place of
the file it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from bookbuild.check import RULES
from bookbuild.model.diagnostic import Diagnostic
from kit.evidence import ARTICLE, required

Found = Callable[..., list[Diagnostic]]

ROOT: Final = Path(__file__).parents[3]
FOLDER: Final = ROOT / "docs" / "findings"
SOURCE: Final = ROOT / "src" / "bookbuild"
EXAMPLE: Final = re.compile(r"^```(\w+) (faulty|mended)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODULES: Final = (
    "check/blocks.py",
    "check/certainty.py",
    "check/citations.py",
    "check/claims.py",
    "check/evidence.py",
    "check/numbers.py",
    "check/pictured.py",
    "check/pieces.py",
    "load/blocks.py",
    "load/claims.py",
    "load/numbers.py",
)


def codes_in_source() -> set[str]:
    texts = [(SOURCE / module).read_text(encoding="utf-8") for module in MODULES]
    return {code for text in texts for code in re.findall(r'"([A-Z]{3}\d{3})"', text)}


PARTS: Final = {"emergency": (ROOT / "manuscript/parts/emergency.md").read_text(encoding="utf-8")}
CODES: Final = sorted(codes_in_source())


@pytest.fixture
def codes_of(found: Found) -> Callable[[str, str], set[str]]:
    def codes(language: str, example: str) -> set[str]:
        if language == "markdown" and example.startswith("# "):
            return {one.code for one in found(pieces={"pieces/poster.md": example}, parts=PARTS)}
        if language == "markdown":
            return {one.code for one in found(example)}
        if example.startswith("[order]"):
            return {one.code for one in found(claims="", order=example)}
        if example.startswith("[[numbers"):
            return {one.code for one in found(numbers=example)}
        if example.startswith("[[blocks"):
            return {one.code for one in found(blocks=required(example))}
        if example.startswith("[[cited"):
            return {one.code for one in found(also={"manuscript/citations.toml": example})}
        return {one.code for one in found(claims=ARTICLE + example)}

    return codes


def test_every_rule_that_is_written_here_is_in_the_table() -> None:
    assert {code for code in CODES if int(code[3:]) < 100} <= set(RULES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_begins_with_its_code_and_a_title(code: str) -> None:
    opening = rf"# {code}: [^\n]+[^\n.]\n\n## What it means\n\n\S"

    assert re.match(opening, (FOLDER / f"{code}.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", CODES)
def test_the_faulty_example_has_the_code_and_the_mended_one_has_none_of_these(
    code: str, codes_of: Callable[[str, str], set[str]]
) -> None:
    page = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    (language, first, faulty), (_, second, mended) = EXAMPLE.findall(page)

    assert (first, second) == ("faulty", "mended")
    assert code in codes_of(language, faulty)
    assert codes_of(language, mended).isdisjoint(CODES)
