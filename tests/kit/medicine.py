"""Words of medicine as people say them: the list in; syllables by word out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_LIST: Final = Path(__file__).parents[1] / "check" / "medical-words.txt"


def medical_words() -> dict[str, int]:
    """Give the number of syllables of each word of the list."""
    rows = re.findall(r"^(\d): ((?:.|\n   )+)", _LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return {word: int(count) for count, words in rows for word in words.split()}
