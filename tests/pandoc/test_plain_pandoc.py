"""The manuscript is plain Pandoc Markdown: Pandoc reads out of it what we read."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pypandoc
import pytest

from bookbuild.model.book import ManuscriptFile
from bookbuild.model.document import Paragraph, Part, Section, Text
from bookbuild.model.source import SourceFile
from bookbuild.parse.sections import part, section
from kit.transcripts import our_transcript, pandoc_transcript

ROOT = Path(__file__).parents[2]
MANUSCRIPT = sorted((ROOT / "manuscript").rglob("*.md"))
CASES = Path(__file__).parent / "cases.md"


def ours(path: str, text: str) -> list[str]:
    return our_transcript(understood(path, text))


def understood(path: str, text: str) -> Section | Part:
    source = SourceFile(path=PurePosixPath(path), text=text)
    if "parts/" in path:
        return part(source.path.stem, source).value
    return section(ManuscriptFile(matter="chapters", source=source)).value


def pandocs(text: str) -> list[str]:
    command = [pypandoc.get_pandoc_path(), "--from=markdown-auto_identifiers", "--to=json"]
    ran = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=300)
    return pandoc_transcript(json.loads(ran.stdout))


@pytest.mark.parametrize("path", MANUSCRIPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_pandoc_reads_the_same_in_every_file_of_the_manuscript(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert pandocs(text) == ours(path.relative_to(ROOT).as_posix(), text)


def test_the_manuscript_has_twelve_chapters_to_compare() -> None:
    assert len([path for path in MANUSCRIPT if path.parent.name == "chapters"]) == 12


def test_pandoc_reads_the_same_in_every_construct_of_the_dialect() -> None:
    text = CASES.read_text(encoding="utf-8")

    assert understood("cases.md", text) is not None
    assert pandocs(text) == ours("cases.md", text)


PLANTED: dict[str, tuple[str, str]] = {
    "a bare key": ("[@first2020]", "@first2020"),
    "a list without a blank line": ("A plain line.\n\n- one", "A plain line.\n- one"),
    "a subscript": ("A plain line.", "H~2~O is water."),
    "a heading without a blank line": ("A plain line.\n\n## ", "A plain line.\n## "),
    "letters that number a list": ("A plain line.", "a. plain line."),
}


@pytest.mark.parametrize("name", PLANTED)
def test_text_that_pandoc_reads_otherwise_is_seen(name: str) -> None:
    line = "A plain line.\n\n"
    fine = f"# Title {{#title}}\n\nA source [@first2020].\n\n{line}## Heading\n\n{line}- one\n"
    before, after = PLANTED[name]
    faulty = fine.replace(before, after, 1)

    assert pandocs(fine) == ours("text.md", fine)
    assert faulty != fine
    assert pandocs(faulty) != ours("text.md", faulty)


def _first_word_changed(text: Section) -> Section:
    at, block = next((n, b) for n, b in enumerate(text.blocks) if isinstance(b, Paragraph))
    other = Text(text="Other", span=block.span)
    changed = Paragraph(content=(other, *block.content[1:]), span=block.span)
    return replace(text, blocks=(*text.blocks[:at], changed, *text.blocks[at + 1 :]))


ALTERED: dict[str, Callable[[Section], Section]] = {
    "a word": _first_word_changed,
    "a block left out": lambda text: replace(text, blocks=text.blocks[:-1]),
    "two blocks swapped": lambda text: replace(text, blocks=(*text.blocks[1:], text.blocks[0])),
    "another label": lambda text: replace(text, label="other"),
    "no icon": lambda text: replace(text, icon=None),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_change_in_our_tree_is_seen(name: str) -> None:
    text = CASES.read_text(encoding="utf-8")
    tree = understood("cases.md", text)
    assert isinstance(tree, Section)

    assert pandocs(text) != our_transcript(ALTERED[name](tree))
