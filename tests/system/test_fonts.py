"""The book's fonts are the only ones a build can see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system import fonts
from bookbuild.system.fonts import font_directory, private_fonts


@pytest.fixture(autouse=True)
def own_environment(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "before")


def test_the_configuration_lists_the_given_folders_and_no_others(tmp_path):
    conf = private_fonts([Path("/a & b/fonts"), Path("/c")], tmp_path / "cache")
    root = ET.parse(conf).getroot()

    assert [entry.text for entry in root.findall("dir")] == ["/a & b/fonts", "/c"]
    assert root.findall("include") == []
    assert os.environ["FONTCONFIG_FILE"] == str(conf)


def test_writing_it_again_leaves_the_file_alone(tmp_path):
    first = private_fonts([Path("/c")], tmp_path).stat().st_mtime_ns

    assert private_fonts([Path("/c")], tmp_path).stat().st_mtime_ns == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fonts.conf"]


def test_a_print_sees_the_book_s_fonts_only(tmp_path):
    script = (
        "from pathlib import Path; import sys\n"
        "from bookbuild.system.fonts import *\n"
        "private_fonts([font_directory(f) for f in FONT_PACKAGES], Path(sys.argv[1]))\n"
        "import weasyprint\n"
        "page = weasyprint.HTML(string='<p style=\"font-family:DejaVu Sans,serif\">abc').render()\n"
        "page.write_pdf()\n"
        "print(*sorted({font.family for font in page.fonts.values()}))\n"
    )
    source = Path(fonts.__file__).parents[2]
    around = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", script, str(tmp_path)]
    ran = subprocess.run(
        command, env=around, capture_output=True, text=True, check=True, timeout=300
    )

    assert ran.stdout.strip() in {"Atkinson Hyperlegible", "Literata"}


def test_a_family_that_is_not_installed_is_what_the_machine_lacks(monkeypatch):
    monkeypatch.setitem(fonts.FONT_PACKAGES, "Absent", "fontpkg_absent")

    with pytest.raises(MachineLacksError, match="the font Absent is missing"):
        font_directory("Absent")
