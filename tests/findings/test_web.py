"""The pages in `docs/findings` of what is found in a web edition are true.

The folder is made once; it holds the mended piece of each page and has no finding. With the faulty
piece in its place it has the code.
"""

from __future__ import annotations

from typing import Final

import pytest

from bookbuild.verify.web import verify_web
from kit.pages import codes_in, examples
from kit.websites import spoilt, whole_book, whole_site

CODES: Final = codes_in("verify/web/__init__.py")


def codes(place: str, there: str, instead: str) -> set[str]:
    """Give the codes found when something else stands in a file of the folder."""
    site = spoilt(whole_site(), place, there, instead)
    return {one.code for one in verify_web(site, whole_book()).diagnostics}


@pytest.mark.parametrize("code", CODES)
def test_the_faulty_example_has_the_code_and_the_mended_one_has_no_finding(code: str) -> None:
    faulty, mended = examples(code)
    assert faulty.place == mended.place

    assert code in codes(faulty.place, mended.text.strip(), faulty.text.strip())
    assert codes(mended.place, mended.text.strip(), mended.text.strip()) == set()
