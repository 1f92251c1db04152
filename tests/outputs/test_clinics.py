"""The real handouts for many clinics: the words of every file, and what validators say of some."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from bookbuild.model.clinic import slug_of
from bookbuild.system import real_world
from bookbuild.verify.pdf.content import Reader
from bookbuild.verify.pdf.tree import read_tree, text_of_tree
from bookbuild.verify.validators import page_validation, qpdf, verapdf
from kit.branding import LOGO, TABLE
from kit.pages import ROOT

pytestmark = pytest.mark.slow  # tests/pipeline/test_branding.py has the small ones

LETTER = TABLE.replace("letter a4", "letter").replace("a4", "letter")
COLOURS = ("", "#5b2a6e", "#3c2a14", "#0a2239")


def brand(folder: Path) -> dict[str, int]:
    """Run the command in a folder; give how many files were made for each clinic."""
    command = [sys.executable, "-m", "bookbuild", "brand", "clinics.csv", "--format", "json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return {one["slug"]: one["made"] for one in json.loads(ran.stdout)["clinics"]}


def branded(folder: Path, table: str) -> Path:
    """Make the handouts of a table; give the folder of the clinics."""
    for name in ("manuscript", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "manuscript/logos").mkdir()
    (folder / "manuscript/logos/oak.svg").write_text(LOGO, encoding="utf-8")
    (folder / "clinics.csv").write_text(table, encoding="utf-8")
    assert all(brand(folder).values())
    return folder / "dist/clinics"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the handouts of three clinics: 36 files."""
    return branded(tmp_path_factory.mktemp("clinics"), LETTER)


def read_aloud(content: bytes) -> str:
    """Give the words of a PDF in the order of its tags."""
    with pikepdf.Pdf.open(BytesIO(content)) as pdf:
        reader = Reader()
        tree = read_tree(pdf, [reader.read(page) for page in pdf.pages])
        assert tree
        return " ".join(text_of_tree(tree).split())


def shown(content: bytes) -> str:
    """Give the words of a PDF as another reader finds them on its pages."""
    with pypdfium2.PdfDocument(BytesIO(content)) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    return " ".join(text.replace("\ufffe", "-").split())


def without(said: str, panel: str, slug: str) -> str:
    """Take out of a text what is a clinic's own, which must be there."""
    assert said.count(panel) == 1
    return re.sub(rf"\b[A-Z]+-[\w.]+-\w{{8}}-{slug}-draft\b", "ID", said.replace(panel, ""))


def panels_of(folder: Path) -> dict[str, str]:
    """Give the words of each clinic's panel on its first handout."""
    found = {}
    for manifest in folder.glob("*/manifest.json"):
        first = json.loads(manifest.read_text(encoding="utf-8"))["files"][0]["path"]
        said = read_aloud((manifest.parent / first).read_bytes())
        panel = re.search(r"Your clinic .*? Next visit:", said)
        assert panel, manifest
        found[manifest.parent.name] = panel[0]
    return found


def faults_in(folder: Path) -> list[str]:
    """Read every file back: the clinic's own words stand in it, and else what all others have."""
    panels, bodies, found = panels_of(folder), dict[str, str](), []
    for slug, panel in panels.items():
        for path in sorted((folder / slug).rglob("*.pdf")):
            content = path.read_bytes()
            said, name = read_aloud(content), str(path.relative_to(folder / slug))
            body = without(said, panel, slug)
            if bodies.setdefault(name, body) != body:
                found.append(f"{slug}/{name}: other words")
            if shown(content).count(f"-{slug}-draft") != 2:
                found.append(f"{slug}/{name}: the id of the copy does not stand on both sides")
    return found


def verdicts(files: list[Path]) -> list[str]:
    """Ask the validators of a PDF; give what they find."""
    contents = {str(path): path.read_bytes() for path in files}
    return [
        f"{one.tool}: {one.subject}: {one.findings}"
        for ask in (verapdf, page_validation, qpdf)
        for one in ask(contents, real_world(ROOT))
        if not one.passed
    ]


def test_every_file_says_its_clinic_and_the_words_of_its_sheet(three):
    assert faults_in(three) == []
    assert (
        "Clinic: Oak Hill Pain Clinic Phone: 505-555-0100"
        in panels_of(three)["oak-hill-pain-clinic"]
    )


def test_validators_find_nothing_in_a_handout_of_each_sheet_or_in_the_proof_sheet(three):
    sheets = sorted((three / "oak-hill-pain-clinic").rglob("*.pdf"))

    assert len(sheets) == 12
    assert verdicts([*sheets, three / "proof.pdf"]) == []


def test_a_second_run_makes_nothing(three):
    assert not any(brand(three.parents[1]).values())


def test_two_hundred_clinics_each_have_their_own_words(tmp_path):
    rows = [
        f'{name} Pain Clinic {number},"{number} {name} Road | Santa Fe, NM 87501",'
        f"505-555-01{number % 100:02},{COLOURS[number % 4]},clinic-{number},letter"
        for number in range(200)
        for name in [("Oak", "Elm", "Mesa", "River", "Stone")[number % 5]]
    ]
    folder = branded(tmp_path, "\n".join(["name,address,phone,color,slug,papers", *rows]) + "\n")
    files = sorted(folder.glob("*/**/*.pdf"))

    assert len(files) == 2400
    assert slug_of("clinic-199") in panels_of(folder)
    assert faults_in(folder) == []
    assert verdicts(random.Random(1).sample(files, 50)) == []
