"""Pages that stand are read once; what is wrong on them is told each time, as of a first print."""

from __future__ import annotations

from bookbuild.render.pdf import print_pdf, reading, standing_type
from bookbuild.render.pdf.galley import Galley
from bookbuild.render.pdf.parts import MARK
from bookbuild.render.pdf.press import Press
from bookbuild.render.pdf.setting import Setting, joined
from kit.printing import job, open_fonts, page

PALE = "<p style='color: #eee'>Words that nobody sees</p>"
BLOCK = "<p>Some words of some length <a href='ftp://there'>there</a></p>"


def printed(*texts, standing=None, **given):
    open_fonts()
    html = page(MARK.join(f"<section><h1>Part</h1>{text}</section>" for text in texts))
    return print_pdf(job(**given), lambda _: html, {}, standing)


def test_only_what_was_laid_out_again_is_read_again(monkeypatch):
    standing, roots = standing_type(), []
    theirs = reading.faults_on

    def noting(galley, *given):
        roots.append(galley.root)
        return theirs(galley, *given)

    monkeypatch.setattr(reading, "faults_on", noting)
    read = []
    for word in ("one", "other", "other"):
        printed(BLOCK, f"<p>{word}</p>", BLOCK, standing=standing)
        read.append(len(roots))
        roots.clear()

    assert read == [3, 1, 0]


def test_what_is_wrong_with_a_part_that_stands_is_told_as_of_the_whole_book():
    standing = standing_type()
    for first in ("", PALE, "", "<p>Words</p>"):
        texts = (first, BLOCK + PALE, PALE, BLOCK)
        found = printed(*texts, standing=standing).diagnostics

        assert found == printed(*texts).diagnostics
        assert [one.code for one in found] == ["PDF004", "PDF033"]


def test_a_piece_of_text_stands_on_the_page_of_the_book():
    standing = standing_type()
    for first in ("One", "Two"):
        found = printed(f"<p>{first}</p>", BLOCK, PALE, standing=standing).diagnostics

        assert found[-1].message.startswith("page 3: `Words that")


def test_the_galley_of_parts_knows_what_that_of_the_whole_book_knows():
    open_fonts()
    note = "<p>A call<i class='foot' role='doc-footnote'>and its note</i></p>"
    more = "<ul><li>Item</li></ul><p><img src='square.svg' alt='A'/><i hidden=''>Not</i></p>"
    more += "<div style='border: 1px solid'>Box</div>"
    flex = "<div style='display: flex; background: #abc'><b>Blocks</b></div>"
    html = page(MARK.join([BLOCK + note, more + flex, BLOCK]))
    task = job()
    parts = Setting(Press.set_up(task.stylesheets, task.resources)).set(html)
    document, root = joined(parts)
    galleys = [Galley(part.root, part.pages, part.start.page - 1) for part in parts]

    assert known(Galley.joined(root, galleys)) == known(Galley(root, document.pages))


def known(galley):
    """Give all that a galley knows."""
    return [
        [[(told(one), galley.ground(one)) for one in on_page] for on_page in galley.pages],
        [
            (
                [told(one) for one in galley.text(element).pieces],
                galley.picture(element) and told(galley.picture(element)),
                [told(one) for one in galley.markers(element)],
                galley.paragraph(element),
                galley.ancestry.is_unread(element),
                galley.ancestry.link(element),
            )
            for body in galley.root.iter("body")
            for element in body.iter()
            if element is not body
        ],
        dict(galley.rules),
    ]


def told(piece):
    return piece.kind, piece.words, piece.page, piece.place, piece.start, piece.stop


def test_other_limits_have_all_read_again():
    standing = standing_type()
    printed(BLOCK, standing=standing)

    assert "PDF014" in {
        one.code for one in printed(BLOCK, standing=standing, safe_pt=70).diagnostics
    }
