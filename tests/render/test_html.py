"""Every node of the tree has its HTML, with every word of it, and ids that no output changes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given, settings
from lxml import etree

from bookbuild.load import load
from bookbuild.model.book import Book
from bookbuild.model.resolved import ResolvedDocument
from bookbuild.render.bibliography import Bibliography
from bookbuild.render.html import _WIDEST_TELEPHONE, SectionWriter
from kit.documents import KEYS, LABEL, PICTURE, TERMS, resolved_documents
from kit.readings import words_of, written_words
from kit.tiny import tiny_world
from kit.written import ROOT, book_of, dressed, pieces_of, written

DRAWING: Final = {f"manuscript/{PICTURE}": "<svg/>"}
PRINT: Final[dict[str, Any]] = {"page_of": {}, "notes_at_foot": True, "explained_at_foot": True}
EPUB: Final[dict[str, Any]] = {"epub_types": True}
NO_SOURCES: Final = Bibliography(labels={}, entries=())
REST: Final = '[terms."rest"]\nexplanation = "Doing <nothing>."\nalso = ["rests"]\nsources = []\n'

BLOCKS: Final = {
    "Words.": '<p id="c1-b1">Words.</p>',
    "## A heading": '<h2 id="c1-a-heading">A heading</h2>',
    "## A heading {#there}": '<h2 id="there">A heading</h2>',
    "- One\n- Two\n\n    More": (
        '<ul><li id="c1-b1">One</li><li id="c1-b2">Two<p id="c1-b3">More</p></li></ul>'
    ),
    "1. One\n2. Two": '<ol><li id="c1-b1">One</li><li id="c1-b2">Two</li></ol>',
    "3. Three": '<ol start="3"><li id="c1-b1">Three</li></ol>',
    "Word\n:   Meaning.": '<dl><dt id="c1-b1">Word</dt><dd><p id="c1-b2">Meaning.</p></dd></dl>',
    "> Quoted.": '<blockquote><p id="c1-b1">Quoted.</p></blockquote>',
    "| A | B |\n|---|--:|\n| a | 1 |": (
        '<table id="c1-b1">'
        '<colgroup><col style="width:50.0%"/><col style="width:50.0%"/></colgroup>'
        '<thead><tr><th scope="col">A</th><th scope="col" class="number">B</th></tr></thead>'
        '<tbody><tr><th scope="row">a</th><td class="number">1</td></tr></tbody></table>'
    ),
    "| A |\n|:-:|\n| a |\n\nTable: Letters": (
        '<table id="c1-b1"><caption><b>Table 1.</b> Letters</caption>'
        '<colgroup><col style="width:100.0%"/></colgroup>'
        '<thead><tr><th scope="col" class="center">A</th></tr></thead>'
        '<tbody><tr><th scope="row" class="center">a</th></tr></tbody></table>'
    ),
    '![Says it.](figures/x.svg "Counted"){#fig-x alt="It"}': (
        '<figure id="fig-x"><p class="figure-title" id="c1-b1">'
        '<span class="figure-number">Figure 1</span> Counted</p>'
        '<div class="picture"><img src="figures/x.svg" alt="A &quot;square&quot;"/></div>'
        '<figcaption id="c1-b2">Says it.</figcaption></figure>'
    ),
}

BOXES: Final = {
    "::: {.standfirst}\nFirst.\n:::": '<p class="standfirst" id="c1-b1">First.</p>',
    "::: {.standfirst}\n- First\n:::": (
        '<div class="standfirst"><ul><li id="c1-b1">First</li></ul></div>'
    ),
    "::: {.key-points}\n- One\n:::": (
        '<aside class="key-points" aria-labelledby="c1-b1">'
        '<p class="box-title" id="c1-b1">Chapter 1: the short version</p>'
        '<ul><li id="c1-b2">One</li></ul></aside>'
    ),
    "::: {.questions}\n1. Why?\n:::": (
        '<section class="questions" aria-labelledby="c1-questions">'
        '<h2 id="c1-questions">Questions to ask</h2><ol><li id="c1-b1">Why?</li></ol></section>'
    ),
    "::: {.warning}\n**Mind.**\n\nBody.\n:::": (
        '<aside class="warning" aria-labelledby="c1-b1"><p class="box-title" id="c1-b1">Mind.</p>'
        '<div class="box-body"><p id="c1-b2">Body.</p></div></aside>'
    ),
    "::: {.same-day #call}\nBody.\n:::": (
        '<aside class="same-day" id="call"><div class="box-body"><p id="c1-b1">Body.</p></div>'
        "</aside>"
    ),
    "::: {.emergency}\nCall 911 or 1-800-222-1222.\n:::": (
        '<aside class="emergency"><div class="box-body"><p id="c1-b1">Call'
        ' <b class="number">911</b> or <span class="keep">1-800-222-1222</span>.</p></div></aside>'
    ),
} | {
    f"::: {{.{kind}}}\nBody.\n:::": f'<div class="{kind}"><p id="c1-b1">Body.</p></div>'
    for kind in ("steps", "know", "worksheet", "general", "table")
}

INLINES: Final = {
    "A \\<b\\> & c.": "A &lt;b&gt; &amp; c.",
    "**Bold** and *stressed*.": "<strong>Bold</strong> and <em>stressed</em>.",
    "[Mot]{lang=fr}.": '<span lang="fr">Mot</span>.',
    "[Out](https://example.org/?a=1&b=2).": '<a href="https://example.org/?a=1&amp;b=2">Out</a>.',
    "<https://example.org/>": '<a href="https://example.org/">https://example.org/</a>',
    "See [](#c1).": 'See <a class="xref" href="#c1">Chapter\N{NO-BREAK SPACE}1</a>.',
    "See [above](#c1).": 'See <a class="xref" href="#c1">above</a>.',
    "One\\\ntwo": "One<br/>two",
    "It [may help]{.sure}.": 'It <span class="sure sure-may">may help</span>.',
    "[Rest can]{.term key=rest .sure}": (
        '<a class="term" role="doc-glossref" href="#term-rest">'
        '<span class="sure sure-can">Rest can</span></a>'
    ),
    "[Rest]{.term}, [rests]{.term}.": (
        '<a class="term" role="doc-glossref" href="#term-rest">Rest</a>, rests.'
    ),
    "So [@b; @a].": (
        'So<span class="keep">.<sup class="cite">'
        '<a role="doc-biblioref" href="#ref-b">1</a>,'
        '<a role="doc-biblioref" href="#ref-a">2</a></sup></span>'
    ),
    "Call 555-0100.": 'Call <span class="keep">555-0100</span>.',
    "It is off-label.": 'It is <span class="keep">off-label</span>.',
    "Long-lasting, FDA-approved, day-to-day.": "Long-lasting, FDA-approved, day-to-day.",
}


def inside(html: str) -> str:
    """Give what stands in the one paragraph of a text."""
    whole = re.fullmatch(r'<p id="c1-b1">(.*)</p>', html)
    assert whole, html
    return whole[1]


@pytest.mark.parametrize(("text", "html"), [*BLOCKS.items(), *BOXES.items()])
def test_a_block_says_what_it_is(text, html):
    assert written(text, {"more": DRAWING}, alternatives={str(PICTURE): 'A "square"'}) == html


@pytest.mark.parametrize(("text", "html"), INLINES.items())
def test_an_inline_says_what_it_is(text, html):
    assert inside(written(text, {"glossary": REST})) == html


def test_a_note_stands_at_the_end_of_its_section_with_a_way_back():
    html = written("You may rest[^n].\n\n[^n]: It *helps*.\n\n    Much.")

    assert html == (
        '<p id="c1-b1">You may <span class="keep">rest<sup><a class="note-call" role="doc-noteref"'
        ' id="c1-note-a-call" href="#c1-note-a">a</a></sup></span>.</p>'
        '<section class="notes" role="doc-endnotes" aria-label="Notes">'
        '<ol><li class="note" id="c1-note-a">'
        '<p><a role="doc-backlink" href="#c1-note-a-call" aria-label="Back to note a in the text">'
        "a</a> It <em>helps</em>.</p><p>Much.</p></li></ol></section>"
    )


def test_on_pages_a_note_stands_where_it_is_called():
    html = inside(written("You slumber[^n].\n\n[^n]: It helps.\n\n    Much.", **PRINT))

    assert html == (
        'You <span class="keep">slumber<sup><a class="note-call" role="doc-noteref"'
        ' id="c1-note-a-call" href="#c1-note-a">a</a></sup>'
        '<span class="foot note" role="doc-footnote" id="c1-note-a">'
        '<a role="doc-backlink" href="#c1-note-a-call">a</a> It helps. Much.</span></span>.'
    )


def test_on_pages_a_word_is_explained_where_the_book_first_uses_it():
    book = book_of("[Rest]{.term}.", "[Rest]{.term}.", glossary=REST)

    one, two = (
        inside(pieces_of(book, **PRINT)[label].body.replace("c2", "c1")) for label in ("c1", "c2")
    )

    assert one == (
        '<a class="term" role="doc-glossref" href="#term-rest">Rest</a>'
        '<span class="foot definition" role="doc-footnote" id="c1-foot-rest"><b>Rest</b>'
        " Doing &lt;nothing&gt;.</span>."
    )
    assert two == '<a class="term" role="doc-glossref" href="#term-rest">Rest</a>.'


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("See [it](#c1).", ' <span class="page-ref">(page\N{NO-BREAK SPACE}12)</span>.'),
        ("See it ([it](#c1)).", ',<span class="page-ref"> page\N{NO-BREAK SPACE}12</span>).'),
    ],
    ids=["in a sentence", "in brackets"],
)
def test_on_pages_a_cross_reference_names_its_page(text, page):
    html = inside(written(text, **{**PRINT, "page_of": {"c1": "12"}}))

    assert html.endswith(f'<a class="xref" href="#c1">it</a>{page}')


def test_an_e_book_says_in_its_own_vocabulary_what_calls_and_what_is_called():
    html = written("[Rest]{.term}[^n] [@a].\n\n[^n]: Note.", {"glossary": REST}, **EPUB)

    assert re.findall(r'epub:type="(\w+)"', html) == [
        "glossref", "noteref", "biblioref", "endnotes", "endnote", "backlink"
    ]  # fmt: skip


def test_the_title_of_a_box_breaks_behind_its_colon_where_there_are_pages():
    text = "::: {.warning}\n**After rest: before you drive**\n\nWait.\n:::"

    assert 'After rest: <span class="keep">before you drive</span></p>' in written(text, **PRINT)
    assert "After rest: before you drive</p>" in written(text)


TABLE: Final = "| Way | OK? | Found [@a] |\n|---|---|---|\n| Drip | No | Little |"


def test_on_a_page_that_can_be_narrow_a_cell_names_its_column_without_numbers_of_sources():
    said = written(TABLE, narrow=True)

    row = '<td data-column="OK?">No</td><td data-column="Found:">Little</td></tr>'
    assert f'<tr><th scope="row" data-column="Way:">Drip</th>{row}' in said


def test_on_a_page_that_can_be_narrow_a_column_without_a_heading_labels_no_cell():
    said = written("| | OK? |\n|---|---|\n| Drip | No |", narrow=True)

    assert '<tr><th scope="row">Drip</th><td data-column="OK?">No</td></tr>' in said


def test_on_a_page_that_can_be_narrow_a_table_stands_in_a_box_that_tells_its_columns():
    box = '<div class="table columns-3"><table id="c1-b1">'

    assert written(TABLE, narrow=True).startswith(box)
    assert "data-column" not in written(TABLE, **PRINT)
    assert written(TABLE, **PRINT).startswith("<table ")


def test_pictures_and_stylesheets_agree_how_wide_a_telephone_is():
    css = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "styles/web").glob("*.css"))

    assert set(re.findall(r"@media [^{]*\(max-width: (\S+)\)", css)) == {_WIDEST_TELEPHONE}


def test_a_telephone_gets_the_picture_that_is_drawn_for_it():
    name = str(PICTURE)
    pictures = {"alternatives": {name: "It"}, "drawn_narrow": {name: "narrow/x.svg"}}
    figure = f'![Says it.]({name} "Counted"){{#fig-x alt="It"}}'
    said = written(figure, {"more": DRAWING}, above="../", **pictures)

    source = '<source media="screen and (max-width: 34rem)" srcset="../narrow/x.svg"/>'
    assert f'<picture>{source}<img src="../{name}" alt="It"/></picture>' in said


def test_in_an_e_book_a_row_of_sources_breaks_after_a_comma_alone():
    labels = {"[@a; @b; @c; @e]": "1–3,4"}
    text = "So [@a; @b; @c; @e]."
    in_ebook = re.sub(r"</?a\b[^>]*>", "", written(text, labels=labels, **EPUB))
    on_paper = re.sub(r"</?a\b[^>]*>", "", written(text, labels=labels, **PRINT))

    assert '<sup class="cite"><span class="keep">1–3</span>,<wbr/>4</sup>' in in_ebook
    assert '<sup class="cite">1–3,4</sup>' in on_paper


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Some words [@a]", "words"),
        ("Some **big words** [@a]", "<strong>big words</strong>"),
        ("Between 2-3% [@a]", '<span class="keep">2-3</span>%'),
        ("Call 555-0100 [@a]", '<span class="keep">555-0100</span>'),
        ("It is off-label [@a]", '<span class="keep">off-label</span>'),
    ],
)
def test_a_raised_number_stays_on_the_line_of_the_word_before_it(text, kept):
    assert f'<span class="keep">{kept}<sup class="cite">' in written(text)


def test_numbers_in_the_tags_of_an_emergency_box_stay_as_they_are():
    html = written("::: {.emergency}\n911. Call 911\n\n| 911 |\n|---|\n| a |\n:::")

    assert '<ol start="911">' in html
    assert 'style="width:100.0%"' in html
    assert html.count('<b class="number">911</b>') == 2


def test_a_heading_called_like_a_block_does_not_take_its_id():
    html = written("## B1\n\n[^n]: Note.\n\n## Note a\n\nVitamins[^n].")

    assert max(Counter(ids_in(html)).values()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "| A | B |\n|---|---|\n| a [@b] | c |\n\nTable: Letters [@a]",
        "One [@a]\n:   First [@b].\n\nTwo [@c]\n:   Second [@d].",
        "- One [@a].\n\n    - In one [@b].\n\n- Two [@c].",
    ],
    ids=["table", "definitions", "list"],
)
def test_sources_are_numbered_in_the_order_in_which_they_are_read(text):
    numbers = re.findall(r'doc-biblioref"[^>]*>(\d)<', written(text))

    assert len(numbers) > 1
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("text", ["It is not shown.", "It is [not shown]{.sure}."])
def test_in_print_a_paragraph_ends_on_no_lone_short_word(text: str) -> None:
    html = inside(written(text, **PRINT))

    assert "not\N{NO-BREAK SPACE}shown" in html


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("It lasts up to 2 weeks or so.", "2~weeks"),
        ("Rest for 3 to 5 days or so.", "3~to~5~days"),
        ("Take **20 mg** or less.", "20~mg"),
        ("Some 20 people were helped.", "20 people"),
        ("In 2018 doctors said so.", "2018 doctors"),
    ],
)
def test_in_print_a_numeral_stays_with_its_unit(text: str, kept: str) -> None:
    kept = kept.replace("~", "\N{NO-BREAK SPACE}")

    assert kept in inside(written(text, **PRINT))
    assert kept.replace("\N{NO-BREAK SPACE}", " ") in inside(written(text))


# Properties of every document


@pytest.fixture(scope="module")
def book() -> Book:
    glossary = "".join(f'[terms."{term}"]\nexplanation = "It."\n' for term in TERMS)
    world = tiny_world("# One {#one}\n", keys=" ".join(KEYS), glossary=glossary, more=DRAWING)
    value = load(world).value
    assert value
    return value


def every_document(test):
    """Run a test on documents that nobody wrote."""

    @pytest.mark.parametrize("dress", [{}, PRINT, EPUB], ids=["screen", "print", "epub"])
    def run(dress: dict[str, Any], book: Book) -> None:
        alternatives = {str(PICTURE): "It is a square."}

        @settings(max_examples=30, deadline=None, database=None, derandomize=True)
        @given(resolved_documents(book))
        def holds(document: ResolvedDocument) -> None:
            test(document, {**dress, "alternatives": alternatives})

        holds()

    return run


def whole(document: ResolvedDocument, dress: dict[str, Any]) -> str:
    """Give the chapter as a page of XHTML."""
    one = pieces_of(document, **dress)[LABEL]
    title = f"<h1>{one.title}</h1>"
    content = title + one.standfirst + one.key_points + one.body + one.notes
    return f'<body xmlns:epub="http://www.idpf.org/2007/ops">{content}</body>'


def without_back_matter(document: ResolvedDocument) -> ResolvedDocument:
    return replace(document, sections=document.sections[:1])


def ids_in(html: str) -> list[str]:
    return re.findall(r' id="([^"]*)"', html)


_ADDED_ON_PAGES: Final = re.compile(
    r'(?:[ ,]<span class="page-ref"|<span class="foot definition").*?</span>'
)


@every_document
def test_the_words_of_the_html_are_the_words_of_the_tree(document, dress):
    html = _ADDED_ON_PAGES.sub("", whole(document, dress))
    chapter = words_of(without_back_matter(document), NO_SOURCES, dress["alternatives"])

    assert Counter(written_words(html)) == Counter(chapter)


@every_document
def test_the_html_is_well_formed_and_no_id_stands_twice(document, dress):
    html = whole(document, dress)

    etree.fromstring(html)
    assert max(Counter(ids_in(html)).values(), default=1) == 1


@every_document
def test_sources_and_notes_are_counted_up_as_they_are_met(document, dress):
    chapter = document.sections[0]
    writer = SectionWriter(document, chapter, dressed(document, **{**dress, "notes_at_foot": True}))
    html = writer.inlines(chapter.title) + writer.blocks(chapter.blocks)

    sources = list(dict.fromkeys(re.findall(r'doc-biblioref"[^>]*>(\d+)<', html)))
    assert sources == [str(number) for number in range(1, len(sources) + 1)]
    notes = re.findall(r'class="note-call"[^>]*>(\w+)<', html)
    assert notes == sorted(notes, key=lambda mark: (len(mark), mark))


def test_a_block_has_the_same_id_in_every_output(book):
    @settings(max_examples=30, deadline=None, database=None, derandomize=True)
    @given(resolved_documents(book))
    def holds(document: ResolvedDocument) -> None:
        alternatives = {str(PICTURE): "It is a square."}
        assert (
            blocks_in(whole(document, {"alternatives": alternatives}))
            == blocks_in(whole(document, {**PRINT, "alternatives": alternatives}))
            == blocks_in(whole(document, {**EPUB, "alternatives": alternatives}))
        )

    holds()


def blocks_in(html: str) -> dict[str, str]:
    """Give the kind of each block by its id; notes stand elsewhere in each output."""
    found = re.findall(r'<(\w+)(?: [^>]*?)? id="([^"]*)"', html)
    return {name: kind for kind, name in found if "-note-" not in name and "-foot-" not in name}


def test_the_signs_of_an_emergency_box_can_stand_apart_with_lists_inside_them():
    signs = "- falls\n\n    - twice\n\n- sleeps"
    text = f"::: {{.emergency}}\n**Signs**\n\nCall 911:\n\n{signs}\n\nStay.\n:::"

    box = etree.fromstring(written(text, signs_apart=True))

    said = [("".join(part.itertext()), part.get("class")) for part in box.find("div")]
    assert said == [("Call 911:", "call"), ("fallstwicesleeps", "signs"), ("Stay.", "then")]


def test_an_emergency_box_without_a_list_is_not_parted():
    text = "::: {.emergency}\nCall 911.\n:::"

    assert written(text, signs_apart=True) == written(text)
