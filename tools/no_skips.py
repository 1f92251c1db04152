"""A pytest plugin for CI: a test that was skipped counts as failed.

In: the reports of a test run. Out: the same reports, with each skip turned into a failure that
names its reason. A validator that is not there must never look like one that agreed.
"""

from collections.abc import Generator
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail each skipped test; an expected failure is reported as skipped too, and stays."""
    report = yield
    return report if hasattr(report, "wasxfail") else _failed(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail each module that was skipped as a whole."""
    return _failed((yield))


def _failed(report: Report) -> Report:
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"
    return report
