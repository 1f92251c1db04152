"""Each printed file has the pages and the boxes of its row, as pikepdf alone reads them.

`verify/pdf/press.py` has the boxes of the files for a printing house.
"""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookbuild.model.format import FORMATS, Format
from kit.formats import files_of

PRINTED = [row for row in FORMATS.values() if row.renderer in {"pdf", "sheets"}]


@pytest.mark.parametrize("row", PRINTED, ids=lambda row: row.name)
def test_every_page_has_the_boxes_of_its_format(row: Format, real_dist: Path) -> None:
    paper, bleed = row.paper, row.bleed_pt
    assert paper
    trim = (0, 0, paper.width_pt, paper.height_pt)
    around = (-bleed, -bleed, paper.width_pt + bleed, paper.height_pt + bleed)
    files = files_of(row, real_dist)

    assert files
    for path in files:
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                assert list(map(float, page.trimbox)) == pytest.approx(trim, abs=0.5)
                for box in (page.mediabox, page.cropbox, page.bleedbox):
                    assert list(map(float, box)) == pytest.approx(around, abs=0.5)
                assert page.obj.get("/Rotate", 0) == 0
                assert page.obj.get("/UserUnit", 1) == 1


@pytest.mark.parametrize(
    "row", [row for row in FORMATS.values() if row.pages is not None], ids=lambda row: row.name
)
def test_every_file_has_the_pages_of_its_format(row: Format, real_dist: Path) -> None:
    files = files_of(row, real_dist)
    assert files
    for path in files:
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == row.pages


def test_a_short_version_stands_under_the_head_of_its_own_chapter(real_dist: Path) -> None:
    files = [
        path
        for name in ("large-print-letter", "large-print-a4")
        for path in files_of(FORMATS[name], real_dist)
    ]
    pages = [words for path in files for words in words_of_pages(path)]
    short = [page for page in pages if ": the short version" in page]
    titles = [
        re.findall(r"^Chapter (\d+): the short version", page, re.MULTILINE) for page in short
    ]
    heads = [re.findall(r"^(\d+) · ", page, re.MULTILINE) for page in short]

    assert len(titles) == 24
    assert heads == titles


def words_of_pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    return [page.replace("\r\n", "\n") for page in pages]
