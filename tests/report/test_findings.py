"""What was found is told with its place; what was let pass is told with its reason."""

from __future__ import annotations

from pathlib import PurePosixPath

from bookbuild.model.assessment import Assessment, Waived
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.model.source import Span

LONG = Diagnostic(
    code="RDB004",
    message="this sentence has 22 words; aim at `20`",
    severity=Severity.WARNING,
    span=Span(PurePosixPath("manuscript/a.md"), 3, 7),
    hints=("make two sentences of it",),
)
DUE = Diagnostic(code="REV004", message="the next review is due", severity=Severity.WARNING)


def test_a_finding_is_told_with_its_place_its_code_and_its_hint(report):
    assert report(found=[LONG]).table("found") == (
        "manuscript/a.md:3:7 | warning | RDB004 | this sentence has 22 words; aim at 20"
        " make two sentences of it"
    )


def test_a_finding_without_a_place_is_about_the_whole_book(report):
    lone = Diagnostic(code="RDB001", message="too hard")

    assert report(found=[lone]).table("found") == "the whole book | error | RDB001 | too hard"


def test_a_text_without_findings_says_so(report):
    shown = report()

    assert not shown.has("found")
    assert "The text has no errors and no warnings. No finding was let pass by a waiver." in (
        shown.part("findings")
    )


def test_what_was_let_pass_is_told_with_its_reason(report):
    assessment = Assessment(waived=(Waived(finding=LONG, reason="A name is long."),))

    assert report(assessment=assessment).table("waived") == (
        "manuscript/a.md:3:7 | RDB004 | this sentence has 22 words; aim at 20"
        " make two sentences of it | A name is long."
    )


def test_a_finding_of_the_calendar_is_left_out_because_the_report_is_the_same_every_day(report):
    assert report(found=[DUE]).content == report().content
