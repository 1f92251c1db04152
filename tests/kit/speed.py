"""How fast some work can be done: work in, seconds of processor out.

Others may be at work on the machine, and the collector of garbage too: what our code can do is told
by its best of several goes.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Final

_GOES: Final = 10


def quickest(work: Callable[[], object], *, limit: float) -> float:
    """Give the fewest seconds that some work took; a go below the limit is the last."""
    gc.collect()
    best = float("inf")
    for _ in range(_GOES):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
        if best < limit:
            break
    return best
