"""The door to pydantic: tables of TOML become the model's dataclasses, with every fault at once.

In: a dataclass of the model and the values that a file gives. Out: the dataclass filled, or for
each fault the path to it and what is wrong. Keys are written with hyphens in the files.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

T = TypeVar("T", bound="DataclassInstance")
Kind = Literal["unknown", "missing", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """One value that does not fit: the path to it, what kind of fault, and what to say.

    meant: the key that should stand there, when one is missing or misspelt and we know which.
    """

    kind: Kind
    path: tuple[str | int, ...]
    message: str
    hint: str
    meant: str | None = None


def fill(shape: type[T], values: object) -> tuple[T | None, tuple[Misfit, ...]]:
    """Make a dataclass of a table's values."""
    from pydantic import ValidationError  # noqa: PLC0415  # `--help` needs no pydantic

    door = _door(shape)
    try:
        checked = door.model_validate(values)
    except ValidationError as error:
        known = tuple(_hyphens(field.name) for field in fields(shape))
        misfits = tuple(_misfit(one, known) for one in error.errors(include_url=False))
        return None, _without_echoes(misfits)
    return shape(**{field.name: getattr(checked, field.name) for field in fields(shape)}), ()


@cache
def _door(shape: type[DataclassInstance]) -> type[BaseModel]:
    """Build pydantic's twin of a dataclass, so that the model need not know pydantic."""
    from pydantic import ConfigDict, create_model  # noqa: PLC0415  # as above

    hints = get_type_hints(shape)
    keys: dict[str, Any] = {}
    for field in fields(shape):
        default = field.default
        if field.default_factory is not MISSING:
            default = field.default_factory()
        keys[field.name] = (hints[field.name], ... if default is MISSING else default)
    config = ConfigDict(extra="forbid", alias_generator=_hyphens, str_strip_whitespace=True)
    return create_model(shape.__name__, __config__=config, **keys)


def _hyphens(name: str) -> str:
    return name.replace("_", "-")


def _misfit(error: ErrorDetails, known: tuple[str, ...]) -> Misfit:
    path = error["loc"]
    name = ".".join(str(step) for step in path)
    match error["type"]:
        case "missing":
            key = str(path[-1])
            says = f"the key `{key}` is missing"
            return Misfit(kind="missing", path=path[:-1], message=says, hint="add it", meant=key)
        case "extra_forbidden":
            near = next(iter(get_close_matches(str(path[-1]), known, n=1)), None)
            hint = f"did you mean `{near}`?" if near else f"the keys are {', '.join(known)}"
            says = f"there is no key `{path[-1]}`"
            return Misfit(kind="unknown", path=path, message=says, hint=hint, meant=near)
        case kind:
            given = _shown(error["input"])
            return Misfit(
                kind="wrong",
                path=path,
                message=f"`{name}` cannot be {given}" if name else f"this cannot be {given}",
                hint=_wanted(kind, error.get("ctx", {}), path, error["input"]),
            )


def _without_echoes(misfits: tuple[Misfit, ...]) -> tuple[Misfit, ...]:
    """Drop the missing keys that a misspelt one stands for: they are one fault, not two."""
    misspelt = {one.meant for one in misfits if one.kind == "unknown"}
    return tuple(one for one in misfits if one.kind != "missing" or one.meant not in misspelt)


def _shown(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case dict():
            return "a table"
        case list():
            return "a list"
        case str():
            return f'`"{value[:40]}"`'
        case _:
            return f"`{value}`"


def _listed(path: tuple[str | int, ...], given: object) -> str:
    """Write a text as the list it was meant to be: one that says several has commas in it."""
    key = path[-1] if path and isinstance(path[-1], str) else "key"
    parts = [part.strip() for part in given.split(",")] if isinstance(given, str) else []
    texts = ", ".join(f'"{part}"' for part in parts if part) or '"first", "second"'
    return f"{key} = [{texts}]"


def _wanted(kind: str, context: dict[str, Any], path: tuple[str | int, ...], given: object) -> str:
    match kind:
        case "string_type":
            return 'write text in quotes: `key = "words"`'
        case "tuple_type":
            return f"write a list: `{_listed(path, given)}`"
        case "literal_error":
            return f"write {context['expected']}".replace("'", '"')
        case "model_type":
            return "write a table: its name in brackets, its keys below"
        case _ if kind.startswith("date"):
            return "write a date without quotes: `2026-11-22`"
        case _:
            return f"it should be {kind.replace('_', ' ')}"
