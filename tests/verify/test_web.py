"""Our own proof of a web edition sees every fault that is planted."""

from __future__ import annotations

import pytest

from bookbuild.verify.web import BUDGET, verify_web
from kit.websites import page, spoilt, whole_book, whole_site

CHAPTER = "book/all.html"


def found(path: str, there: str, instead: str | None) -> str:
    """Give what is found in the folder when something else stands in a file."""
    site = spoilt(whole_site(), path, there, instead)
    return "\n".join(str(one) for one in verify_web(site, whole_book()).diagnostics)


def test_a_good_folder_has_no_finding() -> None:
    assert verify_web(whole_site(), whole_book()).diagnostics == ()


@pytest.mark.parametrize(
    ("path", "there", "instead", "finding"),
    [
        (CHAPTER, "next.html#next", "gone.html", "WEB001]: `book/all.html`: `gone.html` leads to"),
        (CHAPTER, "next.html#next", "next.html#x", "`next.html#x` leads to no place"),
        ("figures/square.svg", "", None, "`../figures/square.svg` leads to no file"),
        (CHAPTER, "<img src", '<img srcset="//x.org/a.svg" src', "`//x.org/a.svg` lies outside"),
        ("assets/base.css", "literata-titles", "gone", "`gone.woff2` leads to no file"),
        ("assets/search-index.js", '"all-a-heading"', '"x"', "`book/all.html#x` leads to no place"),
        ("files/tiny.pdf", "", None, "`files/tiny.pdf` leads to no file"),
        (CHAPTER, '"../assets/base.css"', '"https://x.org/a.css"', "WEB002]: `book/all.html`"),
        (CHAPTER, "../assets/tiles", "//x.org/tiles", "`//x.org/tiles/drip.svg` lies outside"),
        (CHAPTER, 'href="../index.html"', 'href="https://x.org"', "`https://x.org` lies outside"),
        ("book/references.html", "https://doi.org/1", "ftp://doi.org/1", "lies outside"),
        ("assets/page.js", '"use strict"', 'fetch("x")', "WEB002]: `assets/page.js`: it may ask"),
        ("assets/base.css", ":root", '@import "//x.org/a.css"; :root', "may ask for `//x.org`"),
        (CHAPTER, "Do not mix things.", "Do mix things.", "WEB003]: `book/all.html`: it has lost"),
        (CHAPTER, "What it shows", "", "it has lost `it`, behind `Two 2 What is counted What"),
        ("01/index.html", "Do not mix things.", "", "WEB003]: `01/index.html`"),
        ("book/glossary.html", "slowly", "", "it has lost `slowly`"),
        ("book/references.html", "Title b", "Title", "it has lost `b.`"),
        ("index.html", "It works.</p>", "</p>", "it has lost `works.`"),
        (CHAPTER, "</article>", "", "WEB004]: `book/all.html`: it is not well-formed"),
        (CHAPTER, 'id="main"', 'id="all"', "it has the id `all` 2 times"),
        (CHAPTER, "<h2", "<h4", "is not well-formed"),
        ("search.html", "<h1>", '<h1 id="x">More</h1><h1>', "WEB005]: `search.html`: it has 2"),
        ("search.html", "</h1>", "</h1><h3>More</h3>", "a heading of level 3 follows level 1"),
        (CHAPTER, ' lang="en-US"', "", "WEB006]: `book/all.html`: it does not say its language"),
        (CHAPTER, "1 Everything at once – A", "2 The next chapter – A", "`book/all.html` has the"),
        (CHAPTER, "<title>1 Everything at once – A tiny book", "<title>", "it has no title"),
        (CHAPTER, 'alt="A white square."', 'alt=""', "WEB008]: `book/all.html`: the picture"),
    ],
)
def test_a_fault_is_found(path: str, there: str, instead: str | None, finding: str) -> None:
    assert finding in found(path, there, instead)


def test_a_page_that_does_not_say_that_it_is_a_draft_is_found() -> None:
    line = whole_book().standing.draft_line
    assert line
    assert "does not say that it is a draft" in found("01/index.html", f">{line}<", "><")


def test_a_page_is_weighed_with_its_styles_and_scripts() -> None:
    style = "assets/base.css"
    room = BUDGET - len(page(whole_site(), style))

    said = found(style, ":root", " " * room + ":root")

    assert "error[WEB007]: `search.html`: it weighs 1" in said
    assert "error[WEB007]: `01/index.html`" in said


def test_a_page_that_is_not_there_has_lost_its_words() -> None:
    assert "WEB003]: `02/index.html`: it has lost `The`" in found("02/index.html", "", None)
