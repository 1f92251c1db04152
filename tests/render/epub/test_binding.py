"""The e-book as a package: its files, their order and dates, what it says of itself."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest

from bookbuild.model.artefact import Artefact
from kit.ebooks import ROOT, body_of, ebook, files_of, text_of, whole_text

PAGE = ("1", "all-b5", 0)
DRAFT_LINE = "Draft: not reviewed by a clinician. Not for patients."


@pytest.fixture(scope="module")
def bound() -> Artefact:
    return ebook(whole_text())


@pytest.fixture(scope="module")
def package(bound: Artefact) -> str:
    return files_of(bound.content)["EPUB/content.opf"].decode()


def said(package: str, name: str) -> list[str]:
    return re.findall(rf'<meta property="{name}">([^<]*)</meta>', package)


def test_the_type_stands_first_and_unpacked_and_the_rest_is_sorted(bound: Artefact) -> None:
    with ZipFile(BytesIO(bound.content)) as archive:
        first, *others = archive.infolist()

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert [one.filename for one in others] == sorted(one.filename for one in others)


def test_every_entry_has_the_date_of_the_book(bound: Artefact, package: str) -> None:
    with ZipFile(BytesIO(bound.content)) as archive:
        dates = {one.date_time for one in archive.infolist()}

    assert dates == {(2026, 1, 2, 0, 0, 0)}
    assert said(package, "dcterms:modified") == ["2026-01-02T00:00:00Z"]


def test_the_same_text_gives_the_same_bytes_in_any_zone_and_hash_order(bound: Artefact) -> None:
    script = (
        "from hashlib import sha256; from kit.ebooks import ebook, whole_text;"
        "print(sha256(ebook(whole_text()).content).hexdigest())"
    )
    environment = {
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-c", script]

    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == sha256(bound.content).hexdigest()


def test_there_is_one_document_for_each_section_in_reading_order(package: str) -> None:
    assert re.findall(r'<itemref idref="([^"]+)"/>', package) == [
        "cover",
        "nav",
        "chapter-01",
        "chapter-02",
        "back-glossary",
        "back-references",
    ]


def test_every_section_says_at_its_top_that_it_is_a_draft(bound: Artefact) -> None:
    names = [name for name in files_of(bound.content) if re.search(r"/(chapter|back)-", name)]

    for name in names:
        body = body_of(bound.content, name.removeprefix("EPUB/"))
        assert re.match(rf'<body[^>]*><section[^>]*><p class="draft">{DRAFT_LINE}</p>', body), name
    assert len(names) == 4


def test_the_last_section_and_the_package_name_this_state_of_the_text(
    bound: Artefact, package: str
) -> None:
    last = body_of(bound.content, "back-references.xhtml")
    (copy_id,) = re.findall(r'<p class="copy-id">This copy: ([^<]+)</p></section>', last)

    assert re.fullmatch(r"BB-1-[0-9A-F]{8}-draft", copy_id)
    assert f"<dc:identifier>{copy_id}</dc:identifier>" in package


def test_links_lead_to_the_file_that_holds_their_target(bound: Artefact) -> None:
    chapter = body_of(bound.content, "chapter-01.xhtml")

    assert 'href="chapter-02.xhtml#next">Chapter\N{NO-BREAK SPACE}2</a>' in chapter
    assert 'href="back-glossary.xhtml#term-drip">drip</a>' in chapter
    assert 'href="back-references.xhtml#ref-a"' in chapter


def test_a_note_pops_up_stays_in_sight_and_leads_back(bound: Artefact) -> None:
    chapter = body_of(bound.content, "chapter-01.xhtml")

    assert re.search(
        r'<a [^>]*epub:type="noteref" id="all-note-a-call" href="#all-note-a">', chapter
    )
    assert re.search(
        r'<section class="notes" role="doc-endnotes" epub:type="endnotes" aria-label="Notes"><ol>'
        r'<li class="note" id="all-note-a" epub:type="endnote"><p>'
        r'<a role="doc-backlink" href="#all-note-a-call"[^>]* aria-label="Back to note a in',
        chapter,
    )
    assert chapter.index('<li class="note"') > chapter.index("Questions to ask")


def test_words_of_another_language_name_it(bound: Artefact) -> None:
    chapter = body_of(bound.content, "chapter-01.xhtml")

    assert '<span lang="fr" xml:lang="fr">un comprimé</span>' in chapter


def test_contents_landmarks_and_the_old_outline_name_the_same_sections(bound: Artefact) -> None:
    files = files_of(bound.content)
    nav, ncx = files["EPUB/nav.xhtml"].decode(), files["EPUB/toc.ncx"].decode()
    sections = ["1 Everything at once", "2 The next chapter", "Words explained", "Sources"]

    assert [
        title for title in re.findall(r"<li><a href=[^>]*>([^<]*)", nav) if title in sections
    ] == (sections)
    assert [text for text in re.findall(r"<text>([^<]*)", ncx) if text in sections] == sections
    assert re.findall(r'<a epub:type="(\w+)"', nav) == [
        "cover",
        "toc",
        "bodymatter",
        "glossary",
        "bibliography",
    ]


def test_a_word_that_is_explained_pops_up_with_its_explanation(bound: Artefact) -> None:
    glossary = body_of(bound.content, "back-glossary.xhtml")

    assert (
        '<div id="term-drip"><dt epub:type="glossterm"><dfn>Drip</dfn></dt>'
        '<dd epub:type="glossdef">Medicine that runs slowly into a vein.'
    ) in glossary


def test_a_figure_stands_on_a_ground_of_its_own(bound: Artefact) -> None:
    figure = files_of(bound.content)["EPUB/figures/square.svg"].decode()

    assert re.match(
        r'<svg [^>]*><rect x="0" y="0" width="100%" height="100%" fill="#FFFFFF"/>', figure
    )


def test_version_and_the_day_of_the_next_review_stand_in_the_package(package: str) -> None:
    assert said(package, "schema:version") == ["1"]
    assert said(package, "schema:expires") == ["2027-01-02"]


def test_pages_of_print_are_claimed_only_where_they_are_marked(package: str) -> None:
    paged = files_of(ebook(whole_text(), PAGE).content)["EPUB/content.opf"].decode()

    assert "pageNavigation" not in said(package, "schema:accessibilityFeature")
    assert said(package, "pageBreakSource") == []
    assert {"pageNavigation", "pageBreakMarkers"} <= set(said(paged, "schema:accessibilityFeature"))
    assert said(paged, "pageBreakSource") == ["A tiny book, PDF edition, version 1"]


def test_no_conformance_is_claimed_that_no_person_has_found(package: str) -> None:
    assert "conformsTo" not in package
    assert "certifiedBy" not in package
    assert (
        "No person with a disability has tested" in said(package, "schema:accessibilitySummary")[0]
    )


def test_a_title_with_a_sign_of_markup_stays_words() -> None:
    book = text_of("# Pain < 3 & more {#one}\n\nText.")

    assert "<title>1 Pain &lt; 3 &amp; more</title>" in (
        files_of(ebook(book).content)["EPUB/chapter-01.xhtml"].decode()
    )
