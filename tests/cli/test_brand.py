"""What `bookbuild brand` says of the folder of a clinic that is not in the table."""

from __future__ import annotations

import pytest

from bookbuild.cli.brand import of_stranger
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
