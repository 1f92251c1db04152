"""Our own look at the craft of an e-book sees what validators let pass."""

from __future__ import annotations

import pytest

from bookbuild.model.artefact import Artefact
from bookbuild.verify.epub import Expected, findings_in
from bookbuild.verify.words import words_of_html
from kit.ebooks import ebook, files_of, spoilt, whole_text

CHAPTER = "EPUB/chapter-01.xhtml"
PACKAGE = "EPUB/content.opf"
TEXT = "EPUB/styles/text.css"
FIGURE = "EPUB/figures/square.svg"
NOTE = '<li class="note" id="all-note-a" epub:type="endnote">'


@pytest.fixture(scope="module")
def good() -> Artefact:
    return ebook(whole_text())


def found(good: Artefact, changes: dict[str, tuple[str, str] | bytes | None]) -> str:
    """Give what is found in a file that should hold the words of the good one."""
    expected = Expected(
        words=[word for page in good.html for word in words_of_html(page)],
        title="A tiny book",
        language="en-US",
    )
    return "\n".join(str(one) for one in findings_in(spoilt(good.content, changes), expected))


def ruled(css: str) -> tuple[str, str]:
    """Add a rule to the stylesheet."""
    return ("/* Contents */", css)


@pytest.mark.parametrize("name", ["Square.svg", "my square.svg", "größe.svg"])
def test_a_name_that_stores_refuse_is_found(good, name):
    package = files_of(good.content)[PACKAGE].decode()
    renamed = {
        PACKAGE: package.replace("figures/square.svg", f"figures/{name}").encode(),
        CHAPTER: ("figures/square.svg", f"figures/{name}"),
    }

    assert f"error[EPB009]: the name `EPUB/figures/{name}` holds more than" in found(good, renamed)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [("<td>1</td>" * 4, 5), ('<td colspan="4">1</td>', 5), ("<td>1</td>" * 3, None)],
)
def test_a_fifth_column_is_found(good, cells, columns):
    row = '<td class="number" data-column="Number:">1</td></tr>'
    says = found(good, {CHAPTER: (row, f"{cells}</tr>")})

    assert (f"error[EPB010]: `{CHAPTER}`: a table has {columns} columns" in says) == bool(columns)


@pytest.mark.parametrize("name", [CHAPTER, "EPUB/nav.xhtml", "EPUB/toc.ncx", PACKAGE])
def test_a_soft_hyphen_is_found_wherever_it_is(good, name):
    word = "tiny" if name == PACKAGE else "Everything"
    split = f"{word[:2]}\N{SOFT HYPHEN}{word[2:]}"

    assert f"error[EPB011]: `{name}`: soft hyphens in `" in found(good, {name: (word, split)})


@pytest.mark.parametrize(
    ("css", "says"),
    [
        ("p { font-family: Georgia }", "`p` names a font"),
        ("@font-face { font-family: X; src: url(x.ttf) }", "`@font-face` names a font"),
        ("p { font: 1em serif }", "`p` names a font"),
        (".draft { color: red }", "`.draft` sets the color of the text or of the ground"),
        ("p { background: #fff }", "`p` sets the color of the text or of the ground"),
        ("p { font-size: 12px }", "`p` sets `font-size: 12px`, which the reader cannot change"),
        ("p { font-size: 1rem }", "`p` sets `font-size: 1rem`, which"),
        ("p { line-height: 16pt }", "`p` sets `line-height: 16pt`, which"),
    ],
)
def test_a_look_that_is_forced_on_readers_is_found(good, css, says):
    assert f"error[EPB012]: `{TEXT}`: {says}" in found(good, {TEXT: ruled(css)})


@pytest.mark.parametrize(
    "css",
    [
        "p { font-size: 1.2em; line-height: 1.4 }",
        ".x { color: #000000; background-color: #ffffff }",
        "p { border: 1px solid; margin: 2px }",
        "/* p { font-family: Georgia } */",
    ],
)
def test_a_look_that_readers_can_change_passes(good, css):
    assert found(good, {TEXT: ruled(css)}) == ""


