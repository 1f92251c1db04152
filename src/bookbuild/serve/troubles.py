"""What is told when something could not be made and the text is not at fault.

In: an exception. Out: a sentence or two for the author, or nothing where the fault is ours.
"""

from __future__ import annotations

from typing import Final

from bookbuild.model.diagnostic import MachineLacksError, ToolFailedError
from bookbuild.model.world import OutsideError
from bookbuild.render.frames import FrameError

OUR_FAULT: Final = "This is a fault in bookbuild, not in your text; the terminal says more."


def words_for(error: Exception) -> str | None:
    """Say what an exception means, and how to mend it; None when it is a fault of ours."""
    match error:
        case MachineLacksError():
            return f"{error}. To mend it: {error.mend}"
        case OutsideError():
            return f"A file that is needed cannot be read. {error}"
        case FrameError():
            return f"A template of the house style cannot be filled. {error}"
        case ToolFailedError():
            return str(error)
        case _:
            return None
