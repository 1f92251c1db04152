"""What a screen reader is told: HTML in, the outline of the PDF's tags out."""

from __future__ import annotations

import inspect
from io import BytesIO
from textwrap import dedent

import pikepdf
import weasyprint
import weasyprint.pdf

from bookbuild.render.pdf.tagging import HOOK_PARAMETERS, SUPPORTED_VERSION
from kit.printing import printed, tagged


def lines(text: str) -> str:
    return dedent(text).strip()


def test_the_hook_of_weasyprint_is_where_we_expect_it():
    assert weasyprint.__version__ == SUPPORTED_VERSION
    assert tuple(inspect.signature(weasyprint.pdf.add_tags).parameters) == HOOK_PARAMETERS


def test_the_hook_is_given_back_after_printing():
    before = weasyprint.pdf.add_tags
    tagged("<p>Words</p>")

    assert weasyprint.pdf.add_tags is before


def test_words_at_line_ends_are_parted_by_spaces():
    assert tagged("<p style='width: 60pt'>food sleep water walking</p>") == (
        "P food sleep water walking"
    )


def test_a_word_broken_at_its_hyphen_gets_no_space():
    assert tagged("<p style='width: 40pt'>well-known self-care</p>") == "P well-known self-care"


def test_a_space_between_two_inlines_survives_the_line_end():
    body = "<p style='width: 50pt'>Take <em>water</em> <strong>slowly</strong> now</p>"

    assert tagged(body) == "P Take water slowly now"


def test_words_across_a_line_break_are_parted():
    assert tagged("<p>First line<br/>second line</p>") == "P First line second line"


def test_words_in_flex_items_are_parted_as_in_the_html():
    assert tagged("<p style='display: flex'><span>one</span> <span>two</span></p>") == "P one two"


def test_a_hyphen_set_by_hyphenation_is_not_read():
    css = "p { width: 60pt; hyphens: auto; hyphenate-character: '-' }"

    assert tagged("<p>Anticoagulation medicines</p>", css) == "P Anticoagulation medicines"


def test_a_paragraph_over_a_page_break_is_one_element():
    body = "<p style='height: 440pt'></p><p style='orphans: 1'>" + "many words " * 40 + "</p>"

    assert tagged(body).count("P ") == 1


def test_an_inner_language_is_named():
    body = "<p>Take <span lang='fr'>un comprimé</span></p><section lang='es'><p>Hola</p></section>"

    assert tagged(body) == lines("""
        P Take [Span Lang=fr: un comprimé]
        Sect Lang=es
          P Hola
        """)


def test_emphasis_adds_no_elements():
    assert tagged("<p>a <em>b</em> <strong>c</strong> <sup>d</sup></p>") == "P a b c d"


def test_an_abbreviation_says_what_it_stands_for():
    body = "<p><abbr title='complex regional pain syndrome'>CRPS</abbr> hurts</p>"

    assert tagged(body) == "P [Span E=complex regional pain syndrome: CRPS] hurts"


def test_decoration_and_running_heads_are_not_read():
    body = (
        "<p aria-hidden='true'>Ornament</p><p>Words</p>"
        "<p><img src='square.svg' alt=''/>More</p><p class='x'>Last</p>"
    )

    assert tagged(body, ".x::before { content: 'Made by CSS ' }") == "P Words\nP More\nP Last"


def test_a_note_follows_the_block_that_calls_it():
    body = """
        <p>One<sup><a role="doc-noteref" id="call" href="#note">a</a></sup><span class="foot note"
        role="doc-footnote" id="note"><a role="doc-backlink" href="#call">a</a> The note.</span>
        and more.</p><p>Next.</p>"""

    assert tagged(body) == lines("""
        P One[Reference: [Link: a@]] and more.
        Note ID=note  The note.
          Lbl [Link: a@]
        P Next.
        """)


def test_a_definition_at_the_page_foot_is_a_note_without_number():
    body = """<p>A <a role="doc-glossref" href="#term">nerve block</a><span class="foot definition"
        role="doc-footnote" id="foot"><b>Nerve block</b> a numbing injection.</span> helps.</p>
        <p id="term">Nerve block</p>"""

    assert tagged(body) == lines("""
        P A [Link: nerve block@] helps.
        Note ID=foot Nerve block a numbing injection.
        P Nerve block
        """)


