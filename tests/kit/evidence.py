"""A small ledger of claims, number table and list of required parts, for a book on rest."""

from __future__ import annotations

from typing import Final

ARTICLE: Final = """\
[source]
title = "Rest for all"
kind = "an article on the web"
checked = "We checked it."
sections = ["All about rest"]

"""
CLAIMS: Final = """\
[[claims]]
id = "1.1"
claim = "Rest cures a cold."
verdict = "wrong"
says = "Rest may help a little."
place = "rest#what-helps"
references = ["a", "b"]
uncited = ["b"]
banned = ["rest … cure"]

[[disagreements]]
id = "D1"
matter = "naps"
about = ["nap"]
one = ["a"]
other = ["b"]
one-way = true
"""
NUMBERS: Final = """\
[[numbers]]
id = "N1"
kind = "study"
event = "slept better"
who = "people with a cold"
size = 50
n = ["14", "7"]
denominator = 100
window = "over 1 week"
comparison = "no rest"
prints = ["14 out of 100", "7 out of 100", "50 people", "1 week"]
references = ["a"]

[[numbers]]
id = "N2"
kind = "study"
event = "points by which the score fell"
who = "people with a cold"
n = ["0.5"]
denominator = 10
window = "over 1 week"
comparison = "no rest"
prints = ["0.5 points"]
references = ["a"]

[[numbers]]
id = "N3"
kind = "study"
event = "slept worse"
who = "people with a cold"
n = ["2"]
denominator = 12
window = "over 1 week"
comparison = "no rest"
prints = ["2 of 12"]
references = ["b"]

[[numbers]]
id = "P1"
kind = "phone"
event = "the nurse"
prints = ["555-010-0199", "911", "988"]
"""
OPENING: Final = "## What helps {#what-helps}\n\nRest may help a little [@a].\n\n"


def required(but: str = "") -> str:
    """Give a row for each required part, but for those that some rows name themselves."""
    rows = (
        f'[[blocks]]\nnumber = {number}\nname = "part"\nplaces = ["rest#what-helps"]\n\n'
        for number in range(1, 30)
        if f"number = {number}\n" not in but
    )
    return "".join(rows) + but


def ordered(order: str, book_toml: str) -> str:
    """Give a book.toml with another order."""
    return book_toml[: book_toml.index("[order]")] + order
