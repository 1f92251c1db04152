"""The whole bench on a tiny book, on a machine where no peer can be installed."""

import pytest

from tools.bench.installing import Peers
from tools.bench.measuring import Meter
from tools.bench.sizes import (
    COLD,
    EDITED,
    NOTHING,
    OUR_EPUB,
    STAYING,
    WATCHED,
    measure_size,
)
from tools.bench.tables import failures, size_tables
from tools.bench.ways import PANDOC_EPUB, PLAIN

pytestmark = pytest.mark.slow

WHY = "not installed: no network"


@pytest.fixture(scope="module")
def size(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    peers = Peers(folder=folder / "peers", missing={"python": WHY, "node": WHY})
    return measure_size(12, folder / "12", peers, Meter(folder=folder, limit=120), rounds=1)


def test_what_the_machine_has_is_measured(size):
    ours = [PLAIN, COLD, NOTHING, EDITED, WATCHED, STAYING]

    assert [size.print_rows[name].reason for name in ours] == [""] * 6
    assert [size.epub_rows[name].reason for name in (PANDOC_EPUB, OUR_EPUB)] == ["", ""]
    assert size.printed > 8


def test_what_is_not_installed_is_told_and_the_run_goes_on(size):
    failed = failures([size.print_rows, size.epub_rows])

    assert "Sphinx, EPUB" in failed
    assert "Vivliostyle on our finished HTML" in failed
    assert PLAIN not in failed
    assert f"* Sphinx, EPUB: {WHY}." in size_tables(size)
