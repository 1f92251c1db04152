"""The ICC profile of a printing press, as the machine has it.

In: nothing. Out: the bytes of a four-colour profile. None is shipped with bookbuild; Ghostscript's
packages bring one of their own (an American web offset press, SWOP).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bookbuild.system.places import place_of

NEED: Final = "CMYK profile"
"""Its name in the table of system needs."""


def cmyk_profile() -> bytes:
    """Give the profile's bytes; raise MachineLacksError, with the command, when there is none."""
    return Path(place_of(NEED)).read_bytes()
