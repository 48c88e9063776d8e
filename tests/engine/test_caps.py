"""Rule P3: a pause rule that is used up pauses no longer. 23 November 2026 is a Monday."""

from __future__ import annotations

from datetime import UTC, datetime

from slacal import Event, History, Policy


def test_p3_a_pause_that_begins_in_the_rest_of_a_closed_dates_shift_is_capped_by_the_next_business_day() -> None:
    # Friday the 27th is closed from midnight to midnight; of its night only Saturday 00:00 to 06:00 stays, which no
    # business day owns. Counted: three nights of 8 h, Thursday 22:00 to 24:00, and Saturday 00:00 to 01:00, 27 h. The
    # pause uses up its one business day, Monday the 30th, on Tuesday at 06:00. Of the 13 h left, 8 h run in Tuesday's
    # night and 5 h in Wednesday's, to Thursday 3 December 03:00.
    policy = Policy.from_dict(
        {
            "name": "nights",
            "zone": "UTC",
            "calendar": "nights",
            "calendars": {"nights": {"week": "Mo-Fr 22:00-06:00", "zone": "UTC", "holidays": ["2026-11-27"]}},
            "targets": {
                "t": {
                    "measures": "resolution",
                    "goals": [{"within": "40 business hours"}],
                    "pause": [{"reason": "customer", "while": {"status": "waiting"}, "at_most": "1 business day"}],
                }
            },
        }
    )
    created = Event(datetime(2026, 11, 23, 22, tzinfo=UTC), "created", {"status": "open"})
    waiting = Event(datetime(2026, 11, 28, 1, tzinfo=UTC), "changed", {"status": "waiting"})
    seen = policy.evaluate(History("T-1", [created, waiting]), as_of=datetime(2026, 12, 1, 12, tzinfo=UTC))["t"]
    assert str(seen.due_at) == "2026-12-03 03:00:00+00:00"