def test_a_style_of_its_own_is_found_in_the_text(good):
    styled = ("<h2 id=", '<h2 style="color: red" id=')

    assert f"error[EPB012]: `{CHAPTER}`: a style of its own, `color: red`" in found(
        good, {CHAPTER: styled}
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('width="100%"', 'width="50%"'),
        ('x="0"', 'x="1"'),
        ('fill="#FFFFFF"/>', 'fill="#0F4654"/>'),
        ('fill="#FFFFFF"/>', 'fill="none"/>'),
        ('fill="#FFFFFF"/>', 'fill="#FFFFFF" opacity="0.5"/>'),
        ("<rect", "<circle r='1'/><rect"),
    ],
)
def test_a_figure_without_a_light_ground_is_found(good, old, new):
    drawn = files_of(good.content)[FIGURE].decode().replace(old, new, 1).encode()
    whole = files_of(good.content)[FIGURE]

    assert drawn != whole
    assert f"error[EPB013]: the figure `{FIGURE}` has no light ground" in found(
        good, {FIGURE: drawn}
    )


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        (CHAPTER, ('<h1 id="all-h1">', '<h2 id="all-h1">'), None),
        (
            CHAPTER,
            ("<title>1 Everything at once", "<title>Cover"),
            "2 documents are called `Cover`",
        ),
        (
            CHAPTER,
            (">A heading</h2>", ">A heading</h2><h1>Again</h1>"),
            f"`{CHAPTER}` has 2 main titles",
        ),
        (
            CHAPTER,
            (">A heading</h2>", ">A heading</h2><h4>Deep</h4>"),
            f"`{CHAPTER}`: a heading of level 4 comes after one of level 2",
        ),
    ],
)
def test_a_title_out_of_order_is_found(good, name, change, says):
    if says is None:
        text = files_of(good.content)[name].decode()
        start, end = text.index("<h1"), text.index("</h1>") + 5
        demoted = text[:start] + text[start:end].replace("h1", "h2", 1)[:-5] + "</h2>" + text[end:]
        assert f"error[EPB014]: `{name}` has 0 main titles" in found(good, {name: demoted.encode()})
    else:
        assert f"error[EPB014]: {says}" in found(good, {name: change})


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({PACKAGE: (' properties="cover-image"', "")}, "0 pictures are marked as the cover"),
        ({"EPUB/cover.jpg": b"\x89PNG"}, "the cover `EPUB/cover.jpg` is no JPEG"),
        (
            {"EPUB/cover.jpg": b"\xff\xd8\xff\xc0\x00\x11\x08\x03\x20\x02\x58\x03" + b"\0" * 8},
            "the cover has 600 by 800 pixels in 3 colors",
        ),
        (
            {"EPUB/cover.jpg": b"\xff\xd8\xff\xc0\x00\x11\x08\x0a\x00\x06\x40\x04" + b"\0" * 8},
            "the cover has 1600 by 2560 pixels in 4 colors",
        ),
    ],
    ids=["unmarked", "no JPEG", "small", "for print"],
)
def test_a_cover_that_stores_refuse_is_found(good, changes, says):
    assert f"error[EPB015]: {says}" in found(good, changes)


def test_a_note_that_some_reading_systems_hide_is_found(good):
    text = files_of(good.content)[CHAPTER].decode()
    opened = text.replace(NOTE, '<li><aside id="all-note-a">')
    hidden = opened.replace("a link</a>.</p></li>", "a link</a>.</p></aside></li>")

    assert f"error[EPB016]: `{CHAPTER}#all-note-a` is an aside" in found(
        good, {CHAPTER: hidden.encode()}
    )


def test_a_note_without_a_way_back_is_found(good):
    assert f"error[EPB016]: the note `{CHAPTER}#all-note-a` has no way back" in found(
        good, {CHAPTER: ('role="doc-backlink"', 'role="link"')}
    )


def test_a_note_that_is_too_long_to_pop_up_is_found(good):
    long = (NOTE, f"{NOTE}{'<i>so </i>' * 2000}")

    assert f"warning[EPB016]: `{CHAPTER}#all-note-a` has 60" in found(good, {CHAPTER: long})


def test_a_word_whose_meaning_is_not_in_the_pop_up_is_found(good):
    glossary = "EPUB/back-glossary.xhtml"
    alone = (
        '<div id="term-drip"><dt epub:type="glossterm">',
        '<div><dt id="term-drip" epub:type="glossterm">',
    )

    assert f"warning[EPB016]: `{glossary}#term-drip` has 4 letters" in found(
        good, {glossary: alone}
    )
