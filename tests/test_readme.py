"""The documents for people are true: what they name exists, and what they tell you to type."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import Final, get_args

import click
import pytest

from bookbuild.cli import COMMANDS, bookbuild
from bookbuild.model.book import ManuscriptFile
from bookbuild.model.document import BoxKind
from bookbuild.model.format import FORMATS
from bookbuild.model.source import SourceFile
from bookbuild.parse.sections import section
from bookbuild.pipeline.targets import PAPERS, names

ROOT: Final = Path(__file__).parents[1]
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES: Final = sorted(
    [
        *ROOT.glob("*.md"),
        ROOT / "tests/README.md",
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("docs/*/*.md"),
    ]
)
GUIDES: Final = [page for page in PAGES if page.parent.name != "findings"]
MAKEFILE: Final = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS: Final = set(re.findall(r"^([a-z-]+):.*##", MAKEFILE, re.MULTILINE))
SLUG: Final = tomllib.loads((ROOT / "manuscript/book.toml").read_text(encoding="utf-8"))["book"][
    "slug"
]


def each(pages: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "page", pages, ids=lambda page: page.relative_to(ROOT).as_posix()
    )


def code_in(text: str) -> str:
    """Give what stands between backticks and in fenced blocks."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", text)])


@each(GUIDES)
def test_every_make_target_that_is_named_exists(page):
    code = code_in(page.read_text(encoding="utf-8"))
    named = {
        target
        for line in re.findall(r"^make ([a-z][a-z -]*?)(?: *[A-Z#].*)?$", code, re.MULTILINE)
        for target in line.split()
    }

    assert named <= TARGETS


def test_the_readme_knows_the_targets_people_need():
    assert {"pdf", "test", "epub", "all", "check", "doctor"} <= set(
        re.findall(r"make ([a-z]+)", code_in(README))
    )


@each(GUIDES)
def test_every_command_that_is_named_exists(page):
    code = code_in(page.read_text(encoding="utf-8"))

    assert set(re.findall(r"\bbookbuild ([a-z][a-z-]+)", code)) <= set(COMMANDS)


def test_the_readme_names_every_command():
    assert set(re.findall(r"^\| `bookbuild ([\w-]+)", README, re.MULTILINE)) == set(COMMANDS)


def test_every_option_that_the_readme_names_exists():
    with click.Context(bookbuild) as context:
        commands = [bookbuild.get_command(context, name) for name in COMMANDS]
    options = {name for one in commands for given in one.params for name in given.opts}

    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", code_in(README))) <= options


def test_the_readme_knows_every_file_that_comes_out():
    files = {f"dist/{fmt.path.format(slug=SLUG, name='…')}" for fmt in FORMATS.values()}

    assert set(re.findall(r"^\| `(dist/[^`]+)`", README, re.MULTILINE)) == {
        *files,
        "dist/manifest.json",
        "dist/report.html",
    }


def test_every_output_that_can_be_asked_for_is_told():
    [told] = re.findall(r"`bookbuild build \[(.*?)\]`", README)

    assert set(told.split("\\|")) == set(names())


def test_every_paper_that_is_named_can_be_asked_for():
    # The dated notes tell of the papers of their day.
    pages = [page for page in GUIDES if page.parent.name != "readings"]
    code = code_in("\n".join(page.read_text(encoding="utf-8") for page in pages))

    assert set(re.findall(r"(?:PAPER=|--paper )(\w+)", code)) == set(PAPERS)


def test_the_exit_codes_are_those_of_the_program():
    codes = {"GOOD": 0, "TEXT_HAS_ERRORS": 1, "MACHINE_LACKS": 2, "OUR_FAULT": 3}
    program = __import__("bookbuild.cli", fromlist=list(codes))

    assert {name: getattr(program, name) for name in codes} == codes
    assert re.search(
        r"Exit codes: 0 all is well; 1 the text has errors.*; 2 .*; 3 our own", README, re.DOTALL
    )


@each(PAGES)
def test_every_link_and_picture_leads_to_a_file(page):
    text = page.read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`\n]*`", "", text)
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@each(GUIDES)
def test_every_file_that_is_named_is_there(page):
    named = set(
        re.findall(
            r"`((?:src|manuscript|styles|docs|tests|tools)/[\w./-]+)`",
            page.read_text(encoding="utf-8"),
        )
    )

    written_later = {f"manuscript/{name}" for name in ("reviews.toml", "editions.toml", "logos/")}
    gone = {name for name in named - written_later if not (ROOT / name).exists()}
    # NAME and CODE stand for the reader's own.
    assert {name for name in gone if not re.search(r"NAME|CODE", name)} == set()


@each([ROOT / "README.md"])
def test_a_picture_is_small_and_has_an_alternative(page):
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))

    assert len(pictures) >= 4
    for words, name in pictures:
        assert words.strip()
        assert (page.parent / name).stat().st_size < 60_000


def test_the_readme_says_that_the_book_is_a_draft_before_it_says_how_to_make_it():
    draft = README.index("This is a draft. Do not hand it out.")

    assert draft < README.index("make pdf")
    assert "No clinician has reviewed the text" in README


# The guide for authors

AUTHORS: Final = (ROOT / "docs/authors.md").read_text(encoding="utf-8")


def test_the_chapter_in_the_guide_for_authors_has_no_finding_of_its_markup():
    [chapter, *_] = re.findall(r"^```markdown\n(.*?)^```", AUTHORS, re.MULTILINE | re.DOTALL)
    source = SourceFile(path=PurePosixPath("chapter.md"), text=chapter)

    assert section(ManuscriptFile(matter="chapters", source=source)).diagnostics == ()


def test_every_box_is_in_the_guide_for_authors_and_the_reverse():
    told = set(re.findall(r"\{\.([a-z-]+)\}", AUTHORS)) - {"term", "sure"}
    # These are standard parts, printed in boxes of their own; tables have their own syntax.
    parts = {"emergency", "same-day", "off-label", "stay-safe", "table"}

    assert told == set(get_args(BoxKind)) - parts
