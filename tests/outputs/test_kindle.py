"""The e-books become Kindle files and e-books again, by calibre, and nothing is lost on the way.

calibre ends well even where it drops things, so what comes back is compared with what went in. It
adds a list of contents at the end.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from lxml import etree

from bookbuild.system.launches import place_of
from bookbuild.verify.epub.opened import XHTML, Opened, open_epub, target_of
from bookbuild.verify.words import first_difference, normal_words, words_of_html
from kit.ebooks import ebook, spoilt, whole_text

SLUG: Final = "ketamine-for-chronic-pain"
NCX: Final = "{http://www.daisy.org/z3986/2005/ncx/}"

pytestmark = pytest.mark.slow


class Held(NamedTuple):
    """What an e-book holds: its words in order (pictures by their alternatives), its entries."""

    words: list[str]
    entries: list[str]
    pictures: int


def converted(path: Path, to: str, folder: Path) -> Path:
    """Have calibre convert an e-book; its settings stay in the folder."""
    target = folder / f"{path.stem}.{to}"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "CALIBRE_CONFIG_DIRECTORY": str(folder / "settings"),
    }
    command = [place_of("calibre"), str(path), str(target)]
    ran = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return target


def there_and_back(path: Path, folder: Path) -> Path:
    folder.mkdir()
    return converted(converted(path, "azw3", folder), "epub", folder)


def pages_of(opened: Opened) -> dict[str, etree._Element]:
    """Give the documents in reading order; calibre calls them `.html`."""
    return {path: etree.fromstring(opened.files[path]) for path in opened.spine}


def held(path: Path) -> Held:
    """Open an e-book; every picture that it shows must be there."""
    opened = open_epub(path.read_bytes())
    pages = pages_of(opened)
    pictures = [
        target_of(where, picture.get("src", ""))[0]
        for where, page in pages.items()
        for picture in page.iter(f"{XHTML}img")
    ]
    assert [path for path in pictures if path not in opened.files] == []
    [ncx] = [tree for path, tree in opened.trees.items() if path.endswith(".ncx")]
    return Held(
        words=[
            word
            for page in pages.values()
            for word in words_of_html(etree.tostring(page, encoding="unicode"))
        ],
        entries=[
            " ".join(normal_words(str(one.findtext(f"{NCX}navLabel/{NCX}text"))))
            for one in ncx.iter(f"{NCX}navPoint")
        ],
        pictures=len(set(pictures)),
    )


def lost(before: Held, after: Held) -> list[str]:
    """Tell what is not there any more."""
    difference = first_difference(before.words, after.words[: len(before.words)])
    words = [f"after `{difference.expected}`"] if difference else []
    return words + [entry for entry in before.entries if entry not in after.entries]


@pytest.mark.parametrize(
    "edition", ["", "-large", "-handouts"], ids=["normal", "large", "handouts"]
)
def test_no_word_no_picture_and_no_entry_is_lost(real_dist, tmp_path, edition):
    path = real_dist / "epub" / f"{SLUG}{edition}.epub"
    before, after = held(path), held(there_and_back(path, tmp_path / "out"))

    assert lost(before, after) == []
    assert after.pictures == before.pictures
    assert after.words[len(before.words) :][:3] in (["Table", "of", "Contents"], [])
    assert len(before.words) > 5000


def test_links_lead_where_they_led(tmp_path):
    path = tmp_path / "tiny.epub"
    path.write_bytes(ebook(whole_text()).content)
    pages = pages_of(open_epub(there_and_back(path, tmp_path / "out").read_bytes()))
    ids = {
        (where, str(element.get("id"))) for where, page in pages.items() for element in page.iter()
    }
    links = [
        target_of(where, link.get("href", ""))
        for where, page in pages.items()
        for link in page.iter(f"{XHTML}a")
        if not re.match("https?:", link.get("href", ""))
    ]
    inside = [(where, identity) for where, identity in links if identity]

    assert len(inside) > 10
    assert [one for one in inside if one not in ids] == []


def test_a_word_that_is_lost_is_noticed(tmp_path):
    good = ebook(whole_text()).content
    whole, torn = tmp_path / "whole.epub", tmp_path / "torn.epub"
    whole.write_bytes(good)
    torn.write_bytes(
        spoilt(good, {"EPUB/chapter-01.xhtml": ("It is <strong>not</strong> a", "It is a")})
    )

    assert lost(held(whole), held(there_and_back(torn, tmp_path / "out")))
