"""DayRule: the readings of "n business days", one value for calendars, goals and batches alike.

Products and laws disagree on all four questions here, so each is a named choice; none is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from slacal.display import printed
from slacal.errors import BadInput
from slacal.errors.doors import check_choice
from slacal.spans.day_time import DAY, clock_text, seconds_of

CountsFrom: TypeAlias = Literal["next_day", "same_day"]
Arrival: TypeAlias = Literal["event", "next_open", "keep_time"]
_LANDINGS = ("close", "same_time", "same_time_in_hours", "open")
_CHOICES = {"counts_from": ("next_day", "same_day"), "arrival": ("event", "next_open", "keep_time")}


@dataclass(frozen=True, slots=True)
class DayRule:
    """How business days are counted, and when on the last one the term ends.

    - `lands`: ``"close"``, the closing of the nth business day; ``"same_time"``, exactly that wall time, even when
      closed; ``"same_time_in_hours"``, moved into the day's hours; ``"open"``; or a wall time such as ``"17:00"``.
    - `counts_from`: ``"next_day"``, a term starts the day after the event; ``"same_day"`` counts the start day too,
      unless no open time is left on it.
    - `arrival`: ``"event"``, the date on which it happened is day 0, open or not; ``"next_open"`` moves to the next
      opening first; ``"keep_time"`` moves a closed date to the next business day at the same wall time.
    - `cutoff`: a wall time; arrivals at it or later, and on a closed date, count as the next business day's opening.

    Raises: BadInput for any other choice.

    >>> DayRule(lands="17:00", cutoff="14:00")
    DayRule(lands='17:00', counts_from='next_day', arrival='event', cutoff='14:00')
    >>> DayRule.RU_CIVIL_CODE == DayRule()
    True
    """

    lands: str = "close"
    counts_from: CountsFrom = "next_day"
    arrival: Arrival = "event"
    cutoff: str | None = None

    #: Articles 191, 193 and 194 of the Russian Civil Code: the term begins on the day after the event, a last day that
    #: is not a working day moves to the next one, and an act due at an organisation ends when its working day does.
    RU_CIVIL_CODE: ClassVar[DayRule]

    def __post_init__(self) -> None:
        for field, known in _CHOICES.items():
            check_choice(field, getattr(self, field), known)
        if not isinstance(self.lands, str) or self.lands not in _LANDINGS:
            object.__setattr__(self, "lands", _wall_time("lands", self.lands, f"{', '.join(_LANDINGS)}, or '17:00'"))
        if self.cutoff is not None:
            object.__setattr__(self, "cutoff", _wall_time("cutoff", self.cutoff, "a wall time such as '14:00'"))

    _repr_pretty_ = printed

    @property
    def landing_time(self) -> int | None:
        """The wall time on which terms land, in seconds of the day; None when `lands` is a word."""
        return None if self.lands in _LANDINGS else seconds_of(self.lands)


def _wall_time(field: str, text: str, choices: str) -> str:
    try:
        seconds = seconds_of(text)
    except BadInput:
        raise BadInput(field, text, "is neither a choice nor a wall time", f"write {choices}") from None
    if seconds > DAY:
        raise BadInput(field, text, "lies past the end of the day", "write a wall time up to '24:00'")
    return clock_text(seconds)


DayRule.RU_CIVIL_CODE = DayRule()
DayRule.__module__ = "slacal"
