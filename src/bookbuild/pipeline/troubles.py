"""What is told when something could not be made and the text is not at fault.

In: an exception. Out: what is wrong, what mends it and what stands in its way, for the command line
and for the preview; nothing where the fault is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.model.world import OutsideError
from bookbuild.render.frames import FrameError

OUR_FAULT: Final = "This is a fault in bookbuild, not in your text; the terminal says more."
_BACK: Final = "or put back the one that bookbuild came with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What is wrong, in lower case without a full stop; mend: what to do, None when nobody knows.

    in_files: it is in the files of the book or its house style, not in the machine.
    """

    says: str
    mend: str | None
    in_files: bool = False

    @property
    def sentences(self) -> str:
        """Give it as a page tells it."""
        says = f"{self.says[0].upper()}{self.says[1:]}"
        return f"{says}. To mend it: {self.mend}" if self.mend else says


def trouble_of(error: Exception) -> Trouble | None:
    """Say what an exception means, and how to mend it; None when it is a fault of ours."""
    match error:
        case MachineLacksError():
            return Trouble(says=str(error), mend=error.mend)
        case ToolFailedError():
            return Trouble(says=str(error), mend=None)
        case FrameError():
            says = f"a template of the house style cannot be filled: {error}"
            return Trouble(says=says, mend=f"mend that line, {_BACK}", in_files=True)
        case OutsideError():
            says = f"a file that is needed cannot be read: {error}"
            return Trouble(says=says, mend=f"mend the file, {_BACK}", in_files=True)
        case _:
            return None
