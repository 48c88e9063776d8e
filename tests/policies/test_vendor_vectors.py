"""The worked due dates of five vendors' support rules: Europe/Moscow, Russian holidays and transferred days.

The expected values are published facts of the calendar, counted by hand; the steps of the less obvious ones stand
beside them. November 2026 has one holiday (Wed 4); 31 December 2026 is a transferred day off; 1 to 10 January 2027 are
days off. Of 2025: Sat 1 November is a working day and a shortened one, Mon 3 is off in exchange, Tue 4 a holiday.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from slacal.engine.event import Event
from slacal.engine.history import History
from slacal.policies.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slacal.engine.evaluation import Evaluation

MOSCOW = ZoneInfo("Europe/Moscow")
EXAMPLES = Path(__file__).parents[2] / "examples" / "policies"
SHTRIH, IDECO, CLEVERENCE = (Policy.load(EXAMPLES / f"{name}.yaml") for name in ("shtrih_m", "ideco", "cleverence"))
TIERS = ("free", "paid", "partner")  # 24, 16 and 8 business hours


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def with_holidays(policy: Policy, holidays: object) -> Policy:
    """Return the policy with other holidays in its only calendar; None leaves them out."""
    ((name, calendar),) = policy.to_dict()["calendars"].items()
    changed = {**calendar, "holidays": "none" if holidays is None else holidays}
    return policy.model_copy(update={"calendars": {name: changed}})


def due(policy: Policy, start: str, goal: Mapping[str, Any]) -> datetime | None:
    """Return the due of a lone goal on the policy's calendar."""
    alone = policy.model_copy(update={"targets": {"it": {"start": "created", "stop": "solved", "goals": [goal]}}})
    return alone.promises(moscow(start))["it"].due_at


def considered(policy: Policy, start: str) -> list[datetime | None]:
    return [policy.promises(moscow(start), {"tier": tier})["consideration"].due_at for tier in TIERS]


# -- 003: Mon-Fr 10-19, 9 hours a day; 24, 16 and 8 business hours ---------------------------------------------------


@pytest.mark.parametrize(
    ("start", "free", "paid", "partner"),
    [
        # 9 h Fri, 9 h Mon, 6 h Tue; 9 h Fri, 7 h Mon; 8 h Fri
        ("2026-11-20T10:00", "2026-11-24T16:00", "2026-11-23T17:00", "2026-11-20T18:00"),
        # half an hour on Friday: what is left ends 30 minutes before the row below
        ("2026-11-20T18:30", "2026-11-25T15:30", "2026-11-24T16:30", "2026-11-23T17:30"),
        ("2026-11-20T19:00", "2026-11-25T16:00", "2026-11-24T17:00", "2026-11-23T18:00"),
        ("2026-11-21T12:00", "2026-11-25T16:00", "2026-11-24T17:00", "2026-11-23T18:00"),
    ],
    ids=["Friday 10:00", "Friday 18:30", "Friday 19:00", "Saturday 12:00"],
)
def test_003_a_november_weekend(start: str, free: str, paid: str, partner: str) -> None:
    assert considered(SHTRIH, start) == [moscow(free), moscow(paid), moscow(partner)]


def test_003_over_new_year_with_holidays_and_transferred_days() -> None:
    # 4 h on Wed 30 Dec; Thu 31 Dec to Sun 10 Jan off; then 9 h on Mon 11, 9 h on Tue 12, 2 h on Wed 13
    expected = [moscow("2027-01-13T12:00"), moscow("2027-01-12T13:00"), moscow("2027-01-11T14:00")]
    assert considered(SHTRIH, "2026-12-30T15:00") == expected


def test_003_over_new_year_when_holidays_are_ignored_as_the_page_names_none() -> None:
    # 4 h Wed, 9 h Thu 31 Dec, 9 h Fri 1 Jan, 2 h Mon 4 Jan
    expected = [moscow("2027-01-04T12:00"), moscow("2027-01-01T13:00"), moscow("2026-12-31T14:00")]
    assert considered(with_holidays(SHTRIH, None), "2026-12-30T15:00") == expected


def test_003_over_new_year_with_statutory_holidays_only() -> None:
    # 31 Dec is a transferred day off and no holiday: 4 h Wed, 9 h Thu 31; 1 to 10 Jan off; 9 h Mon 11, 2 h Tue 12
    statutory = with_holidays(SHTRIH, {"public": "RU", "transferred": "ignore"})
    expected = [moscow("2027-01-12T12:00"), moscow("2027-01-11T13:00"), moscow("2026-12-31T14:00")]
    assert considered(statutory, "2026-12-30T15:00") == expected


@pytest.mark.parametrize(
    ("transferred", "free", "paid", "partner"),
    [
        # half an hour on Fri 31 Oct; 9 h on Sat 1 Nov if it is open; 3 and 4 Nov off; then Wed 5 and on
        ("replaced", "2025-11-06T15:30", "2025-11-05T16:30", "2025-11-01T17:30"),
        ("closed", "2025-11-07T15:30", "2025-11-06T16:30", "2025-11-05T17:30"),
    ],
)
def test_003_a_transferred_working_saturday_open_then_closed(
    transferred: str, free: str, paid: str, partner: str
) -> None:
    policy = with_holidays(SHTRIH, {"production": "RU", "shortened": "ignore", "transferred": transferred})
    assert considered(policy, "2025-10-31T18:30") == [moscow(free), moscow(paid), moscow(partner)]


