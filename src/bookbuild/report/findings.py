"""What was found in the text and is still there, and what was let pass, with the reasons.

In: diagnostics and waived findings. Out: a part of the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bookbuild.model.assessment import Waived
from bookbuild.model.diagnostic import Diagnostic, Severity
from bookbuild.report.markup import (
    Group,
    Markup,
    Row,
    Section,
    code,
    element,
    said,
    table,
    together,
)

_OF_THE_DAY: Final = frozenset({"REV004"})
"""Findings that come with the calendar: the report of a text is the same on every day."""


def lasting(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Leave out the findings that depend on the day on which the text is read."""
    return tuple(one for one in found if one.code not in _OF_THE_DAY)


def findings(found: Sequence[Diagnostic], waived: Sequence[Waived]) -> Section:
    """List what `bookbuild check` finds in the text, then what it let pass."""
    pieces = [_found(lasting(found)), _waived(waived), _on_dates()]
    return Section(id="findings", title="Findings of the text", body=together(*pieces))


def counted(found: Sequence[Diagnostic]) -> str:
    """Give `0 errors, 2 warnings`."""
    counts = Counter(one.severity for one in lasting(found))
    return ", ".join(_number(counts[severity], severity) for severity in Severity)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _found(found: Sequence[Diagnostic]) -> Markup:
    if not found:
        return element("p", "The text has no errors and no warnings.")
    rows = [
        Row(cells=(_place(one), str(one.severity), code(one.code), _message(one))) for one in found
    ]
    columns = ("Place", "Severity", "Code", "Finding")
    return table(f"Still there: {counted(found)}", columns, [Group(rows=rows)], name="found")


def _waived(waived: Sequence[Waived]) -> Markup:
    if not waived:
        return element("p", "No finding was let pass by a waiver.")
    rows = [
        Row(cells=(_place(one.finding), code(one.finding.code), _message(one.finding), one.reason))
        for one in waived
    ]
    columns = ("Place", "Code", "Finding", "Why it was let pass")
    caption = f"Let pass: {_number(len(waived), 'waiver')}"
    return table(caption, columns, [Group(rows=rows)], name="waived")


def _on_dates() -> Markup:
    return element(
        "p",
        code(".venv/bin/bookbuild explain CODE"),
        " says what a code means. Whether the next review is due is said by ",
        code("bookbuild check"),
        ", not here: this page is the same on every day.",
    )


def _place(one: Diagnostic) -> Markup:
    return code(str(one.span)) if one.span else together("the whole book")


def _message(one: Diagnostic) -> Markup:
    return together(said(one.message), *(element("p", said(hint)) for hint in one.hints))
