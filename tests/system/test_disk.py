"""The date that files are to carry comes from SOURCE_DATE_EPOCH, or from nowhere."""

from __future__ import annotations

import datetime as dt

import pytest

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system.disk import DiskWorld


@pytest.mark.parametrize(
    ("seconds", "date"), [("0", dt.date(1970, 1, 1)), ("1795305600", dt.date(2026, 11, 22))]
)
def test_the_date_is_told_in_seconds(seconds, date, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    assert DiskWorld(tmp_path).source_date() == date


@pytest.mark.parametrize("empty", [True, False])
def test_where_nothing_is_told_there_is_no_date(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    if not empty:
        monkeypatch.delenv("SOURCE_DATE_EPOCH")

    assert DiskWorld(tmp_path).source_date() is None


@pytest.mark.parametrize("seconds", ["today", "1.5", "²", "9" * 30])
def test_what_is_no_date_is_refused(seconds, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    with pytest.raises(MachineLacksError, match="SOURCE_DATE_EPOCH"):
        DiskWorld(tmp_path).source_date()
