"""Where a thing of the table of system needs is on this machine.

In: its name in the table. Out: its place. The table itself is read by the set-up as well, before
anything of ours is installed, so it cannot raise what we raise.
"""

from __future__ import annotations

from bookbuild.model.diagnostic import MachineLacksError
from bookbuild.system.needs import find, install_commands, read_needs


def place_of(name: str) -> str:
    """Give the place of a thing in the table of system needs; raise MachineLacksError without."""
    need = next(need for need in read_needs() if need.name == name)
    found = find(need)
    if found is None:
        mend = " or ".join(install_commands([need]).values())
        raise MachineLacksError(need.name, needed_for=need.needed_for, mend=mend)
    return found
