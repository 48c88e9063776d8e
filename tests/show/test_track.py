"""A track, counted by hand: counted time to scale, nights and weekends short, and what is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from slacal import Event, History, Policy
from slacal.show.track import ended_at, track
from slacal.spans.instant import to_micros

if TYPE_CHECKING:
    from slacal import Cycle

WIDTH = 600.0
OPENED = datetime(2026, 11, 20, 18, tzinfo=UTC)  # a Friday
MONDAY, TUESDAY = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
HOUR = timedelta(hours=1)


def fix(as_of: datetime, *events: Event, within: str = "8 business hours") -> Cycle:
    """Return a resolution on Monday to Friday 10:00-19:00, of a ticket that was opened on Friday at 18:00."""
    desk = {"week": "Mo-Fr 10:00-19:00", "zone": "UTC"}
    targets = {"fix": {"measures": "resolution", "goals": [{"within": within}]}}
    policy = Policy.from_dict({"name": "Support", "calendars": {"desk": desk}, "targets": targets})
    return policy.evaluate(History("T-1", [Event(OPENED, "created"), *events]), as_of=as_of)["fix"]


# Seen on Tuesday at 12:00: 1 h on Friday, 9 h on Monday and 2 h on Tuesday are counted, 12 h in all. Two closed
# stretches have 3 % of 600 each, 18; 564 are left, which is 47 for an hour. Due after 8 h: Monday 10:00 + 7 h.
@pytest.mark.parametrize(
    ("at", "place"),
    [
        (OPENED, 0),
        (OPENED + HOUR, 47),
        (MONDAY + 10 * HOUR, 65),
        (MONDAY + 17 * HOUR, 65 + 7 * 47),
        (MONDAY + 19 * HOUR, 65 + 9 * 47),
        (TUESDAY + 10 * HOUR, 65 + 9 * 47 + 18),
        (TUESDAY + 12 * HOUR, 600),
    ],
)
def test_each_instant_has_the_place_that_the_hours_before_it_give(at: datetime, place: float) -> None:
    laid = track(fix(TUESDAY + 12 * HOUR).explain(), WIDTH)
    assert laid.place(to_micros(at)) == pytest.approx(place)


def test_what_lies_after_the_due_is_late_and_nothing_before_it() -> None:
    laid = track(fix(TUESDAY + 12 * HOUR).explain(), WIDTH)
    told = [(part.kind, part.late, part.cut) for part in laid.parts]
    assert told == [
        ("counted", False, False),
        ("closed", False, True),
        ("counted", False, False),
        ("counted", True, False),
        ("closed", True, True),
        ("counted", True, False),
    ]


def test_what_lies_ahead_reaches_to_the_due() -> None:
    laid = track(fix(MONDAY + 12 * HOUR).explain(), WIDTH)
    assert [part.kind for part in laid.parts] == ["counted", "closed", "counted", "ahead"]
    assert laid.place(to_micros(MONDAY + 17 * HOUR)) == WIDTH


def test_a_due_that_a_met_cycle_left_behind_is_on_the_track() -> None:
    solved = Event(MONDAY + 11 * HOUR, "changed", status="solved")
    explained = fix(MONDAY + 11 * HOUR, solved).explain()
    laid = track(explained, WIDTH)
    # 2 h counted, the weekend at 18, and 6 h until the due at 5.5 % of 600, 33: the cycle ended at 567
    assert laid.place(ended_at(explained)) == pytest.approx(567)
    assert (laid.parts[-1].kind, laid.parts[-1].cut) == ("outside", True)


def test_a_long_pause_takes_less_than_a_third_and_is_cut() -> None:
    laid = track(fix(TUESDAY + 12 * HOUR, Event(OPENED + HOUR, "changed", status="waiting")).explain(), WIDTH)
    assert [(part.kind, part.cut) for part in laid.parts] == [("counted", False), ("paused", True)]
    assert laid.parts[-1].left == pytest.approx(420)  # 30 % of 600 at its end


def test_on_a_track_of_months_closed_time_is_left_out() -> None:
    laid = track(fix(OPENED + timedelta(days=120), within="900 business hours").explain(), WIDTH)
    assert laid.leaves_out
    assert laid.parts[-1].right == pytest.approx(WIDTH)


def test_what_has_not_begun_has_no_track() -> None:
    policy = Policy.from_dict({
        "name": "Support", "calendar": "always", "zone": "UTC",
        "targets": {"next": {"measures": "next_response", "goals": [{"within": "2 business hours"}]}},
    })  # fmt: skip
    explained = policy.promises(OPENED)["next"].explain()
    assert track(explained, WIDTH).parts == ()
    assert track(explained, WIDTH).place(to_micros(OPENED)) is None
