"""The wheel: what is shipped."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_wheel_holds_the_program_with_its_styles_and_tables(tmp_path: Path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("bookbuild-*.whl")
    shipped = zipfile.ZipFile(wheel).namelist()

    assert {
        "bookbuild/cli/__init__.py",
        "bookbuild/py.typed",
        "bookbuild/system/needs.tsv",
        "bookbuild/verify/EpubChecks.java",
        "bookbuild/verify/VeraCheck.java",
    } <= set(shipped)
    pages = {f"bookbuild/findings/{path.name}" for path in (ROOT / "docs/findings").glob("*.md")}
    assert pages <= set(shipped)
    styles = {path.relative_to(ROOT) for path in (ROOT / "styles").rglob("*") if path.is_file()}
    assert styles
    assert {f"bookbuild/{path}" for path in styles} <= set(shipped)
