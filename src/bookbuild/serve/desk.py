"""What lies on the desk: the last text that could be understood, and what is wrong with it now.

In: a World that is looked at again after each save. Out: states, one after the other, for whoever
waits for the next. A text is shown as soon as it is understood; what the house rules find in it is
told a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from threading import Condition

from bookbuild.model.diagnostic import Diagnostic, has_errors
from bookbuild.model.world import World
from bookbuild.pipeline.cache import SteadyWorld
from bookbuild.pipeline.checking import assess, read_text
from bookbuild.pipeline.troubles import trouble_of
from bookbuild.serve.text import Sources, Text, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What there is to be seen after a save.

    number: counts the states. text: the last text that could be understood, None when there was
    none yet. current: it is the text as it is saved. findings: in what is saved. trouble: what
    kept us from looking at it, for people; neither the text nor its author is at fault.
    """

    number: int = 0
    text: Text | None = None
    current: bool = False
    findings: tuple[Diagnostic, ...] = ()
    trouble: str | None = None


class Desk:
    """Keeps the state, and wakes those who wait for the next one."""

    def __init__(
        self,
        world: World,
        *,
        fonts: Mapping[str, bytes],
        style_world: Callable[[Mapping[PurePosixPath, bytes]], World],
    ) -> None:
        """Start with an empty desk; fonts: the files of the book's fonts by name."""
        self.world = world
        self.fonts = fonts
        self._style_world = style_world
        self._sources = Sources()
        self._changed = Condition()
        self._closed = False
        self.state = State()

    def look(self) -> None:
        """Look at the text as it is saved now.

        Each state is put down as soon as it is known: first the text that can be shown, then what
        the house rules find in it. A machine that lacks something, or a house style that is broken,
        keeps the last text.
        """
        world = SteadyWorld(self.world)
        try:
            read = read_text(world)
            if not has_errors(read.diagnostics):
                text = text_of(
                    read, world, self._sources, fonts=self.fonts, style_world=self._style_world
                )
                self._put(replace(self.state, text=text, current=True, trouble=None))
            found = assess(read).diagnostics
        except Exception as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            self.tell(trouble.sentences)
        else:
            current = not has_errors(read.diagnostics)
            self._put(replace(self.state, current=current, findings=found, trouble=None))

    def tell(self, trouble: str) -> None:
        """Put down what keeps us from showing the text as it is saved.

        What was found in it before may be mended.
        """
        self._put(replace(self.state, current=False, findings=(), trouble=trouble))

    def wait_beyond(self, number: int, seconds: float) -> State | None:
        """Give the first state after a number, or None when there is none in time, or no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.state.number > number, seconds)
            return self.state if self.state.number > number and not self._closed else None

    def close(self) -> None:
        """Send everybody home who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        """Tell whether there will be no further state."""
        return self._closed

    def _put(self, state: State) -> None:
        with self._changed:
            if replace(state, number=self.state.number) == self.state:
                return
            self.state = replace(state, number=self.state.number + 1)
            self._changed.notify_all()
