"""A pytest plugin for CI: a test that was skipped counts as failed.

In: the reports of a test run. Out: the same reports, with each skip turned into a failure that
names its reason. A validator that is not there must never look like one that agreed.
"""

from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail each skipped test; an expected failure (xfail) is reported as such and stays."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report


def pytest_collectreport(report: pytest.CollectReport) -> None:
    """Fail each skipped module (`importorskip`, a skip at module level)."""
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
