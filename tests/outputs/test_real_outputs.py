"""The real book's files satisfy every outside validator, and say of each other what is true."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest

from bookbuild.model.format import FORMATS
from bookbuild.verify.validators import VALIDATORS

SLUG = "ketamine-for-chronic-pain"
TOOLS = sorted({tool for table in VALIDATORS.values() for tool in table})


def test_nothing_is_found_in_the_real_book_while_it_is_made(said: str) -> None:
    assert "making book" in said
    assert re.findall(r".*\[[A-Z]{3}\d{3}\].*", said) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_every_file_passes_every_validator_of_its_kind(
    real_dist: Path, proof: dict[str, Any], tool: str
) -> None:
    said = {one["file"]: one for one in proof["verdicts"] if one["tool"] == tool}
    kinds = {kind for kind, table in VALIDATORS.items() if tool in table}
    files = {path for path in made_in(real_dist) if renderer_of(path) in kinds}

    assert said.keys() == files
    assert files
    assert {name: one["findings"] for name, one in said.items() if not one["passed"]} == {}


def made_in(dist: Path) -> list[str]:
    """Give the outputs below a folder; manifest, report and what lies beside an output are none."""
    told = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))["artefacts"]
    apart = {path for one in told.values() for path in one.get("beside", ())}
    paths = (path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file())
    return [path for path in paths if path not in {"manifest.json", "report.html", *apart}]


def renderer_of(path: str) -> str:
    """Give the kind of file that a path of `dist/` belongs to, by the format table."""
    rows = [fmt for fmt in FORMATS.values() if fnmatch(path, fmt.path.format(slug=SLUG, name="*"))]
    assert len(rows) == 1, f"{path}: {[fmt.name for fmt in rows]}"
    return rows[0].renderer


def test_no_validator_was_left_out(proof: dict[str, Any]) -> None:
    assert proof["not_checked"] == []


def test_the_manifest_tells_that_every_check_passed(
    real_dist: Path,
    proof: dict[str, Any],  # noqa: ARG001  # the verdicts are written down when they are given
) -> None:
    manifest = json.loads((real_dist / "manifest.json").read_text(encoding="utf-8"))

    verdicts = [check for one in manifest["artefacts"].values() for check in one["checks"].values()]

    assert verdicts
    assert [said for said in verdicts if not said.startswith("passed")] == []


def test_the_page_list_of_the_ebook_names_the_pages_of_the_pdf(real_dist: Path) -> None:
    slug = "ketamine-for-chronic-pain"
    with ZipFile(real_dist / "epub" / f"{slug}.epub") as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()
    page_list = nav[nav.index('epub:type="page-list"') :]
    listed = [int(page) for page in re.findall(r'<a href="[^"]+">(\d+)</a>', page_list)]
    with pikepdf.open(real_dist / "pdf" / f"{slug}.pdf") as pdf:
        printed = len(pdf.pages)

    assert listed == sorted(set(listed))
    assert listed[0] == 1
    assert printed - 1 <= listed[-1] <= printed
    assert len(listed) > 0.9 * printed  # the others are blank


@pytest.mark.parametrize("name", ["book", "book-a5"])
def test_behind_the_cover_the_fold_of_a_booklet_has_the_room_it_counts_on(
    real_dist: Path, name: str
) -> None:
    path = FORMATS[name].path.format(slug=SLUG)
    with pypdfium2.PdfDocument(real_dist / path) as book:
        rooms = [room_at_fold(page, number) for number, page in enumerate(book, start=1)]

    assert min(rooms[1:]) >= FORMATS[name].inner_pt - 0.5


def room_at_fold(page: pypdfium2.PdfPage, number: int) -> float:
    """Give how far all letters of a page stay from the fold, in points; rectos have it left."""
    text = page.get_textpage()
    letters = (at for at in range(text.count_chars()) if text.get_text_range(at, 1).strip())
    boxes = [text.get_charbox(at) for at in letters]
    if number % 2:
        return min(left for left, *_ in boxes)
    return float(page.get_width()) - max(right for _, _, right, _ in boxes)
