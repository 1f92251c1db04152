"""Runs jobs on an existing Dask cluster: bytes go out, bytes come back, no disk is shared.

In: the address of a scheduler, and what makes a worker ready. Out: an executor like the others. The
scheduler gives the jobs of a lost worker to another; a worker whose bookbuild or libraries are not
ours makes nothing, because it might make other bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final, TypeVar

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.pipeline.executors import Hands

R = TypeVar("R")

SCHEME: Final = "dask://"
_PATIENCE: Final = "15s"
"""How long a scheduler may take to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A job as a worker gets it. It is sent to the worker, so its functions stand at module level.

    prepare: makes the process ready, and gives the digest of its tools. tools: the digest of ours.
    """

    job: Callable[..., Any]
    prepare: Callable[[], str]
    tools: str


@contextmanager
def cluster(address: str, prepare: Callable[[], str], tools: str) -> Iterator[Hands]:
    """Give an executor whose jobs run on the workers of a scheduler (`dask://host:port`).

    Raises MachineLacksError when the extra is not installed, the scheduler does not answer or a
    worker has other tools, ToolFailedError when a job takes one worker after the other with it or
    the scheduler goes away.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  # an extra
    except ImportError:
        raise MachineLacksError(
            "the package distributed",
            needed_for="a Dask cluster",
            mend="pip install 'bookbuild[cluster]'",
        ) from None
    host = address.removeprefix(SCHEME)
    try:
        client = Client(f"tcp://{host}", timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask is half typed
    except (OSError, ValueError):
        raise MachineLacksError(
            f"a Dask scheduler at {host}",
            needed_for="a build on a cluster",
            mend=f"start one there (dask scheduler --port {host.rpartition(':')[2]})",
        ) from None
    try:
        workers = client.get_executor(pure=False)  # type: ignore[no-untyped-call]  # as above
        with client, _Cluster(workers, prepare, tools, lambda: len(client.nthreads())) as hands:  # type: ignore[no-untyped-call]  # as above
            yield hands
    except KilledWorker as lost:
        raise ToolFailedError("dask", f"every worker that began a job was lost: {lost}") from None
    except CancelledError:
        raise ToolFailedError("dask", "the scheduler was lost") from None


class _Cluster(Hands):
    """Sends each job to the cluster with all that its worker must do before."""

    def __init__(
        self,
        workers: Executor,
        prepare: Callable[[], str],
        tools: str,
        count: Callable[[], int],
    ) -> None:
        self._workers = workers
        self._prepare = prepare
        self._tools = tools
        self._count = count

    @property
    def workers(self) -> int:
        """Give how many workers there are now: some may still be on their way."""
        return max(1, self._count())

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """Send a job; its arguments and its result must be frozen values and bytes."""
        errand = Errand(job=fn, prepare=self._prepare, tools=self._tools)
        return self._workers.submit(run_errand, errand, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # the signature of Executor
        """Let go of the workers; jobs that nobody waits for are called off."""
        self._workers.shutdown(wait=wait and not cancel_futures)


def run_errand(errand: Errand, *args: Any, **kwargs: Any) -> Any:
    """Do a job on a worker, one at a time in each process: no library of ours bears two threads."""
    with _ONE_AT_A_TIME:
        if errand.prepare not in _PREPARED:
            _PREPARED[errand.prepare] = errand.prepare()
        if _PREPARED[errand.prepare] != errand.tools:
            raise MachineLacksError(
                "our versions of bookbuild and its libraries on a worker",
                needed_for="the same bytes as here",
                mend="pip install -r requirements.lock on every worker, from the same bookbuild",
            )
        return errand.job(*args, **kwargs)


_ONE_AT_A_TIME: Final = Lock()
_PREPARED: Final[dict[Callable[[], str], str]] = {}
"""The digest of this process's tools, by what made it ready."""
