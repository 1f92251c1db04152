"""Page-foot notes stay on the page of their call.

In: nothing. Out: a WeasyPrint that lays out as its own does, but for one decision. Where a line
and its note do not both fit, WeasyPrint may keep the line and move the note to a later page, to
satisfy `orphans` and `widows` (measured: 19 notes of 400). We let it move the line instead. With
`footnote-policy: line` in the CSS no note has then been seen to drift; the geometry check watches.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from weasyprint.layout import block

_THEIRS: Final = "report = not context.in_column and can_break_now and not could_break_before"
_OURS: Final = "report = False"


@contextmanager
def notes_beside_calls() -> Iterator[None]:
    """Make the decision our way, for the length of a `with` block."""
    theirs = block._linebox_layout  # noqa: SLF001  # WeasyPrint has no setting for it
    block._linebox_layout = _decided_our_way(theirs)  # noqa: SLF001
    try:
        yield
    finally:
        block._linebox_layout = theirs  # noqa: SLF001


def _decided_our_way(theirs: Any) -> Any:
    """Compile WeasyPrint's function again with one line changed, among its own neighbours."""
    source = inspect.getsource(theirs)
    assert source.count(_THEIRS) == 1, "WeasyPrint decides about notes elsewhere now"
    ours: dict[str, Any] = {}
    exec(source.replace(_THEIRS, _OURS), vars(block), ours)  # noqa: S102  # their source, our line
    return ours[theirs.__name__]
