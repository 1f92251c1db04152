"""ARCHITECTURE.md is true, and the house has no door that it does not name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from operator import attrgetter
from pathlib import Path
from typing import Final

import pytest

from bookbuild.model.format import FORMATS

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "bookbuild"
FINDINGS: Final = ROOT / "docs" / "findings"
PAGE: Final = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: Final = {one["id"]: one for one in PROJECT["tool"]["importlinter"]["contracts"]}

# Each library with a door, and the door. The types of these libraries go no further.
DOORS: Final = {
    "weasyprint": {"bookbuild.render.pdf"},
    "ebooklib": {"bookbuild.render.epub"},
    "markdown_it": {"bookbuild.parse"},
    "jinja2": {"bookbuild.render"},
    "pydantic": {"bookbuild.load"},
    "pikepdf": {"bookbuild.finish", "bookbuild.render.pdf", "bookbuild.verify.pdf"},
    "PIL": {"bookbuild.load.logo_shades", "bookbuild.render.epub"},
    "click": {"bookbuild.cli"},
    "rich": {"bookbuild.cli"},
    "watchfiles": {"bookbuild.system.watching"},
}
HEAVY: Final = (*DOORS, "fontTools", "lxml", "pypandoc")


def packages() -> set[str]:
    found = {path.parent.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("__init__.py")}
    return found - {"."}


def test_every_package_has_its_line_in_the_code_map_and_the_reverse():
    lines = re.findall(r"^\* `([\w/]+)/`: \S", PAGE, re.MULTILINE)

    assert sorted(lines) == sorted(packages())


def test_everything_the_page_names_is_there():
    named = set(re.findall(r"`([\w.-]+/[\w./-]*)`|\]\((\S+?)\)", PAGE))
    places = {(code or link).rstrip("/") for code, link in named}
    gone = {
        place for place in places if not (ROOT / place).exists() and not (PACKAGE / place).exists()
    }

    assert {place for place in gone if not place.startswith("dist/")} == set()


def test_every_contract_the_page_names_is_kept_and_the_reverse():
    named = re.findall(r"Contracts? ((?:`\w+`[, and]*)+)", PAGE.replace("\n", " "))
    names = {name for some in named for name in re.findall(r"`(\w+)`", some)}

    assert names == set(CONTRACTS) - {"cycles"}


# Doors


@pytest.mark.parametrize("library", sorted(DOORS))
def test_a_library_has_one_door_and_a_contract_that_keeps_it(library):
    doors = [
        set(contract["allowed_importers"])
        for contract in CONTRACTS.values()
        if library in contract.get("protected_modules", ())
    ]

    assert doors == [DOORS[library]]


@pytest.mark.parametrize("library", sorted(DOORS))
def test_no_other_module_names_the_library(library):
    importing = re.compile(rf"^\s*(?:import|from) {library}\b", re.MULTILINE)
    modules = {
        "bookbuild." + ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for path in PACKAGE.rglob("*.py")
        if importing.search(path.read_text(encoding="utf-8"))
    }

    assert modules
    assert {
        module
        for module in modules
        if not any(f"{module}.".startswith(f"{door}.") for door in DOORS[library])
    } == set()


def imported_after(statement: str, folder: Path = ROOT) -> set[str]:
    """Run a statement in a new Python; give the top-level modules it has imported."""
    script = (
        f"{statement}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return set(ran.stdout.splitlines()[-1].split())


def test_importing_bookbuild_imports_nothing_heavy():
    assert imported_after("import bookbuild") & {*HEAVY, "email", "json"} == set()


def test_the_check_of_the_real_book_imports_no_printer():
    check = """
from bookbuild.cli import main
try:
    main(["check"])
except SystemExit:
    pass
"""
    imported = imported_after(check)

    assert "markdown_it" in imported
    assert (
        imported & {"weasyprint", "ebooklib", "pikepdf", "fontTools", "lxml", "pypandoc", "PIL"}
        == set()
    )


def test_a_model_can_be_read_without_installing_anything():
    every = "; ".join(f"import bookbuild.model.{path.stem}" for path in model_modules())
    imported = imported_after(every)

    assert imported & set(HEAVY) == set()
    assert {
        name for name in imported if name not in {*sys.stdlib_module_names, "bookbuild"}
    } <= imported_after("pass") | {"__main__"}


def model_modules() -> list[Path]:
    return sorted((PACKAGE / "model").glob("[a-z]*.py"))


# Formats


THEMED = attrgetter("theme")


@pytest.mark.parametrize("fmt", list(filter(THEMED, FORMATS.values())), ids=lambda fmt: fmt.name)
def test_a_format_has_a_folder_of_css(fmt):
    assert list((ROOT / "styles" / fmt.theme).glob("*.css"))


@pytest.mark.parametrize("stage", ["render", "verify", "resolve", "check"])
def test_no_stage_asks_which_format_it_is_in(stage):
    asking = re.compile(r"\bfmt\.name\s*(?:==|!=|in)|format\.name\s*(?:==|!=|in)|FORMATS\b")
    found = {
        path.name
        for path in (PACKAGE / stage).rglob("*.py")
        if asking.search(path.read_text(encoding="utf-8"))
    }

    assert found == set()


# Findings


def test_every_code_has_its_page_and_the_reverse():
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    codes = {code for text in sources for code in re.findall(r'"([A-Z]{3}\d{3})"', text)}
    pages = {path.stem for path in FINDINGS.glob("*.md")}

    assert (sorted(codes - pages), sorted(pages - codes)) == ([], [])


@pytest.mark.parametrize("page", sorted(FINDINGS.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_begins_with_its_code_and_a_title(page):
    assert re.match(rf"# {page.stem}: [^\n]+[^\n.]\n\n", page.read_text(encoding="utf-8"))


# What stands nowhere

PROMISE: Final = "a promise to do something later"
ELSEWHERE: Final = {
    "the folder of one machine": re.compile(
        rb"(?<![\w.])/" + rb"(?:work|root|home|Users|workspace|mnt)/" + rb"(?!user\b)"
    ),
    "a package registry": re.compile(
        rb"https?://[\w.-]*(?:"
        rb"pypi\.org/simple|pythonhosted|registry\.npmjs|"
        rb"artifactory)"
    ),
    PROMISE: re.compile(rb"\b(?:TO" + rb"DO|FIX" + rb"ME|X" + rb"XX)\b"),
}


def tracked() -> list[Path]:
    """Give the files that are or will be under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    paths = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    return [path for path in paths if path.is_file() and path.name != "LICENSE"]


@pytest.mark.parametrize("what", ELSEWHERE)
def test_nothing_in_the_tree_names(what):
    files = tracked()
    assert len(files) > 100
    named = {
        f"{path.relative_to(ROOT)}: {found.group().decode(errors='replace')}"
        for path in files
        if not (path.suffix == ".png" and what == PROMISE)  # its bytes may spell so short a word
        if (found := ELSEWHERE[what].search(path.read_bytes()))
    }

    assert named == set()
