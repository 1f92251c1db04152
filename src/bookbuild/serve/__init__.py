"""The book in a browser while it is written.

In: a World, a turn for each save, a port. Out: pages on loopback that follow the text: the web
edition, pictures of printed pages, e-books, and what is wrong with the text. Everything stays in
memory; `dist/` is not touched.

`serve/listening.py` takes requests, `serve/answers.py` knows what is where, `serve/desk.py` keeps
the last text that could be understood, and `serve/editions.py` what was made of it. What went
wrong, and whose fault it is, is told by `pipeline/troubles.py`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from sys import setswitchinterval
from typing import Final

from bookbuild.model.world import World
from bookbuild.pipeline.troubles import OUR_FAULT
from bookbuild.serve.answers import Answers
from bookbuild.serve.desk import Desk
from bookbuild.serve.editions import Editions, Presses
from bookbuild.serve.listening import listening

PORT: Final = 8321
"""Where the pages are if nobody asks for another port."""


_TURN: Final = 0.001
"""Seconds after which a thread at work lets another have its turn: a browser that waits for a page
should not wait for the check of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What serving needs besides the text.

    presses: lay out what is printed, in other processes. style_world: makes a World from files, to
    be sent there. profile: gives the ICC profile of the press. fonts: the files of the book's fonts
    by name. fault: hears of an exception that is our fault, while it is being handled.
    """

    presses: Presses
    style_world: Callable[[Mapping[PurePosixPath, bytes]], World]
    profile: Callable[[], bytes]
    fonts: Mapping[str, bytes]
    fault: Callable[[], None]


def serve(
    world: World,
    service: Service,
    *,
    port: int,
    saves: Iterable[None],
    ready: Callable[[str], None],
) -> None:
    """Show the text until there are no more turns in `saves`; `ready` hears the address.

    Raises MachineLacksError when the port is taken.
    """
    setswitchinterval(_TURN)
    desk = Desk(world, fonts=service.fonts, style_world=service.style_world)
    editions = Editions(world, service.presses, profile=service.profile, fonts=service.fonts)
    with listening(Answers(desk, editions, service.fault), port, service.fault) as address:
        _look(desk, service)
        ready(address)
        gc.freeze()  # what is here now stays
        for _turn in saves:
            _look(desk, service)
            gc.collect()  # texts that are gone; the author reads now


def _look(desk: Desk, service: Service) -> None:
    """Look at the text; a fault of ours must not end the preview of a day's work."""
    try:
        desk.look()
    except Exception:  # noqa: BLE001  # it is reported, in full
        service.fault()
        desk.tell(OUR_FAULT)


__all__ = ["PORT", "Presses", "Service", "serve"]
