"""A Dask cluster makes the same bytes as this machine, also when it loses a worker."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from distributed import Client, LocalCluster

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.pipeline.cluster import cluster
from kit.books import BASE
from kit.branding import TABLE
from kit.jobs import deadly, fail, job, lacking, ready, slow, where

AT = re.compile(r"Scheduler at: +tcp://(\S+)")
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own are no concern of ours


@pytest.fixture(scope="module")
def local() -> Iterator[LocalCluster]:
    """Start a scheduler with workers, each a process with a folder of its own."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        yield local


@pytest.fixture
def workers(local: LocalCluster) -> LocalCluster:
    """Give a cluster of two workers; one that an earlier test has lost is started again."""
    local.wait_for_workers(2, timeout=300)
    return local


def address(local: LocalCluster) -> str:
    return str(local.scheduler_address).replace("tcp://", "dask://")


def processes(local: LocalCluster) -> list[int]:
    """Give the processes of the workers that the scheduler knows."""
    with Client(local.scheduler_address, set_as_default=False) as client:
        return [int(number) for number in client.run(os.getpid).values()]


def run(local, work, over, tools="tools"):
    with cluster(address(local), ready, tools) as executor:
        return [future.result() for future in [executor.submit(work, one) for one in over]]


def test_jobs_run_on_workers_that_were_made_ready(workers):
    assert set(run(workers, where, range(4))) <= set(processes(workers))
    assert run(workers, job, range(4)) == [(0, "ready"), (1, "ready"), (4, "ready"), (9, "ready")]


def test_the_jobs_of_a_lost_worker_are_done_by_another(workers):
    lost = processes(workers)[0]
    timer = Timer(0.5, os.kill, (lost, signal.SIGKILL))
    timer.start()

    assert run(workers, slow, range(8)) == [bytes([number]) * 1000 for number in range(8)]
    timer.join()
    assert lost not in processes(workers)


def test_the_fault_of_a_job_is_raised_where_its_result_is_taken(workers):
    with pytest.raises(ValueError, match="the second job"):
        run(workers, fail, range(2))


def test_what_a_worker_lacks_is_told_with_what_mends_it(workers):
    with pytest.raises(MachineLacksError, match="a press is missing"):
        run(workers, lacking, [0])


def test_a_worker_with_other_versions_makes_nothing(workers):
    with pytest.raises(MachineLacksError) as lacks:
        run(workers, job, [0], tools="newer tools")

    assert "requirements.lock" in lacks.value.mend


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("bookbuild.pipeline.cluster._PATIENCE", "0.2s")

    with pytest.raises(MachineLacksError) as lacks, cluster("dask://localhost:9", ready, "tools"):
        pass

    assert str(lacks.value).startswith("a Dask scheduler at localhost:9 is missing")
    assert lacks.value.mend == "start one there (dask scheduler --port 9)"


def test_a_scheduler_that_is_lost_under_way_is_told():
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
    command += ["--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as scheduler:
        assert scheduler.stderr
        at = next(filter(None, (AT.search(line) for line in scheduler.stderr)))[1]
        lost = pytest.raises(ToolFailedError, match="dask failed: the scheduler was lost")
        with lost, cluster(f"dask://{at}", ready, "tools") as hands:
            future = hands.submit(slow, 1)
            scheduler.kill()
            future.result()


def test_without_the_extra_the_command_that_installs_it_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MachineLacksError) as lacks, cluster("dask://localhost:9", ready, "tools"):
        pass

    assert lacks.value.mend == "pip install 'bookbuild[cluster]'"


# Whole builds


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give the folder of the base book."""
    return Path(shutil.copytree(BASE, tmp_path / "book"))


BUILD = ("build", "book", "epub", "text")
BRAND = ("brand", "clinics.csv")


def build(
    book: Path, dist: str, *more: str, lose: int | None = None, work: tuple[str, ...] = BUILD
) -> dict[str, bytes]:
    """Build a book as a program of its own; `lose` a process when its first job has begun."""
    command = [sys.executable, "-m", "bookbuild", *work, "--fresh", "--dist", dist, *more]
    with subprocess.Popen(command, cwd=book, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr
        said = run.stderr.readline()
        if lose:
            os.kill(lose, signal.SIGKILL)
        said += run.stderr.read()
    assert run.returncode == 0, said
    files = [path for path in (book / dist).rglob("*") if path.is_file()]
    return {str(path.relative_to(book / dist)): path.read_bytes() for path in files}


def test_a_cluster_makes_the_same_bytes_as_this_machine(workers, book):
    here = build(book, "here")

    assert {
        "pdf/tiny.pdf",
        "pdf/tiny-a5.pdf",
        "epub/tiny.epub",
        "text/02-second.txt",
    } <= here.keys()
    assert build(book, "there", "--executor", address(workers)) == here
    lost = processes(workers)[0]
    assert build(book, "lost", "--executor", address(workers), lose=lost) == here
    assert lost not in processes(workers)


@pytest.mark.slow
def test_a_cluster_makes_the_same_handouts_for_many_clinics(workers, book):
    rows = TABLE.replace("logos/oak.svg", "")
    (book / "clinics.csv").write_text(rows, encoding="utf-8")
    here = build(book, "here", work=BRAND)

    assert "clinics/mesa-clinic/handouts/a4/01-first.pdf" in here
    assert build(book, "there", "--executor", address(workers), work=BRAND) == here


# Dask does not start a worker again that was lost too often, so this comes last.


def test_a_job_that_takes_every_worker_with_it_is_given_up(workers):
    with pytest.raises(ToolFailedError, match="every worker that began a job was lost"):
        run(workers, deadly, [0])