def test_a_note_called_in_a_list_item_stays_in_it():
    body = """<ul><li>Item<a role="doc-noteref" id="call" href="#note">a</a><span class="foot"
        role="doc-footnote" id="note"><a role="doc-backlink" href="#call">a</a> Why.</span>
        <ul><li>Inner</li></ul></li></ul>"""

    assert tagged(body) == lines("""
        L ListNumbering=Disc
          LI
            Lbl •
            LBody Item[Reference: [Link: a@]]
              Note ID=note  Why.
                Lbl [Link: a@]
              L ListNumbering=Disc
                LI
                  Lbl •
                  LBody Inner
        """)


def test_a_note_called_in_a_cell_stays_in_it():
    body = """<table><tr><th>Dose<a role="doc-noteref" id="c" href="#note">a</a><span class="foot"
        role="doc-footnote" id="note">As written.</span></th><td>1</td></tr></table>"""

    assert "\n      TH Scope=Row Dose[Reference: [Link: a@]]\n        Note ID=note As" in tagged(
        body
    )


def test_citations_are_references():
    body = """<p>It helps.<sup class="cite"><a role="doc-biblioref" href="#r1">1</a>,<a
        role="doc-biblioref" href="#r2">3</a></sup></p><p id="r1">A</p><p id="r2">B</p>"""

    assert tagged(body).startswith("P It helps.[Reference: [Link: 1@]],[Reference: [Link: 3@]]")


def test_a_figure_stands_beside_its_caption():
    body = """<figure><p>Figure 1</p><div><img src="square.svg" alt="One square"/></div>
        <figcaption>Seen from above.</figcaption></figure>"""

    assert tagged(body) == lines("""
        Div
          P Figure 1
          Figure Alt=One square BBox=54 500 84 530
          Caption Seen from above.
        """)


def test_a_drawing_in_the_html_is_named_by_its_title():
    body = """<p><svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">
        <title>A dot</title><circle r="9"/></svg></p>"""

    assert "Figure Alt=A dot" in tagged(body)


def test_a_picture_in_a_link_belongs_to_the_link():
    body = '<p><a href="https://example.org/"><img src="square.svg" alt="Home"/></a></p>'

    assert tagged(body) == "P [Link: [Figure Alt=Home BBox=54 524 84 554: ]@@]"


def test_contents_are_a_table_of_contents():
    body = """<nav role="doc-toc"><h1>Contents</h1><ol style="list-style: none"><li><a href="#one">
        Pain <span>2</span></a><ol style="list-style: none"><li><a href="#two">Nerves
        <span>3</span></a></li></ol></li></ol></nav><h1 id="one">Pain</h1>
        <h2 id="two">Nerves</h2>"""

    assert tagged(body) == lines("""
        Sect
          H1 Contents
          TOC
            TOCI [Reference: [Link: Pain 2@]]
              TOC
                TOCI [Reference: [Link: Nerves 3@]]
        H1 Pain
        H2 Nerves
        """)


def test_a_link_over_two_lines_is_one_element_with_two_annotations():
    body = '<p style="width: 60pt"><a href="https://example.org/">a long address</a></p>'

    assert tagged(body) == "P [Link: a long address@@]"


def test_a_link_is_announced_by_its_title_or_its_words():
    body = """<p><a href="https://example.org/">the site</a> <a href="#x" title="The end">here</a>
        <a href="#x" aria-label="To the end">c</a></p><p id="x">End</p>"""
    with pikepdf.Pdf.open(BytesIO(printed(body).value.pdf)) as pdf:
        announced = [str(link.Contents) for link in pdf.pages[0].Annots]

    assert announced == ["the site", "The end", "To the end"]


