"""A check that failed is FAILED, one that was not made is NOT CHECKED, whatever else is well."""

from __future__ import annotations

import pytest

from bookbuild.report import Made

ABOUT = {"copy_id": "BB-1-7F3A9C2E", "sha256": "ab12", "size": 1234, "own": ("every word",)}


def pdf(path="pdf/a.pdf", **outside):
    return Made(path=path, kind="pdf", pages=12, outside=outside, **ABOUT)


ALL_PASSED = {
    "veraPDF PDF/UA-1": "passed (1)",
    "page-validation PDF/UA-1": "passed (2)",
    "qpdf": "passed (11)",
}


def test_a_file_is_told_with_its_pages_size_checks_and_digest(report):
    assert report(made=[pdf(**ALL_PASSED)]).table("files") == (
        "pdf/a.pdf | BB-1-7F3A9C2E | 12 | 1,234 | 0 FAILED, 4 passed | ab12"
    )


def test_a_check_that_failed_is_shown_as_failed_first_of_all(report):
    made = [pdf(**ALL_PASSED | {"qpdf": "FAILED (11)"})]

    assert report(made=made).table("checks-pdf") == (
        "qpdf | an outside validator | FAILED (11) | pdf/a.pdf\n"
        "every word | bookbuild | passed | pdf/a.pdf\n"
        "veraPDF PDF/UA-1 | an outside validator | passed (1) | pdf/a.pdf\n"
        "page-validation PDF/UA-1 | an outside validator | passed (2) | pdf/a.pdf"
    )


def test_a_failure_is_told_at_the_head_of_the_page(report):
    shown = report(made=[pdf(**ALL_PASSED | {"qpdf": "FAILED (11)"})])

    [header] = shown.all("header")
    assert "1 FAILED, 3 passed" in " ".join("".join(header.itertext()).split())


def test_a_validator_that_was_not_asked_is_not_checked(report):
    assert report(made=[pdf()]).table("checks-pdf").splitlines()[:3] == [
        f"{tool} | an outside validator | NOT CHECKED | pdf/a.pdf" for tool in ALL_PASSED
    ]


@pytest.mark.parametrize("said", ["fine", "", "pass", "Passed", "NOT CHECKED", "not passed"])
def test_what_is_not_clearly_passed_or_failed_counts_as_not_checked(said, report):
    shown = report(made=[pdf(**ALL_PASSED | {"qpdf": said})])

    assert " | 0 FAILED, 1 NOT CHECKED, 3 passed | " in shown.table("files")


def test_a_verdict_is_told_by_its_frame_too(report):
    shown = report(made=[pdf(qpdf="FAILED (11)")])

    [failed] = shown.root.xpath("//*[@id='checks-pdf']//*[@class='verdict failed']")
    assert failed.text == "FAILED (11)"


def test_files_with_the_same_verdict_share_a_line(report):
    made = [pdf(**ALL_PASSED), pdf("pdf/b.pdf", **ALL_PASSED | {"qpdf": "FAILED (11)"})]

    assert report(made=made).table("checks-pdf").splitlines()[:3] == [
        "qpdf | an outside validator | FAILED (11) | pdf/b.pdf",
        "every word | bookbuild | passed | all 2",
        "veraPDF PDF/UA-1 | an outside validator | passed (1) | all 2",
    ]


def test_kinds_of_files_are_told_apart(report):
    epub = Made(path="epub/a.epub", kind="epub", outside={"EPUBCheck": "passed (5)"}, **ABOUT)
    shown = report(made=[pdf(**ALL_PASSED), epub])

    assert shown.table("files").splitlines()[1] == (
        "epub/a.epub | BB-1-7F3A9C2E | no fixed pages | 1,234 | "
        "0 FAILED, 1 NOT CHECKED, 2 passed | ab12"
    )
    assert shown.table("checks-epub").splitlines()[0] == (
        "Ace by DAISY | an outside validator | NOT CHECKED | epub/a.epub"
    )


def test_outputs_that_this_text_has_not_been_made_into_are_named(report):
    shown = report(made=[pdf()], not_made=["epub/a.epub"])

    assert "Not made from this text, so that what may be there is out of date: epub/a.epub" in (
        shown.part("outputs")
    )
