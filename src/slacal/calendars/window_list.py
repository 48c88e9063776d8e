"""The windows of one date as people write them: text, windows, or pairs of wall times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from slacal.calendars.day_windows import merged_windows
from slacal.errors import BadInput, WrongType
from slacal.errors.doors import each_of
from slacal.spans.day_time import HOUR, Window, seconds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    WindowLike: TypeAlias = Window | str | tuple[str | time, str | time] | list[str]
    WindowsLike: TypeAlias = str | Sequence[WindowLike]

_CLOSED = ("off", "closed")
_MEND = "write windows such as '10:00-15:00,16:00-17:00', or 'off'"


def windows_of(windows: object, field: str) -> tuple[Window, ...]:
    """Return the windows of a date, sorted and merged (rule C1); ``off`` and ``closed`` are none.

    Raises: BadInput, WrongType, naming the window.

    >>> windows_of("13:00-17:00, 09:00-12:00", "hours")
    (Window.parse('09:00-12:00'), Window.parse('13:00-17:00'))
    >>> windows_of([("09:00", "12:00")], "hours")
    (Window.parse('09:00-12:00'),)
    """
    if isinstance(windows, str):
        if windows.strip().lower() in _CLOSED:
            return ()
        return merged_windows(Window.parse(_plain(part), field) for part in windows.split(","))
    if not isinstance(windows, Iterable) or isinstance(windows, Window | bytes):
        raise WrongType(field, windows, "is not the hours of a date", _MEND)
    each = each_of(field, windows, _MEND)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # as below
    return merged_windows(_window(item, f"{field}[{i}]") for i, item in enumerate(each))  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]  # any iterable, each item checked


def _window(item: object, field: str) -> Window:
    if isinstance(item, Window):
        return Window.between(item.opens, item.closes, field)
    if isinstance(item, str):
        return Window.parse(_plain(item), field)
    if _is_pair(item):
        return Window.between(_seconds(item[0], field), _seconds(item[1], field), field)
    raise WrongType(field, item, "is not a window", _MEND)


def _plain(text: str) -> str:
    return text.strip().replace("–", "-")


def _is_pair(item: object) -> TypeGuard[tuple[object, object]]:
    return isinstance(item, tuple | list) and len(item) == 2  # noqa: PLR2004  # pyright: ignore[reportUnknownArgumentType]  # a pair is two, of whatever


def _seconds(wall: object, field: str) -> int:
    if isinstance(wall, time):
        if wall.microsecond or wall.tzinfo is not None:
            raise BadInput(field, wall, "is not a plain wall time", "leave its zone and fractions of a second out")
        return wall.hour * HOUR + wall.minute * 60 + wall.second
    if isinstance(wall, str):
        return seconds_of(wall, field)
    raise WrongType(field, wall, "is not a wall time", "write it as '09:30'")
