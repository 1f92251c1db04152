"""Books of any length that nobody wrote, the same each time: for measuring.

In: a number of chapters. Out: a copy to be printed. A chapter fills some ten half-letter pages with
what the real ones have: paragraphs, lists, tables, boxes, notes, sources, and numbers of pages in
other chapters.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bookbuild.model.format import FORMATS
from bookbuild.model.world import World
from bookbuild.render.copy import Copy
from bookbuild.system.memory import MemoryWorld
from kit.ebooks import bibliography_of
from kit.tiny import resolved, tiny_world

_ROOT: Final = Path(__file__).parents[2]
_SYLLABLES: Final = "ba de fi go lu ma ne pi ro su ta ve wi xo ya ke".split()
_SECTIONS: Final = 6
_KEYS: Final = "abcdefghijklmnopqrst"


def generated_copy(chapters: int, changed: str = "") -> Copy:
    """Give a book of so many chapters; `changed` stands at the end of the middle one."""
    texts = [_chapter(number, chapters) for number in range(1, chapters + 1)]
    if changed:
        texts[chapters // 2] += f"\n{changed}\n"
    outcome = resolved(tiny_world(*texts, keys=" ".join(_KEYS)))
    assert not outcome.diagnostics
    return Copy(
        book=outcome.value,
        format=FORMATS["book"],
        style=house_style(),
        made_on=dt.date(2026, 1, 2),
        bibliography=bibliography_of(outcome.value),
    )


def house_style() -> World:
    """Give the house style as files that can be sent to another process."""
    files = (path for path in sorted((_ROOT / "styles").rglob("*")) if path.is_file())
    return MemoryWorld({path.relative_to(_ROOT).as_posix(): path.read_bytes() for path in files})


def _chapter(number: int, chapters: int) -> str:
    dice = random.Random(number)  # the same book each time
    points = "\n".join(f"{at}. {_sentence(dice)}" for at in range(1, 5))
    parts = [
        f'# {_words(dice, 4).capitalize()} {{#c{number} icon="clock"}}',
        f"::: {{.standfirst}}\n{_sentence(dice)}\n:::",
        f"::: {{.key-points}}\n{points}\n:::",
        *(part for at in range(_SECTIONS) for part in _section(dice, number, at, chapters)),
    ]
    return "\n\n".join(parts) + "\n"


def _section(dice: random.Random, number: int, at: int, chapters: int) -> Iterator[str]:
    yield f"## {_words(dice, 3).capitalize()} {{#c{number}s{at}}}"
    yield _paragraph(dice)
    other = dice.randint(1, chapters)
    yield f"{_paragraph(dice)} See [](#c{other}s{dice.randrange(_SECTIONS)}).[^{number}n{at}]"
    yield f"[^{number}n{at}]: {_sentence(dice)}"
    yield "\n".join(f"- {_sentence(dice)}" for _ in range(4))
    if at % 3 == 1:
        rows = "\n".join(f"| {_words(dice, 2)} | {_words(dice, 5)} |" for _ in range(4))
        yield f"| What | How |\n|------|-----|\n{rows}"
    if at % 3 == 2:
        yield f"::: {{.warning}}\n{_paragraph(dice)}\n:::"
    yield _paragraph(dice)


def _paragraph(dice: random.Random) -> str:
    sentences = " ".join(_sentence(dice) for _ in range(4))
    return (
        f"{sentences} **{_words(dice, 3).capitalize()}** {_words(dice, 6)} [@{dice.choice(_KEYS)}]."
    )


def _sentence(dice: random.Random) -> str:
    return f"{_words(dice, 12).capitalize()}."


def _words(dice: random.Random, count: int) -> str:
    return " ".join("".join(dice.choices(_SYLLABLES, k=dice.randint(1, 3))) for _ in range(count))
