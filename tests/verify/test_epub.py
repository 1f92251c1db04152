"""Our own proof of an e-book sees every fault that is planted."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bookbuild.model.artefact import Artefact
from bookbuild.model.format import FORMATS
from bookbuild.verify.epub import Expected, findings_in, verify_epub
from bookbuild.verify.words import words_of_html
from kit.ebooks import ebook, files_of, spoilt, whole_text

CHAPTER = "EPUB/chapter-01.xhtml"
PACKAGE = "EPUB/content.opf"
NAV = "EPUB/nav.xhtml"


@pytest.fixture(scope="module")
def good() -> Artefact:
    return ebook(whole_text(), ("1", "cover", 0), ("2", "all-b5", 2), ("3", "next-b1", 0))


def found(good: Artefact, content: bytes) -> str:
    """Give what is found in a file that should hold the words of the good one."""
    expected = Expected(
        words=[word for page in good.html for word in words_of_html(page)],
        title="A tiny book",
        language="en-US",
    )
    return "\n".join(str(one) for one in findings_in(content, expected))


def test_a_good_file_has_no_finding(good: Artefact) -> None:
    assert found(good, good.content) == ""


@pytest.mark.parametrize(
    ("name", "change", "finding"),
    [
        ("EPUB/cover.jpg", None, "error[EPB002]: `EPUB/cover.jpg` is listed but not in the file"),
        ("EPUB/stray.txt", b"x", "error[EPB002]: `EPUB/stray.txt` is in the file but not listed"),
        (
            CHAPTER,
            ('href="chapter-02.xhtml#next"', 'href="chapter-02.xhtml#gone"'),
            f"error[EPB003]: `{CHAPTER}`: `chapter-02.xhtml#gone` leads to no place",
        ),
        (
            CHAPTER,
            ('href="chapter-02.xhtml#next"', 'href="gone.xhtml"'),
            f"error[EPB003]: `{CHAPTER}`: `gone.xhtml` leads to no file",
        ),
        (
            CHAPTER,
            ('src="tiles/drip.svg"', 'src="https://example.org/drip.svg"'),
            f"error[EPB003]: `{CHAPTER}`: `https://example.org/drip.svg` leads to no file",
        ),
        (
            CHAPTER,
            ('id="all-b7"', 'id="all-b6"'),
            f"error[EPB004]: `{CHAPTER}` has the id `all-b6` 2 times",
        ),
        (
            CHAPTER,
            ("It is <strong>not</strong> a", "It is a"),
            "`may help.1,2a It is a cure. See Chapter 2` where the text says",
        ),
        (
            CHAPTER,
            ('<li id="all-b7">one</li><li id="all-b8">two', '<li id="all-b8">two'),
            "error[EPB005]: the file reads `the picture. A heading two, with un comprimé first`",
        ),
        (
            PACKAGE,
            (' xml:lang="en-US"', ""),
            "error[EPB006]: the package does not say its language",
        ),
        (
            PACKAGE,
            ("<dc:title>A tiny book", "<dc:title>Another book"),
            "error[EPB006]: the file's title is `Another book`",
        ),
        (CHAPTER, (' lang="en-US"', ""), f"error[EPB006]: `{CHAPTER}` does not say its language"),
        (
            CHAPTER,
            ("<title>1 Everything at once", "<title>"),
            f"error[EPB006]: `{CHAPTER}` has no title",
        ),
        (
            NAV,
            ('<li><a href="chapter-01.xhtml#page-2">2</a></li>\n', ""),
            "error[EPB008]: the page list goes on with page 3, the text with page 2",
        ),
        (
            CHAPTER,
            ('<span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"/>', ""),
            "error[EPB008]: the page list goes on with page 2, the text with page 3",
        ),
    ],
)
def test_a_planted_fault_is_found(
    good: Artefact, name: str, change: tuple[str, str] | bytes | None, finding: str
) -> None:
    assert finding in found(good, spoilt(good.content, {name: change}))


def test_a_picture_without_words_is_found(good: Artefact) -> None:
    silent = spoilt(good.content, {CHAPTER: ('alt="A white square."', 'alt=""')})

    assert (
        f"error[EPB007]: `{CHAPTER}`: the picture `figures/square.svg` has no text alternative"
        in found(good, silent)
    )


def test_a_document_that_is_not_well_formed_is_found(good: Artefact) -> None:
    torn = spoilt(good.content, {CHAPTER: ("</h1>", "")})

    assert f"error[EPB004]: `{CHAPTER}` is not well-formed" in found(good, torn)


def test_a_packed_type_is_found(good: Artefact) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in files_of(good.content).items():
            archive.writestr(name, data)

    assert found(good, packed.getvalue()) == "error[EPB001]: the entry `mimetype` is packed"


def test_a_type_that_does_not_stand_first_is_found(good: Artefact) -> None:
    files = files_of(good.content)
    late = spoilt(good.content, {"mimetype": None})
    with ZipFile(whole := BytesIO(late), "a") as archive:
        archive.writestr("mimetype", files["mimetype"])

    assert "error[EPB001]: the first entry of the zip is not the type" in found(
        good, whole.getvalue()
    )


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (None, f"error[EPB001]: there is no `{PACKAGE}`"),
        (b"<package", f"error[EPB001]: `{PACKAGE}` is not well-formed"),
    ],
)
def test_a_package_that_cannot_be_read_is_found(
    good: Artefact, change: bytes | None, finding: str
) -> None:
    assert found(good, spoilt(good.content, {PACKAGE: change})).startswith(finding)


def test_a_torn_file_is_found(good: Artefact) -> None:
    torn = good.content[: len(good.content) // 2]

    assert found(good, torn).startswith("error[EPB001]: the file is not a whole zip")


def test_a_page_list_is_named_as_checked_only_where_there_is_one(good: Artefact) -> None:
    book = whole_text()
    with_pages, without = (
        verify_epub(one, FORMATS["epub"], book.imprint).value for one in (good, ebook(book))
    )

    assert set(with_pages) - set(without) == {"page list"}
