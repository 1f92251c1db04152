"""Each kind of file goes to its own reader; what has none is not let pass as something else."""

from __future__ import annotations

from typing import Final

import pytest

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import FORMATS, Format
from bookbuild.verify import verify
from kit.written import book_of

PRESS: Final = [row for row in FORMATS.values() if row.renderer == "press"]


@pytest.mark.parametrize("fmt", PRESS, ids=lambda row: row.name)
def test_a_file_for_a_printing_house_is_not_held_to_what_a_screen_needs(fmt: Format) -> None:
    artefact = Artefact(format=fmt.name, path=fmt.path, content=b"", html=())

    with pytest.raises(AssertionError, match="held to its ticket"):
        verify(artefact, fmt, book_of("Rest [@a]."))
