"""Let findings pass that the author waived, and find waivers that nothing needs.

In: findings, and the waivers of words.toml. Out: the findings that stay, with WVR001 for each
waiver that let nothing pass, and those that were let pass, with their reasons.
"""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.model.assessment import Waived
from bookbuild.model.diagnostic import Diagnostic, Outcome, Severity
from bookbuild.model.wording import Waiver


def settle(
    findings: Iterable[Diagnostic], waivers: Iterable[Waiver]
) -> Outcome[tuple[Waived, ...]]:
    """Part the findings into those that stay and those that are waived."""
    waivers = tuple(waivers)
    staying: list[Diagnostic] = []
    waived: list[Waived] = []
    used: set[Waiver] = set()
    for finding in findings:
        waiver = next((one for one in waivers if _covers(one, finding)), None)
        if waiver is None:
            staying.append(finding)
        else:
            used.add(waiver)
            waived.append(Waived(finding=finding, reason=waiver.reason))
    staying += [_unused(one) for one in waivers if one not in used]
    return Outcome(tuple(waived), tuple(staying))


def _covers(waiver: Waiver, finding: Diagnostic) -> bool:
    path = str(finding.span.path) if finding.span else ""
    place = path.removeprefix("manuscript/")
    return waiver.code == finding.code and waiver.place == place and waiver.words in finding.message


def _unused(waiver: Waiver) -> Diagnostic:
    about = f" with `{waiver.words}`" if waiver.words else ""
    return Diagnostic(
        code="WVR001",
        severity=Severity.WARNING,
        span=waiver.span,
        message=f"nothing needs this waiver: `{waiver.place}` has no {waiver.code}{about}",
        hints=("take the waiver out",),
    )
