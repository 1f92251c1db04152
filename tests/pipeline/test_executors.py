"""Wherever jobs run, results come back in the order asked, and they are the same."""

from __future__ import annotations

import os

import pytest

from bookbuild.pipeline.executors import InProcess, executor_for, in_order_asked
from kit.jobs import PREPARED, fail, job, prepare, where


def run(jobs, work, monkeypatch, cores=2):
    """Run `work` over so many jobs, as a machine of so many cores would."""
    monkeypatch.setenv(PREPARED, "")
    monkeypatch.setattr(os, "process_cpu_count", lambda: cores, raising=False)
    with executor_for(jobs, prepare, ["ready"]) as executor:
        return in_order_asked(executor, work, range(jobs))


def test_one_job_runs_here(monkeypatch):
    assert run(1, where, monkeypatch) == [os.getpid()]


def test_on_one_core_all_jobs_run_here(monkeypatch):
    assert set(run(3, where, monkeypatch, cores=1)) == {os.getpid()}


def test_more_jobs_run_in_other_processes(monkeypatch):
    assert os.getpid() not in run(2, where, monkeypatch)


def test_a_pool_gives_what_this_process_gives_in_the_order_asked(monkeypatch):
    here = run(4, job, monkeypatch, cores=1)

    assert here == [(0, "ready"), (1, "ready"), (4, "ready"), (9, "ready")]
    assert run(4, job, monkeypatch, cores=2) == here


@pytest.mark.parametrize("cores", [1, 2])
def test_the_fault_of_a_job_is_raised_where_its_result_is_taken(cores, monkeypatch):
    with pytest.raises(ValueError, match="the second job"):
        run(3, fail, monkeypatch, cores=cores)


def test_a_future_of_this_process_is_done_at_once():
    future = InProcess().submit(fail, 1)

    assert future.done()
    assert isinstance(future.exception(), ValueError)
