"""What branding comes to for very many clinics."""

from pathlib import Path

import pytest

from tools.bench.__main__ import BEGIN, END, SCALE
from tools.bench.figures import Cell, Figures, broken
from tools.bench.real import BRANDED, WARM, Branded
from tools.bench.scale import scale_of, scale_tables


def cell(seconds: float, cpu: float) -> Cell:
    return Cell(rounds=(Figures(seconds=seconds, cpu=cpu, peak=100),))


@pytest.fixture
def branded():
    """1,000 clinics of 24 files: 5 ms a file, 30 s of masters, on two cores busy for 3/4."""
    return Branded(
        clinics=1000,
        rows={
            WARM: cell(6, 6),
            "bookbuild, 1,000 clinics": cell(100, 150),
            BRANDED: cell(80, 117.6),
        },
        files={WARM: 100, "bookbuild, 1,000 clinics": 24_000, BRANDED: 23_520},
        bytes=24_000 * 20_000,
    )


def test_what_was_measured_is_taken_apart(branded):
    scale = scale_of(branded, cores=2)

    assert scale
    assert scale.cpu == pytest.approx(0.005)
    assert scale.masters == pytest.approx(30)
    assert (scale.files, scale.size, scale.busy, scale.again) == (24, 20_000, 0.75, 0.06)


def test_the_formulas_are_those_of_the_page(branded):
    scale = scale_of(branded, cores=2)

    assert scale
    assert scale.core_hours == pytest.approx((100_000 * 24 * 0.005 + 30) / 3600)
    assert scale.core_hours_again == pytest.approx(100_000 * 24 * 0.06 / 3600)
    assert scale.gigabytes == pytest.approx(48)
    assert scale.hours(10, 16) == pytest.approx((10_000 * 24 * 0.005 / (16 * 0.75) + 30) / 3600)


def test_the_tables_say_it(branded):
    scale = scale_of(branded, cores=2)

    assert scale
    assert "| core hours, (N × F × c + m) / 3600 | 3.3 |" in scale_tables(scale)
    assert "| storage, N × F × b | 48 GB |" in scale_tables(scale)


def test_what_was_not_measured_is_not_worked(branded):
    rows = {**branded.rows, BRANDED: broken("failed")}

    assert scale_of(Branded(clinics=1000, rows=rows, files=branded.files, bytes=0), 2) is None


def test_the_page_has_its_marks_and_names_the_assumptions():
    page = Path(SCALE).read_text(encoding="utf-8")

    assert (page.count(BEGIN), page.count(END)) == (1, 1)
    assert "0.05 dollars" in page
