"""Where jobs run: in this process, or in a pool of processes.

In: a module-level function and frozen arguments. Out: results in the order asked, so that a pool
cannot change an output, and no more of them waiting than whoever takes them can use. Threads are no
help here: WeasyPrint holds the interpreter's lock (measured: two threads take 1.2 times as long as
one).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from signal import SIG_BLOCK, SIG_IGN, SIG_SETMASK, SIG_UNBLOCK, SIGINT, pthread_sigmask, signal
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Hands(Executor):
    """Runs jobs, some of them at the same time."""

    @property
    def workers(self) -> int:
        """Give how many jobs run at the same time."""
        return 1


class InProcess(Hands):
    """Runs each job at once, here."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Run the job before giving its future."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  # a future carries whatever its job raised
            future.set_exception(error)
        return future


@contextmanager
def executor_for(
    jobs: int, prepare: Callable[..., object], arguments: Sequence[object]
) -> Iterator[Hands]:
    """Give an executor for so many jobs; `prepare(*arguments)` runs once wherever jobs run.

    One job runs here. More run in a pool of spawned processes: forking after Pango has started is
    unsafe.
    """
    workers = min(jobs, os.process_cpu_count() if hasattr(os, "process_cpu_count") else _cores())
    if workers < 2:
        prepare(*arguments)
        yield InProcess()
        return
    pool = _Pool(workers, _begin, prepare, arguments)
    with pool, _ended_by_ctrl_c(pool):
        yield pool


@contextmanager
def one_process(prepare: Callable[..., object], arguments: Sequence[object]) -> Iterator[Executor]:
    """Give an executor with one process of its own, which stays until the block ends.

    It begins with the first job. Whatever it is at work on then is dropped.
    """
    pool = _Pool(1, _begin_alone, prepare, arguments)
    try:
        yield pool
    finally:
        _end_at_once(pool)


def in_order_asked(hands: Hands, job: Callable[[T], R], over: Iterable[T]) -> Iterator[R]:
    """Run a job over some arguments and yield the results in the order asked.

    Twice as many jobs as there are workers are sent out ahead of the result that is taken next:
    enough to keep every worker busy, and finished ones cannot pile up behind a slow taker. Jobs
    that are not taken are called off.
    """
    sent: deque[Future[R]] = deque()
    try:
        for one in over:
            sent.append(hands.submit(job, one))
            if len(sent) >= 2 * hands.workers:
                yield sent.popleft().result()
        while sent:
            yield sent.popleft().result()
    finally:
        for future in sent:
            future.cancel()


class _Pool(Hands, ProcessPoolExecutor):
    """A pool of spawned processes, which begin with the jobs that they are needed for."""

    def __init__(
        self,
        workers: int,
        begin: Callable[[Callable[..., object], Sequence[object]], None],
        prepare: Callable[..., object],
        arguments: Sequence[object],
    ) -> None:
        super().__init__(
            max_workers=workers,
            mp_context=get_context("spawn"),
            initializer=begin,
            initargs=(prepare, tuple(arguments)),
        )
        self._workers = workers

    @property
    def workers(self) -> int:
        return self._workers

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Send a job out; a process that begins with it is deaf to Ctrl-C from its first step.

        A process takes over which signals are blocked, but no Python that could handle them.
        """
        blocked = pthread_sigmask(SIG_BLOCK, {SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            pthread_sigmask(SIG_SETMASK, blocked)


@contextmanager
def _ended_by_ctrl_c(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the processes of a pool that begins here at once, when somebody stops the build.

    What they were at work on is dropped: an output is written by the build, when it is whole.
    """
    try:
        yield
    except KeyboardInterrupt:
        _end_at_once(pool)
        raise


def _end_at_once(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool, and wait until it has seen that they are gone.

    A pool that is left to itself closes its pipes while the interpreter, which is about to end,
    still writes to them. Before Python 3.11.5 it waits for ever for a job to be taken that is too
    long for a pipe: nobody will read it, so the pipe is closed (gh-94777), before the pool may want
    to close it itself.
    """
    pool._call_queue._reader.close()  # type: ignore[attr-defined]  # noqa: SLF001
    for process in list(pool._processes.values()):  # noqa: SLF001  # no public name before 3.14
        process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)


def _begin(prepare: Callable[..., object], arguments: Sequence[object]) -> None:
    """Make a process of the pool ready, and see to it that it ends when the build is killed.

    A worker holds both ends of the queue of jobs, so it would wait at an empty one for ever. Ctrl-C
    reaches each process of a terminal: it is for the build, which ends its workers.
    """
    signal(SIGINT, SIG_IGN)
    pthread_sigmask(SIG_UNBLOCK, {SIGINT})
    Thread(target=_end_with_the_build, daemon=True).start()
    prepare(*arguments)


def _begin_alone(prepare: Callable[..., object], arguments: Sequence[object]) -> None:
    """Make the process ready: it works beside another that somebody waits for."""
    os.nice(5)
    _begin(prepare, arguments)


def _end_with_the_build() -> None:
    build = parent_process()
    assert build, "a process of a pool was started by another"
    wait([build.sentinel])
    os._exit(1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
