"""Standing type: what was laid out for one print, kept for the next.

In: print jobs of one book, again and again. Out: for each the setting of the last one, as long as
stylesheets and resources stay the same; so of a book in which a word has changed one part is laid
out. It lives in one process, takes the memory of the book's pages, and changes no byte.
"""

from __future__ import annotations

from typing import Any, Final

from bookbuild.render.pdf.job import PrintJob
from bookbuild.render.pdf.press import Press
from bookbuild.render.pdf.setting import Setting

_SWEEP: Final = 20
"""After so many prints it is worth the time to look for the parts that were set anew."""


class StandingType:
    """The type of one book in one format."""

    def __init__(self) -> None:
        """Begin with none."""
        self._setting: Setting | None = None
        self._dress: Any = None
        self._prints = 0

    def setting(self, job: PrintJob) -> Setting:
        """Give the setting that stands; a new one where the job looks otherwise than the last."""
        dress = (
            *(job.stylesheets, dict(job.resources), job.open_pages, job.safe_pt),
            *(job.folds_pt, job.cuts_pt, job.rows_pt),
        )
        if self._setting is None or dress != self._dress:
            self._setting = Setting(Press.set_up(job.stylesheets, job.resources))
            self._dress = dress
        return self._setting

    def is_to_sweep(self) -> bool:
        """Tell whether it is time to collect what the prints so far have left behind."""
        self._prints += 1
        return self._prints % _SWEEP == 1
