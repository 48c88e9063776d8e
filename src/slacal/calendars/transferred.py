"""Rule C5: which hours a weekend has that was made a working day."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from slacal.calendars.window_list import windows_of
from slacal.errors import BadInput, nearest

if TYPE_CHECKING:
    from slacal.calendars.window_list import WindowsLike
    from slacal.spans.day_time import Window

    Transferred: TypeAlias = str | tuple[Window, ...]
    TransferredLike: TypeAlias = str | WindowsLike

READINGS = ("replaced", "own", "closed", "ignore")


def transferred_of(reading: TransferredLike, field: str = "transferred") -> Transferred:
    """Return the reading: one of `READINGS` by name, or explicit windows.

    ``"replaced"``: the hours of the weekday it replaces, else Monday's. ``"own"``: the week's hours of its own
    weekday. ``"closed"``: none. ``"ignore"``: transfers are not followed at all, the weekday off in exchange stays
    open too. Raises: BadInput, WrongType.

    >>> transferred_of("own"), transferred_of("10:00-15:00")
    ('own', (Window.parse('10:00-15:00'),))
    """
    if isinstance(reading, str) and reading in READINGS:
        return reading
    if isinstance(reading, str) and not any(character.isdigit() for character in reading):
        mend = nearest(reading, READINGS, f"write one of {', '.join(map(repr, READINGS))}, or windows")
        raise BadInput(field, reading, "is no reading of transferred days", mend)
    return windows_of(reading, field) or "closed"


def transferred_text(reading: Transferred) -> str:
    """Return the reading as `transferred_of` takes it back.

    >>> transferred_text(transferred_of(["10:00-15:00"]))
    '10:00-15:00'
    """
    return reading if isinstance(reading, str) else ",".join(map(str, reading))
