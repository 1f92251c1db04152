"""What `bookbuild brand` says of the folders of clinics, in the table or not."""

from __future__ import annotations

import pytest

from bookbuild.cli.brand import of_served, of_stranger
from bookbuild.pipeline.branding import Served
from bookbuild.pipeline.clinicfolders import Stranger

OURS, THEIRS = "clinics/elm/manifest.json", "note.txt"
ADVICE = "not in the table; `--clean` takes its files away"
KEPT = "kept, changed by somebody: note.txt"


@pytest.mark.parametrize(
    ("ours", "kept", "cleaned", "said"),
    [
        ([OURS], [], False, [ADVICE]),
        ([OURS], [THEIRS], False, [ADVICE, KEPT]),
        ([OURS], [], True, ["emptied"]),
        ([OURS], [THEIRS], True, [KEPT]),
        ([], [THEIRS], False, [KEPT]),
    ],
)
def test_a_folder_is_called_empty_only_when_it_is(ours, kept, cleaned, said):
    stranger = Stranger(slug="elm", ours=tuple(ours), kept=tuple(kept))

    assert list(of_stranger(stranger, cleaned)) == said


def test_what_is_taken_away_or_kept_of_a_dropped_paper_is_said():
    gone = ("handouts/a4/01-first.pdf", "handouts/a4/02-second.pdf")
    served = Served(slug="oak", made=0, files=2, gone=gone, kept=("handouts/a4/03-third.pdf",))

    assert list(of_served(served)) == [
        "up to date",
        "2 files taken away, wanted no more: handouts/a4",
        "kept, changed or put there by somebody, wanted no more: handouts/a4/03-third.pdf",
    ]
    assert list(of_served(Served(slug="oak", made=1, files=2))) == ["1 of 2 files made"]
