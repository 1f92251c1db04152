"""Places in TOML: where each table, key and list item stands."""

from __future__ import annotations

import tomllib

import pytest

from bookbuild.load.toml_places import Places

TEXT = '''\
# a comment with [brackets] = and "quotes"
top = 1
"quoted key" = 'its [not] a = table'
[table]
list = [
    "one", # comment ]
    [2, 3],
  { inner = "x", other = 4 },
]
dotted.key = true
long = """
fake = [ "
"""
after = 2026-11-22

[terms."a b".'c']
x = "\\"] = "

[[rows]]
name = "first"
[[rows]]
  name = "second"
[rows.below]
deep = 1.5
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("top",), (2, 1)),
        (("quoted key",), (3, 1)),
        (("table",), (4, 1)),
        (("table", "list"), (5, 1)),
        (("table", "list", 0), (6, 5)),
        (("table", "list", 1, 1), (7, 9)),
        (("table", "list", 2), (8, 3)),
        (("table", "list", 2, "other"), (8, 18)),
        (("table", "dotted", "key"), (10, 1)),
        (("table", "long"), (11, 1)),
        (("table", "after"), (14, 1)),
        (("terms", "a b", "c", "x"), (17, 1)),
        (("terms",), (16, 1)),
        (("rows",), (19, 1)),
        (("rows", 0, "name"), (20, 1)),
        (("rows", 1, "name"), (22, 3)),
        (("rows", 1, "below", "deep"), (24, 1)),
        (("table", "not there"), (4, 1)),
        (("not there",), (1, 1)),
    ],
)
def test_a_path_has_a_place_or_that_of_what_is_around_it(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    tomllib.loads(TEXT)  # the text is TOML

    assert Places(TEXT).of(path) == place
