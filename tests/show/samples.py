"""One list of pictures that every promise about displays is held against: size, names, contrast, overflow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tests.show.samples_of_tickets import TICKETS

from slacal import Calendar, PublicHolidays, SpecialDay, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from slacal.show.picture import Picture

HOSTILE = "<script>alert(1)</script>\"'&\x1b[2J"
AT = datetime(2026, 11, 3, 14, 30, tzinfo=UTC)  # 17:30 in Moscow, on a shortened Tuesday
SUPPORT = Calendar.weekly(
    "Mo-Fr 10:00-19:00; Sa 09:00-16:00",
    zone="Europe/Moscow",
    holidays={date(2026, 11, 4): "Unity Day", date(2027, 1, 1): "New Year"},
    special_days=[SpecialDay("2026-11-05", "10:00-15:00", reason="stocktaking"), SpecialDay("12-31", "off")],
)
NIGHTS = Calendar.weekly("Mo-Fr 22:00-06:00; Sa 10:00-14:00,15:00-18:00", zone="Europe/Berlin", holidays="DE-BY")
OFFICE = Calendar.weekly("Mo-Fr 09:00-17:00; Dec 24 09:00-12:00; PH off", zone="America/New_York", holidays="US")
ROTA = Calendar.rota(["Mo-Fr 06:00-14:00", "Mo-Fr 14:00-22:00"], anchor=date(2026, 1, 5), zone="UTC")
GIVEN = Calendar.of_spans(
    [(f"2026-{month:02}-05T09:00:00+00:00", f"2026-{month:02}-06T01:00:00+00:00") for month in range(1, 13)] * 2
    + [("2027-01-05T09:00:00+00:00", "2027-01-06T01:00:00+00:00")],
    zone="Europe/Berlin",
)
FROZEN = SUPPORT.freeze(date(2026, 1, 1), date(2027, 1, 1))
MEAN = Calendar.weekly(
    "Mo-Fr 00:00-24:00",
    zone="America/Argentina/ComodRivadavia",
    holidays=[{date(2026, 11, 3): HOSTILE * 30}, PublicHolidays("RU", language="en_US")],
    special_days=[
        SpecialDay(date(2026, 11, day), "off", reason=f"{HOSTILE} {'&' * 200} {day}") for day in range(4, 29)
    ],
)
CALENDARS = {
    "support": SUPPORT,
    "nights": NIGHTS,
    "office": OFFICE,
    "rota": ROTA,
    "given spans": GIVEN,
    "frozen": FROZEN,
    "always": Calendar.always(),
    "never": Calendar.never(zone="Asia/Tokyo"),
    "either": NIGHTS | OFFICE | ROTA | SUPPORT | MEAN,
    "both": SUPPORT & NIGHTS,
    "less": (SUPPORT | OFFICE) - MEAN,
    "elsewhere": SUPPORT.in_zone("Pacific/Apia"),
    "versions": SUPPORT.until(AT, then=ROTA).until(datetime(2027, 1, 1, tzinfo=UTC), then=OFFICE),
    "hostile": MEAN,
}
_OF_CALENDARS: dict[str, Callable[[], Picture]] = {
    "week": lambda: show.week(SUPPORT, date(2026, 11, 4), language="ru"),
    "week of nights, clocks change": lambda: show.week(NIGHTS, date(2026, 10, 24)),
    "week elsewhere": lambda: show.week(SUPPORT, date(2026, 11, 4), zone="Asia/Kathmandu"),
    "week, hostile": lambda: show.week(MEAN, date(2026, 11, 4)),
    "year": lambda: show.year(SUPPORT, 2026),
    "year of nights": lambda: show.year(NIGHTS, 2026, language="ru"),
    "year, hostile": lambda: show.year(MEAN, 2026),
    "calendar now": lambda: show.calendar(SUPPORT, at=AT, language="ru"),
    **{f"calendar, {name}": lambda one=one: show.calendar(one) for name, one in CALENDARS.items()},  # type: ignore[misc] # each its own
}
SAMPLES: dict[str, Callable[[], Picture]] = {**_OF_CALENDARS, **TICKETS}
