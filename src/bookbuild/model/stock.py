"""What a stage made before, asked for by what it was made from.

In: nothing. Out: `Stock`, which a stage asks before it makes what costs more to make than to keep;
`pipeline` keeps one beside the book, and one in a process that stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, Protocol, TypeAlias, TypeVar, get_args

T = TypeVar("T")

Kind: TypeAlias = Literal["book", "faults", "pieces", "report", "sections", "sources", "verdict"]
"""What is kept: the book as it was read, what parsing and resolving find, the texts of files, what
the report tells of the text, trees of sections, the list of sources, what the house rules find."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Stock(Protocol):
    """Keeps frozen values by kind, and by all that they were made from."""

    def get(self, kind: Kind, made_from: tuple[str, ...], make: Callable[[], T]) -> T:
        """Give what `make` gives: from the stock, if it is there, and else made and kept.

        made_from: all that the value depends on besides bookbuild and its libraries.
        """
        ...


class _NoStock:
    """Keeps nothing."""

    def get(self, _kind: Kind, _made_from: tuple[str, ...], make: Callable[[], T]) -> T:
        return make()


NO_STOCK: Final[Stock] = _NoStock()
