"""Wherever jobs run, results come back in the order asked, and they are the same."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.model.world import OutsideError
from bookbuild.pipeline.executors import InProcess, executor_for, in_order_asked, one_process
from bookbuild.render.frames import FrameError
from kit.jobs import PREPARED, fail, job, lacking, prepare, where


def run(jobs, work, monkeypatch, cores=2):
    """Run `work` over so many jobs, as a machine of so many cores would."""
    monkeypatch.setenv(PREPARED, "")
    monkeypatch.setattr(os, "process_cpu_count", lambda: cores, raising=False)
    with executor_for(jobs, prepare, ["ready"]) as executor:
        return list(in_order_asked(executor, work, range(jobs)))


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


class Counting(InProcess):
    """Counts the jobs that it was given."""

    given = 0
    workers = 3

    def submit(self, fn, /, *args, **kwargs):
        self.given += 1
        return super().submit(fn, *args, **kwargs)


def test_no_more_is_made_ahead_than_whoever_takes_the_results_can_use():
    hands = Counting()

    ahead = [hands.given - at for at, _ in enumerate(in_order_asked(hands, where, range(20)))]

    assert hands.given == len(ahead) == 20
    assert max(ahead) == 2 * hands.workers


def test_a_future_of_this_process_is_done_at_once():
    future = InProcess().submit(fail, 1)

    assert future.done()
    assert isinstance(future.exception(), ValueError)


def test_what_the_machine_lacks_is_told_from_another_process_as_from_here(monkeypatch):
    with pytest.raises(MachineLacksError) as lacks:
        run(2, lacking, monkeypatch)

    assert (str(lacks.value), lacks.value.mend) == (
        "a press is missing (needed for pages)",
        "buy one",
    )


@pytest.mark.parametrize(
    "error",
    [
        MachineLacksError("a press", needed_for="pages", mend="buy one"),
        ToolFailedError("pandoc", "out of words"),
        OutsideError(PurePosixPath("a.md"), OutsideError.MISSING),
        FrameError("styles/templates/a.j2:1", "`a` is undefined"),
    ],
    ids=["lacks", "failed", "outside", "frame"],
)
def test_our_exceptions_can_be_sent_to_another_process(error):
    again = pickle.loads(pickle.dumps(error))

    assert (str(again), vars(again)) == (str(error), vars(error))


POOL = """
import os, sys, time
from bookbuild.pipeline.executors import executor_for
from kit.jobs import prepare, where

if __name__ == "__main__":
    os.process_cpu_count = lambda: 2
    with executor_for(2, prepare, ["ready"]) as executor:
        print(*set(executor.map(where, range(2))), flush=True)
        time.sleep(600)
"""


def test_the_processes_of_a_build_that_is_killed_end_with_it(tmp_path):
    script = tmp_path / "pool.py"
    script.write_text(POOL)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as build:
        assert build.stdout
        workers = [int(number) for number in build.stdout.readline().split()]
        build.kill()

    assert workers
    assert ended(workers)


def test_a_process_with_jobs_waiting_that_are_too_long_for_a_pipe_ends_all_the_same(capfd):
    with one_process(prepare, ["ready"]) as alone:
        process = alone.submit(where, 0).result()
        jobs = [alone.submit(time.sleep, 600)]
        jobs += [alone.submit(where, b"x" * 1_000_000) for _ in range(5)]

    assert ended([process])
    assert all(one.done() for one in jobs)
    assert capfd.readouterr() == ("", "")


def test_a_process_that_is_stopped_takes_no_other_with_it():
    with one_process(prepare, ["ready"]) as stays:
        first = stays.submit(where, 0).result()
        with one_process(prepare, ["ready"]) as goes:
            other = goes.submit(where, 0).result()
            goes.submit(time.sleep, 600)

        assert ended([other])
        assert stays.submit(where, 0).result() == first


BUSY = """
import os, time
from bookbuild.pipeline.executors import executor_for
from kit.jobs import prepare, sleep, where

if __name__ == "__main__":
    os.process_cpu_count = lambda: 2
    with executor_for(4, prepare, ["ready"]) as executor:
        begun = set(executor.map(where, range({begun})))
        futures = [executor.submit(sleep, 600) for _ in range(4)]
        print(*executor._processes, flush=True)
        futures[0].result()
"""


@pytest.mark.parametrize("begun", [0, 2], ids=["as they start", "at work"])
def test_ctrl_c_ends_all_processes_at_once_and_in_silence(tmp_path, begun):
    script = tmp_path / "busy.py"
    script.write_text(BUSY.format(begun=begun))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as build:
        assert build.stdout
        workers = [int(number) for number in build.stdout.readline().split()]
        assert all(deaf(worker) for worker in workers)
        os.killpg(build.pid, signal.SIGINT)
        _, said = build.communicate(timeout=120)

    assert len(workers) == 2
    assert ended(workers)
    assert said.splitlines()[-1] == "KeyboardInterrupt"
    assert said.count("KeyboardInterrupt") == 1


def deaf(process: int) -> bool:
    """Tell whether a process does not hear Ctrl-C: it blocks the signal, or does nothing at it."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    facts = dict(line.split(":", 1) for line in lines)
    bit = 1 << (signal.SIGINT - 1)
    return any(int(facts[name], 16) & bit for name in ("SigBlk", "SigIgn"))


def ended(processes: list[int], within: float = 60) -> bool:
    """Tell whether some processes end within so many seconds."""
    end = time.monotonic() + within
    while any(Path(f"/proc/{one}/cmdline").exists() for one in processes):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
