"""The same text gives the same bytes, whatever machine, folder, year or language it is built in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]

# Another machine: its clock is six years ahead, and it has one core, so that no pool is used.
ANOTHER_YEAR: Final = """
import ctypes, datetime, gc, os, time

AHEAD = 6 * 365 * 86_400
now, zone = time.time, datetime.datetime

def later(function):
    return lambda *given: function(*(given or [now() + AHEAD]))

for name in ("gmtime", "localtime", "ctime"):
    setattr(time, name, later(getattr(time, name)))
time.time = lambda: now() + AHEAD
time.time_ns = lambda: int(time.time() * 1e9)

def change(kind, **methods):
    gc.get_referents(kind.__dict__)[0].update(methods)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))

from_stamp = datetime.datetime.fromtimestamp
change(
    datetime.datetime,
    now=classmethod(lambda cls, tz=None: from_stamp(time.time(), tz)),
    utcnow=classmethod(lambda cls: cls(*time.gmtime()[:6])),
    today=classmethod(lambda cls: from_stamp(time.time())),
)
change(datetime.date, today=classmethod(lambda cls: from_stamp(time.time()).date()))

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
"""

CLOCK: Final = """
import datetime, os, time, zipfile
print(
    time.strftime("%Y", time.gmtime()), datetime.datetime.now().year, datetime.date.today().year,
    datetime.datetime.now(datetime.UTC).year, len(os.sched_getaffinity(0)),
    hash("book"), time.strftime("%z"),
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A folder for the book, and what its processes find in their environment."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, *words: str) -> str:
        """Run Python with some words; it must end well."""
        environment = {**os.environ, **self.environment}
        environment.pop("SOURCE_DATE_EPOCH", None)
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def built(self, manuscript: Path, *wanted: str) -> dict[str, bytes]:
        """Build what is wanted of a book; give the files by name."""
        for source in (manuscript, ROOT / "styles"):
            shutil.copytree(source, self.folder / source.name)
        self.run("-m", "bookbuild", "build", *wanted)
        dist = self.folder / "dist"
        return {
            path.relative_to(dist).as_posix(): path.read_bytes()
            for path in sorted(dist.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    folder = tmp_path / "a"
    folder.mkdir()
    environment = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    return Machine(folder=folder, environment={**environment, "PYTHONPATH": str(ROOT / "src")})


@pytest.fixture
def elsewhere(tmp_path: Path) -> Machine:
    folder = tmp_path / "somewhere else" / "für später"
    folder.mkdir(parents=True)
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(ANOTHER_YEAR, encoding="utf-8")
    environment = {
        "TZ": "Pacific/Auckland",
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "HOME": str(site),
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": os.pathsep.join([str(site), str(ROOT / "src")]),
    }
    return Machine(folder=folder, environment=environment)


def whole(built: Mapping[str, bytes]) -> set[str]:
    """Give the outputs that the manifest names; beside them stand the manifest and the report."""
    artefacts = json.loads(built["manifest.json"])["artefacts"]
    names = {name for path, one in artefacts.items() for name in (path, *one.get("beside", ()))}
    assert set(built) == {*names, "manifest.json", "report.html"}
    return names


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


def test_the_other_machine_is_another_one(here, elsewhere):
    ours, theirs = (machine.run("-c", CLOCK).split() for machine in (here, elsewhere))

    assert all(
        int(later) - int(now) in {6, 7} for now, later in zip(ours[:4], theirs[:4], strict=True)
    )
    assert theirs[4] == "1"
    assert (ours[5] != theirs[5], ours[6], theirs[6] != "+0000") == (True, "+0000", True)


ONE_OF_EACH: Final = ("book", "booklet", "handouts", "epub", "web", "text", "--paper", "letter")
"""An output of each way in which outputs are made."""


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(ONE_OF_EACH, id="one of each"),
        pytest.param(("all",), id="all", marks=pytest.mark.slow),
    ],
)
def test_a_small_book_has_the_same_bytes_everywhere(here, elsewhere, wanted):
    manuscript = ROOT / "tests" / "broken" / "base" / "manuscript"
    built = [machine.built(manuscript, *wanted) for machine in (here, elsewhere)]

    assert {"epub/tiny.epub", "pdf/tiny.pdf"} < whole(built[0])
    assert differing(*built) == []


@pytest.mark.slow
def test_the_real_book_has_the_same_bytes_everywhere(here, elsewhere):
    built = [machine.built(ROOT / "manuscript", "all") for machine in (here, elsewhere)]

    assert len(whole(built[0])) > 2
    assert differing(*built) == []
