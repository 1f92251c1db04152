"""The page in `docs/findings` of what is found in a handout is true.

Its examples stand at the end of a chapter that fills its sheet.
"""

from __future__ import annotations

from typing import Final

import pytest

from kit.handouts import made, sheet_of
from kit.pages import Example, codes_in, examples

CODES: Final = codes_in("render/handout/copyfit.py")
SECTION: Final = """\
## Rest number {number}

Rest on one day in seven, and a little on the others. Most people find that a walk before it helps.
Sit down when you are back, and do nothing for as long as the walk took. Then drink some water.
"""
FULL: Final = "\n".join(SECTION.format(number=number) for number in range(10))


def found(example: Example) -> list[str]:
    return [one.code for one in made(sheet_of(f"{FULL}\n{example.text}")).diagnostics]


@pytest.mark.parametrize("code", CODES)
def test_the_faulty_example_has_the_code_and_the_mended_one_has_no_finding(code: str) -> None:
    faulty, mended = examples(code)

    assert found(faulty) == [code]
    assert found(mended) == []
