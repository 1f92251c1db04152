"""The real book's files satisfy every outside validator, and say of each other what is true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest

from bookbuild.verify.validators import VALIDATORS

TOOLS = [(kind, tool) for kind, table in VALIDATORS.items() for tool in table]


@pytest.mark.parametrize(("kind", "tool"), TOOLS)
def test_every_file_passes_every_validator(
    real_dist: Path, proof: dict[str, Any], kind: str, tool: str
) -> None:
    said = {one["file"]: one for one in proof["verdicts"] if one["tool"] == tool}
    files = {path.relative_to(real_dist).as_posix() for path in real_dist.rglob(f"*.{kind}")}
    files = {path for path in files if not path.startswith("web/")}  # copies to take along

    assert said.keys() == files
    assert files
    assert {name: one["findings"] for name, one in said.items() if not one["passed"]} == {}


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
    slug = next((real_dist / "epub").glob("*.epub")).stem
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
