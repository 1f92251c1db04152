"""Every page in `docs/findings` of a rule on wording is true: its examples are checked.

Markdown stands below the title of a chapter, or, with a title of its own, is the poster; TOML is
words.toml, or readability.toml where it names an edition. Rules on whole chapters see each example
as often as makes a chapter of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from bookbuild.check import RULES, check
from bookbuild.load import load
from bookbuild.model.diagnostic import Diagnostic
from bookbuild.parse import parse
from bookbuild.resolve import resolve
from kit.tiny import tiny_world

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs" / "findings"
EXAMPLE: Final = re.compile(r"^```(\w+) (faulty|mended)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STAGES: Final = ROOT / "src" / "bookbuild"
MODULES: Final = (
    "check/explanations.py",
    "check/lengths.py",
    "check/readability.py",
    "check/spelling.py",
    "check/typography.py",
    "check/vocabulary.py",
    "check/waivers.py",
    "load/wording.py",
)
OF_CHAPTERS: Final = {"RDB001", "RDB002", "RDB005", "RDB013"}
WORDS: Final = """\
allowed = ["high blood pressure"]

[[banned]]
words = ["promising", "high"]
why = "it praises"
"""
LIMITS: Final = {
    "LEN001": "chapter-words = [10, 30]",
    "LEN002": "handout-words = [5, 12]",
    "LEN003": "poster-words = [0, 12]",
    "TYP007": "key-points = [2, 3]\nquestions = [1, 1]",
}
GLOSSARY: Final = """\
[terms.siesta]
explanation = "A short sleep after lunch, when it is hot."
"""
EDITIONS: Final = ("book", "handout", "poster")
FOUR_SENTENCES: Final = "Rest at home. Drink water. Eat when you can. Sleep when you can."


def codes_in_source() -> set[str]:
    texts = [(STAGES / module).read_text(encoding="utf-8") for module in MODULES]
    return {code for text in texts for code in re.findall(r'"([A-Z]{3}\d{3})"', text)}


def codes_of(code: str, language: str, example: str) -> set[str]:
    text = FOUR_SENTENCES
    files = {"words.toml": WORDS + f"\n[limits]\n{LIMITS.get(code, '')}\n"}
    if language == "markdown":
        text = "\n\n".join([example] * 30) if code in OF_CHAPTERS else example
    elif example.startswith("[book."):
        files["readability.toml"] = example
        text = "\n\n".join(["Medicine may help."] * 8 + ["Rest at home."] * 22)
    else:
        files["words.toml"] = example
    return {found.code for found in findings(text, files)}


def findings(text: str, files: dict[str, str]) -> list[Diagnostic]:
    more = {f"manuscript/{name}": content for name, content in files.items()}
    pieces = {"pieces/poster.md": text} if text.startswith("# ") else {}
    chapter = FOUR_SENTENCES if pieces else text
    world = tiny_world(
        f"# A day of rest {{#rest}}\n\n{chapter}\n", glossary=GLOSSARY, pieces=pieces, more=more
    )
    book = load(world)
    if book.value is None:
        return list(book.diagnostics)
    document = parse(book.value)
    editions = [resolve(book.value, document.value, edition).value for edition in EDITIONS]
    assert not document.diagnostics
    return [*book.diagnostics, *check(editions, book.value.wording).diagnostics]


def test_every_rule_that_is_written_here_is_in_the_table() -> None:
    of_load_and_waivers = {"WRD001", "WRD002", "WRD003", "WRD004", "WVR001"}

    assert codes_in_source() - of_load_and_waivers <= set(RULES)


@pytest.mark.parametrize("code", sorted(codes_in_source()))
def test_a_page_begins_with_its_code_and_a_title(code: str) -> None:
    opening = rf"# {code}: [^\n]+[^\n.]\n\n## What it means\n\n\S"

    assert re.match(opening, (FOLDER / f"{code}.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", sorted(codes_in_source()))
def test_the_faulty_example_has_the_code_and_the_mended_one_has_not(code: str) -> None:
    page = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    (language, first, faulty), (_, second, mended) = EXAMPLE.findall(page)

    assert (first, second) == ("faulty", "mended")
    assert code in codes_of(code, language, faulty)
    assert code not in codes_of(code, language, mended)