# -- 002: Mon-Fri 07-19, Sat 09-16; the amounts are made up, since the page promises none ------------------------------


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("30 business minutes", "2026-11-23T07:15"),  # 15 min on Saturday until 16:00, 15 on Monday from 07:00
        ("8 business hours", "2026-11-23T14:45"),  # 15 min on Saturday, 7 h 45 min on Monday
    ],
)
def test_002_late_on_saturday(within: str, expected: str) -> None:
    assert due(IDECO, "2026-11-21T15:45", {"within": within}) == moscow(expected)


@pytest.mark.parametrize(
    ("transferred", "shortened", "expected"),
    [
        # 1 h on Fri 31 Oct, 7 h left for Saturday
        ("replaced", "ignore", "2025-11-01T14:00"),  # 07-19: from 07:00
        ("own", "ignore", "2025-11-01T16:00"),  # 09-16: all seven
        ("replaced", "1 hour", "2025-11-01T14:00"),  # 07-18
        ("own", "1 hour", "2025-11-05T08:00"),  # 09-15: six, and the last on Wed 5 from 07:00
    ],
)
def test_002_the_transferred_saturday_is_also_a_shortened_day(transferred: str, shortened: str, expected: str) -> None:
    policy = with_holidays(IDECO, {"production": "RU", "transferred": transferred, "shortened": shortened})
    assert due(policy, "2025-10-31T18:00", {"within": "8 business hours"}) == moscow(expected)


def test_002_the_published_policy_measures_and_promises_nothing() -> None:
    facts = {"organisation": "acme", "contacts": "a@example.org", "licence": "17"}
    promised = IDECO.promises(moscow("2026-11-21T15:45"), facts)
    assert [(promised[name].due_at, promised[name].goal) for name in promised] == [(None, "not stated")] * 2


# -- 001: Mon-Fr 9-19, 10 hours a day; "10 working days" in its readings -----------------------------------------------


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        # Fri 20 Nov is day 0; Mon 23 is 1, Fri 27 is 5, Mon 30 is 6, Fri 4 Dec is 10
        ({"within": "10 business days"}, "2026-12-04T19:00"),
        ({"within": "10 business days", "counts_from": "same_day"}, "2026-12-03T19:00"),  # Fri 20 Nov is day 1
        ({"within": "10 business days", "lands": "same_time"}, "2026-12-04T18:59"),
        ({"within": "100 business hours"}, "2026-12-04T18:59"),  # one minute on Friday, nine days, 9 h 59 min
        (
            {"within": "240 business hours"},
            "2026-12-24T18:59",
        ),  # one minute, 23 days, 9 h 59 min
    ],
    ids=["day excluded", "start day counted", "same clock", "100 hours", "240 hours"],
)
def test_001_ten_working_days_from_friday_one_minute_before_closing(goal: Mapping[str, Any], expected: str) -> None:
    assert due(CLEVERENCE, "2026-11-20T18:59", goal) == moscow(expected)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ({"within": "10 business days"}, "2026-12-04T19:00"),  # Sat 21 is day 0, Mon 23 is 1
        ({"within": "10 business days", "arrival": "next_open"}, "2026-12-07T19:00"),  # Mon 23 is day 0
        ({"within": "240 business hours"}, "2026-12-24T19:00"),  # 24 business days from Mon 23 Nov
    ],
    ids=["event date excluded", "effective day excluded", "240 hours"],
)
def test_001_ten_working_days_from_a_saturday(goal: Mapping[str, Any], expected: str) -> None:
    assert due(CLEVERENCE, "2026-11-21T12:00", goal) == moscow(expected)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        # Mon 28 to Wed 30 Dec are 1 to 3; 31 Dec to 10 Jan off; Mon 11 Jan is 4, Fri 15 is 8, Tue 19 is 10
        ({"within": "10 business days"}, "2027-01-19T19:00"),
        ({"within": "10 business days", "counts_from": "same_day"}, "2027-01-18T19:00"),
        ({"within": "100 business hours"}, "2027-01-19T12:00"),  # 7 h Friday, nine days, 3 h on the tenth
        # 7 h Friday, 23 days to Fri 5 Feb make 237 h; 3 h on Mon 8 Feb
        ({"within": "240 business hours"}, "2027-02-08T12:00"),
    ],
    ids=["day excluded", "start day counted", "100 hours", "240 hours"],
)
def test_001_ten_working_days_over_new_year(goal: Mapping[str, Any], expected: str) -> None:
    assert due(CLEVERENCE, "2026-12-25T12:00", goal) == moscow(expected)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ({"within": "end of business day"}, "2026-11-20T19:00"),
        ({"within": "1 business day"}, "2026-11-23T19:00"),
        ({"within": "10 business hours"}, "2026-11-23T18:59"),
    ],
    ids=["the same day", "the next working day", "a working day of hours"],
)
def test_001_reaction_within_the_working_day_in_its_three_readings(goal: Mapping[str, Any], expected: str) -> None:
    assert due(CLEVERENCE, "2026-11-20T18:59", goal) == moscow(expected)


def test_001_the_published_policy_takes_the_readings_that_it_states() -> None:
    promised = _filed(CLEVERENCE, at=moscow("2026-11-20T18:59"), details={"channel": "portal"})
    assert promised["reaction"].due_at == moscow("2026-11-20T19:00")
    assert promised["resolution"].due_at == moscow("2026-12-04T19:00")


def test_001_a_call_starts_nothing() -> None:
    promised = _filed(CLEVERENCE, at=moscow("2026-11-20T18:59"), details={"channel": "call"})
    assert [promised[name].started_at for name in promised] == [None, None, None]


def _filed(policy: Policy, *, at: datetime, details: Mapping[str, Any]) -> Evaluation:
    return policy.evaluate(History("T-1", [Event(at, "created", details=details)]), as_of=at)
