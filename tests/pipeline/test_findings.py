"""Stages find; the pipeline gathers, and decides when to stop."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity
from bookbuild.model.source import Span
from bookbuild.pipeline.findings import Findings, StoppedError


def finding(code: str, line: int = 1, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        code=code, message="told", span=Span(PurePosixPath("a.md"), line), severity=severity
    )


def test_an_outcome_is_taken_apart_into_its_value_and_its_findings():
    findings = Findings()

    assert findings.keep(Outcome("value", (finding("AAA001"),))) == "value"
    assert findings.diagnostics == (finding("AAA001"),)


def test_findings_are_told_by_place_and_each_once():
    findings = Findings()
    findings.add([finding("BBB001", 9), finding("AAA001", 10)])
    findings.add([finding("AAA001", 10), finding("CCC001", 2)])

    assert [found.code for found in findings.diagnostics] == ["CCC001", "BBB001", "AAA001"]


def test_causes_come_before_what_follows_from_them_and_errors_before_warnings():
    findings = Findings()
    findings.add(
        [
            finding("LEN001", 1, Severity.WARNING),
            finding("BLK002", 2),
            finding("MDN002", 3),
            finding("SRC006", 4, Severity.WARNING),
            finding("CFG002", 5),
            finding("SRC001", 6),
        ]
    )

    assert [found.code for found in findings.diagnostics] == [
        "CFG002", "SRC001", "MDN002", "BLK002", "LEN001", "SRC006"
    ]  # fmt: skip


def test_a_finding_without_a_place_comes_first():
    findings = Findings()
    findings.add([finding("AAA001"), Diagnostic(code="ZZZ001", message="everywhere")])

    assert [found.code for found in findings.diagnostics] == ["ZZZ001", "AAA001"]


def test_an_error_stops_the_build():
    findings = Findings()
    findings.add([finding("AAA001")])

    with pytest.raises(StoppedError):
        findings.stop_on_error()


def test_a_warning_does_not():
    findings = Findings()
    findings.add([finding("AAA001", severity=Severity.WARNING)])

    findings.stop_on_error()
