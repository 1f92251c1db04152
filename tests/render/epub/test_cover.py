"""The cover in pixels: what stores ask for, its words, and that long titles keep to the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.epub.cover import cover_alternative, cover_picture
from bookbuild.system.fonts import font_files
from kit.ebooks import body_of, ebook, files_of, whole_text

SPRUCE, WHITE = (15, 70, 84), (255, 255, 255)
MARGIN = 192


@pytest.fixture(scope="module")
def book() -> ResolvedDocument:
    return whole_text()


def picture(book: ResolvedDocument, title: str) -> Image.Image:
    return Image.open(BytesIO(cover_picture(book, title, font_files())))


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """Give the box that holds all that is lighter than the ground."""
    box = image.convert("L").point(lambda grey: 255 if grey > 140 else 0).getbbox()
    assert box
    return box


def near(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return max(abs(a - b) for a, b in zip(pixel, colour, strict=True)) < 12


def test_it_is_a_jpeg_in_the_colours_and_the_size_that_stores_ask_for(book):
    image = picture(book, "A tiny book")

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))
    assert near(image.getpixel((20, 20)), SPRUCE)
    assert ink(image)[0] >= MARGIN - 8
    assert len({grey for _, grey in image.convert("L").getcolors(256)}) > 2


@pytest.mark.parametrize(
    "title",
    [
        "Rest",
        "What nobody has told you about rest, sleep and everything that comes after it",
        "Electroencephalographically",
    ],
    ids=["short", "long", "one long word"],
)
def test_a_title_keeps_to_the_page(book, title):
    left, top, right, bottom = ink(picture(book, title))

    assert (left >= MARGIN - 8, top > MARGIN) == (True, True)
    assert (right <= 1600 - MARGIN + 8, bottom < 2560 - MARGIN + 24) == (True, True)


def test_another_title_gives_another_picture_and_the_same_title_the_same_bytes(book):
    fonts = font_files()

    assert cover_picture(book, "Rest", fonts) == cover_picture(book, "Rest", fonts)
    assert cover_picture(book, "Rest", fonts) != cover_picture(book, "Sleep", fonts)


def test_its_words_stand_in_the_alternative():
    draft = "Draft: not reviewed by a clinician. Not for patients."
    book = whole_text()
    signed = replace(book, imprint=replace(book.imprint, subtitle="Why sleep?"))

    assert cover_alternative(book, "Rest") == (
        f"Cover: Rest. For tests. {draft} Drawing of many thin upright lines."
    )
    assert "Rest. Why sleep? Draft" in cover_alternative(signed, "Rest")


def test_the_cover_page_shows_the_picture_and_stores_find_it(book):
    content = ebook(book).content
    package = files_of(content)["EPUB/content.opf"].decode()

    assert '<img src="cover.jpg" role="doc-cover" alt="Cover: A tiny book.' in body_of(
        content, "cover.xhtml"
    )
    assert (
        '<item href="cover.jpg" id="cover-picture" media-type="image/jpeg"'
        ' properties="cover-image"/>'
    ) in package
    assert '<meta name="cover" content="cover-picture">' in package
