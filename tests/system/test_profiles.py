"""A press's profile is the machine's, and its absence is told with the command that mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system import places
from bookbuild.system.needs import read_needs
from bookbuild.system.profiles import NEED, cmyk_profile


def test_the_profile_is_that_of_a_four_colour_press():
    assert cmyk_profile()[12:20] == b"prtrCMYK"


def test_a_machine_without_a_profile_is_told_how_to_get_one(monkeypatch):
    nowhere = [replace(need, look_for=("/nowhere",)) for need in read_needs()]
    monkeypatch.setattr(places, "read_needs", lambda: nowhere)

    with pytest.raises(MachineLacksError, match=f"{NEED} is missing") as told:
        cmyk_profile()

    assert "--no-install-recommends libgs-common" in told.value.mend
