"""Calendar: every question on it, exact edges, the caller's zone in and out, and all the ways to build one.

The desk is open Mo-Fr 10:00-13:00 and 14:00-19:00 in Moscow, three hours ahead of UTC. 20 November 2026 is a Friday.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz as dateutil_tz

from slacal import BadInput, Calendar, Layer, OpenSpan, WrongType
from slacal.calendars import questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOSCOW = ZoneInfo("Europe/Moscow")
DESK = Calendar.weekly("Mo-Fr 10:00-13:00,14:00-19:00", zone=MOSCOW)
MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
EDGES = ["20 10:00", "20 13:00", "20 14:00", "20 19:00", "23 10:00", "23 13:00"]


class Stamp(datetime):
    """A subclass of datetime, as data frames have it."""


class NanoStamp(datetime):
    """A datetime with more digits than microseconds."""

    nanosecond = 1


class ByHand(tzinfo):
    """A zone of somebody's own, an odd quarter of an hour ahead."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(hours=5, minutes=45)

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta()

    def tzname(self, _: datetime | None) -> str:
        return "by hand"

    def __repr__(self) -> str:
        return "by hand"


def at(text: str) -> datetime:
    """Return a wall time of Moscow in November 2026, from its day and time."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=MOSCOW)


def shown(instant: datetime) -> str:
    return f"{instant.astimezone(MOSCOW):%d %H:%M}"


def texts(spans: Iterable[OpenSpan]) -> list[str]:
    return [f"{shown(opens)}-{shown(closes)}" for opens, closes in spans]


# ---- edges


@pytest.mark.parametrize(
    ("instant", "previous_close", "previous_open", "next_open", "next_close"),
    [
        ("20 09:59", "19 19:00", "19 14:00", "20 10:00", "20 13:00"),
        ("20 10:00", "19 19:00", "19 14:00", "20 14:00", "20 13:00"),  # strictly before, strictly after
        ("20 10:01", "19 19:00", "20 10:00", "20 14:00", "20 13:00"),
        ("20 13:00", "19 19:00", "20 10:00", "20 14:00", "20 19:00"),
        ("20 13:30", "20 13:00", "20 10:00", "20 14:00", "20 19:00"),
        ("20 14:00", "20 13:00", "20 10:00", "23 10:00", "20 19:00"),
        ("20 19:00", "20 13:00", "20 14:00", "23 10:00", "23 13:00"),
        ("21 12:00", "20 19:00", "20 14:00", "23 10:00", "23 13:00"),
    ],
)
def test_the_edges_around_an_instant(
    instant: str, previous_close: str, previous_open: str, next_open: str, next_close: str
) -> None:
    moment = at(instant)
    assert shown(DESK.previous_close(moment)) == previous_close
    assert shown(DESK.previous_open(moment)) == previous_open
    assert shown(DESK.next_open(moment)) == next_open
    assert shown(DESK.next_close(moment)) == next_close


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_is_found_from_a_microsecond_away(edge: str) -> None:
    moment = at(edge)
    opens = DESK.is_open(moment)
    forward, backward = (DESK.next_open, DESK.previous_open) if opens else (DESK.next_close, DESK.previous_close)
    assert forward(moment - MICROSECOND) == moment == backward(moment + MICROSECOND)
    assert forward(moment) > moment > backward(moment)


def test_repeated_calls_move_on() -> None:
    moment, found = at("20 09:00"), list[str]()
    for _ in range(4):
        moment = DESK.next_open(moment)
        found.append(shown(moment))
    assert found == ["20 10:00", "20 14:00", "23 10:00", "23 14:00"]
    back = list[str]()
    for _ in range(4):
        moment = DESK.previous_close(moment)
        back.append(shown(moment))
    assert back == ["23 13:00", "20 19:00", "20 13:00", "19 19:00"]


@pytest.mark.parametrize(
    ("instant", "forward", "back"),
    [
        ("20 09:00", "20 10:00", "19 19:00"),
        ("20 10:00", "20 10:00", "20 10:00"),
        ("20 12:59", "20 12:59", "20 12:59"),
        ("20 13:00", "20 14:00", "20 13:00"),
        ("20 13:30", "20 14:00", "20 13:00"),
        ("22 00:00", "23 10:00", "20 19:00"),
    ],
)
def test_rolling_to_open_time(instant: str, forward: str, back: str) -> None:
    assert shown(DESK.roll_forward(at(instant))) == forward
    assert shown(DESK.roll_back(at(instant))) == back


@pytest.mark.parametrize("first", ["2026-07-01 12:00", "2027-07-01 12:00"])
def test_the_turn_of_a_year_is_an_instant_like_any_other_whatever_was_asked_before(first: str) -> None:
    new_year = datetime(2027, 1, 1, tzinfo=UTC)
    for calendar in (Calendar.always(), Calendar.weekly("24/7", zone="UTC")):
        calendar.is_open(datetime.fromisoformat(first).replace(tzinfo=UTC))
        assert calendar.is_open(new_year)
        assert calendar.roll_forward(new_year) == calendar.roll_back(new_year) == new_year
        assert calendar.status(new_year).is_open
        assert calendar.add(new_year, HOUR) == new_year + HOUR
        assert calendar.elapsed(new_year - HOUR, new_year + HOUR) == 2 * HOUR


# ---- spans


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("20 00:00", "21 00:00", ["20 10:00-20 13:00", "20 14:00-20 19:00"]),
        ("20 11:00", "20 15:00", ["20 11:00-20 13:00", "20 14:00-20 15:00"]),  # clipped
        ("20 13:00", "20 14:00", []),  # from a closing to an opening
        ("20 12:59", "20 14:01", ["20 12:59-20 13:00", "20 14:00-20 14:01"]),
        ("20 11:00", "20 11:00", []),  # no time at all, though open
        ("20 13:30", "20 13:30", []),
        ("20 18:00", "23 11:00", ["20 18:00-20 19:00", "23 10:00-23 11:00"]),
    ],
)
def test_spans_between_two_instants(start: str, end: str, expected: list[str]) -> None:
    assert texts(DESK.spans(at(start), at(end))) == expected


def test_spans_from_an_instant_on() -> None:
    found = [*islice(DESK.spans_after(at("20 11:00")), 4)]
    assert texts(found) == ["20 11:00-20 13:00", "20 14:00-20 19:00", "23 10:00-23 13:00", "23 14:00-23 19:00"]
    assert texts(islice(DESK.spans_after(at("20 13:00")), 1)) == ["20 14:00-20 19:00"]
    assert texts(islice(DESK.spans_after(at("20 14:00")), 1)) == ["20 14:00-20 19:00"]


def test_spans_up_to_an_instant_newest_first() -> None:
    found = [*islice(DESK.spans_before(at("20 15:00")), 3)]
    assert texts(found) == ["20 14:00-20 15:00", "20 10:00-20 13:00", "19 14:00-19 19:00"]
    assert texts(islice(DESK.spans_before(at("20 14:00")), 1)) == ["20 10:00-20 13:00"]
    assert texts(islice(DESK.spans_before(at("20 13:00")), 1)) == ["20 10:00-20 13:00"]


def test_spans_cross_the_turn_of_a_year_whole() -> None:
    nights = Calendar.weekly("Mo-Su 22:00-06:00", zone="UTC")
    late = datetime(2026, 12, 31, 20, tzinfo=UTC)
    whole = OpenSpan(late + 2 * HOUR, late + 10 * HOUR)
    assert next(nights.spans_after(late)) == whole
    assert next(nights.spans_before(late + 12 * HOUR)) == whole
    assert [*nights.spans(late, late + 12 * HOUR)] == [whole]


def test_spans_are_named_tuples_with_their_real_length() -> None:
    (span,) = Calendar.always().spans(at("20 10:00"), at("20 13:00"))
    assert (span.opens_at, span.closes_at) == span
    assert span.length == 3 * HOUR
    (doubled,) = Calendar.weekly("24/7", zone="Europe/Berlin").day(date(2026, 10, 25)).spans
    assert doubled.length == 25 * HOUR


def test_spans_of_what_never_ends_end_rather_than_raise() -> None:
    start = at("20 10:00")
    assert [span.opens_at for span in Calendar.always().spans_after(start)] == [start]
    assert [span.closes_at for span in Calendar.always().spans_before(start)] == [start]
    yearly = Calendar.weekly("off", zone="UTC", special_days={"11-20": "10:00-12:00"})
    assert len([*yearly.spans_after(start)]) in {200, 201}
    assert len([*yearly.spans_before(start)]) in {200, 201}


# ---- status, explain, day


@pytest.mark.parametrize(
    ("instant", "is_open", "since", "until", "text"),
    [
        ("20 11:00", True, "20 10:00", "20 13:00", "open, closes Fri 13:00: Friday"),
        ("20 10:00", True, "20 10:00", "20 13:00", "open, closes Fri 13:00: Friday"),
        ("20 13:00", False, "20 13:00", "20 14:00", "closed, opens Fri 14:00: outside hours"),
        ("20 20:00", False, "20 19:00", "23 10:00", "closed, opens Mon 10:00: outside hours"),
        ("22 12:00", False, "20 19:00", "23 10:00", "closed, opens Mon 10:00: Sunday"),
    ],
)
def test_the_status_says_since_when_until_when_and_why(
    instant: str, is_open: bool, since: str, until: str, text: str
) -> None:
    status = DESK.status(at(instant))
    assert status.is_open is is_open
    assert status.since is not None
    assert status.until is not None
    assert (shown(status.since), shown(status.until)) == (since, until)
    assert str(status) == text


def test_the_status_of_a_holiday_names_it() -> None:
    closed = DESK.with_days({date(2026, 11, 20): "off"}, reason="inventory")
    assert str(closed.status(at("20 12:00"))) == "closed, opens Mon 10:00: inventory"


def test_the_status_of_what_never_changes() -> None:
    assert str(Calendar.always().status(at("20 12:00"))) == "open for ever: always open"
    assert str(Calendar.never().status(at("20 12:00"))) == "closed for ever: never open"


def test_status_and_explanation_name_the_layer_that_decided() -> None:
    busy = DESK.with_days({date(2026, 11, 24): "off", date(2026, 11, 25): "12:00-13:00"}, reason="inventory")
    asked = ("23 12:00", "23 20:00", "24 12:00", "25 12:00", "25 20:00")
    layers = [busy.status(at(instant)).layer for instant in asked]
    assert layers == [Layer.WEEK, Layer.WEEK, Layer.SPECIAL_DAY, Layer.SPECIAL_DAY, Layer.SPECIAL_DAY]
    # outside hours on the 25th, a special day, and on the 26th, one of the week: told apart at midnight
    told = [(part.reason, part.layer) for part in busy.explain(at("25 13:00"), at("26 11:00"))]
    assert told == [
        ("outside hours", Layer.SPECIAL_DAY),
        ("outside hours", Layer.WEEK),
        ("Thursday", Layer.WEEK),
    ]


def test_an_explanation_covers_the_period_without_a_gap_and_its_open_part_is_the_elapsed_time() -> None:
    busy = DESK.with_days({date(2026, 11, 24): "off"}, reason="inventory")
    start, end = at("20 12:00"), at("25 11:30")
    parts = busy.explain(start, end)
    told = [(f"{shown(part.starts_at)}-{shown(part.ends_at)}", part.kind, part.reason) for part in parts]
    assert told == [
        ("20 12:00-20 13:00", "open", "Friday"),
        ("20 13:00-20 14:00", "closed", "outside hours"),
        ("20 14:00-20 19:00", "open", "Friday"),
        ("20 19:00-21 00:00", "closed", "outside hours"),
        ("21 00:00-22 00:00", "closed", "Saturday"),
        ("22 00:00-23 00:00", "closed", "Sunday"),
        ("23 00:00-23 10:00", "closed", "outside hours"),
        ("23 10:00-23 13:00", "open", "Monday"),
        ("23 13:00-23 14:00", "closed", "outside hours"),
        ("23 14:00-23 19:00", "open", "Monday"),
        ("23 19:00-24 00:00", "closed", "outside hours"),
        ("24 00:00-25 00:00", "closed", "inventory"),
        ("25 00:00-25 10:00", "closed", "outside hours"),
        ("25 10:00-25 11:30", "open", "Wednesday"),
    ]
    assert sum((part.length for part in parts if part.kind == "open"), timedelta()) == busy.elapsed(start, end)
    assert sum((part.length for part in parts), timedelta()) == end - start


def test_a_period_that_ends_before_it_starts_has_no_explanation() -> None:
    with pytest.raises(BadInput) as caught:
        DESK.explain(at("20 12:00"), at("20 11:00"))
    assert caught.value.field == "end"


def test_nothing_has_nothing_to_explain() -> None:
    for instant in ("20 11:00", "20 13:30"):
        assert DESK.explain(at(instant), at(instant)) == ()


def test_a_day_tells_its_windows_its_layer_its_reason_and_its_spans() -> None:
    day = DESK.day(date(2026, 11, 20))
    assert day.date == date(2026, 11, 20)
    assert [str(window) for window in day.windows] == ["10:00-13:00", "14:00-19:00"]
    assert (day.layer, day.reason, day.is_business_day) == (Layer.WEEK, "Friday", True)
    assert texts(day.spans) == ["20 10:00-20 13:00", "20 14:00-20 19:00"]
    assert day.spans[0].opens_at.tzinfo is MOSCOW


# ---- the caller's zone, datetimes and their kin


INSTANT_TO_INSTANT: dict[str, Callable[[datetime], datetime]] = {
    "add": lambda moment: DESK.add(moment, HOUR),
    "subtract": lambda moment: DESK.subtract(moment, HOUR),
    "next_open": DESK.next_open,
    "next_close": DESK.next_close,
    "previous_open": DESK.previous_open,
    "previous_close": DESK.previous_close,
    "roll_forward": DESK.roll_forward,
    "roll_back": DESK.roll_back,
    "add_business_days": lambda moment: DESK.add_business_days(moment, 2),
    "no business days": lambda moment: DESK.add_business_days(moment, 0),
    "status since": lambda moment: DESK.status(moment).since or moment,
    "status until": lambda moment: DESK.status(moment).until or moment,
    "spans": lambda moment: next(DESK.spans(moment, moment + timedelta(days=4))).closes_at,
    "spans_after": lambda moment: next(DESK.spans_after(moment)).opens_at,
    "spans_before": lambda moment: next(DESK.spans_before(moment)).opens_at,
    "explain": lambda moment: DESK.explain(moment, moment + HOUR)[0].ends_at,
}


@pytest.mark.parametrize("question", INSTANT_TO_INSTANT)
@pytest.mark.parametrize(
    "zone",
    [UTC, ZoneInfo("Asia/Kathmandu"), timezone(timedelta(hours=-9, minutes=-30)), ByHand()],
    ids=str,
)
def test_the_answer_is_in_the_very_zone_of_the_question(question: str, zone: tzinfo) -> None:
    answer = INSTANT_TO_INSTANT[question](at("20 12:00").astimezone(zone))
    assert answer.tzinfo is zone
    assert answer == INSTANT_TO_INSTANT[question](at("20 12:00"))


@pytest.mark.parametrize("question", INSTANT_TO_INSTANT)
def test_any_zone_object_will_do(question: str) -> None:
    theirs = at("20 12:00").astimezone(dateutil_tz.gettz("America/New_York"))
    assert INSTANT_TO_INSTANT[question](theirs) == INSTANT_TO_INSTANT[question](at("20 12:00"))


@pytest.mark.parametrize("question", INSTANT_TO_INSTANT)
def test_a_subclass_of_datetime_is_answered_with_a_plain_one(question: str) -> None:
    stamp = Stamp(2026, 11, 20, 12, tzinfo=MOSCOW)
    answer = INSTANT_TO_INSTANT[question](stamp)
    assert type(answer) is datetime
    assert answer == INSTANT_TO_INSTANT[question](at("20 12:00"))


@pytest.mark.parametrize("question", INSTANT_TO_INSTANT)
def test_a_nanosecond_part_is_refused(question: str) -> None:
    with pytest.raises(BadInput) as caught:
        INSTANT_TO_INSTANT[question](NanoStamp(2026, 11, 20, 12, tzinfo=MOSCOW))
    assert "nanosecond" in caught.value.problem


def test_the_two_readings_of_a_doubled_hour_are_two_instants() -> None:
    berlin = Calendar.weekly("Su 02:00-04:00", zone="Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    second = first.replace(fold=1)
    assert berlin.elapsed(first, second) == HOUR
    assert berlin.add(first, HOUR).fold == 1
    assert str(berlin.add(second, HOUR)) == "2026-10-25 03:30:00+01:00"


def test_instants_are_compared_and_not_their_clocks() -> None:
    # 20:00 in Kathmandu is 17:15 in Moscow, 01:00 in New York is 09:00
    assert DESK.is_open(datetime(2026, 11, 20, 20, tzinfo=ZoneInfo("Asia/Kathmandu")))
    assert not DESK.is_open(datetime(2026, 11, 20, 1, tzinfo=ZoneInfo("America/New_York")))
    start = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Kathmandu"))  # 09:15 in Moscow
    assert DESK.elapsed(start, datetime(2026, 11, 20, 4, tzinfo=ZoneInfo("America/New_York"))) == 2 * HOUR  # 12:00


# ---- asked again and again

# From Friday 20 November 10:00, 8 hours a working day: 320 hours are 40 of them, or eight weeks. The last is Thursday
# 14 January 2027, until 19:00. The two ends lie so far apart that each needs rows of its own.
THEN, LATER = at("20 10:00"), datetime(2027, 1, 15, 10, tzinfo=MOSCOW)
REPEATED: dict[str, tuple[Callable[[Calendar], object], object]] = {
    "is_open": (lambda desk: desk.is_open(THEN), True),
    "elapsed": (lambda desk: desk.elapsed(THEN, LATER), 320 * HOUR),
    "add": (lambda desk: desk.add(THEN, 320 * HOUR), datetime(2027, 1, 14, 19, tzinfo=MOSCOW)),
    "subtract": (lambda desk: desk.subtract(LATER, 320 * HOUR), THEN),
}


@pytest.mark.parametrize("question", REPEATED)
def test_a_question_asked_often_is_answered_from_rows_and_no_more_by_the_timeline(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, answer = REPEATED[question]
    desk = Calendar.weekly("Mo-Fr 10:00-14:00,15:00-19:00", zone=MOSCOW)
    for _ in range(24):
        assert ask(desk) == answer
    for slow in ("is_open", "elapsed", "advance", "retreat"):
        monkeypatch.delattr(questions, slow)
    assert ask(desk) == answer


def test_a_week_handed_to_the_class_itself_is_refused_and_told_the_way() -> None:
    with pytest.raises(WrongType, match=r"build it with Calendar\.weekly\(week, zone=") as refused:
        Calendar("Mo-Fr 10:00-19:00")  # type: ignore[arg-type] # handed in to be refused
    assert refused.value.field == "description"
