"""The pages of `docs/findings` and their examples: a code in; its faulty and mended example out.

An example is a fenced block that is called `faulty` or `mended` after its language. Where the words
before it end with a path in backticks and a colon, that is the file which the example stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pikepdf

from kit.books import BASE

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs" / "findings"
_EXAMPLE: Final = re.compile(
    r"(?:`([^`\n]+)`[^`\n]*:\n\n)?^```(\w+) (faulty|mended)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """language: what the block says it is. place: the file that it stands in, if the page says."""

    language: str
    place: str
    text: str


def pages() -> list[str]:
    """Give the code of every page, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.md"))


def examples(code: str) -> tuple[Example, Example]:
    """Give the faulty and the mended example of a page; it must have one of each."""
    shown = _EXAMPLE.findall((FOLDER / f"{code}.md").read_text(encoding="utf-8"))
    assert [kind for _, _, kind, _ in shown] == ["faulty", "mended"], f"{code}: {shown}"
    faulty, mended = (
        Example(language=language, place=place, text=text) for place, language, _, text in shown
    )
    return faulty, mended


def legible(pdf: bytes, **saved: Any) -> bytes:
    """Give a PDF in the form that people can read: qpdf's QDF, nothing packed."""
    with pikepdf.Pdf.open(BytesIO(pdf)) as file:
        file.save(
            out := BytesIO(),
            qdf=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            **saved,
        )
    return out.getvalue()


def torn(pdf: bytes, piece: str, there: str, **saved: Any) -> bytes:
    """Put a piece into a legible PDF in the place of one that must be there."""
    assert there.encode() in pdf, there
    with pikepdf.Pdf.open(BytesIO(pdf.replace(there.encode(), piece.encode(), 1))) as file:
        file.save(out := BytesIO(), **saved)  # opening has found the objects, which have moved
    return out.getvalue()


def codes_in(*modules: str) -> list[str]:
    """Give the codes that some modules of the package name, sorted."""
    texts = [(ROOT / "src/bookbuild" / name).read_text(encoding="utf-8") for name in modules]
    return sorted({code for text in texts for code in re.findall(r'"([A-Z]{3}\d{3})"', text)})


def with_keys(example: str) -> str:
    """Give the book.toml of the base book with the example's keys, or with its `[order]`."""
    base = (BASE / "manuscript/book.toml").read_text(encoding="utf-8")
    if example.startswith("[order]"):
        return base[: base.index("[order]")] + example
    if example.startswith("[handout]"):
        return f"{base}\n{example}"
    for line in example.splitlines()[1:]:
        key = line.partition(" =")[0]
        base = re.sub(rf"^{key} = .*\n", "", base, flags=re.MULTILINE)
        base = base.replace("[book]\n", f"[book]\n{line}\n")
    return base
