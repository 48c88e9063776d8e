"""DatedHours: the hours of a part of the year, such as a summer timetable or Christmas Eve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from slacal.calendars.day_windows import merged_windows
from slacal.errors import BadInput
from slacal.spans.day_time import windows_text

if TYPE_CHECKING:
    from slacal.calendars.date_selector import DateSelector
    from slacal.spans.day_time import Window

Effect: TypeAlias = Literal["replaces", "adds"]


@dataclass(frozen=True, slots=True)
class DatedHours:
    """The windows of some dates: they replace what stood before on these dates, or add to it.

    No windows means closed. `reason` is the comment that the text gives, without double quotes.
    """

    dates: DateSelector
    windows: tuple[Window, ...]
    effect: Effect = "replaces"
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "windows", merged_windows(self.windows))
        if self.effect not in {"replaces", "adds"}:
            raise BadInput("effect", self.effect, "is not a choice", "write 'replaces' or 'adds'")
        if self.effect == "adds" and not self.windows:
            raise BadInput("windows", self.windows, "adds nothing", "give windows, or let it replace: closed")
        if '"' in self.reason:
            raise BadInput("reason", self.reason, "holds a double quote", "write single quotes")

    def laid_on(self, windows: tuple[Window, ...], reason: str) -> tuple[tuple[Window, ...], str]:
        """Return windows and reason of a date that had `windows` for `reason` before this rule."""
        if self.effect == "replaces":
            return self.windows, self.reason
        reasons = dict.fromkeys(filter(None, (reason, self.reason)))
        return merged_windows(windows + self.windows), "; ".join(reasons)

    def text(self) -> str:
        """Return the opening-hours rule, without what parts it from the rule before.

        >>> from slacal.calendars.weekly import WeeklyHours
        >>> WeeklyHours.parse('Dec 24 10:00-14:00 "Christmas Eve"').dated[0].text()
        'Dec 24 10:00-14:00 "Christmas Eve"'
        """
        rule = f"{self.dates.text()} {windows_text(self.windows)}"
        return f'{rule} "{self.reason}"' if self.reason else rule