def test_header_cells_say_what_they_head():
    body = """<table><caption>Doses</caption><thead><tr><th>Drug</th><th>Dose</th></tr></thead>
        <tbody><tr><th scope="row">Ketamine</th><td></td></tr>
        <tr><th>Other</th><td rowspan="1">1 mg</td></tr></tbody></table>"""

    assert tagged(body) == lines("""
        Table
          Caption Doses
          THead
            TR
              TH Scope=Column Drug
              TH Scope=Column Dose
          TBody
            TR
              TH Scope=Row Ketamine
              TD
            TR
              TH Scope=Row Other
              TD 1 mg
        """)


def test_a_cell_says_how_many_columns_it_spans():
    body = """<table><thead><tr><th colspan="2">Both</th></tr></thead>
        <tbody><tr><td>1</td><td>2</td></tr></tbody></table>"""

    assert "TH ColSpan=2 Scope=Column Both" in tagged(body)


def test_a_table_over_pages_is_one_table_with_its_head_read_once():
    rows = "".join(f"<tr><th>Row {number}</th><td>{number}</td></tr>" for number in range(60))
    told = tagged(f"<table><thead><tr><th>Name</th><th>No</th></tr></thead>{rows}</table>")

    assert (told.count("Table"), told.count("Name"), told.count("TR")) == (1, 1, 61)


def test_a_picture_in_a_table_s_head_is_read_on_its_first_page():
    rows = "".join(f"<tr><th>Row</th><td>{number}</td></tr>" for number in range(60))
    head = "<tr><th><img src='square.svg' alt='Dot'/></th><th>No</th></tr>"
    made = printed(f"<table><thead>{head}</thead>{rows}</table>").value
    with pikepdf.Pdf.open(BytesIO(made.pdf)) as pdf:
        figures = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
        ]
        first = pdf.pages[0].obj

        assert [figure.Pg.objgen for figure in figures] == [first.objgen]


def test_list_labels_are_labels():
    body = "<ol><li>One</li></ol><ol style='list-style: none'><li>Two</li></ol>"

    assert tagged(body) == lines("""
        L ListNumbering=Decimal
          LI
            Lbl 1.
            LBody One
        L ListNumbering=None
          LI
            LBody Two
        """)


def test_a_list_numbered_in_a_style_of_the_book_s_own_is_numbered():
    css = """@counter-style own { system: numeric; symbols: "0" "1" "2"; suffix: " " }
        ol { list-style: own } ul { list-style: '-' }"""

    assert tagged("<ol><li>One</li></ol><ul><li>Two</li></ul>", css) == lines("""
        L ListNumbering=Decimal
          LI
            Lbl 1
            LBody One
        L ListNumbering=Disc
          LI
            Lbl -
            LBody Two
        """)


def test_a_definition_list_pairs_words_and_meanings():
    body = """<dl><dt>Nerve</dt><dd>A fibre.</dd><dd>A bundle.</dd>
        <div><dt>Pain</dt><dt>Ache</dt><dd><p>It hurts.</p></dd></div></dl>"""

    assert tagged(body) == lines("""
        L ListNumbering=None
          LI
            Lbl Nerve
            LBody A fibre.
            LBody A bundle.
          LI
            Lbl Pain
            Lbl Ache
            LBody
              P It hurts.
        """)


def test_bare_text_among_blocks_becomes_a_paragraph():
    body = "<section>Bare <em>text</em><p>Paragraph</p>more</section><div>Div</div><div>Two</div>"

    assert tagged(body) == lines("""
        Sect
          P Bare text
          P Paragraph
          P more
        P Div
        P Two
        """)


def test_boxes_are_sections_and_quotes_are_quotes():
    assert tagged("<aside><p>Key</p></aside><blockquote>Said</blockquote>") == lines("""
        Sect
          P Key
        BlockQuote
          P Said
        """)


def test_the_order_is_that_of_the_html_and_not_of_the_layout():
    css = ".a { position: absolute; top: 300pt } .b { float: right }"

    assert tagged("<p class='a'>One</p><p class='b'>Two</p><p>Three</p>", css) == (
        "P One\nP Two\nP Three"
    )


def test_empty_elements_leave_nothing():
    assert tagged("<section><p></p><ul></ul><div> </div></section><p>Words</p>") == "P Words"
