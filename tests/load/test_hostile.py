"""Whatever stands in the book's data files, `load` ends with values or findings, never a crash."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.load import load
from kit import BASE, world_of

FILES = ("manuscript/book.toml", "manuscript/glossary.toml", "manuscript/references.json")
PIECES = [
    '"',
    "'",
    '"""',
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    ",",
    ".",
    "#",
    "\\",
    "\n",
    " ",
    "a",
    "7",
    "é",
]


@given(
    st.sampled_from(FILES),
    st.lists(
        st.tuples(st.integers(0, 900), st.integers(0, 4), st.sampled_from(PIECES)), max_size=4
    ),
)
@settings(max_examples=300, deadline=None)
def test_any_slip_in_a_data_file_is_survived(name: str, slips: list[tuple[int, int, str]]) -> None:
    text = (BASE / name).read_text(encoding="utf-8")
    for at, cut, piece in slips:
        text = text[:at] + piece + text[at + cut :]

    found = load(world_of({name: text})).diagnostics

    assert all(one.span is not None for one in found)


@given(st.sampled_from(FILES), st.binary(max_size=100))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_survived(name: str, content: bytes) -> None:
    assert isinstance(load(world_of({name: content})).diagnostics, tuple)
